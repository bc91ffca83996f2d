"""Lines that credit an agency, by what they say; and how the account's agency is told."""

from __future__ import annotations

import pytest

from twosource.read.found.agencies import aliases
from twosource.read.found.credits import dateline_credit, line_credits
from twosource.read.lexicon import load
from twosource.read.records import from_record

CREDITED = [
    ("This report by The Canadian Press was first published March 3, 2031.", "byline", "CP"),
    ("This story by Agence France-Presse was updated on Monday.", "byline", "AFP"),
    (
        "Cette dépêche de La Presse Canadienne a été publiée initialement le 3 mars 2031.",
        "byline",
        "CP",
    ),
    ("Dieser Bericht der dpa wurde am 3. März 2031 veröffentlicht.", "byline", "dpa"),
    ("Esta nota de EFE se publicó el lunes.", "byline", "EFE"),
    ("AFP | Posted: Mar 03, 2031, 11:20", "byline", "AFP"),
    ("IANS • 3 March 2031", "byline", "IANS"),
    ("By Reuters Staff", "byline", "Reuters"),
    ("Distributed by Tribune Content Agency, LLC.", "distributed", "Tribune"),
    (
        "© 2031 Skarn Herald. All rights reserved. Distributed by Tribune News Service.",
        "distributed",
        "Tribune",
    ),
    ("Republished from The Conversation under a licence.", "distributed", "The Conversation"),
    ("This article was originally published by ProPublica.", "distributed", "ProPublica"),
    ("Syndicated from Reuters", "distributed", "Reuters"),
    (
        "(This story has not been edited and is auto-generated from a syndicated feed. IANS)",
        "feed",
        "IANS",
    ),
    ("The story was published from a wire agency feed: PTI.", "feed", "PTI"),
    ("Der Text wurde automatisch übernommen (dpa).", "feed", "dpa"),
    ("— With files from The Canadian Press", "material", "CP"),
    ("(With inputs from PTI)", "material", "PTI"),
    ("With ANI inputs", "material", "ANI"),
    ("Mit Material von dpa", "material", "dpa"),
    ("Con información de EFE", "material", "EFE"),
    ("Com informações da Agência Lusa", "material", "Lusa"),
    ("(avec AFP)", "material", "AFP"),
    ("La rédaction, avec l'AFP", "material", "AFP"),
    ("Source: Xinhua", "source", "Xinhua"),
    ("Fonte: ANSA", "source", "ANSA"),
    ("Quelle: sda", "source", "SDA"),
    ("Bron: ANP", "source", "ANP"),
    ("Источник: ТАСС", "source", "TASS"),
    ("来源：新华社", "source", "Xinhua"),
    ("Our Standards: The Thomson Reuters Trust Principles.", "tag", "Reuters"),
    ("—IANS", "tag", "IANS"),
    ("– PTI", "tag", "PTI"),
    ("hm/sk (dpa)", "tag", "dpa"),
    ("(ansa)", "tag", "ANSA"),
    ("/TT", "tag", "TT"),
    ("PA", "tag", "PA"),
]


@pytest.mark.parametrize(("line", "kind", "name"), CREDITED)
def test_what_a_line_says_decides_the_kind(line: str, kind: str, name: str) -> None:
    known = {"CP": "Canadian Press", "PTI": "Press Trust of India", "SDA": "Keystone-SDA",
             "PA": "PA Media", "TT": "TT"}  # fmt: skip
    found = line_credits(line, 100)
    assert [c.kind for c in found] == [kind]
    assert found[0].name.startswith(known.get(name, name))
    assert found[0].span is not None
    assert line[found[0].span.start - 100 : found[0].span.end - 100].strip()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Source: AFP/dpa", ["AFP", "dpa"]),
        ("Quellen: APA, Reuters", ["APA", "Reuters"]),
        ("kl/pm (dpa, afp, reuters)", ["dpa", "AFP", "Reuters"]),
        ("AFP/VNA", ["AFP", "VNA"]),
        ("With files from Reuters and The Canadian Press", ["Reuters", "Canadian Press"]),
        ("(avec AFP et Reuters)", ["AFP", "Reuters"]),
        ("Mit Material von dpa und AFP", ["dpa", "AFP"]),
    ],
)
def test_every_agency_of_a_list(line: str, names: list[str]) -> None:
    assert [c.name for c in line_credits(line)] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("The Associated Press contributed to this report.", ["Associated Press"]),
        ("Associated Press writers Ilse Dahl in Varn and Per Holt in Skarn contributed to this "
         "report.", ["Associated Press"]),
        ("Reuters and AFP contributed to this story.", ["Reuters", "AFP"]),
        ("Contributing: Ilse Dahl, The Associated Press", ["Associated Press"]),
        ("Additional reporting by Reuters", ["Reuters"]),
        ("L'AFP a contribué à cet article.", ["AFP"]),
        ("EFE contribuyó a este reportaje.", ["EFE"]),
    ],
)  # fmt: skip
def test_a_contribution_is_found_and_is_no_credit_of_the_text(line: str, names: list[str]) -> None:
    assert [(c.name, c.kind) for c in line_credits(line)] == [(n, "contributing") for n in names]
    record = {"id": "a", "text": f"The quay was shut on Monday.\n\nNobody was hurt.\n\n{line}"}
    account = from_record(record, "a")
    assert account.agency == ()
    assert [c.name for c in account.credits] == names


@pytest.mark.parametrize(
    "line",
    [
        "A source told Reuters that the quay was safe.",
        "The mayor spoke with AFP on Monday about the quay and its future.",
        "He said the AP had it wrong.",
        "The sources of the river are near Varn.",
        "Wer mit dpa-Reportern spricht, muss das wissen, sagte der Bürgermeister am Montag.",
        "The pa of the minister wrote back.",
    ],
)
def test_prose_that_names_an_agency_is_no_credit(line: str) -> None:
    assert line_credits(line) == []


def test_a_feed_that_names_nobody_is_told_and_credits_nobody() -> None:
    line = "(Except for the headline, this story is published from a syndicated feed.)"
    assert [(c.name, c.kind) for c in line_credits(line)] == [("", "feed")]
    text = f"The quay was shut.\n\nNobody was hurt.\n\n{line}"
    assert from_record({"id": "a", "text": text}, "a").agency == ()


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("SKARN, Varn (KQLM/AP) – Crews shut the quay.", "Associated Press"),
        ("SKARN (Ostra News/Reuters) — Crews shut the quay.", "Reuters"),
        ("SKARN, January 14. /TASS/. Crews shut the quay.", "TASS"),
        ("Skarn (dpa/lno) - Der Kai ist gesperrt.", "dpa"),
        ("Skarn (epd). Der Kai ist gesperrt.", "epd"),
        ("SKARN, 14 ene (EFE).- El muelle está cerrado.", "EFE"),
        ("(ANSA) - SKARN, 14 GEN - Il molo è chiuso.", "ANSA"),
        ("新华社斯卡恩1月14日电 码头周二关闭。", "Xinhua"),
        ("(스카른=연합뉴스) 김민수 기자 = 부두가 폐쇄됐다.", "Yonhap"),
        ("【スカルン共同】埠頭が閉鎖された。", "Kyodo News"),
    ],
)
def test_datelines_with_a_station_and_other_marks(paragraph: str, name: str) -> None:
    found = dateline_credit(paragraph, 0)
    assert found is not None
    assert (found.name, found.kind) == (name, "dateline")


@pytest.mark.parametrize("line", [line for line, kind, _ in CREDITED if kind != "byline"])
def test_finished_records_give_the_agency_of_their_last_line(line: str) -> None:
    record = {"id": "a", "text": f"The quay was shut on Monday.\n\nNobody was hurt.\n\n{line}"}
    assert from_record(record, "a").agency


def test_the_words_are_lower_case_and_stand_once() -> None:
    for name, words in load("credit_lines").items():
        assert len(words) == len(set(words)), name
        if name != "report":
            assert all(w == w.lower() for w in words), name
    assert set(aliases().values()) <= set(load("agencies"))

"""The stage's data files load, and their entries do what they say."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from twosource.read.blocks.marks import bit, families, name_bits
from twosource.read.found.credits import (
    agency_of_host,
    agency_of_name,
    dateline_credit,
    line_credits,
    photo_credits,
)
from twosource.read.found.days import days, machine_date, months
from twosource.read.label.wording import wording
from twosource.read.lexicon import any_of, furniture_kind, load


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share This", "share"),
        ("Leave a Reply", "comment"),
        ("Your email address will not be published.", "comment"),
        ("Most popular", "related"),
        ("Les også: Brua stenges", "related"),
        ("Already a subscriber? Log in here", "sign-in"),
        ("© 2031 The Varn Courier", "legal"),
        ("Skip to content", "navigation"),
        ("Last updated: 3 March 2031", "stamp"),
        ("Reporting by A. Lind; editing by B. Osk", "credit"),
        ("The bridge reopened on Monday, officials said.", None),
        ("Shares fell sharply after the bank’s warning.", None),
        ("Comments by the mayor drew anger across the valley.", None),
    ],
)
def test_furniture_words(line: str, kind: str | None) -> None:
    assert furniture_kind(line) == kind


@pytest.mark.parametrize(
    ("paragraph", "name", "words"),
    [
        ("(CNN) — The council met.", "CNN", "(CNN) —"),
        ("LONDON, March 3 (Reuters) - Shares fell.", "Reuters", "LONDON, March 3 (Reuters) -"),
        ("Berlin (dpa) – Der Rat tagte.", "dpa", "Berlin (dpa) –"),
        ("МОСКВА (ТАСС) — Совет собрался.", "TASS", "МОСКВА (ТАСС) —"),
    ],
)
def test_datelines(paragraph: str, name: str, words: str) -> None:
    credit = dateline_credit(paragraph, 10)
    assert credit is not None
    assert (credit.name, credit.evidence) == (name, words)
    assert credit.span is not None
    assert paragraph[credit.span.start - 10 : credit.span.end - 10] == words


@pytest.mark.parametrize(
    "paragraph",
    [
        "The council (AP had reported a delay) met on Monday.",
        "He told Reuters that the talks would go on.",
        "The pact (see above) was signed.",
    ],
)
def test_a_mention_is_no_dateline(paragraph: str) -> None:
    assert dateline_credit(paragraph, 0) is None


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("The-CNN-Wire", "CNN", "tag"),
        ("™ & © 2031 Cable News Network, Inc. All rights reserved.", "CNN", "copyright"),
        ("By Reuters", "Reuters", "byline"),
        ("Contributing: The Associated Press", "Associated Press", "contributing"),
        ("Ilse Morgan | AFP", "AFP", "byline"),
    ],
)
def test_line_credits(line: str, name: str, kind: str) -> None:
    assert [(c.name, c.kind) for c in line_credits(line)] == [(name, kind)]


def test_picture_credits_are_photo_credits() -> None:
    assert [
        (c.name, c.kind) for c in photo_credits("The quay at dawn. (Photo: L. Oster/Reuters)")
    ] == [("Reuters", "photo")]
    assert line_credits("Getty Images") == []


def test_agencies_by_name_and_host() -> None:
    assert agency_of_name("Agence France-Presse") == "AFP"
    assert agency_of_name("The Varn Courier") is None
    assert agency_of_host("www.reuters.com") == "Reuters"
    assert agency_of_host("example.org") is None


def test_no_alias_stands_for_two_agencies() -> None:
    aliases = [a for entry in load("agencies").values() for a in entry["aliases"]]
    assert len(aliases) == len(set(aliases))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Published March 3, 2031", "2031-03-03"),
        ("3. März 2031, 14:05 Uhr", "2031-03-03T14:05"),
        ("le 14 août 2029", "2029-08-14"),
        ("14 de agosto de 2029", "2029-08-14"),
        ("3 марта 2031", "2031-03-03"),
        ("2031年3月3日", "2031-03-03"),
        ("03.04.2031", "2031-04-03"),
        ("25/12/2030", "2030-12-25"),
    ],
)
def test_written_dates(text: str, value: str) -> None:
    assert [d.value for d in days(text)] == [value]


def test_ambiguous_and_impossible_dates_are_left_out() -> None:
    assert list(days("03/04/2031")) == []
    assert [d.value for d in days("03/04/2031", "dmy")] == ["2031-04-03"]
    assert list(days("31 February 2031")) == []


def test_machine_dates_keep_their_zone() -> None:
    day = machine_date("2031-05-14T08:30:00+02:00")
    assert day is not None
    assert (day.value, day.precision) == ("2031-05-14T08:30:00+02:00", "second")
    zulu = machine_date("2031-05-14T08:30Z")
    assert zulu is not None
    assert zulu.value == "2031-05-14T08:30+00:00"


def test_a_month_name_stands_for_one_month() -> None:
    seen: dict[str, int] = {}
    for names in load("months").values():
        assert len(names) == 12
        for number, forms in enumerate(names, 1):
            for form in forms.split("|"):
                assert seen.setdefault(form, number) == number
    assert months()["marzo"] == 3


def test_mark_families() -> None:
    assert len(set(families())) == len(families()) <= 60
    assert name_bits("articleBody-wrap") & bit("articlebody")
    assert name_bits("sidebar related-posts") & bit("related")
    assert not name_bits("swr462h c10o8fzf")


def test_names_of_several_words_are_found_in_any_company() -> None:
    whole = [
        (bit(e["name"]), re.compile(e["joined"])) for e in load("marks")["family"] if "joined" in e
    ]
    words = [
        "article",
        "inner",
        "body",
        "read",
        "more",
        "d",
        "none",
        "pie",
        "de",
        "foto",
        "sign",
        "in",
    ]
    words += ["table", "of", "contents", "cookie", "law", "info", "bar", "content", "osk"]
    for name in ("-".join(p) for p in permutations(words, 3)):
        for one, pattern in whole[:-1]:  # those of the consent services need company
            if pattern.search(name):
                assert name_bits(name) & one, name


def test_any_of_takes_the_longest_word_that_fits() -> None:
    words = ["may", "mayo", "mai", "m", "de mai", "a.m.", "may day"]
    found = re.compile(any_of(words))
    for text in [*words, "mayor", "may days", "main", "axm.", "x"]:
        longest = max((w for w in words if text.startswith(w)), key=len, default=None)
        match = found.match(text)
        assert (match and match.group()) == longest


def test_wording_groups_match_their_words() -> None:
    groups = dict(zip(load("wording"), wording(), strict=True))
    assert groups["consent"].search("We use cookies.")
    assert not groups["consent"].search("The cook left.")
    assert groups["contact"].search("write to desk@example.org")


def test_calendars_clocks_and_stamps_load() -> None:
    for names in load("calendars")["solar"].values():
        assert len(names) == 12
    assert all(isinstance(years, int) for years in load("calendars")["eras"].values())
    assert all(re.fullmatch(r"[+-]\d\d:\d\d", z) for z in load("clocks")["zones"].values())
    words = [w for kind in load("stamps").values() for lists in kind.values() for w in lists]
    assert [w for w in words if w != w.lower() or not w.strip()] == []


def test_a_word_for_a_date_is_of_one_kind() -> None:
    kinds = load("stamps")
    published = {w for lists in kinds["published"].values() for w in lists}
    assert not published & {w for lists in kinds["updated"].values() for w in lists}

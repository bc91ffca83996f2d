"""The lines over an account in a dump: headline, outlet, author, day, and what is body."""

from __future__ import annotations

import pytest

from island import GERMAN, STORY, TITLE, account_of, told
from twosource.read.label.dump_head import is_byline, is_name, is_stamp, lexicon, named
from twosource.read.lexicon import load

DE = "Abendfähre fährt ab Donnerstag wieder"
BRACKETS = "“They told us in June”: inside the Osk ferry"
HEADS = [
    (["The Osk Ledger", "Home | News | Sport", TITLE, "By Lena Brock", "14 January 2031"],
     TITLE, "The Osk Ledger", ("Lena Brock",), "2031-01-14"),
    ([TITLE, "By Lena Brock, staff writer"], TITLE, None, ("Lena Brock",), None),
    ([TITLE, "Osk Today | 14 January 2031"], TITLE, "Osk Today", (), "2031-01-14"),
    (["Osk Today | 14 January 2031", TITLE], TITLE, "Osk Today", (), "2031-01-14"),
    (["The Lamp", "14 January 2031", BRACKETS, "Lena Brock"],
     BRACKETS, None, ("Lena Brock",), "2031-01-14"),
    ([TITLE, "Lena Brock | 14 January 2031"], TITLE, None, ("Lena Brock",), "2031-01-14"),
    (["Radio Osk 101.2", TITLE, "14 January 2031"], TITLE, "Radio Osk 101.2", (), "2031-01-14"),
    (["Osk Harbour Authority", "Press release", "14 January 2031", TITLE],
     TITLE, "Osk Harbour Authority", (), "2031-01-14"),
    (["THE OSK LEDGER", "By Lena Brock in Osk", TITLE],
     TITLE, "THE OSK LEDGER", ("Lena Brock",), None),
    ([TITLE, "The island has had no boat after dark since October.", "By Lena Brock"],
     TITLE, None, ("Lena Brock",), None),
    (["By Lena Brock", TITLE], TITLE, None, ("Lena Brock",), None),
    (["Osk Herald (English edition)", TITLE, "By Lena Brock"],
     TITLE, "Osk Herald", ("Lena Brock",), None),
    ([TITLE], TITLE, None, (), None),
]  # fmt: skip
GERMAN_HEADS = [
    (["Osker Anzeiger", DE, "Von Lena Brock", "14. Januar 2031"],
     DE, "Osker Anzeiger", ("Lena Brock",), "2031-01-14"),
    ([DE, "Osker Zeitung | 14. Januar 2031"], DE, "Osker Zeitung", (), "2031-01-14"),
]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("texts", "head"), [*((STORY, h) for h in HEADS), *((GERMAN, h) for h in GERMAN_HEADS)]
)
def test_the_head_of_a_dump(texts, head, between: str) -> None:  # type: ignore[no-untyped-def]
    lines, title, outlet, byline, day = head
    account = account_of(between.join(lines) + "\n\n" + "\n\n".join(texts))
    assert account.text == "\n\n".join(texts)
    assert (account.title, account.outlet, account.byline) == (title, outlet, byline)
    assert (account.published.value if account.published else None) == day


def test_an_outlet_without_a_telling_word_is_told_by_being_spoken_of() -> None:
    spoken = [*STORY[:-1], "“It will sail,” the mayor told the Packhorse on Monday evening."]
    account = account_of("\n\n".join(["The Packhorse", "14 January 2031", TITLE, *spoken]))
    assert account.outlet == "The Packhorse"


@pytest.mark.parametrize(
    "line",
    [
        "Ferry Challenges School Board on Ticket",
        "Passengers Tell Harbour Board Of Ferry",
        "Island Ferry Board Orders Boat For Autumn",
    ],
)
def test_a_headline_in_capitals_that_names_a_body_is_no_outlet(line: str) -> None:
    account = account_of("\n\n".join([line, *STORY]))
    assert (account.title, account.outlet) == (line, None)


@pytest.mark.parametrize(
    "line",
    ["The Osk Morning Herald", "Union of Osk Weavers", "Osk and Selmer Council Press Office"],
)
def test_the_name_of_an_outlet_or_a_body(line: str) -> None:
    account = account_of("\n\n".join([line, "14 January 2031", TITLE, *STORY]))
    assert (account.title, account.outlet) == (TITLE, line)


@pytest.mark.parametrize("line", ["News", "Menu", "World", "Live", "Opinion"])
def test_a_part_of_a_site_is_no_outlet(line: str) -> None:
    assert account_of("\n\n".join([line, "14 January 2031", TITLE, *STORY])).outlet is None


def test_a_short_sentence_behind_the_byline_opens_the_body() -> None:
    opening = "THE OSK FERRY is back!"
    found = told("\n\n".join([TITLE, "By Lena Brock", "14 January 2031, 06:00", opening, *STORY]))
    assert found == (opening, *STORY)


def test_a_release_without_a_headline_is_told_by_what_it_is() -> None:
    account = account_of("\n".join(["Osk Rovers F.C.", "Official statement", "14 January 2031"])
                         + "\n\n" + "\n\n".join(STORY))  # fmt: skip
    assert (account.title, account.outlet) == ("Official statement", "Osk Rovers F.C.")


def test_the_name_of_the_author_alone_is_no_body() -> None:
    html = (
        f"<html><head><title>{TITLE}</title><meta name='author' content='Lena Brock'></head><body>"
        f"<article><h1>{TITLE}</h1><p>Lena Brock</p>"
        + "".join(f"<p>{t}</p>" for t in STORY)
        + "</article></body></html>"
    )
    account = account_of(html)
    assert account.byline == ("Lena Brock",)
    assert account.text.split("\n\n") == list(STORY)


@pytest.mark.parametrize(
    ("line", "byline", "stamp", "name"),
    [
        ("By Lena Brock", True, False, False),
        ("Words: Lena Brock", True, False, False),
        ("Par Léna Brock", True, False, False),
        ("Автор: Лена Брок", True, False, False),
        ("By the sea, a town waits for its ferry", False, False, False),
        ("Tuesday, 14 January 2031, 10:02", False, True, False),
        ("OSK, January 14, 2031", False, True, False),
        ("2 hours ago", False, True, False),
        ("Results for the year ended 31 December 2030 are out", False, False, False),
        ("Lena Brock", False, False, True),
        ("LENA BROCK", False, False, True),
        ("Lena Brock, Chief Football Writer | 14 Jan 2031", False, False, True),
        ("Osk Today", False, False, False),
    ],
)
def test_kinds_of_lines(line: str, byline: bool, stamp: bool, name: bool) -> None:
    assert (is_byline(line), is_stamp(line), is_name(line)) == (byline, stamp, name)


def test_the_lists_of_mastheads() -> None:
    lists = load("mastheads")
    assert set(lists) == {"outlet", "body", "section", "by"}
    for name, words in lists.items():
        assert all(w == w.lower() == w.strip() for w in words), name
        assert lexicon(name) == frozenset(words)
    for word in lists["by"]:
        assert is_byline(f"{word.title()} Lena Brock") or is_byline(f"{word}Lena Brock"), word
    assert named("L'Écho d'Osk")
    assert named("Оскские вести")
    assert not named("Press release")

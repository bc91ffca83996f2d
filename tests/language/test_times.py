"""Times: their spans, and their values against the account's date or left open."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language import parse
from twosource.language.pipeline import load
from twosource.language.times import find_times
from twosource.types import Account, DateCandidate

FRIDAY = "2025-03-07"


def _read(text: str, anchor: str | None = FRIDAY) -> list[tuple[str, str | None]]:
    return [(t.span.of(text), t.value) for t in find_times(load()(text), anchor)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He told Radio Oster Thursday that it was over.", "Thursday", "2025-03-06"),
        ("He will return on Monday.", "Monday", "2025-03-10"),
        ("They met last Friday.", "last Friday", "2025-02-28"),
        ("They met Tuesday night.", "Tuesday night", "2025-03-04TNI"),
        ("They met yesterday.", "yesterday", "2025-03-06"),
        ("They met two days ago.", "two days ago", "2025-03-05"),
        ("They met last week.", "last week", "2025-W09"),
        ("They met in March.", "March", "2025-03"),
        ("They met in December.", "December", "2024-12"),
        ("They met on March 3.", "March 3", "2025-03-03"),
        ("They met on October 7.", "October 7", "XXXX-10-07"),
        ("They met on October 7, 2024.", "October 7, 2024", "2024-10-07"),
        ("They met on 7 October 2024.", "7 October 2024", "2024-10-07"),
        ("They met in 2014.", "2014", "2014"),
        ("They met at 5 p.m.", "5 p.m.", "T17:00"),
        ("A 42-day truce began.", "42-day", "P42D"),
        ("It lasted for six weeks.", "six weeks", "P6W"),
        ("They are currently free.", "currently", "PRESENT_REF"),
        ("It was common in the 1990s.", "the 1990s", "199X"),
    ],
)
def test_values(text: str, words: str, value: str) -> None:
    assert _read(text) == [(words, value)]


@pytest.mark.parametrize("word", ["Thursday", "yesterday", "last week", "two days ago"])
def test_without_a_date_it_is_left_open(word: str) -> None:
    assert _read(f"They met {word}.", None) == [(word, None)]


@pytest.mark.parametrize(
    "text", ["They may march on.", "He sat down, 30 degrees.", "A 17-year-old."]
)
def test_words_that_only_look_like_times(text: str) -> None:
    assert _read(text) == []


def test_no_day_that_is_not_in_the_calendar() -> None:
    assert _read("They met on February 30, 2025.") == [("February 30, 2025", None)]


def test_parse_uses_the_account_s_date() -> None:
    published = DateCandidate(FRIDAY + "T09:00+01:00", "minute", "published", "meta", 0.9)
    text = "At least 12 boats came on Thursday."
    section = parse(Account(id="a", text=text, sha256="", published=published)).section("text")
    assert [t.value for t in section.times] == ["2025-03-06"]
    assert [q.value for q in section.quantities] == [12]
    assert parse(Account(id="a", text=text, sha256="")).section("text").times[0].value is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 -:/,.ampMarchonTuesdayago\n🙂", max_size=60),
       st.sampled_from([None, FRIDAY, "2025", "soon", "0001-01-01"]))  # fmt: skip
def test_spans_are_ordered_and_inside(text: str, anchor: str | None) -> None:
    found = find_times(load().make_doc(text), anchor)
    for one, two in pairwise(found):
        assert one.span.end <= two.span.start
    for expression in found:
        assert expression.span.end <= len(text)


@pytest.mark.parametrize("text", ["9" * 20000, "May 1 " * 4000, "one hundred and " * 1500])
def test_junk_costs_no_square(text: str) -> None:
    doc = load().make_doc(text)
    began = time.process_time()
    find_times(doc, FRIDAY)
    assert time.process_time() - began < 5


FORWARD = [
    "They may meet Mayor Ilse Marr on Friday.",
    "The delegation plans to meet Mayor Ilse Marr on Friday.",
    "The board hopes to open the quay on Friday.",
    "The board is hoping to open the quay on Friday.",
    "A vote is scheduled for Friday.",
    "The vote was scheduled for Friday.",
    "The talks are set for Friday.",
    "The union intends to walk out on Friday.",
    "The union will not meet the board on Friday.",
    "The union cannot meet the board on Friday.",
    "The union does not plan to meet the board on Friday.",
    "No talks are planned for Friday.",
    "The board must answer by Friday.",
    "It gave the board until midnight on Friday.",
    "Varn has until midnight on Friday to free the crew.",
    "They want the ship back before Friday.",
    "He said they could meet on Friday.",
    "She said the board would meet on Friday.",
    "The board meets on Friday.",
    "The board is meeting the union on Friday.",
    "The union threatened to strike on Friday.",
    "The union refused to meet the board on Friday.",
    "The ferry is due on Friday.",
    "The ferry is expected to sail on Friday.",
    "They agreed to meet on Friday.",
    "The ultimatum runs out on Friday.",
    "Ahead of Friday's deadline the board met.",
    "They should leave on Friday.",
    "The trial begins Friday.",
    "He demanded that the ship be freed by Friday.",
    "The mayor urged them to stay home on Friday.",
    '"The quay will open on Friday," he said on Tuesday.',
]
BACK = [
    "They met Mayor Ilse Marr on Friday.",
    "The board said on Friday that it would meet.",
    "The union did not meet the board on Friday.",
    "The delegation had planned the visit and met her on Friday.",
    "They managed to open the quay on Friday.",
    "He travelled to Ode to meet the mayor on Friday.",
    "By Friday, 40 people had died.",
    "The talks lasted until Friday.",
    "They may have met on Friday.",
    "Friday's storm tore off roofs.",
    "The board began to meet on Friday.",
    "Police arrested a man on Friday who will appear in court.",
    "The board announced on Friday that it plans to meet her.",
    "The mayor, who will resign, spoke on Friday.",
    "The union refused on Friday to meet the board.",
    "She would have met them on Friday.",
    "The quay was opened on Friday.",
    "The board has met twice since Friday.",
]


@pytest.mark.parametrize("text", FORWARD)
def test_a_weekday_looks_forward_in_plans_modals_schedules_and_terms(text: str) -> None:
    days = [v for words, v in _read(text, "2025-05-05") if "Friday" in words]
    assert days == ["2025-05-09"]


@pytest.mark.parametrize("text", BACK)
def test_a_weekday_looks_back_where_it_is_told_as_done(text: str) -> None:
    days = [v for words, v in _read(text, "2025-05-05") if "Friday" in words]
    assert days == ["2025-05-02"]

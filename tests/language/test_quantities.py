"""Quantities: value, range, bound, unit, and what is counted."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language.numbers import value_of
from twosource.language.pipeline import load
from twosource.language.quantities import find_quantities


def _read(text: str) -> list[tuple[str, float, float | None, str, str, str]]:
    doc = load()(text)
    return [
        (q.span.of(text), q.value, q.high, q.bound, q.unit, q.what.of(text) if q.what else "")
        for q in find_quantities(doc)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They hold nearly 10,000 detainees.",
         ("nearly 10,000", 10000, None, "about", "", "detainees")),
        ("At least 12 sailors died.", ("At least 12", 12, None, "at least", "", "sailors")),
        ("More than two hundred and fifty homes burned.",
         ("More than two hundred and fifty", 250, None, "more than", "", "homes")),
        ("The town has about 2 million people.",
         ("about 2 million", 2e6, None, "about", "", "people")),
        ("He saw between 3 and 5 ships.", ("between 3 and 5", 3, 5, "exact", "", "ships")),
        ("It takes 30 to 40 percent of the harvest.",
         ("30 to 40 percent", 30, 40, "exact", "percent", "harvest")),
        ("It bought 3-5 million tons of grain.",
         ("3-5 million tons", 3e6, 5e6, "exact", "tonne", "grain")),
        ("A third of the voters stayed.", ("A third", 1 / 3, None, "exact", "fraction", "voters")),
        ("The bridge cost $2.5 billion.", ("$2.5 billion", 2.5e9, None, "exact", "USD", "")),
        ("It paid £3bn or more.", ("£3bn or more", 3e9, None, "at least", "GBP", "")),
        ("Sales rose by 18pc in May.", ("18pc", 18, None, "exact", "percent", "")),
        ("It flew at 185kph.", ("185kph", 185, None, "exact", "kilometre per hour", "")),
        ("It sank by 12ft overnight.", ("12ft", 12, None, "exact", "foot", "")),
        ("They sent up to 500 troops.", ("up to 500", 500, None, "at most", "", "troops")),
        ("Dozens of boats sank.", ("Dozens", 24, None, "at least", "", "boats")),
        ("There are only a few dozen.", ("only a few dozen", 36, None, "about", "", "")),
        ("He served 4 1/2 months.", ("4 1/2 months", 4.5, None, "exact", "month", "")),
        ("She led it for 2½ years.", ("2½ years", 2.5, None, "exact", "year", "")),
        ("It took two and a half hours.", ("two and a half hours", 2.5, None, "exact", "hour", "")),
        ("The crane cost 1 1/2 million crowns.",
         ("1 1/2 million", 1.5e6, None, "exact", "", "crowns")),
        ("It lost four brown cows.", ("four", 4, None, "exact", "", "cows")),
    ],
)  # fmt: skip
def test_shapes(text: str, expected: tuple[object, ...]) -> None:
    assert _read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It began on October 7, 2024.",
        "It began on 7 October.",
        "They met at 17:30 and at 5 p.m.",
        "He was elected in 2014.",
        "The second phase starts.",
        "No one came, and one should go.",
        "They won 3-1.",
        "An F-16 landed; see page 12.",
    ],
)
def test_dates_clocks_ordinals_and_codes_are_no_quantities(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twelve", 12), ("twenty-two", 22), ("one hundred and twenty-two", 122), ("a dozen", 12),
        ("two million", 2e6), ("1.5m", 1.5e6), ("3bn", 3e9), ("10,000", 1e4),
        ("2.3 million", 2.3e6),
        ("blue", None), ("", None),
    ],
)  # fmt: skip
def test_values(words: str, value: float | None) -> None:
    assert value_of(words) == value


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["at least", "12", "one", "hundred", "and", "-", "to", "$", "€", "%", "million", "half", "of",
     "the men", "\n", "🙂", "Oct.", "7", ",", ".", "dozen", "between"]), max_size=14))  # fmt: skip
def test_spans_are_ordered_and_inside(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_quantities(load()(text))
    for quantity in found:
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.high is None or quantity.high > quantity.value
    for one, two in pairwise(found):
        assert one.span.end <= two.span.start


@pytest.mark.parametrize("text", ["1" * 20000, "one hundred and " * 1500, "1,2-3-" * 3000])
def test_junk_costs_no_square(text: str) -> None:
    doc = load().make_doc(text)
    began = time.process_time()
    find_quantities(doc)
    assert time.process_time() - began < 5

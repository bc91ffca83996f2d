"""What is asked of one account, one pair or one story many times is worked out once."""

from __future__ import annotations

import pytest

from compare.tellings import HARBOUR_A, HARBOUR_B, HARBOUR_C, account, aligned
from twosource.compare.align.word_alignment import pair_terms, pairings
from twosource.compare.details.roles import find_roles
from twosource.compare.facts.days import days
from twosource.compare.facts.names import names
from twosource.compare.facts.offices import offices
from twosource.compare.facts.values import all_amounts, amounts
from twosource.engine import analyse
from twosource.trace import Sourcing, find_origins, independent_sources, trace
from twosource.types import Span


@pytest.mark.parametrize("read", [days, names, offices, all_amounts, find_roles])
def test_a_side_is_read_once(read) -> None:
    pair = aligned(HARBOUR_A, HARBOUR_B)
    assert read(pair.a) is read(pair.a)
    assert read(pair.a) is not read(pair.b)
    assert read(pair.a) == read.__wrapped__(pair.a)


def test_the_amounts_of_a_range_are_those_of_the_side_that_begin_there() -> None:
    side = aligned(HARBOUR_A, HARBOUR_B).a
    every = all_amounts(side)
    assert len(every) >= 2
    for one in every:
        assert amounts(side, ((one.token.i, one.token.i + 1),)) == [one]
    assert amounts(side, ()) == []


def test_the_pairings_of_two_sides_are_those_of_each_match() -> None:
    pair = aligned(HARBOUR_A, HARBOUR_B)
    assert pairings(pair) is pairings(pair)
    assert [p.to_b for p in pairings(pair)] == [
        pair_terms(pair, match, k).to_b for k, match in enumerate(pair.matches)
    ]


def test_the_sources_of_a_story_are_those_of_each_proposition_asked_alone() -> None:
    accounts = [account("a", HARBOUR_A), account("b", HARBOUR_B), account("c", HARBOUR_C)]
    analysis = analyse(accounts)
    links = trace(accounts, analysis, all_pairs=True)
    origins = find_origins(analysis, links)
    known = Sourcing(analysis, links, origins)
    for carriers in (
        {"a": Span(0, 70), "b": Span(0, 70)}, {"a": Span(0, 70), "c": Span(0, 70)},
        {"a": Span(80, 150)}, {"a": Span(0, 70), "b": Span(0, 70), "c": Span(0, 70)}, {},
    ):  # fmt: skip
        assert known.of(carriers) == independent_sources(carriers, analysis, links, origins)

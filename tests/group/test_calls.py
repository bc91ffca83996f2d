"""Small calls, as a reader makes them: a handful of accounts of one event, or of two."""

from __future__ import annotations

import sys
from itertools import permutations
from pathlib import Path

import pytest

from twosource.group import group
from twosource.types import Account

sys.path.insert(0, str(Path(__file__).parents[1] / "trace"))
import told_again as told

FERRY = (told.WIRE, told.TABLOID, told.APART)
BEETLE = (told.RELEASE, told.PAPER, told.DERIVED)
SCHOOLS = (told.HEARD, told.HEARD_TOO)
GERMAN = (told.GERMAN_WIRE, told.GERMAN_REWRITE, told.GERMAN_APART)


def cells(texts: tuple[str, ...]) -> set[frozenset[str]]:
    named = {str(n): text for n, text in enumerate(texts)}
    found = group([Account(id=i, text=t, sha256="") for i, t in named.items()])
    return {frozenset(named[i] for i in s.accounts) for s in found}


@pytest.mark.parametrize("story", [FERRY, BEETLE, SCHOOLS, GERMAN], ids=range(4))
def test_the_report_apart_stays_with_the_copies(story: tuple[str, ...]) -> None:
    for order in permutations(story):
        assert cells(order) == {frozenset(story)}


@pytest.mark.parametrize(
    ("one", "two"),
    [(FERRY, BEETLE), (FERRY, SCHOOLS), (BEETLE, SCHOOLS), (GERMAN, SCHOOLS)],
    ids=range(4),
)
def test_two_stories_of_one_call_stay_apart(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    assert cells((*one, *two)) == {frozenset(one), frozenset(two)}
    assert cells((one[0], two[0])) == {frozenset(one[:1]), frozenset(two[:1])}

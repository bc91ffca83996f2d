"""Edits that change nothing are no difference; those beside them are."""

from __future__ import annotations

import pytest

from compare.tellings import account, analysis
from twosource.compare import compare
from twosource.compare.details.no_change import same_but_titles
from twosource.language import parse
from twosource.trace import trace

BASE = (
    "{} that the {} of the northern quay in Velmora would stay closed until the owners "
    "had paid {} for the damage done to the mole."
)
REST = (
    "\n\nThe council of Velmora met the owners in the town hall, and the clerk read out a letter "
    "in which the insurers of the ferry refused every claim.\n\nA ferry with passengers had to "
    "turn back to Sarnholm in the fog, and the harbour office gave the passengers soup and bread."
)


def edits(one: tuple[str, str, str], two: tuple[str, str, str]) -> set[str]:
    a, b = (account(n, BASE.format(*words) + REST) for n, words in (("a", one), ("b", two)))
    made = analysis(a, b)
    found = compare(made, trace(made.accounts, made), ())
    return {f.type for f in found if f.kind == "differ"}


SAME = ("Orla Venn said", "gates", "6 percent")


@pytest.mark.parametrize(
    "other",
    [
        ("Orla Venn said", "gates", "6%"),
        ("Ms Venn said", "gates", "6 percent"),
        ("Venn said", "gates", "6 percent"),
        ("She said", "gates", "6 percent"),
        ("Orla Venn said", "gates", "6 per cent"),
        ("Dr. Venn said", "gates", "6 percent"),
        ("The lawyer, Orla Venn, said", "gates", "6 percent"),
    ],
)
def test_another_way_to_write_the_same_is_nothing(other: tuple[str, str, str]) -> None:
    assert edits(SAME, other) == set()


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (("Orla Venn said", "gates", "9 percent"), "number"),
        (("Orla Venn said", "outer gates", "6 percent"), "scope"),
        (("Tomas Brek said", "gates", "6 percent"), "attribution"),
    ],
)
def test_a_change_beside_it_is_told(other: tuple[str, str, str], kind: str) -> None:
    assert kind in edits(SAME, other)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("against Congressman Vale", "against the congressman", True),
        ("President Vale's plan", "the Vale plan", True),
        ("Sen. Vale", "Senator Vale", True),
        ("Minister Vale", "Mayor Vale", False),
        ("the foreign minister", "the prime minister", False),
        ("former minister Vale", "minister Vale", False),
        ("the crane", "the crane", False),  # no office is at issue
    ],
)
def test_an_office_left_out_is_nothing(one: str, two: str, same: bool) -> None:
    docs = [parse(account("a", f"They spoke of {x}.")).section("text").doc for x in (one, two)]
    assert same_but_titles(docs[0][3:-1], docs[1][3:-1]) is same


@pytest.mark.parametrize(
    ("one", "two", "types"),
    [
        ("said harbour officer Lt. Otto Reyl on Monday in Velmora",
         "said on Monday in Velmora harbour officer Lt. Otto Reyl", set()),
        ("as Otto Reyl said of the owners on Monday", "of the owners, as Otto Reyl said on Monday",
         set()),
        ("Oduya sued Selmer in the court of Velmora", "Selmer sued Oduya in the court of Velmora",
         {"fact"}),
    ],
)  # fmt: skip
def test_what_only_stands_elsewhere_is_no_swap(one: str, two: str, types: set[str]) -> None:
    told = "The person in the quay is dangerous and must be found as soon as possible, {}."
    a, b = (account(n, told.format(x) + REST) for n, x in (("a", one), ("b", two)))
    found = compare(analysis(a, b), (), ())
    assert {f.type for f in found if f.rule == "edit/swapped"} == types


def test_a_place_in_short_is_no_other_name() -> None:
    for one, two in (
        ("Mount Corra", "Mt. Corra"),
        ("Fort Reyl", "Ft Reyl"),
        ("St. Ada", "Saint Ada"),
    ):
        texts = [
            account(n, f"The guides of {x} found the two climbers alive on Sunday morning.\n")
            for n, x in (("a", one), ("b", two))
        ]
        found = compare(analysis(*texts), trace(texts), ())
        assert not [f for f in found if f.kind == "differ"]

"""What was planted against what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from twosource.bench.scale.planted import Place, place_of

LOOSE = frozenset({"independent", "not-established"})
Link = tuple[str, str, str, str]
"""The two accounts, the relation, the direction."""


@dataclass(frozen=True, slots=True)
class Found:
    """How much of what was planted was found.

    Attributes:
        planted: copies and rewrites there are.
        linked: share of them that are linked with the report they were made from.
        lineage: share of them whose link says so.
        links: links that say that one account owes another.
        false: share of these between accounts of two events.
    """

    planted: int
    linked: float
    lineage: float
    links: int
    false: float


def number_of(account: str) -> int:
    """The number of an account of the planted crawl, by its id or address."""
    return int(account.rsplit("-", 1)[-1].rsplit("/", 1)[-1].partition("#")[0])


def scored(links: Iterable[Link], numbers: Iterable[int]) -> Found:
    """Score the links over the accounts of these numbers."""
    tied = {
        (number_of(a), number_of(b)): direction
        for a, b, relation, direction in links
        if relation not in LOOSE
    }
    there = set(numbers)
    planted = linked = right = 0
    for number in sorted(there):
        place = place_of(number)
        if place.source < 0 or place.source not in there:
            continue
        planted += 1
        ahead, behind = tied.get((place.source, number)), tied.get((number, place.source))
        linked += ahead is not None or behind is not None
        right += ahead == "a>b" or behind == "b>a"
    false = sum(_apart(place_of(a), place_of(b)) for a, b in tied)
    return Found(
        planted, linked / max(planted, 1), right / max(planted, 1),
        len(tied), false / max(len(tied), 1),
    )  # fmt: skip


def _apart(a: Place, b: Place) -> bool:
    return a.family < 0 or a.family != b.family

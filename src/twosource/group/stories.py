"""Accounts -> stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from twosource.group.linkage import clusters
from twosource.group.pairs import Pairs, pairs_of
from twosource.group.standing import TOGETHER, WORTH, chances
from twosource.group.words import IntArray
from twosource.language.other import is_other
from twosource.types import Account, Story

_AT_ONCE = 100_000  # pairs weighed at a time


def group(accounts: Sequence[Account]) -> tuple[Story, ...]:
    """The accounts of one event together.

    Returns stories in the order of their first account, each with its accounts
    in input order; every account is in exactly one story.  The order of the
    accounts changes nothing but the numbering.  Each is read from the sequence once: it may
    be one that loads them as they are asked for.
    """
    ids: list[str] = []
    others: list[int] = []
    found = pairs_of(_noted(accounts, ids, others))
    members: dict[int, list[str]] = {}
    for id, cell in zip(ids, cells_of(found, accounts if others else ()), strict=True):
        members.setdefault(cell, []).append(id)
    return tuple(
        Story(id=f"story-{n}", accounts=tuple(of)) for n, of in enumerate(members.values(), 1)
    )


def cells_of(found: Pairs, accounts: Sequence[Account] = ()) -> list[int]:
    """The accounts of one story under one number, by the places of their pairs.

    Args:
        found: the pairs.
        accounts: all of them, where some are in other languages than English.
    """
    count = len(found.sorts)
    # ties are settled by what accounts say, never by the order in which they came
    order = sorted(range(count), key=lambda n: (found.sorts[n], n))
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    edges = _edges(found, place)
    if accounts:
        from twosource.group.across_languages import with_languages

        edges = with_languages(accounts, edges, place)
    cells = clusters(count, edges, TOGETHER)
    return [cells[at] for at in place.tolist()]


def _noted(accounts: Sequence[Account], ids: list[str], others: list[int]) -> Iterator[Account]:
    """The accounts, their ids noted, and the numbers of those in other languages than English."""
    for number, account in enumerate(accounts):
        ids.append(account.id)
        if is_other(account):
            others.append(number)
        yield account


def _edges(found: Pairs, place: IntArray) -> Iterator[tuple[int, int, float]]:
    """The chance that two accounts tell one story, for every pair worth it, by their places in
    the order in which ties are settled.
    """
    for start in range(0, len(found.a), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        chance = chances(found.inputs(part))
        for at in np.flatnonzero(chance >= WORTH).tolist():
            yield int(place[found.a[part][at]]), int(place[found.b[part][at]]), float(chance[at])

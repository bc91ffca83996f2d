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
    # ties are settled by what accounts say, never by the order in which they came
    order = sorted(range(len(ids)), key=lambda n: (found.sorts[n], n))
    place = np.empty(len(ids), dtype=np.int64)
    place[order] = np.arange(len(ids))
    edges = _edges(found, place)
    if others:
        from twosource.group.across_languages import with_languages

        edges = with_languages(accounts, edges, place)
    cells = clusters(len(order), edges, TOGETHER)
    members: dict[int, list[str]] = {}
    for number, id in enumerate(ids):
        members.setdefault(cells[place[number]], []).append(id)
    return tuple(
        Story(id=f"story-{n}", accounts=tuple(of)) for n, of in enumerate(members.values(), 1)
    )


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

"""Accounts -> stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from twosource.group.linkage import clusters
from twosource.group.pairs import pairs_of
from twosource.group.standing import TOGETHER, WORTH, chances, sort_of
from twosource.language.other import any_other
from twosource.types import Account, Story


def group(accounts: Sequence[Account]) -> tuple[Story, ...]:
    """The accounts of one event together.

    Returns stories in the order of their first account, each with its accounts
    in input order; every account is in exactly one story.  The order of the
    accounts changes nothing but the numbering.
    """
    # ties are settled by what accounts say, never by the order in which they came
    order = sorted(range(len(accounts)), key=lambda n: (sort_of(accounts[n]), n))
    ordered = [accounts[n] for n in order]
    edges = sorted(_edges(ordered))
    if any_other(accounts):
        from twosource.group.across_languages import with_languages

        edges = with_languages(ordered, edges)
    cells = clusters(len(order), edges, TOGETHER)
    cell_of = dict(zip(order, cells, strict=True))
    members: dict[int, list[str]] = {}
    for number, account in enumerate(accounts):
        members.setdefault(cell_of[number], []).append(account.id)
    return tuple(
        Story(id=f"story-{n}", accounts=tuple(ids)) for n, ids in enumerate(members.values(), 1)
    )


def _edges(accounts: Sequence[Account]) -> Iterator[tuple[int, int, float]]:
    """The chance that two accounts tell one story, for every pair worth it."""
    found = pairs_of(accounts)
    chance = chances(found.inputs())
    for at in np.flatnonzero(chance >= WORTH).tolist():
        yield int(found.a[at]), int(found.b[at]), float(chance[at])

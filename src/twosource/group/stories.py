"""Accounts -> stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from twosource.group.linkage import clusters
from twosource.group.model import features, nearest, trees
from twosource.group.space import Space
from twosource.types import Account, Story

# mean chance within a story; one value for four collections of quite different
# kinds, chosen on folds of stories the model had not seen (docs/group.md)
TOGETHER = 0.21
_WORTH = 0.01  # chances below this change no mean


def group(accounts: Sequence[Account]) -> tuple[Story, ...]:
    """The accounts of one event together.

    Returns stories in the order of their first account, each with its accounts
    in input order; every account is in exactly one story.  The order of the
    accounts changes nothing but the numbering.
    """
    cells = clusters(len(accounts), sorted(_edges(accounts)), TOGETHER)
    members: dict[int, list[str]] = {}
    for account, cell in zip(accounts, cells, strict=True):
        members.setdefault(cell, []).append(account.id)
    return tuple(
        Story(id=f"story-{n}", accounts=tuple(ids)) for n, ids in enumerate(members.values(), 1)
    )


def _edges(accounts: Sequence[Account]) -> Iterator[tuple[int, int, float]]:
    """The chance that two accounts tell one story, for every pair worth it."""
    space = Space(accounts)
    near = [space.neighbours(n) for n in range(len(space))]
    tops = nearest(near)
    for number, found in enumerate(near):
        later = np.flatnonzero(found.others > number)
        if len(later):
            chance = trees().chances(features(space, tops, number, found, later))
            for at in np.flatnonzero(chance >= _WORTH).tolist():
                yield number, int(found.others[later[at]]), round(float(chance[at]), 6)

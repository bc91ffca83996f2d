"""Accounts -> stories."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twosource.group.vectors import vectors
from twosource.group.words import hashes_of
from twosource.types import Account, Story

_ALIKE = 0.16


def group(accounts: Sequence[Account]) -> tuple[Story, ...]:
    """The accounts of one event together.

    Returns stories in the order of their first account, each with its accounts
    in input order; every account is in exactly one story.
    """
    cells = _cluster([hashes_of(f"{a.title or ''}\n{a.text}") for a in accounts])
    members: dict[int, list[str]] = {}
    for account, cell in zip(accounts, cells, strict=True):
        members.setdefault(cell, []).append(account.id)
    return tuple(
        Story(id=f"story-{n}", accounts=tuple(ids)) for n, ids in enumerate(members.values(), 1)
    )


def _cluster(texts: Sequence[np.ndarray]) -> list[int]:
    found = vectors(texts)
    cell = list(range(len(texts)))
    for doc in range(len(texts)):
        for other in np.flatnonzero(found.cosines(doc) >= _ALIKE).tolist():
            a, b = cell[doc], cell[other]
            if a != b:
                low, high = min(a, b), max(a, b)
                cell = [low if c == high else c for c in cell]
    return cell

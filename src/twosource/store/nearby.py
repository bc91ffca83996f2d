"""The accounts of a store that a new one is compared with in full, for its links.

Found in postings of five-word runs and of bonds of rare details, without reading any account.
The rule is that of :mod:`twosource.trace.index`, which looks at two accounts alone, but for what
is printed again and again: the line an outlet puts under every text, a paragraph of background
that goes with a war for years.  The more accounts there are, the more share such a stock passage
with a new one, and nothing else.  So a run or bond of more than :data:`STOCK` accounts brings
none near by itself, as in :mod:`twosource.group.sketch`, and only counts where another does;
unless most of the new account's are of that kind: then it is itself much printed, and is compared
with the :data:`MOST` that share most with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twosource.group.words import IntArray
from twosource.store.base import Base, in_parts, listed
from twosource.store.postings import Postings
from twosource.trace.bonds import BoolArray
from twosource.trace.index import Prints, Runs, share_bonds, share_runs

STOCK = 24
"""Accounts up to which a run or bond brings them near."""
MOST = 64
"""Accounts compared in full with one that is itself much printed."""
_WIDEST = 512  # accounts read of one run: the first that have it
Sizes = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a new account shares with others: their numbers, and for each feature shared its
    place among these, whether the new narrator words it, and whether theirs does.
    """

    docs: IntArray
    place: IntArray
    ours: BoolArray
    theirs: BoolArray
    much: bool


class Nearby:
    """Which accounts of a store share enough with a new one."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._runs = Postings(base, "runs", _WIDEST, cut=True)
        self._bonds = Postings(base, "bonds", _WIDEST, cut=True)
        self._sizes: dict[int, Sizes] = {}

    def refresh(self) -> None:
        """Look what other processes wrote."""
        self._runs.refresh()
        self._bonds.refresh()

    def to(self, prints: Prints) -> list[int]:
        """The accounts to compare in full with one of these prints, in order."""
        runs = _shared(self._runs, prints.runs)
        bonds = _shared(self._bonds, prints.bonds)
        sizes = self._sizes_of({*runs.docs.tolist(), *bonds.docs.tolist()})
        table = _table(sizes, runs.docs)
        shared = np.bincount(runs.place, minlength=len(runs.docs))
        own = np.bincount(runs.place[runs.ours & runs.theirs], minlength=len(runs.docs))
        close = share_runs(prints.runs, shared, own, table[:, 0], table[:, 1])
        near = {*_first(runs, close, shared).tolist()}
        table = _table(sizes, bonds.docs)
        own = np.bincount(bonds.place[bonds.ours], minlength=len(bonds.docs))
        own = own + np.bincount(bonds.place[bonds.theirs], minlength=len(bonds.docs))
        tied = share_bonds(prints.bonds, own, table[:, 2])
        return sorted(near | {*_first(bonds, tied, own).tolist()})

    def add(self, number: int, prints: Prints) -> Sizes:
        """Put in the prints of an account; how many runs, runs of the narrator and bonds it
        has, which are kept in its row.
        """
        for postings, runs in ((self._runs, prints.runs), (self._bonds, prints.bonds)):
            postings.add(runs.hashes, 2 * number + runs.own.astype(np.int64))
        own = int(np.count_nonzero(prints.runs.own))
        self._sizes[number] = (len(prints.runs.hashes), own, len(prints.bonds.hashes))
        return self._sizes[number]

    def flush(self) -> None:
        """Write what was put in."""
        self._runs.flush()
        self._bonds.flush()

    def _sizes_of(self, numbers: set[int]) -> dict[int, Sizes]:
        missing = sorted(numbers - self._sizes.keys())
        for part in in_parts(missing):
            for number, *sizes in self._base.rows(
                f"SELECT number, runs, own_runs, bonds FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                self._sizes[number] = (sizes[0], sizes[1], sizes[2])
        return self._sizes


def _shared(postings: Postings, runs: Runs) -> _Shared:
    """What is shared with accounts that share more than stock passages; with all that share
    anything where most of the account is stock.
    """
    found, fresh = postings.find(runs.hashes), postings.fresh(runs.hashes)
    marks = np.concatenate([found[0], fresh[0]])
    asked = np.concatenate([found[1], fresh[1]])
    stock = np.bincount(asked, minlength=len(runs.hashes)) > STOCK
    much = bool(2 * np.count_nonzero(stock) > len(stock))
    if not much and stock.any():
        near = np.unique(marks[~stock[asked]] >> 1)
        kept = np.isin(marks >> 1, near)
        marks, asked = marks[kept], asked[kept]
    docs, place = np.unique(marks >> 1, return_inverse=True)
    return _Shared(docs, place, runs.own[asked], (marks & 1).astype(np.bool_), much)


def _first(shared: _Shared, close: BoolArray, strength: IntArray) -> IntArray:
    """The accounts that are close: all, or of a much printed text those that share most."""
    docs, strength = shared.docs[close], strength[close]
    if shared.much and len(docs) > MOST:
        docs = docs[np.lexsort((docs, -strength))[:MOST]]
    return docs


def _table(sizes: dict[int, Sizes], docs: IntArray) -> IntArray:
    return np.array([sizes[n] for n in docs.tolist()], dtype=np.int64).reshape(-1, 3)

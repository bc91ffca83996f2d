"""Which earlier accounts are worth a full comparison with a new one.

A pair is looked at in full only where the two share five-word runs, or such runs
of the narrator's, or bonds of rare details, beyond what two reports of one event
do by chance; everything else is independent by construction, whatever its subject.
The answer for a pair rests on the two texts alone, so the order in which accounts
come changes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from twosource.group.words import HashArray, IntArray
from twosource.trace.bonds import BoolArray, bond_share
from twosource.trace.decide import DOUBTFUL_BONDS
from twosource.trace.telling import Telling

# share of the five-word runs of the account that has fewer of them in the other;
# half of what any dependent pair of the development data shows
_ALL = 0.10
_OWN = 0.025  # the same for the narrator's words
_FEW = 8  # postings per account under which sorting them beats counting for every account


@dataclass(frozen=True, slots=True)
class Runs:
    """The different five-word runs of an account, sorted, and whether the first
    place of each is the narrator's throughout (no word of it set aside).
    """

    hashes: HashArray
    own: BoolArray


@dataclass(frozen=True, slots=True)
class Prints:
    """What an account is found again by: its five-word runs, and its bonds of rare
    details (:class:`twosource.trace.bonds.Bonds`) with whose they are.
    """

    runs: Runs
    bonds: Runs


def prints_of(t: Telling) -> Prints:
    """The prints of a telling."""
    return Prints(runs_of(t), Runs(t.bonds.hashes, t.bonds.own))


def runs_of(t: Telling) -> Runs:
    """The five-word runs of a telling."""
    size = len(t.short.hashes)
    own = np.ones(size, dtype=np.bool_)
    for step in range(len(t.words) - size + 1 if size else 0):
        own &= ~t.aside[step : step + size]
    hashes, first = np.unique(t.short.hashes, return_index=True)
    return Runs(hashes, own[first])


def share_runs(
    runs: Runs, shared: IntArray, own: IntArray, sizes: IntArray, own_sizes: IntArray
) -> BoolArray:
    """Which accounts share enough runs with a new one to be compared in full.

    Args:
        runs: of the new account.
        shared: runs that each of the others shares with it.
        own: those of them that both narrators word.
        sizes: all runs of each of the others.
        own_sizes: those of them that its narrator words.
    """
    size = np.maximum(np.minimum(sizes, len(runs.hashes)), 1)
    own_size = np.minimum(own_sizes, np.count_nonzero(runs.own))
    enough = (shared >= _ALL * size) | (own >= _OWN * np.maximum(own_size, 1))
    found: BoolArray = enough & (shared > 0)
    return found


def share_bonds(
    bonds: Runs, own: IntArray, sizes: IntArray, least: float = DOUBTFUL_BONDS
) -> BoolArray:
    """The same by bonds; ``own`` counts those of the one narrator and those of the other."""
    found: BoolArray = bond_share(own / 2.0, np.minimum(sizes, len(bonds.hashes))) >= least
    return found


@dataclass(frozen=True, slots=True)
class _Level:
    """Postings sorted by hash; an account's number doubled, plus one where the
    run is the narrator's.
    """

    hashes: HashArray
    marks: npt.NDArray[np.int64]

    def of(self, query: HashArray) -> tuple[IntArray, IntArray]:
        """The marks of all runs asked for, and which of them each belongs to."""
        low = self.hashes.searchsorted(query)
        sizes = self.hashes.searchsorted(query, side="right") - low
        total = int(sizes.sum())
        if not total:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        shift = np.repeat(low - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        asked = np.repeat(np.arange(len(query)), sizes)
        return self.marks[np.arange(total, dtype=np.int64) + shift], asked


class Index:
    """Postings of five-word runs that grow account by account.

    Kept as sorted levels, each at least twice the next (a log-structured merge,
    O'Neil and others 1996): adding an account moves each posting as often as the
    number of accounts has binary digits.
    """

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        self._sizes = np.zeros(16, dtype=np.int64)
        self._own_sizes = np.zeros(16, dtype=np.int64)
        self._count = 0

    def add(self, runs: Runs) -> list[int]:
        """Put in one more account; the numbers of the earlier ones to compare
        it with in full, in order.
        """
        near = self._close(runs)
        self.extend([runs])
        return near

    def extend(self, many: Sequence[Runs]) -> None:
        """Put in accounts without asking what they are like."""
        first = self._count
        self._count += len(many)
        while self._count > len(self._sizes):
            self._sizes = np.concatenate([self._sizes, np.zeros_like(self._sizes)])
            self._own_sizes = np.concatenate([self._own_sizes, np.zeros_like(self._own_sizes)])
        for number, runs in enumerate(many, first):
            self._sizes[number] = len(runs.hashes)
            self._own_sizes[number] = np.count_nonzero(runs.own)
        hashes = [r.hashes for r in many if len(r.hashes)]
        if hashes:
            marks = [2 * n + r.own.astype(np.int64) for n, r in enumerate(many, first)]
            flat = np.concatenate(hashes)
            order = np.argsort(flat, kind="stable")
            self._put(_Level(flat[order], np.concatenate(marks)[order]))

    def _put(self, level: _Level) -> None:
        while self._levels and len(self._levels[-1].hashes) < 2 * len(level.hashes):
            last = self._levels.pop()
            hashes = np.concatenate([last.hashes, level.hashes])
            order = np.argsort(hashes, kind="stable")
            level = _Level(hashes[order], np.concatenate([last.marks, level.marks])[order])
        self._levels.append(level)

    def _close(self, runs: Runs) -> list[int]:
        found = [level.of(runs.hashes) for level in self._levels]
        marks = np.concatenate([np.empty(0, np.int64), *(f[0] for f in found)])
        if not len(marks):
            return []
        asked = np.concatenate([f[1] for f in found])
        others = marks >> 1
        if len(others) * _FEW < self._count:
            docs, place = np.unique(others, return_inverse=True)
        else:
            docs, place = np.arange(self._count), others
        theirs, ours = (marks & 1).astype(np.bool_), runs.own[asked]
        shared = np.bincount(place, minlength=len(docs))
        close = self._enough(runs, docs, shared, place, ours, theirs)
        near: list[int] = docs[close & (shared > 0)].tolist()
        return near

    def _enough(
        self, runs: Runs, docs: IntArray, shared: IntArray, place: IntArray,
        ours: BoolArray, theirs: BoolArray,
    ) -> BoolArray:  # fmt: skip
        """Which accounts share enough with a new one, ``shared`` runs each; the
        flags say whose the runs of each ``place`` among them are.
        """
        own = np.bincount(place[ours & theirs], minlength=len(docs))
        return share_runs(runs, shared, own, self._sizes[docs], self._own_sizes[docs])


class BondIndex(Index):
    """The same over bonds; an account is close where the chance of a rewrite is
    worth a word.

    Args:
        least: :func:`~twosource.trace.bonds.bond_share` from which it is.
    """

    def __init__(self, least: float) -> None:
        super().__init__()
        self._least = least

    def _enough(
        self, runs: Runs, docs: IntArray, shared: IntArray, place: IntArray,
        ours: BoolArray, theirs: BoolArray,
    ) -> BoolArray:  # fmt: skip
        own = np.bincount(place[ours], minlength=len(docs))
        own = own + np.bincount(place[theirs], minlength=len(docs))
        return share_bonds(runs, own, self._sizes[docs], self._least)

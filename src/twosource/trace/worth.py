"""Counts of what pairs share -> the pairs to compare in full."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twosource.group.words import HashArray, IntArray
from twosource.trace.bonds import BoolArray
from twosource.trace.index import enough_bonds, enough_runs
from twosource.trace.near import Count, Counts, Found, Stock, ends

_AT_ONCE = 1 << 22  # features looked up at a time


@dataclass(frozen=True, slots=True)
class Sizes:
    """By rank: how many runs, runs of the narrator, and bonds accounts have."""

    runs: IntArray
    own_runs: IntArray
    bonds: IntArray


def near(runs: Found, bonds: Found, sizes: Sizes) -> tuple[HashArray, BoolArray]:
    """The pairs to compare in full, sorted by rank, and which of them are near one another mostly
    by what many print.

    Stock tells whom an account owes where it is near the first that has it.  Once it is, the same
    stock counts for none of its other pairs.
    """
    (pairs, _), (tied, _) = runs, bonds
    size, own_size = _least(pairs, sizes.runs), _least(pairs, sizes.own_runs)
    bonded = _least(tied, sizes.bonds)
    derived = np.zeros(len(sizes.runs), dtype=np.bool_)
    derived[ends(pairs.keys[enough_runs(pairs.stock, pairs.stock_own, size, own_size)])[1]] = True
    derived[ends(tied.keys[enough_bonds(tied.stock_own, bonded)])[1]] = True
    shared, own = _whole(runs, derived, both=True)
    by_runs = enough_runs(shared, own, size, own_size)
    by_bonds = enough_bonds(_whole(bonds, derived, both=False)[1], bonded)
    keys = np.union1d(pairs.keys[by_runs], tied.keys[by_bonds])
    return keys, np.isin(keys, pairs.keys[2 * pairs.stock > pairs.shared])


def _least(pairs: Counts, sizes: IntArray) -> IntArray:
    a, b = ends(pairs.keys)
    return np.minimum(sizes[a], sizes[b])


def _whole(found: Found, derived: BoolArray, *, both: bool) -> tuple[Count, Count]:
    """All that pairs share, and the narrator's; without stock where one of them is derived."""
    counts, stock = found
    held = _Held(stock, len(derived))
    a, b = ends(counts.keys)
    free = ~(derived[a] | derived[b]) & (held.sizes[a] > 0) & (held.sizes[b] > 0)
    at = np.flatnonzero(free)
    shared, own = counts.shared.copy(), counts.own.copy()
    more, more_own = held.common(a[at], b[at], both)
    shared[at] += more - counts.stock[at]
    own[at] += more_own - counts.stock_own[at]
    return shared, own


def together(keys: HashArray, accounts: int) -> IntArray:
    """An order of pairs in which those that hang together follow one another, so that few
    accounts need to be held ready at a time.
    """
    root = np.arange(accounts)
    a, b = ends(keys)
    while True:  # each takes the lowest number it is tied to, then that one's (Shiloach, Vishkin)
        low = np.minimum(root[a], root[b])
        new = root.copy()
        np.minimum.at(new, root[a], low)
        np.minimum.at(new, root[b], low)
        while (new[new] != new).any():
            new = new[new]
        if np.array_equal(new, root):
            break
        root = new
    found: IntArray = np.lexsort((b, a, root[a]))
    return found


class _Held:
    """The stock of each account, by rank."""

    def __init__(self, stock: Stock, accounts: int) -> None:
        _, number = np.unique(stock.hashes, return_inverse=True)
        order = np.lexsort((number, stock.ranks))
        self._number = number[order].astype(np.int64)
        self._own = stock.own[order]
        self.sizes: IntArray = np.bincount(stock.ranks, minlength=accounts).astype(np.int64)
        self._first = np.concatenate([[0], np.cumsum(self.sizes)])
        # of one account and one number: where it stands, if anywhere
        self._keys = stock.ranks[order] * max(len(order), 1) + self._number
        self._span = max(len(order), 1)

    def common(self, a: IntArray, b: IntArray, both: bool) -> tuple[Count, Count]:
        """How many features of each pair's stock are in common, and whose they are."""
        shared, own = np.zeros(len(a), np.int32), np.zeros(len(a), np.int32)
        ahead = np.concatenate([[0], np.cumsum(self.sizes[a])])
        low = 0
        while low < len(a):
            high = int(np.searchsorted(ahead, ahead[low] + _AT_ONCE))
            high = max(low + 1, min(high, len(a)))
            shared[low:high], own[low:high] = self._common(a[low:high], b[low:high], both)
            low = high
        return shared, own

    def _common(self, a: IntArray, b: IntArray, both: bool) -> tuple[Count, Count]:
        sizes = self.sizes[a]
        pair = np.repeat(np.arange(len(a)), sizes)
        shift = np.repeat(self._first[a] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        at = np.arange(len(pair)) + shift
        wanted = b[pair] * self._span + self._number[at]
        there = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        hit = self._keys[there] == wanted
        mine, theirs, pair = self._own[at[hit]], self._own[there[hit]], pair[hit]
        whose = (mine & theirs).astype(np.int64) if both else mine.astype(np.int64) + theirs
        shared = np.bincount(pair, minlength=len(a)).astype(np.int32)
        return shared, np.bincount(pair, whose, minlength=len(a)).astype(np.int32)

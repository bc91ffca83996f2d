"""Which accounts share signs with one, among those that were published about its time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from twosource.group.standing import DAYS, Facts, picked
from twosource.group.words import HashArray, IntArray

_DAY_BITS = 22  # days since the year 1
_LAST = (1 << _DAY_BITS) - 1
Places = npt.NDArray[np.int32]


class Signs:
    """The accounts of a batch by their signs and days.

    Args:
        signs: those of each account.
        facts: what else is known of it.
    """

    def __init__(self, signs: Sequence[HashArray], facts: Sequence[Facts]) -> None:
        self._facts = facts
        self._sizes = np.array([f.signs for f in facts], dtype=np.int64)
        self._bounds = np.concatenate([[0], np.cumsum(self._sizes)])
        flat = np.concatenate([np.empty(0, np.uint64), *signs])
        self._ids: Places = np.unique(flat, return_inverse=True)[1].astype(np.int32)
        owners = np.repeat(np.arange(len(facts), dtype=np.int32), self._sizes)
        days = np.array([f.day or 0 for f in facts], dtype=np.int64)
        keys = (self._ids.astype(np.int64) << _DAY_BITS) | days[owners]
        order = np.argsort(keys, kind="stable")
        self._keys, self._owners = keys[order], owners[order]

    def near(self, number: int) -> tuple[Places, IntArray]:
        """The accounts that share signs enough with one and may be of its time, in order, and how
        many each shares.
        """
        mine = self._ids[self._bounds[number] : self._bounds[number + 1]].astype(np.int64)
        first = mine << _DAY_BITS
        day = self._facts[number].day
        if day is None:
            spans = [(first, first + _LAST)]
        else:  # those of no known day may be of any
            about = first + max(1, day - DAYS), first + min(_LAST, day + DAYS)
            spans = [(first, first), about]
        found = [self._between(low, high) for low, high in spans]
        others, shared = np.unique(np.concatenate(found), return_counts=True)
        good = picked(shared, len(mine), self._sizes[others]) & (others != number)
        return others[good], shared[good]

    def _between(self, low: IntArray, high: IntArray) -> Places:
        """The owners of keys from each of some to each of others."""
        starts = self._keys.searchsorted(low)
        counts = self._keys.searchsorted(high, side="right") - starts
        shift = np.repeat(starts - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        found: Places = self._owners[np.arange(int(counts.sum())) + shift]
        return found

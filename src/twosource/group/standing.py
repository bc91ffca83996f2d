"""The chance that two accounts tell one story, whatever else came with them.

A pair is weighed by two profiles, and by how alike each of the two is to its nearest
neighbours: forty accounts of ten stories are not alike as four thousand of fifteen hundred
are.  So a new account changes the chances of pairs of its own neighbours alone, and the
stories of a store grow as those of a batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from twosource.group.background import FloatArray
from twosource.group.model import trees
from twosource.group.profile import MIXED
from twosource.group.words import IntArray
from twosource.types import Account

RANKS = (0, 1, 2, 4, 8, 16)
"""Which of an account's nearest neighbours its pairs are measured against."""
DEEP = RANKS[-1] + 1
"""Nearest likenesses that are kept of an account."""
_LEAST = 0.04  # mean likeness under which two accounts of a story were next to never seen
_WHOLE, _LEAST_WHOLE = 100, 0.1  # the same between texts of so many words
# mean chance within a story; one value for four collections of quite different
# kinds, chosen on folds of stories the model had not seen (docs/group.md)
TOGETHER = 0.2
WORTH = 0.01
"""Chances below this change no mean."""
_NEAREST = 0.15  # of the likeness to the nearer neighbour, see `weighed`
_SHARED = 2  # signs in common from which a pair is looked at
_SHORT = 12  # signs of a headline: there one is enough
_MOST = 320  # candidates of an account; up to so many the order of arrival changes nothing
DAYS = 45
"""Between two accounts of one event at most, where both dates are known."""
_MOST_RATIO = 3.0
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an account before it is compared: number of its signs, the day it
    was published, and a digest by which equals are put in order.
    """

    signs: int
    day: int | None
    sort: bytes


def sort_of(account: Account) -> bytes:
    """The same for accounts that say the same, whatever they are called."""
    said = f"{account.title or ''}\n{account.text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).digest()


def picked(shared: IntArray, signs: int, others: IntArray) -> BoolArray:
    """Which accounts share signs enough to be looked at, by their number of signs."""
    short = np.minimum(others, signs) <= _SHORT
    found: BoolArray = shared >= np.where(short, 1, _SHARED)
    return found


def parted(day: int | None, days: IntArray) -> BoolArray:
    """Which accounts were published too long before or after; 0 is a day not known."""
    found: BoolArray = (days > 0) & (np.abs(days - (day or 0)) > DAYS) & bool(day)
    return found


def ranked(shared: IntArray, sort: Callable[[IntArray], npt.NDArray[Any]]) -> IntArray:
    """The places of those with the most signs in common, where there are many; what ``sort`` gives
    for some places settles between equals.
    """
    if len(shared) <= _MOST:
        return np.arange(len(shared))
    least = -np.partition(-shared, _MOST - 1)[_MOST - 1]
    sure, equal = np.flatnonzero(shared > least), np.flatnonzero(shared == least)
    equal = equal[np.argsort(sort(equal), kind="stable")]
    return np.concatenate([sure, equal[: _MOST - len(sure)]])


def kept_views(views: FloatArray) -> FloatArray:
    """Likenesses as exact as they are kept: in seven digits."""
    return views.astype(np.float32).astype(np.float64)


def means(views: FloatArray) -> FloatArray:
    """Mean likeness of pairs, a row of views each."""
    found: FloatArray = views[:, MIXED].mean(axis=1)
    return found


def near_enough(mean: FloatArray) -> IntArray:
    """The places of pairs worth weighing."""
    return np.flatnonzero(mean >= _LEAST)


def likely(mean: FloatArray, sizes_a: IntArray, sizes_b: IntArray) -> BoolArray:
    """Which pairs may be of one story by their likeness and their words: two whole reports of one
    event are more alike than two headlines.  The chance of the others is 0.
    """
    least = np.where(np.minimum(sizes_a, sizes_b) >= _WHOLE, _LEAST_WHOLE, _LEAST)
    found: BoolArray = mean >= least
    return found


def weighed(mean: FloatArray, tops_a: FloatArray, tops_b: FloatArray) -> BoolArray:
    """Which pairs are not much less alike than each of the two is to its nearest neighbour.  The
    chance of the others is 0.
    """
    found: BoolArray = mean >= _NEAREST * np.minimum(tops_a[:, 0], tops_b[:, 0])
    return found


def inputs(
    views: FloatArray, sizes_a: IntArray, sizes_b: IntArray, tops_a: FloatArray, tops_b: FloatArray
) -> FloatArray:
    """The model's input for some pairs; which of the two is named first changes nothing.

    Args:
        views: likenesses, a row for each pair.
        sizes_a: words of the one account of each.
        sizes_b: words of the other.
        tops_a: the :data:`DEEP` highest mean likenesses of the one, highest first, 0 where
            there are not so many.
        tops_b: those of the other.
    """
    mean = means(views)[:, None]
    one, two = np.log1p(sizes_a)[:, None], np.log1p(sizes_b)[:, None]
    at_a, at_b = tops_a[:, RANKS], tops_b[:, RANKS]
    low, high = np.minimum(at_a, at_b), np.maximum(at_a, at_b)

    def ratio(of: FloatArray) -> FloatArray:
        return np.minimum(mean / np.maximum(of, 1e-3), _MOST_RATIO)

    return np.hstack(
        [
            views, np.minimum(one, two), np.maximum(one, two), mean, ratio(low), ratio(high),
            low, high,
        ]
    )  # fmt: skip


def chances(found: FloatArray) -> FloatArray:
    """The chances of pairs by their inputs; rounded, so that equal pairs are equal wherever
    they stand in a table.
    """
    return np.round(trees().chances(found), 6)

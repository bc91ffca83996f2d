"""A batch of accounts -> the pairs that may tell one story, and how alike they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from twosource.group.background import FloatArray
from twosource.group.days import day_of
from twosource.group.profile import LIKE, Profile, likenesses, profile
from twosource.group.standing import (
    DEEP,
    Facts,
    inputs,
    kept_views,
    likely,
    means,
    near_enough,
    parted,
    picked,
    ranked,
    sort_of,
    weighed,
)
from twosource.group.words import IntArray
from twosource.types import Account


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a batch, the earlier account first.

    Attributes:
        a, b: places of the two in the batch.
        views: likenesses, a row for each pair.
        sizes: words of each account.
        tops: its highest mean likenesses, a row for each account.
    """

    a: IntArray
    b: IntArray
    views: FloatArray
    sizes: IntArray
    tops: FloatArray

    def inputs(self) -> FloatArray:
        """The model's input for each pair."""
        a, b = self.a, self.b
        return inputs(self.views, self.sizes[a], self.sizes[b], self.tops[a], self.tops[b])


def pairs_of(accounts: Sequence[Account]) -> Pairs:
    """The pairs worth weighing.  The order of the accounts changes nothing but their places."""
    profiles = [profile(a) for a in accounts]
    facts = [
        Facts(len(p.signs), day_of(a), sort_of(a)) for p, a in zip(profiles, accounts, strict=True)
    ]
    ends, rows = _alike(profiles, facts)
    views = np.concatenate([np.zeros((0, len(LIKE))), *rows])
    mean = means(views)
    tops = np.zeros((len(accounts), DEEP))
    for end in (0, 1):
        tops = _highest(tops, ends[:, end], mean)
    sizes = np.array([p.size for p in profiles], dtype=np.int64)
    a, b = ends[:, 0], ends[:, 1]
    some = weighed(mean, tops[a], tops[b]) & likely(mean, sizes[a], sizes[b])
    return Pairs(ends[some, 0], ends[some, 1], views[some], sizes, tops)


def _alike(
    profiles: Sequence[Profile], facts: Sequence[Facts]
) -> tuple[IntArray, list[FloatArray]]:
    """The places of the two accounts of each pair, and their likenesses."""
    ends: list[tuple[int, int]] = []
    rows: list[FloatArray] = []
    for number, others in enumerate(_candidates(profiles, facts)):
        found = kept_views(likenesses(profiles[number], [profiles[o] for o in others.tolist()]))
        kept = near_enough(means(found))
        ends += [(number, o) for o in others[kept].tolist()]
        rows.append(found[kept])
    return np.array(ends, dtype=np.int64).reshape(-1, 2), rows


def _candidates(profiles: Sequence[Profile], facts: Sequence[Facts]) -> Iterator[IntArray]:
    """For each account the later ones that are worth comparing, by one of the two at least."""
    count = len(profiles)
    signs = np.concatenate([np.empty(0, np.uint64), *(p.signs for p in profiles)])
    sizes = np.array([f.signs for f in facts], dtype=np.int64)
    days = np.array([f.day or 0 for f in facts], dtype=np.int64)
    order = np.argsort(signs, kind="stable")
    owners, sorted_signs = np.repeat(np.arange(count), sizes)[order], signs[order]
    chosen: list[set[int]] = [set() for _ in range(count)]
    for number, (of, fact) in enumerate(zip(profiles, facts, strict=True)):
        low = sorted_signs.searchsorted(of.signs).tolist()
        high = sorted_signs.searchsorted(of.signs, side="right").tolist()
        near = [owners[s:e] for s, e in zip(low, high, strict=True)]
        shared = np.bincount(np.concatenate([np.empty(0, np.int64), *near]), minlength=count)
        shared[number] = 0
        others = np.flatnonzero(shared)
        good = picked(shared[others], len(of.signs), sizes[others])
        others = others[good & ~parted(fact.day, days[others])]
        best = others[ranked(shared[others], _sort_of(others, facts))]
        for other in best.tolist():
            chosen[min(number, other)].add(max(number, other))
    return (np.array(sorted(c), dtype=np.int64) for c in chosen)


def _sort_of(others: IntArray, facts: Sequence[Facts]) -> Callable[[int], bytes]:
    return lambda n: facts[others[n]].sort


def _highest(tops: FloatArray, ends: IntArray, mean: FloatArray) -> FloatArray:
    """The highest likenesses of each account, those of more pairs taken in."""
    order = np.lexsort((-mean, ends))
    ends, mean = ends[order], mean[order]
    first = ends.searchsorted(ends)
    rank = np.arange(len(ends)) - first
    some = rank < tops.shape[1]
    more = np.zeros_like(tops)
    more[ends[some], rank[some]] = mean[some]
    both = -np.sort(-np.hstack([tops, more]), axis=1)
    return both[:, : tops.shape[1]]

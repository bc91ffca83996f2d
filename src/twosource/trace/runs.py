"""Two tellings -> the word runs they share, aligned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twosource.group.words import HashArray, IntArray
from twosource.trace.bonds import BoolArray
from twosource.trace.telling import LONG, SHORT, Grams, Telling


@dataclass(frozen=True, slots=True)
class Run:
    """``size`` words from word ``a`` of one telling and word ``b`` of the other."""

    a: int
    b: int
    size: int


def places(sorted_hashes: HashArray, query: HashArray) -> tuple[IntArray, IntArray]:
    """Places of ``query`` whose hash is held, and the first place there."""
    if not len(sorted_hashes) or not len(query):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    at = sorted_hashes.searchsorted(query)
    at[at == len(sorted_hashes)] = 0
    there = np.flatnonzero(sorted_hashes[at] == query)
    return there, at[there]


def _hits(of: Grams, query: Grams) -> tuple[IntArray, IntArray]:
    """Places of the query's runs held by the other, in order, and the first there."""
    there, at = places(of.sorted, query.sorted)  # sorted queries are found far faster
    where = query.order[there]
    back = np.argsort(where)
    return where[back], of.order[at[back]]


def shared_runs(a: Telling, b: Telling) -> tuple[Run, ...]:
    """Maximal shared runs of five words or more, in the order of ``b``.

    Where a run stands several times in ``a`` its first place is meant, unless
    the run before continues at a later one.
    """
    in_b, in_a = _hits(a.short, b.short)
    if not len(in_b):
        return ()
    new = np.ones(len(in_b), dtype=np.bool_)
    new[1:] = (np.diff(in_b) != 1) | (np.diff(in_a) != 1)
    firsts = np.flatnonzero(new)
    sizes = np.diff(np.append(firsts, len(in_b))) + SHORT - 1
    runs: list[Run] = []
    for at_a, at_b, size in zip(
        in_a[firsts].tolist(), in_b[firsts].tolist(), sizes.tolist(), strict=True
    ):
        last = runs[-1] if runs else None
        if last and at_b < last.b + last.size:  # overlapping runs: the later one is cut
            cut = last.b + last.size - at_b
            at_a, at_b, size = at_a + cut, at_b + cut, size - cut
            if size < SHORT:
                continue
        runs.append(Run(at_a, at_b, size))
    return tuple(runs)


def covered(a: Telling, b: Telling) -> tuple[BoolArray, BoolArray]:
    """For each word of each, whether it lies in an eight-word run of the other."""
    return _cover(a, b), _cover(b, a)


def _cover(of: Telling, by: Telling) -> BoolArray:
    here = of.long.order[places(by.long.sorted, of.long.sorted)[0]]
    if len(of.words) < LONG:  # too short for a run: only the whole counts
        same = np.array_equal(of.words.hashes, by.words.hashes)
        return np.full(len(of.words), same, dtype=np.bool_)
    marked = np.zeros(len(of.words), dtype=np.bool_)
    marked[here] = True
    for _ in range(3):  # 1, 2, 4: a mark reaches over the eight words of its run
        marked[1 << _ :] |= marked[: -(1 << _)].copy()
    return marked

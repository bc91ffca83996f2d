"""Two tellings -> the word runs they share, aligned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twosource.group.words import HashArray, IntArray
from twosource.trace.telling import LONG, SHORT, BoolArray, Telling


@dataclass(frozen=True, slots=True)
class Run:
    """``size`` words from word ``a`` of one telling and word ``b`` of the other."""

    a: int
    b: int
    size: int


def _hits(of: HashArray, order: IntArray, query: HashArray) -> tuple[IntArray, IntArray]:
    """Places of ``query`` that are in ``of``, and the first place there."""
    if not len(of) or not len(query):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    held = of[order]
    at = np.searchsorted(held, query)
    at[at == len(held)] = 0
    there = np.flatnonzero(held[at] == query)
    return there, order[at[there]]


def shared_runs(a: Telling, b: Telling) -> tuple[Run, ...]:
    """Maximal shared runs of five words or more, in the order of ``b``.

    Where a run stands several times in ``a`` its first place is meant, unless
    the run before continues at a later one.
    """
    in_b, in_a = _hits(a.short, a.short_order, b.short)
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
    here, _ = _hits(by.long, by.long_order, of.long)
    steps = np.zeros(len(of.words) + 1, dtype=np.int64)
    np.add.at(steps, here, 1)
    np.add.at(steps, here + LONG, -1)
    marked: BoolArray = np.cumsum(steps[:-1]) > 0
    return marked

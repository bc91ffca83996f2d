"""Chances of pairs -> clusters: average linkage on a sparse graph."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

_UNIT = 1_000_000
"""Chances are told in six digits.  They are added up as whole numbers: sums of floats tell in
their last digits in which order they were made, and equal means would not be equal.
"""
Merge = tuple[float, int, int]
"""Mean chance of two clusters that were merged, and their lowest members, the lower first."""


def clusters(count: int, edges: Iterable[tuple[int, int, float]], least: float) -> list[int]:
    """Merge the two clusters with the highest mean chance over all pairs between
    them (a pair without an edge counts 0) while it is at least ``least``.

    Ties go to the lower numbers, so the result does not depend on the order of
    the edges.  Chances count in six digits.  Returns the lowest member of each item's cluster.
    """
    home = list(range(count))
    for _, i, j in merges(count, edges, least):
        home[j] = i
    return [_top(home, i) for i in range(count)]


def merges(count: int, edges: Iterable[tuple[int, int, float]], least: float) -> list[Merge]:
    """The merges of :func:`clusters`, in order."""
    made: list[Merge] = []
    links: list[dict[int, int]] = [{} for _ in range(count)]
    for i, j, chance in edges:
        links[i][j] = links[j][i] = round(chance * _UNIT)
    least *= _UNIT
    sizes = [1] * count
    heap = [
        (-float(s), i, j) for i in range(count) for j, s in links[i].items() if i < j and s >= least
    ]
    heapq.heapify(heap)
    alive = [True] * count
    while heap:
        minus, i, j = heapq.heappop(heap)
        if not (alive[i] and alive[j]) or _mean(links, sizes, i, j) != -minus:
            continue
        alive[j] = False
        made.append((-minus / _UNIT, i, j))
        sizes[i] += sizes[j]
        for k, total in links[j].items():
            if k != i:
                links[i][k] = links[k][i] = links[i].get(k, 0) + total
            links[k].pop(j, None)
        links[j] = {}
        for k in links[i]:
            mean = _mean(links, sizes, i, k)
            if mean >= least:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    return made


def mean_between(chances: Iterable[float], one: int, two: int, least: float) -> float:
    """The mean chance of two clusters of so many items, 0 where they are not merged for it."""
    mean = sum(round(c * _UNIT) for c in chances) / (one * two)
    return mean / _UNIT if mean >= least * _UNIT else 0.0


def _mean(links: list[dict[int, int]], sizes: list[int], i: int, j: int) -> float:
    return links[i].get(j, 0) / (sizes[i] * sizes[j])


def _top(home: list[int], i: int) -> int:
    while home[i] != i:
        i = home[i]
    return i

"""From a grid to matches: stretches of two accounts that tell the same matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.compare.grid import Grid, Matrix
from twosource.compare.passages import Passage
from twosource.types import Span

AGREE = 0.4
"""Sureness from which two passages count as the same matter.  On labelled pairs, each
scored by a model that has not seen its story, F1 is flat between .35 and .5."""


@dataclass(frozen=True, slots=True)
class Match:
    """The same matter in two accounts.

    Attributes:
        a, b: indices of the passages of each side, in order.
        pairs: the pairs of passages behind it, with their sureness.
        align: the best of them.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    pairs: tuple[tuple[int, int, float], ...]
    align: float


def envelope(passages: Sequence[Passage], indices: Iterable[int]) -> Span:
    """The stretch from the first to the last of some passages."""
    spans = [passages[i].span for i in indices]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def find_matches(grid: Grid, sure: Matrix, least: float = AGREE) -> tuple[Match, ...]:
    """Pairs of passages over the threshold; those that run side by side through the
    same two sentences are one match."""
    links = [
        (i, j, float(sure[i, j]))
        for i in range(len(grid.a))
        for j in range(len(grid.b))
        if sure[i, j] >= least
    ]
    leader = {(i, j): (i, j) for i, j, _ in links}

    def top(x: tuple[int, int]) -> tuple[int, int]:
        while leader[x] != x:
            x = leader[x]
        return x

    for i, j, _ in links:
        for step in ((0, 1), (1, 0), (1, 1), (1, -1)):
            other = (i + step[0], j + step[1])
            if other in leader and _same_sentences(grid, (i, j), other):
                leader[max(top((i, j)), top(other))] = min(top((i, j)), top(other))
    groups: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
    for i, j, p in links:
        groups.setdefault(top((i, j)), []).append((i, j, p))
    return tuple(
        Match(
            tuple(sorted({i for i, _, _ in group})),
            tuple(sorted({j for _, j, _ in group})),
            tuple(group),
            max(p for _, _, p in group),
        )
        for _, group in sorted(groups.items())
    )


def _same_sentences(grid: Grid, x: tuple[int, int], y: tuple[int, int]) -> bool:
    a, b = grid.a, grid.b
    return a[x[0]].sentence == a[y[0]].sentence and b[x[1]].sentence == b[y[1]].sentence

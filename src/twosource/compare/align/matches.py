"""From a grid to matches: stretches of two accounts that tell the same matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twosource.compare.align.grid import Grid
from twosource.compare.cut.word_vectors import Matrix

AGREE = 0.3
"""Sureness from which two passages count as the same matter.  On the pairs of
``training/labels``, each scored by a model that has not seen its story, F1 is flat between
.15 and .45; below .3 more of what is told is wrong than right."""


LIKELY, LIKELY_APART = 0.15, 0.1
"""Sureness from which two passages are searched for differences, and from which a pair
beside a surer one widens it; the second between accounts that do not rest on one another.
There, on the pairs of ``training/labels``, a lower one brings more drafts, not more F1."""


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


SETTLED = 0.6
"""Share of a passage in equal words with another from which the two belong together."""


DERIVED, DERIVED_LEAST = 0.4, 0.25
"""Cover (geometric mean, and the lesser way) from which two passages that are each other's
best count as matched whatever the model says, where one account is known to rest on the
other, or both on one: what is told twice there is most likely the same telling, in new
words, which the model, trained on independent reports, underrates."""


DERIVED_SURE = 0.5
"""Sureness of such passages."""


def settle(grid: Grid, sure: Matrix, derived: bool = False) -> Matrix:
    """Sureness after verbatim passages have found their likes: those are surely matched,
    and less like passages have no claim on them.
    """
    if not sure.size:
        return sure
    out = sure.copy()
    ab, ba = np.minimum(grid.ab, 1), np.minimum(grid.ba, 1)
    cover = np.sqrt(ab * ba)
    if derived:
        first = (cover >= cover.max(1, keepdims=True)) & (cover >= cover.max(0, keepdims=True))
        likes = first & (cover >= DERIVED) & (np.minimum(ab, ba) >= DERIVED_LEAST)
        out[likes] = np.maximum(out[likes], DERIVED_SURE)
    both = np.minimum(grid.run_a, grid.run_b)
    out[both >= SETTLED] = np.maximum(out[both >= SETTLED], 0.97)
    for run, axis in ((grid.run_a, 1), (grid.run_b, 0)):
        best = run.max(axis=axis, keepdims=True)
        out = np.where((best >= SETTLED) & (run < 0.5 * best), out * 0.3, out)
    return out.astype(np.float32)


def likely(derived: bool) -> float:
    """Which of both holds for two accounts."""
    return LIKELY if derived else LIKELY_APART


def find_matches(grid: Grid, sure: Matrix, least: float = LIKELY) -> tuple[Match, ...]:
    """Pairs of passages over the threshold; those that run side by side through the
    same two sentences are one match.
    """
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
            if other in leader and (
                _same_sentences(grid, (i, j), other) or _one_quotation(grid, (i, j), other)
            ):
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


RIVAL = 0.5
"""Share of the sureness of a passage's best match from which another of its matches counts
too; a passage that belongs far more surely elsewhere tells something else."""


def agreed(sure: Matrix, matches: Sequence[Match], least: float = AGREE) -> frozenset[int]:
    """Numbers of the matches that count as told by both: sure, and no passage of them with
    a far surer match elsewhere.
    """
    if not matches:
        return frozenset()
    best = np.maximum(sure.max(1)[:, None], sure.max(0)[None, :])
    return frozenset(
        k for k, match in enumerate(matches)
        if any(p >= least and p >= RIVAL * best[i, j] for i, j, p in match.pairs)
    )  # fmt: skip


def _one_quotation(grid: Grid, x: tuple[int, int], y: tuple[int, int]) -> bool:
    """Whether two pairs of passages are equal words of one running quotation."""
    if x[0] == y[0] or x[1] == y[1]:
        return False
    shares = (grid.run_a[x], grid.run_b[x], grid.run_a[y], grid.run_b[y])
    quoted = (grid.a[x[0]].quoted, grid.a[y[0]].quoted, grid.b[x[1]].quoted, grid.b[y[1]].quoted)
    return min(shares) >= SETTLED and min(quoted) > 0.5


def _same_sentences(grid: Grid, x: tuple[int, int], y: tuple[int, int]) -> bool:
    a, b = grid.a, grid.b
    return a[x[0]].sentence == a[y[0]].sentence and b[x[1]].sentence == b[y[1]].sentence

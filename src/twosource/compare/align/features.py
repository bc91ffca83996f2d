"""What can be said of a pair of passages before deciding whether they tell the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.align.context_features import NAMES as CONTEXT
from twosource.compare.align.context_features import context_features
from twosource.compare.align.grid import Grid
from twosource.compare.align.likeness_features import NAMES as LIKENESS
from twosource.compare.align.likeness_features import likeness_features
from twosource.compare.cut.passages import Passage
from twosource.compare.cut.word_vectors import Matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

COVER = (
    "ab", "ba", "geometric", "harmonic", "least", "most", "sentence_ab", "sentence_ba", "mass",
    "rank_a", "rank_b", "of_best_a", "of_best_b", "both_quoted", "one_quoted", "terms_a",
    "terms_b", "same_names", "same_words", "same_numbers", "diagonal", "beside", "distance",
)  # fmt: skip
NAMES = (*COVER, *LIKENESS)
IN_CONTEXT = (*NAMES, *CONTEXT)
"""The features of a grid that was laid with an encoder."""


def _shared(a: Sequence[Passage], b: Sequence[Passage], kind: str, most: int) -> Matrix:
    """Number of different equal keys of a kind in each pair, capped."""
    sets_a = [{t.key for t in p.terms if t.kind == kind} for p in a]
    sets_b = [{t.key for t in p.terms if t.kind == kind} for p in b]
    both = sorted(set().union(*sets_a) & set().union(*sets_b))
    if not both:
        return np.zeros((len(a), len(b)), np.float32)
    has_a = np.array([[k in s for k in both] for s in sets_a], np.float32)
    has_b = np.array([[k in s for k in both] for s in sets_b], np.float32)
    out: Matrix = np.minimum(has_a @ has_b.T, most).astype(np.float32)
    return out


def _ranks(score: Matrix, axis: int) -> NDArray[np.int64]:
    """Place of each pair among those of its row (or column), 0 for the best."""
    ranks: NDArray[np.int64] = np.argsort(
        np.argsort(-score, axis=axis, kind="stable"), axis=axis, kind="stable"
    )
    return ranks


def pair_features(grid: Grid) -> Matrix:
    """:data:`NAMES` of every pair of passages, shape (passages a, passages b, features);
    :data:`IN_CONTEXT` where the grid has vectors.
    """
    found = [_cover(grid), likeness_features(grid)]
    if grid.context is not None:
        found.append(context_features(grid))
    return np.concatenate(found, -1)


def _cover(grid: Grid) -> Matrix:
    """:data:`COVER` of every pair of passages."""
    ab, ba = np.minimum(grid.ab, 1), np.minimum(grid.ba, 1)
    score = np.sqrt(ab * ba)
    n, m = score.shape
    full = np.ones_like(score)
    quoted_a = np.array([p.quoted for p in grid.a], np.float32)[:, None] * full
    quoted_b = np.array([p.quoted for p in grid.b], np.float32)[None, :] * full
    length_a = np.log1p([len(p.terms) for p in grid.a])[:, None] * full
    length_b = np.log1p([len(p.terms) for p in grid.b])[None, :] * full
    pad = np.pad(score, 1)
    diagonal = np.maximum(pad[:-2, :-2], pad[2:, 2:])
    beside = np.maximum(
        np.maximum(pad[:-2, 1:-1], pad[2:, 1:-1]), np.maximum(pad[1:-1, :-2], pad[1:-1, 2:])
    )
    distance = np.abs(np.arange(n)[:, None] / n - np.arange(m)[None, :] / m)
    columns = [
        ab, ba, score, 2 * ab * ba / (ab + ba + 1e-6), np.minimum(ab, ba), np.maximum(ab, ba),
        np.minimum(grid.sab, 1), np.minimum(grid.sba, 1), np.log1p(grid.mass),
        np.minimum(_ranks(score, 1), 5), np.minimum(_ranks(score, 0), 5),
        score / (score.max(1, keepdims=True) + 1e-6), score / (score.max(0, keepdims=True) + 1e-6),
        np.minimum(quoted_a, quoted_b), np.abs(quoted_a - quoted_b), length_a, length_b,
        _shared(grid.a, grid.b, "name", 3), _shared(grid.a, grid.b, "word", 4),
        _shared(grid.a, grid.b, "number", 2), diagonal, beside, distance,
    ]  # fmt: skip
    return np.stack(columns, -1).astype(np.float32)

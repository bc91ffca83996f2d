"""Features of two passages from their context vectors: what the encoder adds to likeness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.cut.word_vectors import unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from twosource.compare.align.grid import Grid
    from twosource.compare.cut.passages import Passage

    Matrix = NDArray[np.float32]


NAMES = (
    "context", "context_plain", "context_sentence", "context_sentence_plain", "soft_ab",
    "soft_ba", "soft", "soft_ab_plain", "soft_ba_plain", "soft_plain", "soft_sentence_ab",
    "soft_sentence_ba",
)  # fmt: skip
"""``plain``: cosines as they are; else about the middle of the story, for what all of it
speaks of tells no two passages apart."""
FEW = 10.0
"""Rows of nothing that the middle of a story is mixed with: of two passages alone, a title and
a title, each would else be the other's opposite.  Whole accounts have eighty and more."""
DIGITS = 4
"""Digits the features keep, so that the last bit of a product, which may differ from machine
to machine, decides nothing."""


def context_features(grid: Grid) -> Matrix:
    """:data:`NAMES` of every pair of passages, shape (passages a, passages b, names)."""
    if grid.context is None:
        raise ValueError("the grid was laid without an encoder")
    a, b = grid.context
    ab, ba, sab, sba = _covers(grid, _cosines(a.terms, b.terms, middle=True), sentences=True)
    ab_plain, ba_plain, _, _ = _covers(grid, _cosines(a.terms, b.terms, middle=False))
    columns = [
        _cosines(a.passages, b.passages, middle=True),
        _cosines(a.passages, b.passages, middle=False),
        _cosines(a.sentences, b.sentences, middle=True),
        _cosines(a.sentences, b.sentences, middle=False),
        ab, ba, np.sqrt(ab * ba), ab_plain, ba_plain, np.sqrt(ab_plain * ba_plain), sab, sba,
    ]  # fmt: skip
    out: Matrix = np.stack([c.astype(np.float32) for c in columns], -1)
    return out.round(DIGITS)


def _cosines(a: Matrix, b: Matrix, middle: bool) -> Matrix:
    """Cosines of all rows, about the middle of both sides or as they are."""
    if middle:
        mean = (a.sum(0) + b.sum(0)) / (len(a) + len(b) + FEW)
        a, b = a - mean, b - mean
    out: Matrix = unit(a) @ unit(b).T
    return out


def _covers(
    grid: Grid, cosine: Matrix, sentences: bool = False
) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Share of each passage's weight that the other passage covers when every term takes its
    nearest, both ways; and what the other's whole sentence covers (where asked for).
    """
    np.maximum(cosine, 0, out=cosine)
    back = np.ascontiguousarray(cosine.T)
    ab = _cover(cosine, grid.a, grid.at_a, grid.at_b[:-1])
    ba = _cover(back, grid.b, grid.at_b, grid.at_a[:-1]).T
    if not sentences:
        return ab, ba, ab, ba
    begin_a, of_a = _begins(grid.a, grid.at_a)
    begin_b, of_b = _begins(grid.b, grid.at_b)
    sab = _cover(cosine, grid.a, grid.at_a, begin_b)[:, of_b]
    sba = _cover(back, grid.b, grid.at_b, begin_a)[:, of_a].T
    return ab, ba, sab, sba


def _cover(
    near: Matrix, passages: Sequence[Passage], at: Sequence[int], columns: Sequence[int]
) -> Matrix:
    weight = np.array([t.weight for p in passages for t in p.terms], np.float32)
    rows = np.array(at[:-1])
    best = np.maximum.reduceat(near, np.array(columns), axis=1)
    held = np.add.reduceat(best * weight[:, None], rows, axis=0)
    out: Matrix = (held / np.add.reduceat(weight, rows)[:, None]).astype(np.float32)
    return out


def _begins(passages: Sequence[Passage], at: Sequence[int]) -> tuple[list[int], list[int]]:
    """Where the terms of each sentence begin, and the sentence of each passage."""
    begins: list[int] = []
    of: list[int] = []
    last = -1
    for passage, start in zip(passages, at, strict=False):
        if passage.sentence != last:
            begins.append(start)
            last = passage.sentence
        of.append(len(begins) - 1)
    return begins, of

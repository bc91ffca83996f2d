"""The model of alignment: how surely two passages tell the same matter."""

from __future__ import annotations

import numpy as np

from twosource.compare.align.features import IN_CONTEXT, NAMES, pair_features
from twosource.compare.align.grid import Grid
from twosource.compare.classifiers import Rated, regression
from twosource.compare.cut.word_vectors import Matrix


def aligner(context: bool) -> Rated | None:
    """The regression of matches: over words alone, or over vectors in context too."""
    return regression("align_context", IN_CONTEXT) if context else regression("align", NAMES)


def same_matter(grid: Grid) -> Matrix:
    """How sure it is that two passages tell the same, for every pair (0 to 1)."""
    if not grid.a or not grid.b:
        return np.zeros((len(grid.a), len(grid.b)), np.float32)
    model = aligner(grid.context is not None)
    if model is not None:
        return model(pair_features(grid))
    score = np.sqrt(np.minimum(grid.ab, 1) * np.minimum(grid.ba, 1))
    best = np.minimum(
        score / (score.max(1, keepdims=True) + 1e-6), score / (score.max(0, keepdims=True) + 1e-6)
    )
    out: Matrix = np.clip((score * best - 0.2) * 1.6, 0, 1).astype(np.float32)
    return out

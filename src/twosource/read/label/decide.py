"""Scores of the blocks of a page -> which of them are the body."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import Blocks
from twosource.read.label.context import context
from twosource.read.label.features import TEXT, features
from twosource.read.label.forest import Model, digest, load_model
from twosource.read.label.hints import Hints


def candidates(x: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Blocks worth a score: all but short links, which the body never is (0.4% of
    body words in the training data).
    """
    links = x[:, TEXT.index("link_density")] > 0.85
    short = x[:, TEXT.index("words")] < 20
    return np.asarray(~(links & short))


def pick(p: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The blocks that together promise the best F1: taken from the likeliest down
    until twice the expected hits over (taken + expected total) falls.  Unlike a
    fixed threshold this keeps a page whose blocks are all middling (Lewis 1995).
    """
    order = np.argsort(-p, kind="stable")
    hits = np.cumsum((p * weight)[order])
    taken = np.cumsum(weight[order])
    total = float((p * weight).sum())
    best = int(np.argmax(2 * hits / (taken + total)))
    chosen = np.zeros(len(p), dtype=bool)
    chosen[order[: best + 1]] = True
    return chosen


def weights(page: Blocks) -> NDArray[np.float64]:
    """Words of each block, near enough."""
    return np.array([b.text.count(" ") + 1.0 for b in page.blocks])


MOST = 20_000
"""Blocks that are scored at most (30 MB of features); the largest page of the
development sets has under 5,000. What is larger is read by rule."""


def scores(page: Blocks, hints: Hints) -> NDArray[np.float64] | None:
    """How likely each block is body; ``None`` without a model for this input."""
    if not 0 < len(page.blocks) <= MOST:
        return None
    model = load_model("dump" if page.dump else "page")
    if model is None:
        return None
    x, names = features(page, hints)
    if digest(names) != model.names:
        return None
    return run(model, x, page)


def run(model: Model, x: NDArray[np.float32], page: Blocks) -> NDArray[np.float64]:
    """Both looks, averaged: the second is better where the first was half sure, the
    first where the second runs away with its neighbours.
    """
    keep = candidates(x)
    first = np.zeros(len(x))
    second = np.zeros(len(x))
    if keep.any():
        first[keep] = model.first.score(x[keep])
        wide = np.concatenate([x, context(first, page)], axis=1)
        second[keep] = model.second.score(wide[keep])
    return (first + second) / 2

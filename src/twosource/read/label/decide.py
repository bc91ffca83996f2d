"""Scores of the blocks of a page -> which of them are the body."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import Blocks
from twosource.read.label.build import COLUMNS as BUILD
from twosource.read.label.build import build_features
from twosource.read.label.context import context
from twosource.read.label.cues import COLUMNS as CUES
from twosource.read.label.features import TEXT, features
from twosource.read.label.forest import Model, digest, load_model
from twosource.read.label.hints import Hints


@cache
def _headings(names: tuple[str, ...]) -> list[int]:
    return [names.index(f"tag_h{level}") for level in range(1, 7)]


MOST_OF_IT = 0.8
"""Where so much of a page stands inside a consent service, its mark is on the whole
page (such services put one on ``<body>``) and says nothing; the largest real window
of the development pages has half of the blocks."""


def candidates(x: NDArray[np.float32], names: tuple[str, ...]) -> NDArray[np.bool_]:
    """Blocks worth a score: all but short links away from the main text, and what
    stands in the window of a consent service.  Of 14,244 body blocks of the
    development pages one is left out.
    """
    links = x[:, TEXT.index("link_density")] > 0.85
    short = x[:, TEXT.index("words")] < 20
    kept = x[:, names.index("in_best")] > 0
    kept |= (x[:, _headings(names)].max(axis=1) > 0) & (x[:, names.index("in_main")] > 0)
    window = x[:, names.index("above_consent-service")] > 0
    if window.mean() > MOST_OF_IT:
        window[:] = False
    return np.asarray((~(links & short) | kept) & ~window)


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
    if digest(seen(names)) != model.names:
        return None
    return run(model, x, names, page)


@cache
def seen(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of all that the first look sees."""
    return (*names, *BUILD, *CUES)


def run(
    model: Model, x: NDArray[np.float32], names: tuple[str, ...], page: Blocks
) -> NDArray[np.float64]:
    """Both looks, averaged: the second, which sees only scores, is better where the
    first was half sure, the first where the second runs away with its neighbours.
    """
    keep = candidates(x, names)
    first = np.zeros(len(x))
    second = np.zeros(len(x))
    rows = np.flatnonzero(keep).tolist()
    if rows:
        more = np.concatenate([build_features(page, rows), model.cues.of(page, rows)], axis=1)
        wide = np.concatenate([x[keep], more.astype(np.float32)], axis=1)
        first[keep] = model.first.score(wide)
        second[keep] = model.second.score(context(first, page)[keep])
    return (first + second) / 2

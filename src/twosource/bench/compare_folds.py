"""The aligner fitted anew without one story: what the whole-pair figures rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.bench.compare_pairs import Pair, Place
from twosource.compare.features import NAMES, pair_features
from twosource.compare.grid import Grid, lay
from twosource.compare.model import Logistic
from twosource.compare.passages import passages_of, weigh
from twosource.compare.runs import find_runs
from twosource.types import Parse, Span

Floats = NDArray[np.float64]
RIDGE = 1 / 0.3
"""Weight of the squared coefficients, of standardised features."""


def inside(span: Span, place: Place | None) -> bool:
    """Whether a passage and a labelled span share half of the shorter."""
    if place is None or place.part != "text":
        return False
    return 2 * span.overlap(place.span) >= min(len(span), len(place.span))


def labels(pair: Pair, grid: Grid) -> Floats:
    """1 for each pair of passages that one ``agree`` item covers, else 0."""
    out = np.zeros((len(grid.a), len(grid.b)))
    for item in pair.items:
        if item.kind == "agree":
            rows = [i for i, p in enumerate(grid.a) if inside(p.span, item.a)]
            cols = [j for j, p in enumerate(grid.b) if inside(p.span, item.b)]
            out[np.ix_(rows, cols)] = 1
    return out


def example(pair: Pair, parses: Sequence[Parse]) -> tuple[Floats, Floats]:
    """Features and labels of every pair of passages of a labelled pair of accounts."""
    a, b = parses
    one, two = weigh([passages_of(a), passages_of(b)])
    grid = lay(one, two, find_runs(a.section("text"), b.section("text")))
    x = pair_features(grid).reshape(-1, len(NAMES)).astype(np.float64)
    return x, labels(pair, grid).ravel()


def fit(x: Floats, y: Floats) -> Logistic:
    """A ridge logistic regression by Newton steps; weights are for raw features."""
    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.c_[(x - mean) / scale, np.ones(len(x))]
    penalty = np.diag([RIDGE] * x.shape[1] + [0.0])
    w = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        slope = z.T @ (p - y) + penalty @ w
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + penalty, slope)
        w -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    weights = w[:-1] / scale
    return Logistic(weights, float(w[-1] - weights @ mean))


def folds(examples: Sequence[tuple[Floats, Floats]]) -> Iterator[Logistic]:
    """For each story in turn, the aligner fitted to all the others."""
    for k in range(len(examples)):
        rest = [e for i, e in enumerate(examples) if i != k]
        yield fit(np.concatenate([x for x, _ in rest]), np.concatenate([y for _, y in rest]))

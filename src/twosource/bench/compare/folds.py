"""The regressions of whole pairs fitted anew without some stories: how they are trained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twosource.bench.compare.pairs import IOU, Item, Pair, Place, same_place
from twosource.compare.align.alignment import Alignment, lay_grid
from twosource.compare.align.features import pair_features
from twosource.compare.align.grid import Grid
from twosource.compare.align.verbatim_runs import find_runs
from twosource.compare.classifiers import Logistic
from twosource.compare.cut.accounts import sides
from twosource.compare.details.drafts import Draft
from twosource.compare.weigh.confidence import candidates
from twosource.compare.weigh.draft_features import DRAFT, TYPES, weighable
from twosource.compare.weigh.draft_features import draft_features as facts_of
from twosource.types import Analysis, Span

Floats = NDArray[np.float64]
Example = tuple[Floats, Floats]
T = TypeVar("T")
M = TypeVar("M")
RIDGE = 30.0
"""Weight of the squared coefficients, of standardised features; from 3 to 50 all do the same."""


def inside(span: Span, place: Place | None) -> bool:
    """Whether a passage and a labelled span share half of the shorter."""
    if place is None or place.part != "text":
        return False
    return 2 * span.overlap(place.span) >= min(len(span), len(place.span))


def labels_of(pair: Pair, grid: Grid) -> Floats:
    """1 for each pair of passages that one ``agree`` item covers, else 0."""
    out = np.zeros((len(grid.a), len(grid.b)))
    for item in pair.items:
        if item.kind == "agree":
            rows = [i for i, p in enumerate(grid.a) if inside(p.span, item.a)]
            cols = [j for j, p in enumerate(grid.b) if inside(p.span, item.b)]
            out[np.ix_(rows, cols)] = 1
    return out


def example(pair: Pair, analysis: Analysis) -> Example:
    """Features and labels of every pair of passages of a labelled pair of accounts: those of
    words alone, and behind them those in context where there is an encoder.
    """
    a, b = sides(analysis, "text")
    grid = lay_grid(a, b, find_runs(a.section, b.section))
    x = pair_features(grid)
    return x.reshape(-1, x.shape[-1]).astype(np.float64), labels_of(pair, grid).ravel()


def doubts(pair: Pair, laid: Alignment) -> tuple[Example, list[str]]:
    """Features of every difference in the making, whether one is labelled there, and the
    type of the label (of the one with the greatest overlap; ``""`` where there is none).
    """
    made = [d for d in candidates(laid) if d.kind == "differ" and weighable(d)]
    wanted = [i for i in pair.items if i.kind == "differ"]
    x = facts_of(laid, made).astype(np.float64)
    types = []
    for draft in made:
        best = max(((_meets(pair, i, draft), i.type) for i in wanted), default=(0.0, ""))
        types.append(best[1] if best[0] >= IOU else "")
    return (x, np.array([bool(t) for t in types], np.float64)), types


def _meets(pair: Pair, item: Item, draft: Draft) -> float:
    """How nearly a draft stands where an item does, on the worse side."""
    shares = []
    for account, place, span in ((pair.a, item.a, draft.a), (pair.b, item.b, draft.b)):
        if place is None or span is None or not span.overlap(place.span):
            return 0.0
        shares.append(same_place(account, place, Place(draft.part, span)))
    return min(shares)


def fit_types(rows: Sequence[tuple[Example, list[str]]]) -> Logistic:
    """One regression a type, over the drafts that stand where a reader marked something."""
    x = np.concatenate([e[0][e[1] > 0] for e, _ in rows])[:, : len(DRAFT)]
    types = [t for _, names in rows for t in names if t]
    made = [fit([(x, np.array([t == name for t in types], np.float64))]) for name in TYPES]
    return Logistic(np.stack([m.weights for m in made], 1), np.array([m.bias for m in made]))


def fit(examples: Sequence[Example]) -> Logistic:
    """A ridge logistic regression by Newton steps; weights are for raw features."""
    x = np.concatenate([x for x, _ in examples])
    y = np.concatenate([y for _, y in examples])
    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.c_[(x - mean) / scale, np.ones(len(x))]
    penalty = np.diag([RIDGE] * x.shape[1] + [0.0])
    w = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        slope = z.T @ (p - y) + penalty @ w
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + penalty, slope)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    weights = w[:-1] / scale
    return Logistic(weights, float(w[-1] - weights @ mean))


def folds_by(
    rows: Sequence[T],
    fitted: Callable[[Sequence[T]], M],
    groups: Sequence[int],
    wanted: Sequence[int],
) -> list[M]:
    """For each group in ``wanted`` what is fitted without the rows of that group."""
    made = {
        k: fitted([row for row, group in zip(rows, groups, strict=True) if group != k])
        for k in sorted(set(wanted))
    }
    return [made[k] for k in wanted]

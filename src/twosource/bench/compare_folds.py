"""The regressions of whole pairs fitted anew without some stories: how they are trained."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twosource.bench.compare_pairs import IOU, Item, Pair, Place, plain_account, same_place
from twosource.compare.doubt import DRAFT, TYPES, weighable
from twosource.compare.doubt import doubts as facts_of
from twosource.compare.drafts import Draft
from twosource.compare.features import pair_features
from twosource.compare.grid import Grid
from twosource.compare.model import Logistic
from twosource.compare.runs import find_runs
from twosource.compare.sides import Laid, lay_grid, sides
from twosource.compare.weighing import candidates
from twosource.types import Analysis, Span

Floats = NDArray[np.float64]
Example = tuple[Floats, Floats]
T = TypeVar("T")
M = TypeVar("M")
RIDGE = 30.0
"""Weight of the squared coefficients, of standardised features; from 3 to 50 all do the same."""
FOLDS = 8
"""Story ``k`` is scored by the aligner fitted without the stories ``k % FOLDS``."""


def load_training(labels: Path, docs: Path) -> list[Pair]:
    """The pairs of ``training/labels/compare_pairs.jsonl`` with their texts, which stay in
    the data folder (BASIL's ``docs.jsonl.gz``).

    Raises:
        KeyError: an account of the labels is not among the documents.
    """
    with gzip.open(docs, "rt", encoding="utf-8") as lines:
        texts = {(d["story"], d["id"]): d for d in map(json.loads, lines)}
    pairs = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        a, b = (texts[row["story"], row[side]] for side in "ab")
        items = tuple(Item(i["kind"], i["type"], _at(i["a"]), _at(i["b"])) for i in row["items"])
        pairs.append(
            Pair(
                row["story"], plain_account("a", a["text"], a.get("title")),
                plain_account("b", b["text"], b.get("title")), items,
            )
        )  # fmt: skip
    return pairs


def _at(span: list[int] | None) -> Place | None:
    return None if span is None else Place("text", Span(*span))


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


def doubts(pair: Pair, laid: Laid) -> tuple[Example, list[str]]:
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


def folds(examples: Sequence[Example]) -> list[Logistic]:
    """For each pair the regression fitted without it (and the others of its fold)."""
    return folds_by(examples, fit)


def folds_by(rows: Sequence[T], fitted: Callable[[Sequence[T]], M]) -> list[M]:
    """The same with another way to fit."""
    made = [
        fitted([e for i, e in enumerate(rows) if i % FOLDS != k])
        for k in range(min(FOLDS, len(rows)))
    ]
    return [made[i % FOLDS] for i in range(len(rows))]

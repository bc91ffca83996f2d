"""Near copy, light revision, heavy revision or none: the classes of Clough and
Stevenson (Language Resources and Evaluation 45, 2011), fitted step by step.

Used to measure how well the numbers of a pair tell these apart when a few
examples are at hand; :func:`twosource.trace.trace` itself needs no fitting.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from twosource.group.background import FloatArray
from twosource.trace.features import compare_tellings
from twosource.trace.stems import stem
from twosource.trace.telling import telling
from twosource.types import Account

_RIDGE = 0.1
_STEPS = 60


def inputs(answer: Account, source: Account) -> FloatArray:
    """Shared word triples (log), mean length of the shared runs (log), the
    longest of them and the longest common subsequence as shares of the answer.
    """
    pair = compare_tellings(telling(answer), telling(source))
    mine, theirs = ([stem(k) for k in t.words.keys] for t in (pair.a, pair.b))
    triples = list(zip(mine, mine[1:], mine[2:], strict=False))
    known = set(zip(theirs, theirs[1:], theirs[2:], strict=False))
    size = max(1, len(mine))
    shared = sum(t in known for t in triples) / max(1, len(triples))
    return np.array(
        [
            np.log(shared + 0.02),
            np.log1p(pair["mean_run"]),
            pair["longest"] / size,
            LCSseq.similarity(mine, theirs) / size,
        ]
    )


def classify(values: Sequence[FloatArray], gold: Sequence[str], tasks: Sequence[str]) -> list[str]:
    """The class of each pair, fitted on the pairs of the other tasks."""
    x, y, t = np.array(values), np.array(gold), np.array(tasks)
    out = np.empty(len(y), dtype=object)
    for task in sorted(set(tasks)):
        train, test = t != task, t == task
        copied = _step(x[:, :1], y != "non", train, test)
        kept = _step(x[:, 1:3], y == "cut", train & (y != "non"), test)
        light = _step(x[:, [1, 3]], y == "light", train & np.isin(y, ["light", "heavy"]), test)
        found = np.where(kept, "cut", np.where(light, "light", "heavy"))
        out[test] = np.where(copied, found, "non")
    return [str(c) for c in out]


def _step(
    x: FloatArray,
    yes: npt.NDArray[np.bool_],
    train: npt.NDArray[np.bool_],
    test: npt.NDArray[np.bool_],
) -> npt.NDArray[np.bool_]:
    """Balanced logistic regression (Newton's method), and its answers."""
    mean, spread = x[train].mean(axis=0), x[train].std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    a, b = z[train], yes[train].astype(float)
    weight = np.where(b > 0, 0.5 / max(b.mean(), 1e-9), 0.5 / max(1 - b.mean(), 1e-9))
    ridge = np.diag([_RIDGE] * x.shape[1] + [1e-6])
    theta = np.zeros(z.shape[1])
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-np.clip(a @ theta, -30, 30)))
        slope = a.T @ (weight * (p - b)) + ridge @ theta
        curve = (a * (weight * p * (1 - p))[:, None]).T @ a + ridge
        theta -= np.linalg.solve(curve, slope)
    return np.asarray(z[test] @ theta > 0)

"""Threshold-free measures: area under the curve, average precision, best F1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def _ranked(y: Numbers, p: Numbers) -> tuple[Numbers, Numbers]:
    """Precision and recall after each distinct score, the highest score first."""
    order = np.argsort(-p, kind="stable")
    truth, score = (y[order] > 0.5).astype(float), p[order]
    last = np.append(score[1:] != score[:-1], True)
    hits = np.cumsum(truth)[last]
    seen = (np.arange(len(truth)) + 1.0)[last]
    return hits / seen, hits / max(1.0, float(truth.sum()))


def average_precision(y: Numbers, p: Numbers) -> float:
    """Area under precision over recall, by steps."""
    precision, recall = _ranked(y, p)
    return float(np.sum(np.diff(np.concatenate([[0.0], recall])) * precision))


def best_f1(y: Numbers, p: Numbers) -> float:
    """F1 at the best threshold."""
    precision, recall = _ranked(y, p)
    return float(np.max(2 * precision * recall / (precision + recall + 1e-12)))


def precision_at(y: Numbers, p: Numbers, recall: float = 0.5) -> float:
    """The best precision at a recall of at least ``recall``."""
    precision, reached = _ranked(y, p)
    return float(np.max(precision[reached >= recall]))


def area(y: Numbers, p: Numbers) -> float:
    """Area under the ROC curve; ties count half."""
    truth = y > 0.5
    _, place, count = np.unique(p, return_inverse=True, return_counts=True)
    upto = np.cumsum(count)
    ranks = (upto - (count - 1) / 2)[place]
    n, m = float(truth.sum()), float((~truth).sum())
    return float((ranks[truth].sum() - n * (n + 1) / 2) / max(1.0, n * m))

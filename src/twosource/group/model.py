"""A few boosted trees: the model of :mod:`twosource.group.standing`, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twosource import packaged
from twosource.group.background import FloatArray
from twosource.group.words import IntArray

RULE = "group.trees.6"
_ROWS = 256  # rows worked on at a time, so that the arrays stay in the cache
_SHA256 = "e6d7d2f194a4d75201c8f1d0fce30fc46249e84215b1f3b8fd1d3aa722c51317"


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted regression trees, one row of nodes per tree; a leaf is its own
    child.  ``bias`` plus the values of the leaves reached are the log odds.
    """

    feature: IntArray
    threshold: FloatArray
    left: IntArray
    right: IntArray
    value: FloatArray
    depth: int
    bias: float

    def chances(self, inputs: FloatArray) -> FloatArray:
        """The chance for each row of inputs, whatever rows stand beside it."""
        parts = (inputs[n : n + _ROWS] for n in range(0, len(inputs), _ROWS))
        return np.concatenate([np.empty(0), *(self._part(p) for p in parts)])

    def _part(self, inputs: FloatArray) -> FloatArray:
        count, size = self.feature.shape
        first = np.arange(count) * size  # every tree behind the other: one number is a node
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = (self.left + first[:, None]).ravel(), (self.right + first[:, None]).ravel()
        cells = np.ascontiguousarray(inputs).ravel()
        row = np.repeat(np.arange(len(inputs)) * inputs.shape[1], count)
        node = np.tile(first, len(inputs))
        for _ in range(self.depth):
            down = cells.take(row + feature.take(node)) <= threshold.take(node)
            node = np.where(down, left.take(node), right.take(node))
        odds = self.bias + self.value.ravel().take(node).reshape(-1, count).sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -40.0, 40.0))))


@lru_cache(maxsize=1)
def trees() -> Trees:
    """The packaged model; ``TS-MODEL-02`` where it is not the one built with."""
    held = packaged.arrays("twosource.group", "models/story.npz", _SHA256)
    return Trees(
        held["feature"].astype(np.int64),
        held["threshold"],
        held["left"].astype(np.int64),
        held["right"].astype(np.int64),
        held["value"],
        int(held["depth"]),
        float(held["bias"]),
    )

"""A few boosted trees: the model of :mod:`twosource.group.standing`, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twosource import packaged
from twosource.group.background import FloatArray
from twosource.group.words import IntArray

RULE = "group.trees.5"
_SHA256 = "7a6d6b4a330219845f4fe19899d35f9761570af4cc49937fc1ff72f781b1feba"


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
        """The chance for each row of inputs."""
        tree = np.arange(len(self.feature))
        row = np.arange(len(inputs))[:, None]
        node = np.zeros((len(inputs), len(tree)), dtype=np.int64)
        for _ in range(self.depth):
            down = inputs[row, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(down, self.left[tree, node], self.right[tree, node])
        odds = self.bias + self.value[tree, node].sum(axis=1)
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

"""The chance that two accounts tell one story: a few boosted trees over likeness.

What counts as like depends on the batch (forty accounts of ten stories, or four
thousand of fifteen hundred) and on the accounts (headlines, or pages), so the
model sees, beside the likeness itself, how it compares with the nearest
neighbours of both, the sizes, and the size of the batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twosource import packaged
from twosource.group.background import FloatArray
from twosource.group.space import Neighbours, Space
from twosource.group.words import IntArray

RULE = "group.trees.4"
_SHA256 = "7bcd720301a5167897298cbca2f4cf93dba75818d67c9fa294b95f4e39188853"
_MOST = 3.0
_RANKS = (0, 1, 2, 4)


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


def nearest(neighbours: Sequence[Neighbours]) -> FloatArray:
    """The highest likenesses of each account: first, second, third and fifth."""
    tops = np.zeros((len(neighbours), len(_RANKS)))
    for number, near in enumerate(neighbours):
        best = np.concatenate([-np.sort(-near.mean)[:5], np.zeros(5)])
        tops[number] = best[list(_RANKS)]
    return tops


def features(
    space: Space, tops: FloatArray, number: int, near: Neighbours, pick: IntArray
) -> FloatArray:
    """The model's input for one account and its picked neighbours."""
    others, views, mean = near.others[pick], near.views[pick], near.mean[pick, None]
    sizes = np.log1p(space.sizes)
    small = np.minimum(sizes[number], sizes[others])[:, None]
    large = np.maximum(sizes[number], sizes[others])[:, None]
    mine, theirs = np.broadcast_to(tops[number], (len(others), len(_RANKS))), tops[others]
    low, high = np.minimum(mine, theirs), np.maximum(mine, theirs)

    def ratio(of: FloatArray) -> FloatArray:
        return np.minimum(mean / np.maximum(of[:, None], 1e-3), _MOST)

    to_best = ratio(low[:, 0])
    batch = np.full_like(mean, np.log(len(space)))
    fifths = ratio(mine[:, 3]) + ratio(theirs[:, 3])
    return np.hstack(
        [
            views, small, large, mean, to_best, ratio(high[:, 0]), ratio(low[:, 1]),
            ratio(high[:, 2]), fifths, low[:, :1], (mine + theirs)[:, 2:], batch,
        ]
    )  # fmt: skip

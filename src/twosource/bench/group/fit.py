"""Fitting the model of stories, and its check on stories it has not seen.

Used by ``training/trace_stories.py``, which writes the model, and by the bench,
which must not score the packaged model on the stories it was fitted on.
Needs scikit-learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from twosource.bench.data import account, lines
from twosource.bench.measures.bcubed import bcubed
from twosource.group.background import FloatArray
from twosource.group.linkage import clusters
from twosource.group.model import Trees, features, nearest
from twosource.group.space import Space
from twosource.types import Account

SEED = 7
DEPTH = 4
TREES = 200
# NeuS counts more: its stories are the smallest and the most, hardest to keep apart
WEIGHTS = {"neus": 4.0, "ecbplus": 0.5}
Items = list[tuple[str, Account]]


def read(data: Path) -> dict[str, Items]:
    """Story and account, per data set."""
    leads = [(e["id"], a) for e in lines(data / "neus/events.jsonl.gz") for a in e["articles"]]
    return {
        "ecbplus": [
            (d["story"], account(d["id"], d["text"])) for d in lines(data / "ecbplus/docs.jsonl.gz")
        ],
        "basil": [
            (d["story"], account(d["id"], d["text"], d["title"]))
            for d in lines(data / "basil/docs.jsonl.gz")
        ],
        "neus": [(s, account(f"{s}-{n}", a["text"], a["title"])) for n, (s, a) in enumerate(leads)],
        "uci": [
            (d["story"], account(d["id"], d["title"]))
            for d in lines(data / "uci_headlines/headlines.jsonl.gz")
        ],
    }


def halves(items: Items, seed: int = SEED) -> tuple[Items, Items]:
    """The items in two parts, each story whole in one of them."""
    stories = sorted({s for s, _ in items})
    side = dict(
        zip(stories, np.random.default_rng(seed).permutation(len(stories)) % 2, strict=True)
    )
    return [x for x in items if side[x[0]] == 0], [x for x in items if side[x[0]] == 1]


class Batch:
    """The pairs of a batch worth a look, with their inputs."""

    def __init__(self, items: Items) -> None:
        self.stories = [s for s, _ in items]
        _, number = np.unique(self.stories, return_inverse=True)
        space = Space([a for _, a in items])
        near = [space.neighbours(n) for n in range(len(space))]
        tops = nearest(near)
        ends: list[tuple[int, int]] = []
        rows = []
        for n, found in enumerate(near):
            later = np.flatnonzero(found.others > n)
            ends += [(n, int(o)) for o in found.others[later]]
            rows.append(features(space, tops, n, found, later).astype(np.float32))
        self.ends = np.array(ends, dtype=np.int64).reshape(-1, 2)
        self.inputs = np.vstack(rows)
        self.same = number[self.ends[:, 0]] == number[self.ends[:, 1]]

    def sample(
        self, rng: np.random.Generator, most: int = 240_000
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_], FloatArray]:
        """Inputs, labels and weights; sampling keeps the odds."""
        yes, no = np.flatnonzero(self.same), np.flatnonzero(~self.same)
        some_yes = rng.choice(yes, min(len(yes), most // 4), replace=False)
        some_no = rng.choice(no, min(len(no), most), replace=False)
        at = np.concatenate([some_yes, some_no])
        weight = np.repeat(
            [len(yes) / len(some_yes), len(no) / len(some_no)], [len(some_yes), len(some_no)]
        )
        return self.inputs[at], self.same[at], weight * (1000.0 / len(yes))

    def chances(self, model: Trees) -> FloatArray:
        """The chance of every pair."""
        parts = np.array_split(self.inputs.astype(np.float64), max(1, len(self.inputs) // 5000))
        return np.concatenate([model.chances(p) for p in parts])

    def score(self, chances: FloatArray, least: float) -> float:
        """B-cubed F1 of the batch clustered by the chances of its pairs."""
        kept = np.flatnonzero(chances >= 0.01).tolist()
        edges = [
            (int(self.ends[k, 0]), int(self.ends[k, 1]), round(float(chances[k]), 6)) for k in kept
        ]
        return bcubed(self.stories, clusters(len(self.stories), edges, least))[2]


def fit(batches: dict[str, Batch]) -> Trees:
    """Boosted trees fitted on batches that weigh the same but for :data:`WEIGHTS`."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    rng = np.random.default_rng(SEED)
    samples = [(WEIGHTS.get(name, 1.0), b.sample(rng)) for name, b in sorted(batches.items())]
    model = HistGradientBoostingClassifier(
        max_depth=DEPTH, max_iter=TREES, learning_rate=0.06, l2_regularization=5.0, random_state=0
    )
    model.fit(
        np.concatenate([s[0] for _, s in samples]),
        np.concatenate([s[1] for _, s in samples]),
        sample_weight=np.concatenate([w * s[2] for w, s in samples]),
    )
    return _as_arrays(
        [p[0].nodes for p in model._predictors], float(model._baseline_prediction[0, 0])
    )


def _as_arrays(nodes: Sequence[Any], bias: float) -> Trees:
    size = max(len(n) for n in nodes)
    own = np.tile(np.arange(size), (len(nodes), 1))
    feature = np.zeros((len(nodes), size), dtype=np.int64)
    threshold = np.zeros((len(nodes), size))
    left, right, value = own.copy(), own.copy(), np.zeros((len(nodes), size))
    for t, tree in enumerate(nodes):
        inner = np.flatnonzero(tree["is_leaf"] == 0)
        feature[t, inner] = tree["feature_idx"][inner]
        threshold[t, inner] = tree["num_threshold"][inner]
        left[t, inner], right[t, inner] = tree["left"][inner], tree["right"][inner]
        value[t, : len(tree)] = tree["value"]
    return Trees(feature, threshold, left, right, value, DEPTH, bias)

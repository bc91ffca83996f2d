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
from twosource.group.model import Trees
from twosource.group.pairs import pairs_of
from twosource.types import Account

SEED = 7
DEPTH = 4
TREES = 200
CALLS = 600  # small batches of a collection, as one call of the command line has them
CALL_WEIGHT = 0.2  # of all calls of a collection, where the collection weighs 1
CALL_OF = ("ecbplus", "basil", "neus", "made")  # headlines come by the thousand only
_OF_A_STORY = 5  # accounts of a story in a call, at most
_STORIES = (0.4, 0.4, 0.2)  # chance that a call holds one, two or three stories
_STRANGERS = 0.4  # and that it holds one account each of two to five stories instead
# NeuS counts more: its stories are the smallest and the most, hardest to keep apart
WEIGHTS = {"neus": 4.0, "ecbplus": 0.75}
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


def made(data: Path) -> Items:
    """Accounts of BASIL with edited copies of them, under the same stories: an
    original, what was made of it, and reports apart.
    """
    return [
        (d["story"], account(d["id"], "\n\n".join(d["paragraphs"]), d["title"]))
        for d in lines(data / "synth_derivation/docs.jsonl.gz")
    ]


def made_halves(items: Items, basil: tuple[Items, Items]) -> tuple[Items, Items]:
    """Made accounts on the side of the BASIL story that they were made from."""
    sides = [{s for s, _ in half} for half in basil]
    one, two = ([item for item in items if item[0] in side] for side in sides)
    return one, two


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
        found = pairs_of([a for _, a in items])
        self.ends = np.stack([found.a, found.b], axis=1)
        self.inputs = found.inputs().astype(np.float32)
        self.same = number[self.ends[:, 0]] == number[self.ends[:, 1]]

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


class Calls:
    """Many small batches drawn from a collection: one to three stories, a handful
    of accounts each.  What is alike in a call of four is not what is alike in one
    of four thousand.
    """

    def __init__(self, items: Items, seed: int = SEED, count: int = CALLS) -> None:
        rng = np.random.default_rng(seed)
        by: dict[str, list[Account]] = {}
        for story, one in items:
            by.setdefault(story, []).append(one)
        names = sorted(by)
        several = [n for n in names if len(by[n]) > 1]
        drawn = (_call(by, names, several, rng) for _ in range(count))
        self.batches = [b for b in map(Batch, drawn) if len(b.ends)]
        self.inputs = np.vstack([b.inputs for b in self.batches])
        self.same = np.concatenate([b.same for b in self.batches])

    def score(self, model: Trees, least: float) -> float:
        """Mean B-cubed F1 of the calls."""
        return float(np.mean([b.score(b.chances(model), least) for b in self.batches]))


def _call(
    by: dict[str, list[Account]], names: list[str], several: list[str], rng: np.random.Generator
) -> Items:
    if rng.random() < _STRANGERS:
        chosen = rng.choice(len(names), int(rng.integers(2, 6)), replace=False)
        return [
            (names[n], by[names[n]][int(rng.integers(len(by[names[n]])))]) for n in chosen.tolist()
        ]
    stories = 1 + int(rng.choice(len(_STORIES), p=_STORIES))
    first = several[int(rng.integers(len(several)))]
    others = [names[int(n)] for n in rng.choice(len(names), stories - 1)]
    found: Items = []
    for name in dict.fromkeys([first, *others]):
        size = int(rng.integers(2 if stories == 1 else 1, _OF_A_STORY + 1))
        picked = rng.choice(len(by[name]), min(size, len(by[name])), replace=False)
        found += [(name, by[name][int(n)]) for n in picked]
    return found


def sample(
    batch: Batch | Calls, rng: np.random.Generator, most: int = 240_000
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_], FloatArray]:
    """Inputs, labels and weights; sampling keeps the odds."""
    yes, no = np.flatnonzero(batch.same), np.flatnonzero(~batch.same)
    some_yes = rng.choice(yes, min(len(yes), most // 4), replace=False)
    some_no = rng.choice(no, min(len(no), most), replace=False)
    at = np.concatenate([some_yes, some_no])
    weight = np.repeat(
        [len(yes) / len(some_yes), len(no) / len(some_no)], [len(some_yes), len(some_no)]
    )
    return batch.inputs[at], batch.same[at], weight * (1000.0 / len(yes))


def fit(batches: dict[str, Batch], calls: dict[str, Calls]) -> Trees:
    """Boosted trees fitted on batches that weigh the same but for :data:`WEIGHTS`,
    and on calls.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    rng = np.random.default_rng(SEED)
    samples = [(WEIGHTS.get(name, 1.0), sample(b, rng)) for name, b in sorted(batches.items())]
    samples += [(CALL_WEIGHT, sample(c, rng)) for _, c in sorted(calls.items())]
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

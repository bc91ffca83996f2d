"""Boosted trees as plain arrays: scored with numpy alone."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.errors import ModelError
from twosource.read.label.cues import Cues


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees laid end to end; a leaf is its own child.

    Attributes:
        roots: first node of each tree.
        feature, threshold: the test of each node: left when at most the threshold.
        child: left and right child of each node, interleaved.
        value: what a leaf adds.
        base: the score before any tree.
        depth: steps from a root to its deepest leaf.
    """

    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    child: NDArray[np.intp]
    value: NDArray[np.float64]
    base: float
    depth: int

    def score(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability of each row."""
        scorer = _scorer(self)
        parts = [scorer.leaves(x[at : at + ROWS]) for at in range(0, len(x), ROWS)]
        raw = np.concatenate(parts).sum(axis=1) + self.base if parts else np.zeros(0)
        return np.asarray(1.0 / (1.0 + np.exp(-raw)))


ROWS = 64
"""Rows scored at a time: their tests fit the second cache."""


class _Scorer:
    """A forest laid out to be scored without a step from node to node: all tests of all
    trees at once, each taking out of its tree the leaves that a row can no longer reach
    when it goes right; of those left the first is the row's (QuickScorer, Lucchese and
    others 2015).  The same leaves as by walking, in a third of the time.
    """

    def __init__(self, forest: Forest) -> None:
        inner = forest.child[::2] != np.arange(len(forest.feature))
        sharp = _rounded_down(forest.threshold)
        pairs = np.stack([forest.feature, sharp], axis=1)[inner]
        tests, same = np.unique(pairs, axis=0, return_inverse=True)
        self.feature = tests[:, 0].astype(np.intp)
        self.threshold = tests[:, 1].astype(np.float32)[:, None]
        test = np.zeros(len(inner), dtype=np.intp)
        test[inner] = same.ravel()
        trees = [_laid_out(forest, int(root)) for root in forest.roots]
        deep, wide = (max(max(map(len, part)), 1) for part in zip(*trees, strict=True))
        self.bits = next(t for t in (np.uint16, np.uint32, np.uint64) if np.iinfo(t).bits >= wide)
        self.test = np.zeros((len(trees), deep), dtype=np.intp)
        self.lost = np.zeros((len(trees), deep), dtype=self.bits)
        self.value = np.zeros((len(trees), wide + 1))
        for i, (nodes, leaves) in enumerate(trees):
            for j, (node, mask) in enumerate(nodes):
                self.test[i, j], self.lost[i, j] = test[node], mask
            self.value[i, : len(leaves)] = leaves
        self.first = (np.arange(len(trees)) * (wide + 1))[:, None]

    def leaves(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        """``(rows, trees)``: what each tree's leaf adds to each row."""
        right = (x.T.take(self.feature, axis=0) > self.threshold).astype(self.bits)
        np.negative(right, out=right)  # all bits set where the row goes right
        gone: NDArray[Any] = right.take(self.test.ravel(), axis=0)
        np.bitwise_and(gone, self.lost.reshape(-1, 1), out=gone)
        gone = np.bitwise_or.reduce(gone.reshape(*self.test.shape, -1), axis=1)
        leaf = self.first + _lowest_clear(gone)
        return np.ascontiguousarray(self.value.ravel().take(leaf).T)


def _rounded_down(threshold: NDArray[np.float64]) -> NDArray[np.float32]:
    """The largest single-precision number at most each threshold: a feature, which is
    one, is above both or neither.
    """
    near = threshold.astype(np.float32)
    below = np.nextafter(near, np.float32(-np.inf))
    return np.where(near.astype(np.float64) > threshold, below, near)


def _laid_out(forest: Forest, root: int) -> tuple[list[tuple[int, int]], list[float]]:
    """Of one tree, each node with the bits of the leaves on its left, and the leaves'
    values from left to right.
    """
    nodes: list[tuple[int, int]] = []
    leaves: list[float] = []

    def visit(at: int) -> None:
        left, right = (int(c) for c in forest.child[2 * at : 2 * at + 2])
        if left == at:
            leaves.append(float(forest.value[at]))
            return
        before = len(leaves)
        visit(left)
        nodes.append((at, (1 << len(leaves)) - (1 << before)))
        visit(right)

    visit(root)
    return nodes, leaves


@cache
def _clear() -> NDArray[np.uint8]:
    """Place of the lowest bit that is not set in each number of 16 bits."""
    low = ~np.arange(1 << 16) & (np.arange(1 << 16) + 1)
    return np.asarray(np.log2(low), dtype=np.uint8)


def _lowest_clear(bits: NDArray[Any]) -> NDArray[Any]:
    """Place of the lowest bit that is not set."""
    if bits.dtype == np.uint16:
        return _clear().take(bits)
    low = ~bits & (bits + bits.dtype.type(1))
    return np.asarray(np.log2(low.astype(np.float64)), dtype=np.intp)


@cache
def _scorer(forest: Forest) -> _Scorer:
    return _Scorer(forest)


@dataclass(frozen=True, slots=True)
class Model:
    """First and second look of one kind of input, the weights of cues, and the digest of
    the features they want.
    """

    first: Forest
    second: Forest
    cues: Cues
    names: str


def _forest(data: dict[str, NDArray[np.float64]], part: str) -> Forest:
    def get(key: str) -> NDArray[np.float64]:
        return data[f"{part}_{key}"]

    return Forest(
        get("roots").astype(np.intp), get("feature").astype(np.intp), get("threshold"),
        get("child").astype(np.intp), get("value"), float(get("base")), int(get("depth")),
    )  # fmt: skip


@cache
def digest(names: tuple[str, ...]) -> str:
    """What ties a model to its features."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


@cache
def load_model(kind: str) -> Model | None:
    """The model for ``page`` or ``dump``; ``None`` when it is not installed.

    Raises:
        ModelError: ``TS-MODEL-02`` when the file is not the one of this version.
    """
    folder = files("twosource.read") / "models"
    path = folder / f"blocks_{kind}.npz"
    if not path.is_file():
        return None
    raw = path.read_bytes()
    wanted = (folder / "SHA256").read_text("utf-8")
    if hashlib.sha256(raw).hexdigest() not in wanted:
        raise ModelError("TS-MODEL-02", f"read/models/blocks_{kind}.npz")
    with np.load(io.BytesIO(raw), allow_pickle=False) as found:
        data = {key: found[key] for key in found.files}
    words = str(data["cue_words"]).split("\n")
    cues = Cues(dict(zip(words, data["cue_weights"].tolist(), strict=True)))
    return Model(_forest(data, "first"), _forest(data, "second"), cues, str(data["names"]))

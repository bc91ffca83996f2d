"""Small trained classifiers: regressions and boosted trees over named features, as plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from twosource import packaged
from twosource.compare.cut.word_vectors import Matrix
from twosource.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray


SHA256 = {
    "facts": "1d8b07120bd72d0bf37780f9945447953ab853117188de4eb2cb7bb8dce2e8ab",
    "align": "5a2065095b8f6560b6b953d7ae1ccb74cc5c4de57ebb65621ed7464dc6dd7eb5",
    "align_context": "a3fc97bdc273dc73ab4368d04bfc197b0e720bb7bd53b574ae722395beb63f23",
    "differ_type": "6c601cad44252943b8bb2e8a2c626d5a8abf148d231c1ca674cfee032b5fe091",
    "differ": "3d8ad8c5c8961f9dcefe07a21c674252dbe76a6bfbf55b63a67381c87a86d6d1",
    "sentences_same": "087c48ce69430b628a467482e14ebb2d894a891a9c0846b1065823f2e7f19790",
    "sentences_same_context": "ab92698431de9d2ab6f657adeea38e6c4e2ff9a78873394c7111651647de8c2d",
    "sentences_differ": "8c98bb86965f6c740dd19f11441d19816ce5aac9f7b485dc4bb8a3455d0ed73a",
}


@dataclass(frozen=True, slots=True)
class Logistic:
    """``1 / (1 + exp(-(x @ weights + bias)))`` for each row of features; with a column of
    weights and a bias for each of several classes, one answer a class.
    """

    weights: NDArray[np.float64]
    bias: float | NDArray[np.float64]

    def __call__(self, x: Matrix) -> Matrix:
        """Probabilities; the last axis of ``x`` holds the features."""
        z = np.clip(x @ self.weights + self.bias, -30, 30)
        out: Matrix = (1 / (1 + np.exp(-z))).astype(np.float32)
        return out


@lru_cache(maxsize=8)
def logistic(name: str, features: tuple[str, ...]) -> Logistic | None:
    """A packaged regression, or ``None`` where the package carries none.

    Raises:
        ModelError: ``TS-MODEL-02`` when the file was altered or made for other features.
    """
    arrays = _arrays(name, features)
    if arrays is None:
        return None
    bias = arrays["bias"].astype(np.float64)
    return Logistic(arrays["weights"].astype(np.float64), bias if bias.size > 1 else float(bias[0]))


def _arrays(name: str, features: tuple[str, ...]) -> dict[str, NDArray[np.float32]] | None:
    file = f"models/{name}.npz"
    if not (files("twosource.compare") / file).is_file():
        return None
    held = packaged.arrays("twosource.compare", file, SHA256.get(name, ""))
    if tuple(held.pop("features").tobytes().decode().split("\n")) != features:
        raise ModelError("TS-MODEL-02", f"twosource.compare/{file}")
    return held


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted decision trees.

    Attributes:
        feature: tested by each node, -1 at a leaf.  threshold: go left up to it.
        left, right: nodes within the tree.  value: of a leaf.
        starts: where each tree begins.  bias: what the leaves are added to.
    """

    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    starts: NDArray[np.int64]
    bias: float

    def __call__(self, x: Matrix) -> float:
        """The probability for one row of features."""
        return float(1 / (1 + np.exp(-np.clip(self.margin(x), -30, 30))))

    def margin(self, x: Matrix) -> float:
        """:meth:`margins` of one row."""
        return float(self.margins(x[None])[0])

    def rows(self, x: Matrix) -> Matrix:
        """The probability for each of several rows of features."""
        held = [self._rows(x[k : k + AT_ONCE]) for k in range(0, len(x), AT_ONCE)]
        return np.concatenate(held) if held else np.zeros(0, np.float32)

    def _rows(self, x: Matrix) -> Matrix:
        odds = np.clip(self.margins(x), -30, 30)
        out: Matrix = (1 / (1 + np.exp(-odds))).astype(np.float32)
        return out

    def margins(self, x: Matrix) -> NDArray[np.float64]:
        """For each row bias and leaves added up: log odds, or the value itself of a
        regression.  All trees are walked at once, for all rows.
        """
        begin = self.starts[None, :-1]
        at = np.repeat(begin, len(x), axis=0)
        while True:
            feature = self.feature[at]
            inner = feature >= 0
            if not inner.any():
                break
            value = np.take_along_axis(x, np.maximum(feature, 0), axis=1)
            step = np.where(value <= self.threshold[at], self.left[at], self.right[at]) + begin
            at = np.where(inner, step, at)
        out: NDArray[np.float64] = self.bias + self.value[at].sum(axis=1)
        return out


AT_ONCE = 256
"""Rows that go through the trees together."""


@lru_cache(maxsize=8)
def trees(name: str, features: tuple[str, ...]) -> Trees | None:
    """Packaged boosted trees, or ``None`` where the package carries none.

    Raises:
        ModelError: ``TS-MODEL-02`` when the file was altered or made for other features.
    """
    arrays = _arrays(name, features)
    if arrays is None:
        return None
    return Trees(
        arrays["feature"].astype(np.int64), arrays["threshold"].astype(np.float64),
        arrays["left"].astype(np.int64), arrays["right"].astype(np.int64),
        arrays["value"].astype(np.float64), arrays["starts"].astype(np.int64),
        float(arrays["bias"][0]),
    )  # fmt: skip


Rated = Callable[[Matrix], Matrix]
"""What gives a probability for each row of features."""

_OTHER: ContextVar[Mapping[str, Rated] | None] = ContextVar("other_models", default=None)


@contextmanager
def instead(**models: Rated) -> Iterator[None]:
    """Use ``models`` (``align``, ``differ``) in place of the packaged ones while the
    context lasts: for figures cross-validated by story.
    """
    token = _OTHER.set(models)
    try:
        yield
    finally:
        _OTHER.reset(token)


def regression(name: str, features: tuple[str, ...]) -> Rated | None:
    """The regression in use: one set by :func:`instead`, else the packaged one."""
    return (_OTHER.get() or {}).get(name) or logistic(name, features)


def weigher(name: str, features: tuple[str, ...]) -> Rated | None:
    """The boosted trees in use: what :func:`instead` set, else the packaged ones."""
    other = (_OTHER.get() or {}).get(name)
    if other is not None:
        return other
    held = trees(name, features)
    return None if held is None else held.rows

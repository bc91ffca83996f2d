"""The labeller's arithmetic, with numpy alone.

Embeddings of hashed features and the pipeline's vectors are summed; five
residual layers look at neighbours, at the syntactic head, at the nearest cue
above and at the dependents; a linear chain scores labels.  After Strubell et al.
2017 (dilated convolutions) and Marcheggiani & Titov 2017 (layers over syntax).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from twosource import packaged
from twosource.find.statements.features import Features

Floats = NDArray[np.float32]
DILATIONS = (1, 2, 4, 8, 1)
_LEAK = np.float32(0.1)
_DEPENDENTS = np.float32(0.3)
"""Weight of the summed dependents, as in training."""
SHA256 = {
    "statements_polnear": "0c6d6bdf63dd03acbf7f4ef207f8b1ff33c0886bfdf9c27956cb138fee6fb3a5",
    "statements_polnear_2": "865ae300e714901da8ec93c0dce5e8b760267ad6c5aae27494198f8d5ff5eacf",
}
"""Name of a model file -> its sha256."""
_SECOND = "_2"
"""Ends the name of the second file of a model, whose scores are averaged with the
first's: two nets trained apart err apart."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Arrays of one model, as trained."""

    table: NDArray[np.int8]
    scale: Floats
    vectors: Floats
    bias: Floats
    layers: tuple[tuple[Floats, Floats], ...]
    labels: tuple[Floats, Floats]
    sides: tuple[Floats, Floats]
    moves: Floats


def load_all(name: str) -> tuple[Weights, ...]:
    """The nets of a model, one or two.

    Raises:
        ModelError: ``TS-MODEL-02`` where a file is missing or altered.
    """
    names = [name, name + _SECOND] if name + _SECOND in SHA256 else [name]
    return tuple(load_weights(n) for n in names)


@lru_cache(maxsize=4)
def load_weights(name: str) -> Weights:
    """Read a packaged model once.

    Raises:
        ModelError: ``TS-MODEL-02`` where the file is missing or altered.
    """
    return unpack(packaged.arrays("twosource.find", f"models/{name}.npz", SHA256.get(name, "")))


def unpack(data: Mapping[str, NDArray[np.generic]]) -> Weights:
    """Weights from the arrays of a model file."""
    f = {k: np.asarray(v, dtype=np.float32) for k, v in data.items() if k != "E"}
    layers = tuple((f[f"c{i}"], f[f"cb{i}"]) for i in range(len(DILATIONS)))
    table = np.asarray(data["E"], dtype=np.int8)
    return Weights(
        table, f["Es"], f["W"], f["b0"], layers, (f["o"], f["ob"]), (f["k"], f["kb"]), f["t"]
    )


def mean_scores(nets: Sequence[Weights], seen: Features) -> tuple[Floats, Floats]:
    """As :func:`scores`, averaged over nets."""
    labels, sides = zip(*(scores(net, seen) for net in nets), strict=True)
    share = np.float32(1 / len(nets))
    return sum(labels[1:], labels[0]) * share, sum(sides[1:], sides[0]) * share


def mean_moves(nets: Sequence[Weights]) -> Floats:
    """Scores of a label after a label, averaged over nets."""
    return np.asarray(np.mean([net.moves for net in nets], axis=0), dtype=np.float32)


def scores(weights: Weights, seen: Features) -> tuple[Floats, Floats]:
    """Label scores (tokens x labels) and side scores (tokens x 2: the cue lies
    to the left, to the right).
    """
    x: Floats = weights.table[seen.ids].sum(axis=1, dtype=np.int32) * weights.scale
    if seen.tensor.shape[1] == weights.vectors.shape[0]:
        x = x + seen.tensor @ weights.vectors
    x = _leaky(x + weights.bias)
    for (matrix, bias), step in zip(weights.layers, DILATIONS, strict=True):
        z = _around(x, step, seen) @ matrix
        x = x + _leaky(z + bias)
    return x @ weights.labels[0] + weights.labels[1], x @ weights.sides[0] + weights.sides[1]


def _leaky(x: Floats) -> Floats:
    return np.asarray(np.maximum(x, _LEAK * x), dtype=np.float32)


def _around(x: Floats, step: int, seen: Features) -> Floats:
    n, width = x.shape
    out = np.zeros((n, 6 * width), dtype=np.float32)
    if n > step:
        out[step:, :width] = x[:-step]
        out[:-step, 2 * width : 3 * width] = x[step:]
    out[:, width : 2 * width] = x
    out[:, 3 * width : 4 * width] = x[seen.heads]
    out[:, 4 * width : 5 * width] = x[seen.cues]
    order = np.argsort(seen.heads, kind="stable")
    heads = seen.heads[order]
    firsts = np.flatnonzero(np.r_[True, heads[1:] != heads[:-1]])
    sums = np.add.reduceat(x[order], firsts, axis=0)
    out[heads[firsts], 5 * width :] = sums * _DEPENDENTS
    return out


def best_path(label_scores: Floats, moves: Floats) -> NDArray[np.int64]:
    """The label sequence of the highest score (Viterbi); a further token must
    follow a token of its own kind.
    """
    n, size = label_scores.shape
    allowed = moves.copy()
    for further in range(2, size, 2):
        barred = [k for k in range(size) if k not in (further - 1, further)]
        allowed[barred, further] = -1e4
    steps = np.empty((n, size, size), dtype=np.float32)
    best = label_scores[0].astype(np.float32)
    best[2::2] -= 1e4
    for i in range(1, n):
        np.add(best[:, None], allowed, out=steps[i])
        np.maximum.reduce(steps[i], axis=0, out=best)
        best += label_scores[i]
    back = steps.argmax(axis=1)
    back[0] = 0
    path = np.zeros(n, dtype=np.int64)
    path[-1] = int(best.argmax())
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path

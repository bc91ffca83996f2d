"""The trained part of aligning: a logistic regression over pair features."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from twosource.compare.features import NAMES, pair_features
from twosource.compare.grid import Grid, Matrix
from twosource.errors import ModelError

SHA256 = {
    "align": "beb0950bed3c877a9c6d2badd8707e9c11b3bceefac0a0c5bcb2c66cde8f842b",
}


@dataclass(frozen=True, slots=True)
class Logistic:
    """``1 / (1 + exp(-(x @ weights + bias)))`` for each row of features."""

    weights: NDArray[np.float64]
    bias: float

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
    return Logistic(arrays["weights"].astype(np.float64), float(arrays["bias"][0]))


def _arrays(name: str, features: tuple[str, ...]) -> dict[str, NDArray[np.float32]] | None:
    path = files(__package__) / "models" / f"{name}.npz"
    if not path.is_file():
        return None
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256.get(name):
        raise ModelError("TS-MODEL-02", f"compare/models/{name}.npz")
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        if tuple(arrays["features"].tobytes().decode().split("\n")) != features:
            raise ModelError("TS-MODEL-02", f"compare/models/{name}.npz")
        return {key: arrays[key] for key in arrays.files if key != "features"}


@dataclass(frozen=True, slots=True)
class Network:
    """A perceptron with one hidden layer (tanh) on standardised features.

    Attributes:
        mean, scale: of the features.  w1, b1, w2, b2: the layers.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    w1: NDArray[np.float64]
    b1: NDArray[np.float64]
    w2: NDArray[np.float64]
    b2: float

    def __call__(self, x: Matrix) -> float:
        """The probability for one row of features."""
        hidden = np.tanh((x - self.mean) / self.scale @ self.w1 + self.b1)
        return float(1 / (1 + np.exp(-np.clip(hidden @ self.w2 + self.b2, -30, 30))))


@lru_cache(maxsize=8)
def network(name: str, features: tuple[str, ...]) -> Network | None:
    """A packaged perceptron, or ``None`` where the package carries none.

    Raises:
        ModelError: ``TS-MODEL-02`` when the file was altered or made for other features.
    """
    arrays = _arrays(name, features)
    if arrays is None:
        return None
    keys = ("mean", "scale", "w1", "b1", "w2")
    return Network(*(arrays[k].astype(np.float64) for k in keys), b2=float(arrays["b2"][0]))


def same_matter(grid: Grid) -> Matrix:
    """How sure it is that two passages tell the same, for every pair (0 to 1)."""
    if not grid.a or not grid.b:
        return np.zeros((len(grid.a), len(grid.b)), np.float32)
    model = logistic("align", NAMES)
    if model is not None:
        return model(pair_features(grid))
    score = np.sqrt(np.minimum(grid.ab, 1) * np.minimum(grid.ba, 1))
    best = np.minimum(
        score / (score.max(1, keepdims=True) + 1e-6), score / (score.max(0, keepdims=True) + 1e-6)
    )
    out: Matrix = np.clip((score * best - 0.2) * 1.6, 0, 1).astype(np.float32)
    return out

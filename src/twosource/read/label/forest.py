"""Boosted trees as plain arrays: scored with numpy alone."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from twosource.errors import ModelError


@dataclass(frozen=True, slots=True)
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
        rows, width = x.shape
        flat = np.ascontiguousarray(x).ravel()
        offset = (np.arange(rows, dtype=np.int64) * width)[:, None]
        node = np.broadcast_to(self.roots, (rows, len(self.roots)))
        for _ in range(self.depth):
            right = flat.take(offset + self.feature.take(node)) > self.threshold.take(node)
            node = self.child.take(2 * node + right)
        raw = self.value.take(node).sum(axis=1) + self.base
        return np.asarray(1.0 / (1.0 + np.exp(-raw)))


@dataclass(frozen=True, slots=True)
class Model:
    """First and second look of one kind of input, and the features they want."""

    first: Forest
    second: Forest
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
    return Model(_forest(data, "first"), _forest(data, "second"), str(data["names"]))

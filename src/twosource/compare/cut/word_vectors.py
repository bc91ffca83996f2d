"""Word vectors, and how rare a word is in news.

The vectors (``models/words.npz``, see ``docs/models/compare_words.md``) are optional:
without the file only equal words, shared stems and the synonym groups match.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twosource import packaged

if TYPE_CHECKING:
    from numpy.typing import NDArray


SHA256 = "298054423c3f882714e72544f2c5d42b7b74577bce0fe2451a04edb99a263ab5"


@dataclass(frozen=True, slots=True)
class Words:
    """Vectors (rows of unit length), the row of each word, and rarity."""

    rows: Mapping[str, int]
    vectors: NDArray[np.float32]
    df: NDArray[np.int32]
    total: int


@lru_cache(maxsize=1)
def words() -> Words | None:
    """The model, or ``None`` where the package carries none.

    Raises:
        ModelError: ``TS-MODEL-02`` when the file is not the one built for this version.
    """
    if not (files("twosource.compare") / "models/words.npz").is_file():
        return None
    held = packaged.arrays("twosource.compare", "models/words.npz", SHA256)
    names = held["words"].tobytes().decode().split("\n")
    vectors = held["vectors"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    rows = {name: i for i, name in enumerate(names)}
    return Words(rows, vectors, held["df"].astype(np.int32), int(held["total"][0]))


@lru_cache(maxsize=65536)
def rarity(key: str) -> float:
    """Inverse document frequency over news sentences, scaled to (0, 1]; unknown words 1."""
    model = words()
    if model is None or key not in model.rows:
        return 0.9
    df = float(model.df[model.rows[key]])
    return max(0.15, math.log((model.total + 1) / (df + 1)) / math.log(model.total + 1))


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of unit length; zeros stay zeros."""
    out: NDArray[np.float32] = rows / (np.linalg.norm(rows, axis=-1, keepdims=True) + 1e-6)
    return out


Matrix = NDArray[np.float32]

"""How alike two texts are: cosine of weighted words (TF-IDF, Salton and Buckley 1988)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

Vector = Mapping[str, float]


def rarity(bags: Iterable[Mapping[str, int]]) -> dict[str, float]:
    """The weight of each word over a few texts, never below 1: with two texts a word that
    both hold must still count, so the smoothed form ``log((n + 1) / (d + 1)) + 1``.
    """
    seen = list(bags)
    spread = Counter(word for bag in seen for word in bag)
    return {w: math.log((len(seen) + 1) / (d + 1)) + 1 for w, d in sorted(spread.items())}


def unit(counts: Mapping[str, int], weights: Mapping[str, float]) -> dict[str, float]:
    """A vector of length 1, words in order (so that sums are the same on every run)."""
    raw = {w: (1 + math.log(c)) * weights.get(w, 1.0) for w, c in sorted(counts.items())}
    length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
    return {w: x / length for w, x in raw.items()}


def cosine(a: Vector, b: Vector) -> float:
    """Of two unit vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)

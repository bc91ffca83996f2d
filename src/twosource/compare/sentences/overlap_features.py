"""Overlap of two texts: by rarity, by letters, by words in a row."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from twosource.compare.cut.word_vectors import rarity
from twosource.compare.sentences.text_pair import TextPair


def _share(part: Iterable[str], whole: Iterable[str], power: int) -> float:
    total = sum(rarity(w) ** power for w in sorted(whole))
    return sum(rarity(w) ** power for w in sorted(part)) / (total + 1e-9)


def _grams(text: str) -> set[str]:
    padded = f" {' '.join(text.lower().split())} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def overlap_features(two: TextPair) -> list[float]:
    """Overlap by rarity, letters, and words in a row."""
    la, lb = two.lemmas_a, two.lemmas_b
    a, b = set(la), set(lb)
    norm = np.sqrt(sum(rarity(w) ** 4 for w in sorted(a)))
    norm *= np.sqrt(sum(rarity(w) ** 4 for w in sorted(b)))
    grams = _grams(two.a.text[:3000])
    first: dict[str, int] = {}
    for i, w in enumerate(lb):
        first.setdefault(w, i)
    places = [first[w] for w in la if w in first]
    pairs, threes = set(pairwise(la)), set(zip(la, la[1:], la[2:], strict=False))
    rare_a, rare_b = _share(a & b, a, 3), _share(a & b, b, 3)
    return [
        float(sum(rarity(w) ** 4 for w in sorted(a & b)) / (norm + 1e-9)),
        len(grams & _grams(two.b.text[:3000])) / max(1, len(grams)),
        len(pairs & set(pairwise(lb))) / max(1, len(pairs)),
        len(threes & set(zip(lb, lb[1:], lb[2:], strict=False))) / max(1, len(threes)),
        sum(y > x for x, y in pairwise(places)) / max(1, len(places) - 1),
        rare_a, rare_b, float(np.sqrt(rare_a * rare_b)),
    ]  # fmt: skip

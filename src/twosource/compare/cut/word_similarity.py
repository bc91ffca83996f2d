"""How near two words are in meaning: small vectors, with rules beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.word_vectors import Matrix, words

NEAR = 0.5
"""Cosine from which two words count as near; below it the vectors say nothing.
Half of the pairs inside our synonym groups lie above it, 3% of random pairs of words."""


def stem(key: str) -> str:
    """A crude stem: enough to join ``negotiate`` and ``negotiation``."""
    for ending in ("isation", "ization", "ations", "ation", "ition", "ments", "ment", "ities",
                   "ing", "ion", "ity", "ness", "ance", "ence", "ive", "ian", "ers", "ese",
                   "ful", "al", "ed", "er", "or", "ly", "es", "an", "s", "e", "y"):  # fmt: skip
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            return key[: -len(ending)]
    return key


@lru_cache(maxsize=262144)
def nearness(a: str, b: str) -> float:
    """How nearly two lemmas (or phrases) mean the same, 0 to 1; symmetric."""
    if a == b:
        return 1.0
    lex = lexicon()
    if frozenset((a, b)) in lex.opposites:
        return 0.3
    ga, gb = lex.groups.get(a), lex.groups.get(b)
    if ga and gb and ga & gb:
        return 0.9
    if stem(a) == stem(b):
        return 0.9
    model = words()
    if model is None:
        return 0.0
    ra, rb = model.rows.get(a), model.rows.get(b)
    if ra is None or rb is None:
        return 0.0
    cosine = float(model.vectors[ra] @ model.vectors[rb])
    return 0.0 if cosine < NEAR else min(0.85, 0.3 + 1.1 * (cosine - NEAR))


def key_nearness(keys_a: Sequence[str], keys_b: Sequence[str]) -> Matrix:
    """Nearness of every key of one list to every key of the other; the same rules as
    :func:`twosource.compare.cut.word_similarity.nearness`, for whole lists at once.

    Numbers and times match only themselves.
    """
    out = np.zeros((len(keys_a), len(keys_b)), np.float32)
    if not keys_a or not keys_b:
        return out
    model = words()
    if model is not None:
        rows_a = np.array([model.rows.get(k, -1) for k in keys_a])
        rows_b = np.array([model.rows.get(k, -1) for k in keys_b])
        cosine = model.vectors[rows_a] @ model.vectors[rows_b].T
        near = np.minimum(0.85, 0.3 + 1.1 * (cosine - NEAR))
        known = (rows_a >= 0)[:, None] & (rows_b >= 0)[None, :]
        out = np.where(known & (cosine >= NEAR), near, 0.0).astype(np.float32)
    _overlay(out, keys_a, keys_b)
    return out


def _overlay(out: Matrix, keys_a: Sequence[str], keys_b: Sequence[str]) -> None:
    """Equal keys, stems, synonym groups and opposites, written over the vectors' word."""
    lex = lexicon()
    places: dict[object, list[int]] = defaultdict(list)
    for j, key in enumerate(keys_b):
        places["=", key].append(j)
        if key[0] not in "#@":
            places["stem", stem(key)].append(j)
            for group in lex.groups.get(key, ()):
                places["group", group].append(j)
    for i, key in enumerate(keys_a):
        if key[0] not in "#@":
            for j in places.get(("stem", stem(key)), ()):
                out[i, j] = max(out[i, j], 0.9)
            for group in lex.groups.get(key, ()):
                for j in places.get(("group", group), ()):
                    out[i, j] = max(out[i, j], 0.9)
            for other in sorted(lex.opposed.get(key, ())):
                for j in places.get(("=", other), ()):
                    out[i, j] = 0.3
        for j in places.get(("=", key), ()):
            out[i, j] = 1.0

"""What the other text has in the place of lost words, and how far its numbers lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twosource.compare.cut.word_vectors import words
from twosource.compare.sentences.text_pair import HELD, TextPair


def vector_rows(keys: Sequence[str]) -> list[int]:
    """Rows of the word vectors of some keys; unknown ones are left out."""
    model = words()
    if model is None:
        return []
    return [model.rows[k.lower()] for k in keys if k.lower() in model.rows]


def rival_features(two: TextPair) -> list[float]:
    """How near a lost term of ``a`` comes to a term only ``b`` has, and what kinds are lost."""
    model = words()
    lost = [i for i in range(len(two.terms_a)) if two.best_a[i] < HELD]
    free = vector_rows([t.key for t, x in zip(two.terms_b, two.best_b, strict=True) if x < HELD])
    near = weighed = total = 0.0
    for i in lost if model is not None and free else ():
        for row in vector_rows([two.terms_a[i].key]):
            cosine = float((model.vectors[free] @ model.vectors[row]).max()) if model else 0.0
            near = max(near, cosine)
            weighed = max(weighed, cosine * float(two.weight_a[i]))
            total += cosine * float(two.weight_a[i])
    kinds = [
        float(sum(1 - two.best_a[i] for i in lost if two.terms_a[i].pos == pos))
        for pos in ("NOUN", "VERB", "ADJ", "PROPN", "NUM")
    ]
    return [near, weighed, min(6.0, total), *kinds, float(len(lost))]


def _gap(ours: Sequence[float], theirs: Sequence[float], relative: bool) -> float:
    """How far the number least like any of the other text's is from its nearest; -1 for none."""
    if not theirs or not ours:
        return -1.0 if ours else 0.0
    return max(
        min(abs(x - y) / (max(1.0, abs(x), abs(y)) if relative else 1) for y in theirs)
        for x in ours
    )


def gap_features(two: TextPair) -> list[float]:
    def values(kind: str, terms: Sequence[object]) -> list[float]:
        keys = [getattr(t, "key", "")[1:] for t in terms if getattr(t, "kind", "") == kind]
        return [float(k) for k in keys if kind == "number" or k.isdigit()]

    a, b = two.terms_a, two.terms_b
    return [
        _gap(values("number", a), values("number", b), relative=True),
        min(20.0, _gap(values("time", a), values("time", b), relative=False)),
    ]


def lost_vector(two: TextPair) -> float:
    """Cosine of what is lost of ``a`` to the whole of ``b``: near, it is likely a rival."""
    model = words()
    rows = vector_rows([t.key for t in two.terms_b])
    if model is None or not rows:
        return 0.0
    lost = np.zeros(model.vectors.shape[1], np.float32)
    for term, near, weight in zip(two.terms_a, two.best_a, two.weight_a, strict=True):
        if near < HELD:
            for row in vector_rows([term.key]):
                lost += weight * model.vectors[row]
    whole = model.vectors[rows].sum(0)
    return float(lost @ whole / (np.linalg.norm(lost) * np.linalg.norm(whole) + 1e-9))

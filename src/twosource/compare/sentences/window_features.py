"""How much of one text the best sentences in a row of the other hold, and where."""

from __future__ import annotations

import numpy as np

from twosource.compare.cut.word_vectors import Matrix
from twosource.compare.sentences.text_pair import TextPair


def _by_sentence(two: TextPair) -> Matrix:
    """Nearness of the best term of each sentence of ``b`` (rows) to each term of ``a``."""
    ids = [t.token for t in two.terms_b]
    starts = [s.start for s in two.b.sents]
    of = np.searchsorted(starts, ids, side="right") - 1
    out: Matrix = np.zeros((len(starts), len(two.terms_a)), np.float32)
    np.maximum.at(out, of, two.near.T)
    return out


def window_features(two: TextPair) -> list[float]:
    """Share of ``a`` that the best one, two, three sentences of ``b`` in a row hold."""
    best = _by_sentence(two)
    weights = two.weight_a / (two.weight_a.sum() + 1e-9)
    shares, exact = [], 0.0
    for n in (1, 2, 3):
        count = max(1, len(best) - n + 1)
        window = np.maximum.reduce([best[k : k + count] for k in range(min(n, len(best)))])
        shares.append(float((window @ weights).max()))
        if n == 2:
            exact = float(((window >= 0.99) @ weights).max())
    whole = float(two.best_a @ weights)
    return [*shares, whole - shares[0], exact, float(best[0] @ weights)]


def best_place(two: TextPair) -> float:
    """Where in ``b`` the sentence stands that holds most of ``a``, 0 to 1."""
    best = _by_sentence(two)
    return float((best @ two.weight_a).argmax()) / len(best)

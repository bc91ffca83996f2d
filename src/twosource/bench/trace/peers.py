"""Similarity measures others would use to find copies, over all pairs in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from twosource.group.background import FloatArray
from twosource.group.words import split


def similarity_peers(texts: Sequence[str]) -> dict[str, FloatArray]:
    """Scores per peer, pairs in the order of ``itertools.combinations``; a peer
    that is not installed is left out.
    """
    peers = {"word-5 containment": _containment(texts)}
    for name, measure in (
        ("TF-IDF (scikit-learn)", _tfidf),
        ("MinHash-128 (datasketch)", _minhash),
    ):
        try:
            peers[name] = measure(texts)
        except ImportError:
            continue
    return peers


def _containment(texts: Sequence[str]) -> FloatArray:
    sets = []
    for text in texts:
        keys = split(text).keys
        sets.append({keys[n : n + 5] for n in range(len(keys) - 4)})
    return np.array([len(a & b) / max(1, min(len(a), len(b))) for a, b in combinations(sets, 2)])


def _tfidf(texts: Sequence[str]) -> FloatArray:
    from sklearn.feature_extraction.text import TfidfVectorizer

    found = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    cosines = (found @ found.T).toarray()
    return np.asarray(cosines[np.triu_indices(len(texts), 1)])


def _minhash(texts: Sequence[str]) -> FloatArray:
    from datasketch import MinHash

    sketches = []
    for text in texts:
        keys = split(text).keys
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([" ".join(keys[n : n + 5]).encode() for n in range(len(keys) - 4)])
        sketches.append(sketch)
    return np.array([a.jaccard(b) for a, b in combinations(sketches, 2)])

"""Weighted word vectors of a batch of texts, and their cosines, without scipy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twosource.group.background import FloatArray, rarity
from twosource.group.words import HashArray, IntArray


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse unit vectors, as postings by term.

    Attributes:
        count: number of texts.
        docs: text number of each posting, postings sorted by term then text.
        weights: weight of each posting.
        bounds: term ``t`` owns postings ``bounds[t]:bounds[t+1]``.
        rows: for each text, its (terms, weights).
    """

    count: int
    docs: IntArray
    weights: FloatArray
    bounds: IntArray
    rows: tuple[tuple[IntArray, FloatArray], ...]

    def cosines(self, doc: int) -> FloatArray:
        """Cosine of one text with every text."""
        terms, weights = self.rows[doc]
        sizes = self.bounds[terms + 1] - self.bounds[terms]
        if not len(terms):
            return np.zeros(self.count)
        skipped = self.bounds[terms] - np.concatenate([[0], np.cumsum(sizes)[:-1]])
        at = np.arange(int(sizes.sum())) + np.repeat(skipped, sizes)
        shares = self.weights[at] * np.repeat(weights, sizes)
        out = np.bincount(self.docs[at], weights=shares, minlength=self.count)
        return out.astype(np.float64, copy=False)

    def cosines_with(self, doc: int, others: Sequence[int]) -> FloatArray:
        """Cosine of one text with each of some others: cheaper than a whole row
        where they are few.
        """
        wide = np.zeros(len(self.bounds) - 1)
        terms, weights = self.rows[doc]
        wide[terms] = weights
        found = (float(wide[t] @ w) for t, w in (self.rows[o] for o in others))
        return np.fromiter(found, np.float64, len(others))


def vectors(texts: Sequence[HashArray], *, least_idf: float = 0.7, widest: float = 1.0) -> Vectors:
    """Vectors with weight ``(1 + log tf) * idf``, length 1.

    ``idf`` joins the packaged background with the batch itself, so that the one
    topic of a batch does not make all of it look alike; words found in more than
    half of general stories (``least_idf`` .7) are left out, as are, in a batch of
    over 200, those in more than the share ``widest`` of it: they cost the most
    time and tell the least.
    """
    n = len(texts)
    docs = np.repeat(np.arange(n), [len(t) for t in texts])
    flat = np.concatenate([*texts, np.empty(0, np.uint64)])
    vocabulary, term = np.unique(flat, return_inverse=True)
    pair, tf = np.unique(term.astype(np.int64) * max(n, 1) + docs, return_counts=True)
    term, doc = np.divmod(pair, max(n, 1))
    df = np.bincount(term, minlength=len(vocabulary))
    idf = rarity(vocabulary)
    if n > 1:
        local = np.log((n + 1.0) / (df + 0.5))
        idf = np.where(idf < least_idf, 0.0, 0.5 * idf + 0.5 * np.clip(local, 0.0, None))
    if n > 200:
        idf[df > widest * n] = 0.0
        told = idf[term] > 0
        term, doc, tf = term[told], doc[told], tf[told]
    weights = (1.0 + np.log(tf)) * idf[term]
    norms = np.sqrt(np.bincount(doc, weights=weights**2, minlength=n))
    weights = weights / np.where(norms[doc] > 0, norms[doc], 1.0)
    bounds = np.searchsorted(term, np.arange(len(vocabulary) + 1))
    order = np.argsort(doc, kind="stable")
    cuts = np.searchsorted(doc[order], np.arange(1, n))
    rows = zip(np.split(term[order], cuts), np.split(weights[order], cuts), strict=True)
    return Vectors(n, doc, weights, bounds, tuple(rows) if n else ())

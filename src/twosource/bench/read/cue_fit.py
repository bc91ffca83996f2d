"""Weights of words and names for the block labeller (``read/label/cues.py``).

Two logistic regressions: one over the words a block opens and ends with and all words
of a short one, one over the class and id names of its element and the two round it.  A
word counts only where pages of ``SITES`` sites have it.  Needs scikit-learn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from twosource.read.label.cues import Cues, columns, elements_of, name_cues, text_cues

SITES = 3
"""Sites that use a word at least: what fewer use says more of them than of the word."""
STRENGTH = 3.0
"""Inverse of the penalty (``C``); 1 and 3 give the same figures."""
LEAST = 0.05
"""Weights smaller than this are left out: half of the list, and the least of it."""
Rows = Callable[[Any], np.ndarray]


class CueFitter:
    """The cues of all training pages, counted once; fitted on any part of them."""

    def __init__(self, pages: Sequence[Any], rows: Rows, share: Callable[[Any], float]) -> None:
        self.pages, self.share = pages, share
        self.rows = [rows(p) for p in pages]
        self.words: dict[str, int] = {}
        self.names: dict[str, int] = {}
        self.of_words = [self._matrix(p, self.words, self._texts) for p in pages]
        self.of_names = [self._matrix(p, self.names, self._named) for p in pages]
        self._known: dict[frozenset[int], dict[str, float]] = {}

    @staticmethod
    def _texts(page: Any, i: int) -> list[list[str]]:
        return list(text_cues(page.blocks.blocks[i].text))

    @staticmethod
    def _named(page: Any, i: int) -> list[list[str]]:
        if page.blocks.dump:
            return []
        return [name_cues(*e) for e in elements_of(page.blocks, page.blocks.blocks[i].within)]

    @staticmethod
    def _matrix(page: Any, vocabulary: dict[str, int], parts: Any) -> sparse.csr_matrix:
        """Counts of a page's candidates, each part over the root of its size; a block
        that is no candidate has none.
        """
        data: list[float] = []
        index: list[int] = []
        ends = [0]
        for i, kept in enumerate(page.keep):
            for cues in filter(None, parts(page, i) if kept else ()):
                index += [vocabulary.setdefault(c, len(vocabulary)) for c in cues]
                data += [1 / np.sqrt(len(cues))] * len(cues)
            ends.append(len(index))
        return sparse.csr_matrix((data, index, ends), shape=(len(page.keep), 1 << 24))

    def _fit(
        self, matrices: list[sparse.csr_matrix], vocabulary: dict[str, int], pages: list[int]
    ) -> dict[str, float]:
        sites: dict[str, list[np.ndarray]] = defaultdict(list)
        for i in pages:
            sites[self.pages[i].site].append(matrices[i].indices)
        count = np.zeros(len(vocabulary), dtype=int)
        for found in sites.values():
            count[np.unique(np.concatenate(found)).astype(int)] += 1
        kept = np.flatnonzero(count >= SITES)
        if not len(kept):
            return {}
        place = np.full(len(vocabulary), -1)
        place[kept] = np.arange(len(kept))
        xs, ys, ws = [], [], []
        for i in pages:
            page, rows = self.pages[i], self.rows[i]
            if not rows.any():
                continue
            taken = matrices[i][np.flatnonzero(rows)].tocoo()
            at = place[taken.col]
            ok = at >= 0
            shape = (int(rows.sum()), len(kept))
            xs.append(sparse.csr_matrix((taken.data[ok], (taken.row[ok], at[ok])), shape=shape))
            weight = np.sqrt(np.maximum(page.weight, 0.3))
            ys.append(page.y[rows])
            ws.append((weight / weight.sum() * self.share(page))[rows])
        model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, random_state=0)
        model.fit(sparse.vstack(xs), np.concatenate(ys) > 0, sample_weight=np.concatenate(ws))
        words = list(vocabulary)
        pairs = zip(kept.tolist(), model.coef_[0].tolist(), strict=True)
        return {words[k]: round(w, 3) for k, w in pairs if abs(w) >= LEAST}

    def forget(self) -> None:
        """Drop what was fitted: the pages have new folds."""
        self._known.clear()

    def weights(self, without: frozenset[int]) -> dict[str, float]:
        """Weights from the pages of all folds but those of ``without``."""
        if without not in self._known:
            pages = [i for i, p in enumerate(self.pages) if p.fold not in without]
            words = self._fit(self.of_words, self.words, pages)
            self._known[without] = words | self._fit(self.of_names, self.names, pages)
        return self._known[without]

    def columns(self, without: frozenset[int]) -> list[np.ndarray]:
        """Columns of every page by weights that saw neither its fold nor ``without``."""
        made: dict[frozenset[int], list[np.ndarray]] = {}
        out = []
        for i, page in enumerate(self.pages):
            folds = without | {page.fold}
            if folds not in made:
                weights = self.weights(folds)
                made[folds] = [_vector(weights, v) for v in (self.words, self.names)]
            words, names = made[folds]
            out.append(columns(_times(self.of_words[i], words), _times(self.of_names[i], names)))
        return out


def _vector(weights: dict[str, float], vocabulary: dict[str, int]) -> np.ndarray:
    return np.array([weights.get(w, 0.0) for w in vocabulary])


def _times(matrix: sparse.csr_matrix, vector: np.ndarray) -> np.ndarray:
    out = np.zeros(matrix.shape[0])
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    np.add.at(out, rows, matrix.data * vector[matrix.indices])
    return out


def arrays(weights: dict[str, float]) -> dict[str, np.ndarray]:
    """The weights as the model file keeps them."""
    words = sorted(weights)
    return {
        "cue_words": np.array("\n".join(words)),
        "cue_weights": np.array([weights[w] for w in words], np.float32),
    }


__all__ = ["CueFitter", "Cues", "arrays"]

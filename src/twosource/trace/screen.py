"""Which pairs are worth a full comparison, and a cheap likeness for the rest.

A pair is looked at in full only where the two share narrator's words in short
runs beyond what two reports of one event do by chance; everything else is
independent by construction, whatever its subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from twosource.group.words import IntArray
from twosource.trace.telling import BoolArray, Telling

# share of the five-word runs of the account that has more of them in the other;
# half of what any dependent pair of the development data shows
_ALL = 0.10
_OWN = 0.025  # the same for the narrator's words


class Screen:
    """Postings of the five-word runs of a batch of tellings."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        own = [_narrator_runs(t) for t in tellings]
        kept = [np.unique(t.short.hashes, return_index=True) for t in tellings]
        hashes = np.concatenate([np.empty(0, np.uint64), *(k[0] for k in kept)])
        docs = np.repeat(np.arange(len(tellings)), [len(k[0]) for k in kept])
        own_flag = [o[k[1]] for o, k in zip(own, kept, strict=True)]
        self._own = np.concatenate([np.empty(0, np.bool_), *own_flag])
        _, number, count = np.unique(hashes, return_inverse=True, return_counts=True)
        self._bounds = np.concatenate([[0], np.cumsum(count)])
        order = np.argsort(number, kind="stable")
        self._docs = docs[order]
        self._docs_own = self._own[order]
        self._terms = np.split(number, np.cumsum([len(k[0]) for k in kept])[:-1])
        self._flags = own_flag
        self._sizes = np.array([len(k[0]) for k in kept])
        self._own_sizes = np.array([int(o.sum()) for o in own_flag])
        self._count = len(tellings)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs ``(i, j)``, ``i < j``, to compare in full, in order."""
        for i in range(self._count):
            for j in np.flatnonzero(self._close(i)).tolist():
                yield i, i + 1 + j

    def _close(self, i: int) -> BoolArray:
        terms = self._terms[i]
        terms_all = self._gather(terms)
        shared = np.bincount(self._docs[terms_all], minlength=self._count)
        mine = self._gather(terms[self._flags[i]])
        mine = mine[self._docs_own[mine]]
        own = np.bincount(self._docs[mine], minlength=self._count)
        size = np.maximum(np.minimum(self._sizes, self._sizes[i]), 1)
        own_size = np.maximum(np.minimum(self._own_sizes, self._own_sizes[i]), 1)
        close: BoolArray = (shared >= _ALL * size) | (own >= _OWN * own_size)
        return (close & (shared > 0))[i + 1 :]

    def _gather(self, terms: IntArray) -> IntArray:
        """Numbers of all postings of the terms."""
        starts, sizes = self._bounds[terms], np.diff(self._bounds)[terms]
        total = int(sizes.sum())
        if not total:
            return np.empty(0, dtype=np.int64)
        shift = np.repeat(starts - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        places: IntArray = np.arange(total, dtype=np.int64) + shift
        return places


def _narrator_runs(t: Telling) -> BoolArray:
    """For each five-word run, whether no word of it is quoted."""
    size = len(t.short.hashes)
    out = np.ones(size, dtype=np.bool_)
    for step in range(len(t.words) - size + 1 if size else 0):
        out &= ~t.quoted[step : step + size]
    return out

"""Texts -> fingerprints -> pairs that may share copy, for corpora of any size.

Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003) over runs of five words
with a window of four: any eight words in a row that two texts share leave at
least one fingerprint in both.  Pairs are ranked by containment, not by Jaccard
similarity, so that an excerpt finds the long text it was cut from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from twosource.group.bytewords import byte_words
from twosource.group.words import HashArray, IntArray, grams

RUN = 5
WINDOW = 4
_BATCH = 100_000  # characters worked on at a time, so that the arrays stay in the cache
_DOC_BITS = 24
_DOC_MASK = np.uint64((1 << _DOC_BITS) - 1)
_MOST = np.uint64(0xFFFFFFFFFFFFFFFF)
# a fingerprint in more texts than this is boilerplate or one much copied story:
# it links neighbours only, which keeps its copies together at linear cost
_MANY = 24
_PARTS = 16  # the hash space is sorted part by part, to bound the memory
_STARTS = np.arange(_PARTS, dtype=np.uint64) << np.uint64(64 - (_PARTS - 1).bit_length())


@dataclass(frozen=True, slots=True)
class Sketches:
    """Fingerprints of a corpus.

    Attributes:
        count: number of texts.
        parts: 40 bits of hash above 24 bits of text number, each pair once; the
            hash space is cut into parts, so that one is sorted at a time, and
            each is kept as the pieces it came in.
        sizes: number of fingerprints of each text.
    """

    count: int
    parts: tuple[tuple[HashArray, ...], ...]
    sizes: IntArray


def sketch(texts: Iterable[str]) -> Sketches:
    """Fingerprints of texts, at most 16.7 million of them; linear in their length."""
    parts: list[list[HashArray]] = [[] for _ in range(_PARTS)]
    sizes: list[IntArray] = []
    first = 0
    for batch in _batches(texts):
        packed = _batch(batch, first)
        cuts = packed.searchsorted(_STARTS).tolist()
        for part, low, high in zip(parts, cuts, [*cuts[1:], len(packed)], strict=True):
            part.append(packed[low:high])
        texts_of = (packed & _DOC_MASK).astype(np.int64) - first
        sizes.append(np.bincount(texts_of, minlength=len(batch)))
        first += len(batch)
    return Sketches(
        first,
        tuple(tuple(part) for part in parts),
        np.concatenate([np.empty(0, dtype=np.int64), *sizes]),
    )


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _batch(texts: list[str], first: int) -> HashArray:
    flat, bounds = byte_words(texts)
    doc = np.repeat(np.arange(len(texts), dtype=np.int64), np.diff(bounds))
    found = grams(flat, RUN)
    if not len(found):
        return np.empty(0, dtype=np.uint64)
    doc = doc[: len(found)]
    inside = np.arange(len(found)) + RUN <= bounds[1:][doc]
    found = np.where(inside, found, _MOST)
    least = found.copy()
    for step in range(1, WINDOW):  # windows reach over a text's end into _MOST only
        same = doc[: len(found) - step] == doc[step:]
        ahead = np.where(same, found[step:], _MOST)
        np.minimum(least[: len(found) - step], ahead, out=least[: len(found) - step])
    keep = inside
    keep[1:] &= (least[1:] != least[:-1]) | (doc[1:] != doc[:-1])
    chosen = (least[keep] & ~_DOC_MASK) | (doc[keep] + first).astype(np.uint64)
    chosen.sort()  # faster than np.unique, which hashes first
    first_of = np.ones(len(chosen), dtype=np.bool_)
    first_of[1:] = chosen[1:] != chosen[:-1]
    packed: HashArray = chosen[first_of]
    return packed


def candidates(sketches: Sketches, *, least: int = 2) -> tuple[IntArray, IntArray, IntArray]:
    """Pairs of texts with at least ``least`` fingerprints in common.

    Returns ``(i, j, shared)`` with ``i < j``, sorted.  The work grows with the
    number of fingerprints: one that stands in more than 24 texts links each of
    them to the next four only.
    """
    pairs = np.concatenate([_part(pieces) for pieces in sketches.parts])
    pairs.sort()  # in place: np.unique would take three times the memory
    new = np.ones(len(pairs), dtype=np.bool_)
    new[1:] = pairs[1:] != pairs[:-1]
    firsts = np.flatnonzero(new)
    shared = np.diff(np.append(firsts, len(pairs)))
    kept = shared >= least
    keys = pairs[firsts[kept]]
    i, j = keys >> np.uint64(_DOC_BITS), keys & _DOC_MASK
    return i.astype(np.int64), j.astype(np.int64), shared[kept]


def _part(pieces: tuple[HashArray, ...]) -> HashArray:
    packed = np.concatenate([np.empty(0, dtype=np.uint64), *pieces])
    packed.sort()
    return _pairs(packed)


def _pairs(packed: HashArray) -> HashArray:
    """Every pair of texts within a hash, as one number (lower text above)."""
    value, doc = packed >> np.uint64(_DOC_BITS), packed & _DOC_MASK
    if len(value) < 2:
        return np.empty(0, dtype=np.uint64)
    starts = np.flatnonzero(np.append(True, value[1:] != value[:-1]))
    sizes = np.diff(np.append(starts, len(value)))
    reach = np.repeat(np.where(sizes > _MANY, 4, sizes - 1), sizes)
    left = np.repeat(starts + sizes, sizes) - np.arange(len(value)) - 1
    reach = np.minimum(reach, left)
    out = []
    at = np.flatnonzero(reach > 0)
    step = 1
    while len(at):
        out.append((doc[at] << np.uint64(_DOC_BITS)) | doc[at + step])
        step += 1
        at = at[reach[at] >= step]
    return np.concatenate([np.empty(0, dtype=np.uint64), *out])

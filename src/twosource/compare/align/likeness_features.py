"""How like two passages are beyond the words that cover one another: rare words both have,
word vectors, verbs with what hangs on them, and what stands around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.compare.align.grid import Grid
from twosource.compare.cut.passages import Passage
from twosource.compare.cut.word_similarity import stem
from twosource.compare.cut.word_vectors import Matrix, unit, words

NAMES = (
    "vectors", "vectors_story", "sentence_vectors", "sentence_vectors_story", "stems_rare",
    "stems", "tfidf", "sentence_tfidf", "anchors", "sentence_anchors", "word_pairs", "verb",
    "verb_and_argument", "best_word", "equal_words", "run", "run_most", "number_clash",
    "number_same", "time_clash", "time_same", "lead", "around_ab", "around_ba", "around",
    *(f"{n}_of_best_{s}" for n in ("tfidf", "vectors_story", "sentence_tfidf") for s in "ab"),
)  # fmt: skip
Keys = Sequence[frozenset[str]]
Flags = NDArray[np.bool_]
SELDOM = 2
"""Passages of an account that may hold a word for it to be an anchor: a word that both
accounts have in one or two places ties these together."""


def likeness_features(grid: Grid) -> Matrix:
    """:data:`NAMES` of every pair of passages, shape (passages a, passages b, names)."""
    a, b = grid.a, grid.b
    keys_a, keys_b = _stems(a), _stems(b)
    sent_a, sent_b = _by_sentence(a, keys_a), _by_sentence(b, keys_b)
    vectors, vectors_story = _cosines(_vectors(a), _vectors(b))
    around = _sentence_sums(a, _vectors(a)), _sentence_sums(b, _vectors(b))
    sentence_vectors, sentence_vectors_story = _cosines(*around)
    rare, shared = _rare_overlap(keys_a, keys_b, 4)
    tfidf, sentence_tfidf = _tfidf(keys_a, keys_b, sent_a, sent_b)
    seldom = _seldom(keys_a) & _seldom(keys_b)
    verb, verb_argument = _verbs(grid)
    best, equal = _words(grid)
    around_ab, around_ba = _around(grid)
    columns = [
        vectors, vectors_story, sentence_vectors, sentence_vectors_story, rare, shared, tfidf,
        sentence_tfidf, _count(keys_a, keys_b, seldom), _count(sent_a, sent_b, seldom),
        _count(_pairs(a), _pairs(b)), verb, verb_argument, best, equal,
        np.minimum(grid.run_a, grid.run_b), np.maximum(grid.run_a, grid.run_b),
        *_clash(a, b, "number"), *_clash(a, b, "time"),
        np.outer([p.sentence <= 1 for p in a], [p.sentence <= 1 for p in b]),
        around_ab, around_ba, np.sqrt(around_ab * around_ba),
        *_of_best(tfidf), *_of_best(vectors_story), *_of_best(sentence_tfidf),
    ]  # fmt: skip
    return np.stack([c.astype(np.float32) for c in columns], -1)


def _stems(passages: Sequence[Passage]) -> list[frozenset[str]]:
    return [
        frozenset(t.key if t.key[0] in "#@" else stem(t.key) for t in p.terms) for p in passages
    ]


def _by_sentence(passages: Sequence[Passage], keys: Keys) -> list[frozenset[str]]:
    """For each passage the keys of its whole sentence."""
    held: dict[int, frozenset[str]] = {}
    for passage, own in zip(passages, keys, strict=True):
        held[passage.sentence] = held.get(passage.sentence, frozenset()) | own
    return [held[p.sentence] for p in passages]


def _vectors(passages: Sequence[Passage]) -> Matrix:
    """Weighted sums of the word vectors of each passage; zeros without the word model."""
    model = words()
    out = np.zeros((len(passages), model.vectors.shape[1] if model else 1), np.float32)
    if model is not None:
        for i, passage in enumerate(passages):
            for term in passage.terms:
                row = model.rows.get(term.key)
                if row is not None:
                    out[i] += term.weight * model.vectors[row]
    return out


def _sentence_sums(passages: Sequence[Passage], vectors: Matrix) -> Matrix:
    numbers = np.array([p.sentence for p in passages])
    out: Matrix = (numbers[:, None] == numbers[None, :]).astype(np.float32) @ vectors
    return out


def _cosines(a: Matrix, b: Matrix) -> tuple[Matrix, Matrix]:
    """Cosines as they are, and about the middle of the story: what all of it speaks of
    tells no two passages apart.
    """
    middle = (a.sum(0) + b.sum(0)) / (len(a) + len(b))
    return unit(a) @ unit(b).T, unit(a - middle) @ unit(b - middle).T


def _tfidf(a: Keys, b: Keys, sent_a: Keys, sent_b: Keys) -> tuple[Matrix, Matrix]:
    """Cosines of rare stems, of passages and of their sentences."""
    count = Counter(k for s in (*a, *b) for k in s)
    place = {k: i for i, k in enumerate(sorted(count))}
    weight = {k: np.log((len(a) + len(b) + 1) / n) + 0.3 for k, n in count.items()}

    def rows(keys: Keys) -> Matrix:
        out = np.zeros((len(keys), len(place)), np.float32)
        for i, held in enumerate(keys):
            for k in held:
                out[i, place[k]] = weight[k]
        return unit(out)

    return rows(a) @ rows(b).T, rows(sent_a) @ rows(sent_b).T


def _seldom(keys: Keys) -> frozenset[str]:
    count = Counter(k for s in keys for k in s)
    return frozenset(k for k, n in count.items() if n <= SELDOM)


def _count(a: Keys, b: Keys, of: frozenset[str] | None = None) -> Matrix:
    """Number of keys (of some) that each pair shares."""
    if of is not None:
        a, b = [s & of for s in a], [s & of for s in b]
    return _rare_overlap(a, b, 99)[1]


def _pairs(passages: Sequence[Passage]) -> list[frozenset[str]]:
    """Neighbouring terms of each passage."""
    return [
        frozenset(f"{x.key} {y.key}" for x, y in zip(p.terms, p.terms[1:], strict=False))
        for p in passages
    ]


def _nearest(grid: Grid, of_a: Flags, of_b: Flags) -> Matrix:
    """The greatest nearness of two flagged terms in each pair of passages; a passage of a
    at a time, for the whole grid of two long accounts fills memory.
    """
    out = np.zeros((len(grid.a), len(grid.b)), np.float32)
    starts = np.array(grid.at_b[:-1])
    for i in range(len(grid.a)):
        here = slice(grid.at_a[i], grid.at_a[i + 1])
        rows = grid.near[here][of_a[here]]
        if len(rows):
            out[i] = np.maximum.reduceat(rows.max(0) * of_b, starts)
    return out


def _verbs(grid: Grid) -> tuple[Matrix, Matrix]:
    """Nearness of the nearest two verbs, and that times the nearest two other words."""
    verb_a = np.array([t.pos == "VERB" for p in grid.a for t in p.terms])
    verb_b = np.array([t.pos == "VERB" for p in grid.b for t in p.terms])
    verb = _nearest(grid, verb_a, verb_b)
    return verb, verb * _nearest(grid, ~verb_a, ~verb_b)


def _words(grid: Grid) -> tuple[Matrix, Matrix]:
    """Weight of the weightiest word of a that b has, and of all its equal words."""
    weight = np.array([t.weight for p in grid.a for t in p.terms], np.float32)[:, None]
    best = np.maximum.reduceat(grid.near, np.array(grid.at_b[:-1]), axis=1)
    rows = np.array(grid.at_a[:-1])
    return (
        np.maximum.reduceat(best * weight, rows, axis=0),
        np.add.reduceat((best >= 0.99) * weight, rows, axis=0),
    )


def _clash(a: Sequence[Passage], b: Sequence[Passage], kind: str) -> tuple[Matrix, Matrix]:
    """Whether both have values of a kind but none in common; whether they share one."""
    sets_a = [frozenset(t.key for t in p.terms if t.kind == kind) for p in a]
    sets_b = [frozenset(t.key for t in p.terms if t.kind == kind) for p in b]
    same = _count(sets_a, sets_b) > 0
    have = np.outer([bool(s) for s in sets_a], [bool(s) for s in sets_b])
    return (have & ~same).astype(np.float32), same.astype(np.float32)


def _around(grid: Grid) -> tuple[Matrix, Matrix]:
    """Share of each passage that the other's sentence and its neighbours cover."""
    at_a, at_b = grid.at_a, grid.at_b
    return (
        _window(grid.near, grid.a, at_a, grid.b, at_b),
        _window(np.ascontiguousarray(grid.near.T), grid.b, at_b, grid.a, at_a).T,
    )


def _window(
    near: Matrix, mine: Sequence[Passage], at: Sequence[int], theirs: Sequence[Passage],
    at_theirs: Sequence[int],
) -> Matrix:  # fmt: skip
    weight = np.array([t.weight for p in mine for t in p.terms], np.float32)
    rows = np.array(at[:-1])
    total = np.add.reduceat(weight, rows)
    numbers = sorted({p.sentence for p in theirs})
    first = {s: min(at_theirs[p.index] for p in theirs if p.sentence == s) for s in numbers}
    last = {s: max(at_theirs[p.index + 1] for p in theirs if p.sentence == s) for s in numbers}
    shares = {}
    for k, s in enumerate(numbers):
        low, high = numbers[max(0, k - 1)], numbers[min(len(numbers) - 1, k + 1)]
        held = near[:, first[low] : last[high]].max(1) * weight
        shares[s] = np.add.reduceat(held, rows) / total
    out: Matrix = np.stack([shares[p.sentence] for p in theirs], 1)
    return out


def _of_best(score: Matrix) -> tuple[Matrix, Matrix]:
    """A score as a share of the best of its row and of its column."""
    plus = np.maximum(score, 0)
    return (
        plus / (plus.max(1, keepdims=True) + 1e-6), plus / (plus.max(0, keepdims=True) + 1e-6)
    )  # fmt: skip


def _held(
    a: Sequence[frozenset[str]], b: Sequence[frozenset[str]]
) -> tuple[list[str], Matrix, Matrix]:
    """Keys both sides hold, and which passage holds which."""
    both = sorted(frozenset().union(*a) & frozenset().union(*b))
    return (
        both,
        np.array([[k in s for k in both] for s in a], np.float32).reshape(len(a), len(both)),
        np.array([[k in s for k in both] for s in b], np.float32).reshape(len(b), len(both)),
    )


def _rare_overlap(
    a: Sequence[frozenset[str]], b: Sequence[frozenset[str]], most: int
) -> tuple[Matrix, Matrix]:
    """Shared keys of each pair of passages: each by how few passages of the two accounts
    hold it, and their number up to ``most``.
    """
    both, has_a, has_b = _held(a, b)
    count = Counter(k for s in (*a, *b) for k in s)
    total = len(a) + len(b) + 1
    weight = np.array([np.log(total / count[k]) for k in both], np.float32)
    rare: Matrix = ((has_a * weight) @ has_b.T).astype(np.float32)
    return rare, np.minimum(has_a @ has_b.T, most).astype(np.float32)

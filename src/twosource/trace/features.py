"""Two tellings -> the numbers a decision about them rests on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twosource.group.background import FloatArray
from twosource.group.words import HashArray, IntArray, grams
from twosource.trace.runs import Run, covered, shared_runs
from twosource.trace.telling import LONG, BoolArray, Telling

_CONTENT = 1.2  # idf above which a word carries content: "the", "has", "said" lie below
_RARE = 4.0  # about one general story in 55
NAMES = (
    "cover_low", "cover_high", "narrator_low", "narrator_high", "short_low", "short_high",
    "short_narrator_low", "short_narrator_high",
    "tri_low", "tri_high", "pair_low", "pair_high", "word_low", "word_high",
    "rare_low", "rare_high", "sentence_low", "sentence_high", "aligned_low", "aligned_high",
    "order", "cosine", "longest", "longest_narrator", "quotes", "quote_share", "figures",
    "log_size", "size_ratio",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best counterpart of each sentence of one telling in the other.

    Attributes:
        best: number of the other's sentence, -1 where nothing is shared.
        share: share of its content (by rarity) found there, 0 to 1.
        weight: its content.
    """

    best: IntArray
    share: FloatArray
    weight: FloatArray


@dataclass(frozen=True, slots=True)
class Pair:
    """What two tellings share.

    Attributes:
        runs: shared runs of five words or more, in the order of ``b``.
        cover_a, cover_b: whether each word lies in a shared eight-word run.
        align_a, align_b: sentence by sentence.
        values: one number per name in :data:`NAMES`; ``_low`` and ``_high`` are
            the lower and the higher of the two directions, so that swapping
            the accounts changes nothing.
    """

    a: Telling
    b: Telling
    runs: tuple[Run, ...]
    cover_a: BoolArray
    cover_b: BoolArray
    align_a: Alignment
    align_b: Alignment
    values: FloatArray

    def __getitem__(self, name: str) -> float:
        return float(self.values[NAMES.index(name)])


def _align(a: Telling, b: Telling) -> tuple[Alignment, Alignment]:
    """Idf-weighted word overlap of every sentence of a with every one of b."""
    common = np.intersect1d(a.words.hashes, b.words.hashes)
    rows_a, rows_b = _one_hot(a, common), _one_hot(b, common)
    idf = np.zeros(len(common))
    idf[np.searchsorted(common, a.words.hashes[np.isin(a.words.hashes, common)])] = a.idf[
        np.isin(a.words.hashes, common)
    ]
    idf[idf < _CONTENT] = 0.0
    shared = (rows_a * idf) @ rows_b.T
    return _best(shared, _content(a)), _best(shared.T, _content(b))


def _one_hot(t: Telling, vocabulary: HashArray) -> FloatArray:
    rows = np.zeros((max(len(t.sentences), 1), len(vocabulary)))
    if len(vocabulary):
        at = np.searchsorted(vocabulary, t.words.hashes)
        at[at == len(vocabulary)] = 0
        there = vocabulary[at] == t.words.hashes
        rows[t.sentence[there], at[there]] = 1.0
    return rows


def _content(t: Telling) -> FloatArray:
    """Content of each sentence: rarity of its different content words."""
    pairs = np.stack([t.sentence.astype(np.uint64), t.words.hashes])
    _, first = np.unique(pairs, axis=1, return_index=True)
    idf = np.where(t.idf < _CONTENT, 0.0, t.idf)[first]
    content: FloatArray = np.zeros(max(len(t.sentences), 1))
    np.add.at(content, t.sentence[first], idf)
    return content


def _best(shared: FloatArray, content: FloatArray) -> Alignment:
    if not shared.size:
        return Alignment(np.full(len(content), -1), np.zeros(len(content)), content)
    best = shared.argmax(axis=1)
    top = shared.max(axis=1)
    share = np.where(content > 0, top / np.where(content > 0, content, 1.0), 0.0)
    return Alignment(np.where(top > 0, best, -1), np.clip(share, 0.0, 1.0), content)


def _mean(values: FloatArray, weights: FloatArray) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total else 0.0


def _share(marked: BoolArray, of: BoolArray | None = None) -> float:
    if of is not None:
        marked = marked[of]
    return float(marked.mean()) if len(marked) else 0.0


def _contained(a: HashArray, b: HashArray) -> tuple[float, float]:
    ua, ub = np.unique(a), np.unique(b)
    both = len(np.intersect1d(ua, ub, assume_unique=True))
    return both / max(len(ua), 1), both / max(len(ub), 1)


def _weighed(a: Telling, b: Telling, least: float) -> tuple[float, float, float]:
    """Share of the rarity mass of each that the other has, and the cosine."""
    ua, ia = np.unique(a.words.hashes, return_index=True)
    ub, ib = np.unique(b.words.hashes, return_index=True)
    _, at, _ = np.intersect1d(ua, ub, assume_unique=True, return_indices=True)
    wa, wb = a.idf[ia], b.idf[ib]
    wa, wb = np.where(wa < least, 0.0, wa), np.where(wb < least, 0.0, wb)
    both = wa[at]
    cosine = float((both**2).sum()) / max(float(np.sqrt((wa**2).sum() * (wb**2).sum())), 1e-9)
    return (
        float(both.sum()) / max(float(wa.sum()), 1e-9),
        float(both.sum()) / max(float(wb.sum()), 1e-9),
        cosine,
    )


def _short_cover(runs: tuple[Run, ...], a: Telling, b: Telling) -> tuple[BoolArray, BoolArray]:
    in_a, in_b = np.zeros(len(a.words), dtype=np.bool_), np.zeros(len(b.words), dtype=np.bool_)
    for run in runs:
        in_a[run.a : run.a + run.size] = True
        in_b[run.b : run.b + run.size] = True
    return in_a, in_b


def _order(align: Alignment) -> float:
    """Agreement in the order of the matched sentences: share of neighbouring
    matches that keep their order, .5 where there are too few to tell.
    """
    best = align.best[(align.share >= 0.4) & (align.best >= 0)]
    if len(best) < 3:
        return 0.5
    return float((np.diff(best) >= 0).mean())


def narrator_words(run: Run, a: Telling, b: Telling) -> int:
    """Words of a run that the narrator says, in both."""
    quoted = a.quoted[run.a : run.a + run.size] | b.quoted[run.b : run.b + run.size]
    return int((~quoted).sum())


def compare_tellings(a: Telling, b: Telling) -> Pair:
    """All that two tellings share; empty texts share nothing."""
    runs = shared_runs(a, b)
    cover_a, cover_b = covered(a, b)
    short_a, short_b = _short_cover(runs, a, b)
    align_a, align_b = _align(a, b)
    word = _weighed(a, b, _CONTENT)
    rare = _weighed(a, b, _RARE)
    quoted_runs = [r for r in runs if narrator_words(r, a, b) * 2 < r.size]
    quote_count = min(len(a.quotes), len(b.quotes))
    both_ways = (
        (_share(cover_a), _share(cover_b)),
        (_share(cover_a, ~a.quoted), _share(cover_b, ~b.quoted)),
        (_share(short_a), _share(short_b)),
        (_share(short_a, ~a.quoted), _share(short_b, ~b.quoted)),
        _contained(grams(a.words.hashes, 3), grams(b.words.hashes, 3)),
        _contained(grams(a.words.hashes, 2), grams(b.words.hashes, 2)),
        word[:2],
        rare[:2],
        (_mean(align_a.share, align_a.weight), _mean(align_b.share, align_b.weight)),
        (
            _mean((align_a.share >= 0.5).astype(float), align_a.weight),
            _mean((align_b.share >= 0.5).astype(float), align_b.weight),
        ),
    )
    figures = np.intersect1d(a.words.hashes[a.figure], b.words.hashes[b.figure])
    small, large = sorted((len(a.words), len(b.words)))
    values = [v for pair in both_ways for v in (min(pair), max(pair))]
    values += [
        (_order(align_a) + _order(align_b)) / 2,
        word[2],
        max((r.size for r in runs), default=0),
        max((narrator_words(r, a, b) for r in runs), default=0),
        len(quoted_runs),
        min(1.0, len(quoted_runs) / quote_count) if quote_count else 0.0,
        len(figures),
        float(np.log1p(small)),
        small / max(large, 1),
    ]
    return Pair(a, b, runs, cover_a, cover_b, align_a, align_b, np.array(values, dtype=float))


__all__ = ["LONG", "NAMES", "Alignment", "Pair", "compare_tellings", "narrator_words"]

"""Two tellings -> the numbers a decision about them rests on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from twosource.group.background import FloatArray
from twosource.group.words import HashArray, IntArray
from twosource.trace.bonds import BoolArray, bonded
from twosource.trace.closing import apart
from twosource.trace.runs import Run, covered, places, shared_runs
from twosource.trace.telling import Telling

_RARE = 4.0  # about one general story in 55
_LEAST_OWN = 0.25  # of the words of an account; under it a stock phrase would weigh too much
_ROWS = 512  # sentences aligned at a time, to bound the memory
_LCS_MOST = 6000  # words; the common subsequence of longer texts is not sought
NAMES = (
    "cover_low", "cover_high", "narrator_low", "narrator_high", "short_low", "short_high",
    "short_narrator_low", "short_narrator_high", "told_low", "told_high",
    "tri_low", "tri_high", "pair_low", "pair_high",
    "word_low", "word_high", "rare_low", "rare_high", "sentence_low", "sentence_high",
    "aligned_low", "aligned_high", "sequence_low", "sequence_high", "order", "cosine", "longest",
    "longest_narrator", "mean_run", "quotes", "quote_share", "figures", "log_size", "size_ratio",
    "bonded",
)  # fmt: skip
_AT = {name: n for n, name in enumerate(NAMES)}


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
        common_a, common_b: numbers, in each vocabulary, of the words both have.
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
    common_a: IntArray
    common_b: IntArray
    values: FloatArray

    def turned(self) -> Pair:
        """The same with ``a`` and ``b`` exchanged; the runs keep their order."""
        return Pair(
            self.b, self.a, tuple(Run(r.b, r.a, r.size) for r in self.runs),
            self.cover_b, self.cover_a, self.align_b, self.align_a, self.common_b, self.common_a,
            self.values,
        )  # fmt: skip

    def __getitem__(self, name: str) -> float:
        return float(self.values[_AT[name]])


@dataclass(frozen=True, slots=True)
class Copied:
    """What two tellings have in common runs, enough to leave most pairs aside.

    Attributes:
        runs, cover_a, cover_b: see :class:`Pair`.
        shares: of both, in eight-word runs: all words, the narrator's; and the
            same in five-word runs; all but notices of the page in eight-word runs.
        bonded: share of the bonds of rare details (``twosource.trace.bonds``).
    """

    runs: tuple[Run, ...]
    cover_a: BoolArray
    cover_b: BoolArray
    shares: tuple[tuple[float, float], ...]
    bonded: float


def copied(a: Telling, b: Telling) -> Copied:
    """The runs two tellings share, and how much of each they are."""
    runs = shared_runs(a, b)
    a, b = apart(a, b, runs)
    cover_a, cover_b = covered(a, b)
    shares = _covers(a, b, runs, cover_a, cover_b)
    return Copied(runs, cover_a, cover_b, shares, bonded(a.bonds, b.bonds))


def narrator_words(run: Run, a: Telling, b: Telling) -> int:
    """Words of a run that the narrator says, in both."""
    aside = a.aside[run.a : run.a + run.size] | b.aside[run.b : run.b + run.size]
    return run.size - int(np.count_nonzero(aside))


def compare_tellings(a: Telling, b: Telling, known: Copied | None = None) -> Pair:
    """All that two tellings share; empty texts share nothing.  ``known`` is what
    :func:`copied` gave for them, where it was asked.
    """
    found = copied(a, b) if known is None else known
    runs, cover_a, cover_b = found.runs, found.cover_a, found.cover_b
    a, b = apart(a, b, runs)
    common_b, common_a = places(a.vocabulary, b.vocabulary)
    align_a, align_b = _align(a, b, common_a, common_b)
    values = [
        value
        for both in (
            *found.shares,
            _contained(a.three, b.three),
            _contained(a.two, b.two),
            _weighed(a.rare, b.rare, common_a, common_b, 0.0),
            _weighed(a.rare, b.rare, common_a, common_b, _RARE),
            (_mean(align_a.share, align_a.weight), _mean(align_b.share, align_b.weight)),
            (
                _mean(align_a.share >= 0.5, align_a.weight),
                _mean(align_b.share >= 0.5, align_b.weight),
            ),
            _sequence(a, b),
        )
        for value in (min(both), max(both))
    ]
    values += [*_whole(a, b, runs, align_a, align_b, common_a, common_b), found.bonded]
    return Pair(
        a, b, runs, cover_a, cover_b, align_a, align_b, common_a, common_b, np.array(values)
    )


def _covers(
    a: Telling, b: Telling, runs: tuple[Run, ...], cover_a: BoolArray, cover_b: BoolArray
) -> tuple[tuple[float, float], ...]:
    """Shares of all words and of the narrator's in long, and in short, runs; and of
    all but notices of the page in long ones.
    """
    in_a, in_b = np.zeros(len(a.words), dtype=np.bool_), np.zeros(len(b.words), dtype=np.bool_)
    for run in runs:
        in_a[run.a : run.a + run.size] = True
        in_b[run.b : run.b + run.size] = True
    own_a, own_b = ~a.aside, ~b.aside
    told_a, told_b = _told(a), _told(b)
    return (
        (_share(cover_a), _share(cover_b)),
        (_own_share(cover_a, own_a), _own_share(cover_b, own_b)),
        (_share(in_a), _share(in_b)),
        (_own_share(in_a, own_a), _own_share(in_b, own_b)),
        (_share(cover_a[told_a]), _share(cover_b[told_b])),
    )


def _told(t: Telling) -> BoolArray:
    """The words that are no notice of the page; all, where there are no others."""
    told: BoolArray = ~t.notice
    return told if told.any() else np.ones_like(told)


def _whole(
    a: Telling, b: Telling, runs: tuple[Run, ...], align_a: Alignment, align_b: Alignment,
    common_a: IntArray, common_b: IntArray,
) -> list[float]:  # fmt: skip
    """The numbers that have one value for the pair."""
    own = [narrator_words(r, a, b) for r in runs]
    sizes = [r.size for r in runs]
    quoted = sum(o * 2 < s for o, s in zip(own, sizes, strict=True))
    quotes = min(len(a.quotes), len(b.quotes))
    norm = float(np.sqrt((a.rare**2).sum() * (b.rare**2).sum()))
    small, large = sorted((len(a.words), len(b.words)))
    return [
        (_order(align_a) + _order(align_b)) / 2,
        float((a.rare[common_a] ** 2).sum()) / norm if norm else 0.0,
        max(sizes, default=0),
        max(own, default=0),
        sum(s * s for s in sizes) / sum(sizes) if sizes else 0.0,
        quoted,
        min(1.0, quoted / quotes) if quotes else 0.0,
        float(np.count_nonzero(a.figure[a.place[common_a]])),
        float(np.log1p(small)),
        small / max(large, 1),
    ]


def _align(
    a: Telling, b: Telling, common_a: IntArray, common_b: IntArray
) -> tuple[Alignment, Alignment]:
    """Rarity-weighted word overlap of every sentence of a with every one of b."""
    telling = a.rare[common_a] > 0
    common_a, common_b = common_a[telling], common_b[telling]
    rows_a = _one_hot(a, common_a) * a.rare[common_a]
    rows_b = _one_hot(b, common_b).T.copy()
    best_a = np.full(len(rows_a), -1)
    top_a = np.zeros(len(rows_a))
    best_b = np.full(rows_b.shape[1], -1)
    top_b = np.zeros(rows_b.shape[1])
    if len(common_a):
        for low in range(0, len(rows_a), _ROWS):
            shared = rows_a[low : low + _ROWS] @ rows_b
            best_a[low : low + _ROWS] = shared.argmax(axis=1)
            top_a[low : low + _ROWS] = shared.max(axis=1)
            higher = shared.max(axis=0) > top_b
            best_b[higher] = shared.argmax(axis=0)[higher] + low
            top_b[higher] = shared.max(axis=0)[higher]
    return _alignment(best_a, top_a, a.content), _alignment(best_b, top_b, b.content)


def _one_hot(t: Telling, numbers: IntArray) -> FloatArray:
    column = np.full(len(t.vocabulary) + 1, -1)
    column[numbers] = np.arange(len(numbers))
    at = column[t.held]
    there = at >= 0
    rows = np.zeros((len(t.content), len(numbers)))
    rows[t.held_in[there], at[there]] = 1.0
    return rows


def _alignment(best: IntArray, top: FloatArray, content: FloatArray) -> Alignment:
    share = np.clip(top / np.where(content > 0, content, 1.0), 0.0, 1.0)
    return Alignment(np.where(top > 0, best, -1), share, content)


def _mean(values: FloatArray | BoolArray, weights: FloatArray) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total else 0.0


def _share(marked: BoolArray) -> float:
    return np.count_nonzero(marked) / len(marked) if len(marked) else 0.0


def _own_share(marked: BoolArray, own: BoolArray) -> float:
    """Share of the narrator's words; of a part of all words where he says hardly
    any (a heading above a table, say).
    """
    words = max(float(np.count_nonzero(own)), _LEAST_OWN * len(own), 1.0)
    return float(np.count_nonzero(marked & own)) / words


def _contained(a: HashArray, b: HashArray) -> tuple[float, float]:
    both = len(places(a, b)[0])
    return both / max(len(a), 1), both / max(len(b), 1)


def _weighed(
    a: FloatArray, b: FloatArray, common_a: IntArray, common_b: IntArray, least: float
) -> tuple[float, float]:
    """Share of the rarity of each, from ``least`` up, that the other has."""
    both = a[common_a]
    shared = float(both[both >= least].sum())
    of_a, of_b = float(a[a >= least].sum()), float(b[b >= least].sum())
    return shared / of_a if of_a else 0.0, shared / of_b if of_b else 0.0


def _sequence(a: Telling, b: Telling) -> tuple[float, float]:
    """Longest common subsequence of words, as a share of each (Clough and
    Stevenson 2011 found it the best single sign of light revision).
    """
    if not len(a.words) or not len(b.words) or max(len(a.words), len(b.words)) > _LCS_MOST:
        return 0.0, 0.0
    length = LCSseq.similarity(a.letters, b.letters)
    return length / len(a.words), length / len(b.words)


def _order(align: Alignment) -> float:
    """Share of neighbouring matched sentences that keep their order, .5 where
    there are too few to tell.
    """
    best = align.best[(align.share >= 0.4) & (align.best >= 0)]
    if len(best) < 3:
        return 0.5
    return float((np.diff(best) >= 0).mean())

"""A pair -> its evidence as exact spans into both texts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from twosource.trace.bonds import shared_bonds
from twosource.trace.features import Pair, narrator_words
from twosource.trace.runs import Run
from twosource.trace.telling import LONG, Telling
from twosource.types import Credit, Evidence, Span

_MOST_RUNS = 40
_MOST_RARE = 12
_MOST_BONDS = 8  # pairs of sentences
_MOST_NAMED = 6
_RARE = 5.0  # idf: about one general story in 150
_SUBSTANCE = 8.0  # content of a sentence: two rare words, or four of some rarity
_TOLD_AGAIN = 0.5  # share of a sentence's content that makes it the other's, reworded


def shared_evidence(pair: Pair) -> tuple[Evidence, ...]:
    """Shared runs, reworded sentences, quotes, figures and rare words: each kind in the order
    of ``a``, the most telling kinds first.  Rests on the texts alone.
    """
    return (*_runs(pair), *_reworded(pair), *_bonds(pair), *_rare(pair))


def run_evidence(pair: Pair) -> tuple[Evidence, ...]:
    """Shared runs and quotes alone; all there is to show where no run is long enough."""
    return tuple(_runs(pair)) or shared_evidence(pair)


def _runs(pair: Pair) -> Iterator[Evidence]:
    """Runs of eight words and more; a run that is mostly quotation is a quote."""
    if not pair.runs and len(pair.cover_a) and pair.cover_a.all():  # two equal short texts
        whole = len(pair.a.words)
        yield Evidence("run", pair.a.span(0, whole), pair.b.span(0, whole), "the whole text")
    longest = sorted(pair.runs, key=lambda r: (-r.size, r.a, r.b))[:_MOST_RUNS]
    for run in sorted(longest, key=lambda r: (r.a, r.b)):
        own = narrator_words(run, pair.a, pair.b)
        quote = own * 2 < run.size
        if run.size < LONG and not (quote or _content(pair.a, run) >= 3):
            continue
        kind = "quote" if quote else "run" if run.size >= LONG else "phrase"
        yield Evidence(
            kind,
            pair.a.span(run.a, run.a + run.size),
            pair.b.span(run.b, run.b + run.size),
            f"{run.size} words" + ("" if quote else f", {own} the narrator's"),
        )


def _content(telling: Telling, run: Run) -> int:
    return int((telling.idf[run.a : run.a + run.size] > 2.0).sum())


def _reworded(pair: Pair) -> Iterator[Evidence]:
    """Sentences most of whose content one sentence of the other account has,
    though they share no long run.
    """
    align = pair.align_a
    told = (align.best >= 0) & (align.share >= _TOLD_AGAIN) & (align.weight >= _SUBSTANCE)
    for number in np.flatnonzero(told).tolist():
        first, behind = np.searchsorted(pair.a.sentence, (number, number + 1)).tolist()
        if pair.cover_a[first:behind].mean() > 0.5:
            continue
        note = f"{round(100 * float(align.share[number]))}% of its content"
        best = int(align.best[number])
        yield Evidence("reworded", pair.a.sentences[number], pair.b.sentences[best], note)


def _bonds(pair: Pair) -> Iterator[Evidence]:
    """Where rare details stand together in both: from the first to the last of them,
    for the sentences that have most of them in common.
    """
    of_a, of_b = pair.a.bonds, pair.b.bonds
    in_a, in_b = shared_bonds(of_a, of_b)
    low, high = of_a.first[in_a], of_a.second[in_a]
    there = np.sort(np.stack([of_b.first[in_b], of_b.second[in_b]]), axis=0)
    key = pair.a.sentence[low] * (len(pair.b.sentences) + 1) + pair.b.sentence[there[0]]
    keys, place, counts = np.unique(key, return_inverse=True, return_counts=True)
    most = np.sort(np.lexsort((keys, -counts))[:_MOST_BONDS])
    for number in most.tolist():
        mine = place == number
        words = np.unique(np.concatenate([low[mine], high[mine]])).tolist()
        spans = (
            pair.a.span(int(low[mine].min()), int(high[mine].max()) + 1),
            pair.b.span(int(there[0][mine].min()), int(there[1][mine].max()) + 1),
        )
        names = ", ".join(pair.a.words.keys[w] for w in words[:_MOST_NAMED])
        yield Evidence("details", *spans, names)


def _rare(pair: Pair) -> Iterator[Evidence]:
    a, b = pair.a, pair.b
    at_a, at_b = a.place[pair.common_a], b.place[pair.common_b]
    figure = a.figure[at_a]
    rare = (a.rare[pair.common_a] >= _RARE) & ~a.quoted[at_a]
    wanted = np.flatnonzero(figure | rare)
    order = sorted(wanted.tolist(), key=lambda n: (not figure[n], int(at_a[n])))
    for n in order[:_MOST_RARE]:
        here, there = int(at_a[n]), int(at_b[n])
        key = a.words.keys[here]
        if len(key) > 1:
            kind = "figure" if figure[n] else "rare"
            yield Evidence(kind, a.span(here, here + 1), b.span(there, there + 1), key)


def credit_evidence(of_a: tuple[Credit, ...], of_b: tuple[Credit, ...]) -> Iterator[Evidence]:
    """The credits that stand in either text."""
    for credit, span in _shown(of_a):
        yield Evidence("credit", span, None, f"{credit.kind}: {credit.name}")
    for credit, span in _shown(of_b):
        yield Evidence("credit", None, span, f"{credit.kind}: {credit.name}")


def _shown(credits: tuple[Credit, ...]) -> Iterator[tuple[Credit, Span]]:
    """Credits that stand in the text and name somebody, one that lies in another left out."""
    apart = {"photo", "reprint"}
    found = [(c, c.span) for c in credits if c.span is not None and c.name and c.kind not in apart]
    for credit, span in found:
        wider = (o for c, o in found if c.name == credit.name and len(o) > len(span))
        if not any(o.contains(span) for o in wider):
            yield credit, span

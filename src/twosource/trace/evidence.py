"""A pair -> its evidence as exact spans into both texts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from twosource.group.words import HashArray
from twosource.trace.features import Pair, narrator_words
from twosource.trace.runs import Run
from twosource.trace.telling import LONG, Telling
from twosource.types import Credit, Evidence

_MOST_RUNS = 40
_MOST_RARE = 12
_RARE = 5.0  # idf: about one general story in 150
_TOLD_AGAIN = 0.5  # share of a sentence's content that makes it the other's, reworded


def evidence_of(
    pair: Pair, credits_a: tuple[Credit, ...] = (), credits_b: tuple[Credit, ...] = ()
) -> tuple[Evidence, ...]:
    """Shared runs, reworded sentences, quotes, figures, rare words and credits:
    each kind in the order of ``a``, the most telling kinds first.
    """
    found = [
        *_runs(pair),
        *_reworded(pair),
        *_rare(pair),
        *_credits(credits_a, credits_b),
    ]
    return tuple(found)


def _runs(pair: Pair) -> Iterator[Evidence]:
    """Runs of eight words and more; a run that is mostly quotation is a quote."""
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
    for number, span in enumerate(pair.a.sentences):
        best = int(align.best[number])
        here = np.flatnonzero(pair.a.sentence == number)
        if best < 0 or align.share[number] < _TOLD_AGAIN or align.weight[number] < 8.0:
            continue
        if pair.cover_a[here].mean() > 0.5:
            continue
        note = f"{round(100 * float(align.share[number]))}% of its content"
        yield Evidence("reworded", span, pair.b.sentences[best], note)


def _first(telling: Telling, wanted: HashArray) -> dict[int, int]:
    places: dict[int, int] = {}
    for at in np.flatnonzero(np.isin(telling.words.hashes, wanted)).tolist():
        places.setdefault(int(telling.words.hashes[at]), at)
    return places


def _rare(pair: Pair) -> Iterator[Evidence]:
    a, b = pair.a, pair.b
    common = np.intersect1d(a.words.hashes, b.words.hashes)
    in_a, in_b = _first(a, common), _first(b, common)
    picked = []
    for key, at in in_a.items():
        if a.figure[at] and len(a.words.keys[at]) > 1:
            picked.append((0, at, in_b[key], "figure"))
        elif a.idf[at] >= _RARE and not a.quoted[at]:
            picked.append((1, at, in_b[key], "rare"))
    for _, at, there, kind in sorted(picked)[:_MOST_RARE]:
        yield Evidence(kind, a.span(at, at + 1), b.span(there, there + 1), a.words.keys[at])


def _credits(of_a: tuple[Credit, ...], of_b: tuple[Credit, ...]) -> Iterator[Evidence]:
    for credit in of_a:
        if credit.span is not None and credit.kind != "photo":
            yield Evidence("credit", credit.span, None, f"{credit.kind}: {credit.name}")
    for credit in of_b:
        if credit.span is not None and credit.kind != "photo":
            yield Evidence("credit", None, credit.span, f"{credit.kind}: {credit.name}")

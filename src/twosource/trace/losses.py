"""What a copy loses: the weak signs of direction, which decide together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from twosource.trace.features import Alignment, Pair
from twosource.trace.lexicon import attributions, hedges
from twosource.trace.stems import stem
from twosource.trace.telling import Telling
from twosource.types import Evidence

_MATCHED = 0.35  # share of a sentence's content in its counterpart
_TRIMMED = 0.8  # of a quotation's words, at most, where it was cut
_WITHIN = 0.8  # of the shorter one's words that the longer has in their order, at least
_LEAST_QUOTE = 3  # words
_FULLER = 0.08  # by how much more of the one is found in the other than the other way round
_MOST = 6  # signs shown
# Signs needed, and how many to one: one alone is as often an accident of either writer's hand.
_SIGNS = 2
_TO_ONE = 2

Sign = tuple[str, Evidence | None]


def losses(pair: Pair) -> tuple[int, tuple[Sign, ...]]:
    """Which way the losses point: 1 where ``b`` lost what ``a`` has, -1 the other
    way round, 0 where they do not say; and the signs that do.
    """
    from_a = list(_signs(pair.a, pair.b, pair.align_a, turned=False))
    from_b = list(_signs(pair.b, pair.a, pair.align_b, turned=True))
    found = _mean(pair.align_a), _mean(pair.align_b)
    if found[1] - found[0] >= _FULLER:
        from_a.append(("the first has more of the second than the second of it", None))
    if found[0] - found[1] >= _FULLER:
        from_b.append(("the second has more of the first than the first of it", None))
    if len(from_a) >= max(_SIGNS, _TO_ONE * len(from_b)):
        return 1, tuple(from_a[:_MOST])
    if len(from_b) >= max(_SIGNS, _TO_ONE * len(from_a)):
        return -1, tuple(from_b[:_MOST])
    return 0, ()


def _mean(align: Alignment) -> float:
    total = float(align.weight.sum())
    return float((align.share * align.weight).sum()) / total if total else 0.0


def _signs(of: Telling, by: Telling, align: Alignment, *, turned: bool) -> Iterator[Sign]:
    """What ``by`` lost of ``of``."""

    def shown(kind: str, here: tuple[int, int], there: tuple[int, int]) -> Sign:
        one, two = of.span(*here), by.span(*there)
        names = {"quote cut": "cut a quotation", "hedge lost": "left out a doubt",
                 "attribution lost": "left out who says so"}  # fmt: skip
        spans = (two, one) if turned else (one, two)
        which = "first" if turned else "second"
        return f"the {which} {names[kind]}", Evidence(kind, *spans)

    for long, short in _trimmed(of, by):
        yield shown("quote cut", long, short)
    words_of, words_by = _by_sentence(of), _by_sentence(by)
    matched = (align.best >= 0) & (align.share >= _MATCHED)
    for number in np.flatnonzero(matched).tolist():
        here, there = words_of[number], words_by[int(align.best[number])]
        keys, other = (set(t.words.keys[f:b]) for t, (f, b) in ((of, here), (by, there)))
        if keys & hedges() and not other & hedges():
            yield shown("hedge lost", here, there)
        quoted = bool(by.quoted[there[0] : there[1]].any())
        if keys & attributions() and not other & attributions() and not quoted:
            yield shown("attribution lost", here, there)


def _by_sentence(t: Telling) -> list[tuple[int, int]]:
    """First and behind last word of each sentence."""
    bounds = np.searchsorted(t.sentence, np.arange(len(t.sentences) + 1))
    return list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))


def _trimmed(of: Telling, by: Telling) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Quotations of ``by`` that are a longer one of ``of``, cut."""
    longer = [(q, [stem(k) for k in of.words.keys[q[0] : q[1]]]) for q in of.quotes]
    for quote in by.quotes:
        mine = [stem(k) for k in by.words.keys[quote[0] : quote[1]]]
        for where, theirs in longer:
            cut = _LEAST_QUOTE <= len(mine) <= _TRIMMED * len(theirs)
            if cut and _in_order(mine, theirs) >= _WITHIN * len(mine):
                yield where, quote
                break


def _in_order(mine: list[str], theirs: list[str]) -> int:
    """How many words of the one stand in the other in their order, taken greedily."""
    at = count = 0
    for word in mine:
        try:
            at = theirs.index(word, at) + 1
        except ValueError:
            continue
        count += 1
    return count

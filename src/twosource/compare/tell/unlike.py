"""Signs that two passages of one matter may not say the same: enough to call nothing agreed,
too little to tell a difference.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.compare.cut.accounts import Side
from twosource.compare.facts.clauses import BELIEF, CONDITIONAL, MODALS, NEGATIVE, UNSURE, courses
from twosource.compare.facts.days import days, same_day
from twosource.compare.facts.values import amounts, equal
from twosource.types import Span

BOUNDS = {"least", "most", "nearly", "almost", "about"}
TOTAL = {"all", "every", "everyone", "always", "entire", "whole", "each", "only", "both", "ever"}
KINDS = (NEGATIVE, MODALS | UNSURE | BELIEF, CONDITIONAL - {"until", "till"}, TOTAL, BOUNDS)
"""Kinds of words that change what is said where one side alone has one."""


def unlike(a: Side, one: Span, b: Side, two: Span) -> bool:
    """Whether any of these speaks against one meaning of two stretches: amounts without an equal on
    either side, days that are not known to be one, a negation, a hedge, a condition, or an "all"
    on one side only.
    """
    x, y = _ranges(a, one), _ranges(b, two)
    mine, theirs = amounts(a, x), amounts(b, y)
    odd_a = [m for m in mine if not any(m.dimension == t.dimension and equal(m, t) for t in theirs)]
    odd_b = [t for t in theirs if not any(m.dimension == t.dimension and equal(m, t) for m in mine)]
    when_a = [d for d in days(a) if one.overlap(d.span)]
    when_b = [d for d in days(b) if two.overlap(d.span)]
    late_a = [d for d in when_a if not any(same_day(d, e) for e in when_b)]
    late_b = [e for e in when_b if not any(same_day(d, e) for d in when_a)]
    words_a, words_b = _words(a, x), _words(b, y)
    return (
        bool({m.dimension for m in odd_a} & {t.dimension for t in odd_b})
        or bool(late_a and late_b)
        or _courses_apart(words_a, words_b)
        or any(bool(words_a & kind) != bool(words_b & kind) for kind in KINDS)
    )


def _courses_apart(words_a: set[str], words_b: set[str]) -> bool:
    """Whether words of one side and words of the other say how far a matter has got, or what act
    it was, in ways that exclude one another.
    """
    states, pairs = courses()
    mine = {states[w] for w in words_a if w in states}
    theirs = {states[w] for w in words_b if w in states}
    return any(frozenset((s, t)) in pairs for s in mine - theirs for t in theirs - mine)


def _ranges(side: Side, span: Span) -> Sequence[tuple[int, int]]:
    words = side.section.doc.char_span(span.start, span.end, alignment_mode="expand")
    return () if words is None else ((words.start, words.end),)


def _words(side: Side, ranges: Sequence[tuple[int, int]]) -> set[str]:
    empty: set[str] = set()
    for first, last in ranges:
        for token in side.section.doc[first:last]:
            empty |= {token.lower_, token.lemma_.lower()}
    return empty

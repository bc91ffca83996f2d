"""Two stretches that differ in how a value is written, and in nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.facts.days import Day, days, same_day
from twosource.compare.facts.values import Amount, amounts, equal
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

UNIT_WORDS = {"percent", "per", "cent", "%", "pc", "pct", "percentage", "point", "about", "some",
              "around", "approximately", "on", "last", "this", "the", "a", "an",
              "just"}  # fmt: skip


def same_values(laid: Alignment, a: Span, b: Span) -> bool:
    """Whether all that two stretches do not share are amounts and days, each equal to one of the
    other: "£2m" and "2 million pounds", "21 days" and "three weeks", "6 percent" and "6%".
    """
    words_a, words_b = _words(laid.a, a), _words(laid.b, b)
    keys_a, keys_b = {t.lemma_.lower() for t in words_a}, {t.lemma_.lower() for t in words_b}
    odd_a = [t for t in words_a if t.lemma_.lower() not in keys_b]
    odd_b = [t for t in words_b if t.lemma_.lower() not in keys_a]
    values_a, values_b = _values(laid.a, a), _values(laid.b, b)
    return bool(values_a and values_b) and (
        all(any(_equal(x, y) for y in values_b) for x in values_a)
        and all(any(_equal(x, y) for x in values_a) for y in values_b)
        and all(_inside(t, values_a) for t in odd_a)
        and all(_inside(t, values_b) for t in odd_b)
    )


def _words(side: Side, span: Span) -> list[Token]:
    empty = lexicon().empty
    words = side.section.doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    return [
        t for t in words
        if not t.is_punct and not t.is_space and t.lower_ not in UNIT_WORDS
        and t.lemma_.lower() not in empty
    ]  # fmt: skip


def _values(side: Side, span: Span) -> list[Amount | Day]:
    doc = side.section.doc
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return []
    found: list[Amount | Day] = [*amounts(side, ((words.start, words.end),))]
    return found + [d for d in days(side) if span.overlap(d.span)]


def _equal(x: Amount | Day, y: Amount | Day) -> bool:
    if isinstance(x, Amount) and isinstance(y, Amount):
        return x.dimension == y.dimension and equal(x, y)
    if isinstance(x, Day) and isinstance(y, Day):
        return same_day(x, y) is True
    return False


def _inside(token: Token, values: list[Amount | Day]) -> bool:
    return any(
        v.span.start - 2 <= token.idx < v.span.end + 1 or _unit_behind(token, v) for v in values
    )


def _unit_behind(token: Token, value: Amount | Day) -> bool:
    return isinstance(value, Amount) and 0 <= token.idx - value.span.end <= 2

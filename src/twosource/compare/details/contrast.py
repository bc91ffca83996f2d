"""The difference that most rules find: one wording against another."""

from __future__ import annotations

from collections.abc import Mapping

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.word_alignment import Pairing, View
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.types import FindingType, Span

TELL: Mapping[FindingType, str] = {
    "number": "The figure differs", "date": "The time differs", "name": "The name differs",
    "role": "The role differs", "polarity": "One side denies what the other affirms",
    "hedging": "The degree of certainty differs", "scope": "Who or what is meant differs",
    "status": "The state of the matter differs", "strength": "The force of the words differs",
    "opinion": "One side judges", "condition": "The condition differs",
    "attribution": "Who says it, to whom or through what differs",
    "context_omitted": "One side leaves something out",
    "quote": "The words of a speaker are given otherwise",
}  # fmt: skip
"""What is said of a difference of each type; a rule that sees more says it in its own words."""


def contrast(
    p: Pairing, type_: FindingType, a: Span, b: Span, score: float, rule: str, what: str
) -> Draft:
    """A difference of two wordings, both quoted behind ``what``.

    ``a`` and ``b`` are spans of the two sides of ``p``; ``score`` is weighed later.
    """
    why = against(p.laid, a, b, what)
    return Draft("differ", type_, p.laid.part, a, b, p.align, score, why, rule, p.number)


def seen_difference(
    v: View, type_: FindingType, own: Span, far: Span, score: float, why: str, rule: str
) -> Draft:
    """A difference between a span of the own side of ``v`` and one of the other, told by
    ``why``.
    """
    a, b = v.ordered(own, far)
    p = v.pairing
    return Draft("differ", type_, p.laid.part, a, b, p.align, score, why, rule, p.number)


def against(laid: Alignment, a: Span, b: Span, what: str) -> str:
    """The sentence that tells ``what`` and quotes both stretches."""
    return f"{what}: {quoted_words(laid.a.text(a))} against {quoted_words(laid.b.text(b))}."

"""A day, month or year told on one side only, or told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.drafts import Draft, quoted_words
from twosource.compare.pairing import Pairing, core, governor, inside, token_span, widen
from twosource.compare.passages import Term
from twosource.compare.sides import Side
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

VAGUE = {"@currently", "@recently", "@earlier", "@later", "@today", "@morning", "@afternoon",
         "@evening", "@tonight", "@overnight"}  # fmt: skip


def differ(p: Pairing) -> Iterator[Draft]:
    """Differences of date in one pairing, both ways."""
    yield from _clash(p)
    yield from _lost(p, p.laid.a, p.laid.b, p.terms_a, p.terms_b, False)
    yield from _lost(p, p.laid.b, p.laid.a, p.terms_b, p.terms_a, True)


def _times(terms: tuple[Term, ...]) -> list[Term]:
    return [t for t in terms if t.kind == "time" and t.key not in VAGUE]


def _kind(term: Term) -> str:
    return "year" if term.key[1:].isdigit() else "day"


def _clash(p: Pairing) -> Iterator[Draft]:
    """Both sides date the same verb, each otherwise."""
    keys_a, keys_b = {t.key for t in _times(p.terms_a)}, {t.key for t in _times(p.terms_b)}
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    for one in _times(p.terms_a):
        for two in _times(p.terms_b):
            if one.key in keys_b or two.key in keys_a or _kind(one) != _kind(two):
                continue
            span_a = _with_head(doc_a[one.token], p.tokens_a)
            span_b = _with_head(doc_b[two.token], p.tokens_b)
            yield Draft(
                "differ", "date", p.laid.part, span_a, span_b, p.align, 0.8,
                f"The time differs: {quoted_words(p.laid.a.text(span_a))} against "
                f"{quoted_words(p.laid.b.text(span_b))}.",
                "date/other", p.number,
            )  # fmt: skip


def _with_head(token: Token, ranges: tuple[tuple[int, int], ...]) -> Span:
    """A time with the verb or noun it belongs to."""
    own = token_span(token, token)
    if token.head.pos_ in {"NOUN", "PROPN"} and token.head.i > token.i:
        return widen(own, token_span(token.head, token.head))
    verb = governor(token)
    if inside(verb, ranges) and abs(verb.i - token.i) <= 10:
        return widen(core(verb, ranges, 7), own)
    return own


def _lost(
    p: Pairing, side: Side, other: Side, terms: tuple[Term, ...], others: tuple[Term, ...],
    turned: bool,
) -> Iterator[Draft]:  # fmt: skip
    """A time on one side; the other side has none in its matched sentences."""
    if any(_times(others)):
        return
    ranges, there = (p.tokens_b, p.tokens_a) if turned else (p.tokens_a, p.tokens_b)
    known = _nearby(other, p.match.a if turned else p.match.b)
    for term in _times(terms):
        if term.key in known:
            continue
        token = side.section.doc[term.token]
        span = _with_head(token, ranges)
        partner = _counterpart(p, side, other, governor(token), there, turned)
        if partner is None:
            continue
        a, b = (partner, span) if turned else (span, partner)
        yield Draft(
            "differ", "date", p.laid.part, a, b, p.align, 0.6,
            f"{side.account} gives the time, {quoted_words(side.text(span))}; {other.account} "
            f"has only {quoted_words(other.text(partner))}.",
            "date/lost", p.number,
        )  # fmt: skip


def _nearby(other: Side, indices: tuple[int, ...]) -> set[str]:
    """Times in the sentences of some passages and in the next sentence on either side."""
    sentences = {other.passages[k].sentence for k in indices}
    near = {s + step for s in sentences for step in (-1, 0, 1)}
    return {
        t.key for x in other.passages if x.sentence in near for t in x.terms if t.kind == "time"
    }


def _counterpart(
    p: Pairing, side: Side, other: Side, verb: Token, ranges: tuple[tuple[int, int], ...],
    turned: bool,
) -> Span | None:  # fmt: skip
    """The other side's verb for ``verb``; else the verb of its best paired word."""
    terms, others, there = (
        (p.terms_b, p.terms_a, p.to_a) if turned else (p.terms_a, p.terms_b, p.to_b)
    )
    doc = other.section.doc
    for k, term in enumerate(terms):
        if term.token == verb.i and k in there:
            return core(governor(doc[others[there[k][0]].token]), ranges, 9)
    best = max(there.items(), key=lambda x: (x[1][1] * terms[x[0]].weight, -x[0]), default=None)
    if best is None:
        return None
    target = governor(doc[others[best[1][0]].token])
    return core(target, ranges, 9) if inside(target, ranges) else None

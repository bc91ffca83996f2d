"""A day, month or year told on one side only, or told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing, View
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.constituents import core, governor, inside, token_span, widen
from twosource.compare.cut.terms import Term
from twosource.compare.details.contrast import TELL, contrast, seen_difference
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

VAGUE = {"@currently", "@recently", "@earlier", "@later", "@today", "@morning", "@afternoon",
         "@evening", "@tonight", "@overnight"}  # fmt: skip


def differ(p: Pairing) -> Iterator[Draft]:
    """Differences of date in one pairing, both ways."""
    yield from _clash(p)
    for view in p.views():
        yield from _lost(view)


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
            yield contrast(p, "date", span_a, span_b, 0.8, "date/other", TELL["date"])


def _with_head(token: Token, ranges: tuple[tuple[int, int], ...]) -> Span:
    """A time with the verb or noun it belongs to."""
    own = token_span(token, token)
    if token.head.pos_ in {"NOUN", "PROPN"} and token.head.i > token.i:
        return widen(own, token_span(token.head, token.head))
    verb = governor(token)
    if inside(verb, ranges) and abs(verb.i - token.i) <= 10:
        return widen(core(verb, ranges, 7), own)
    return own


def _lost(v: View) -> Iterator[Draft]:
    """A time on one side; the other side has none in its matched sentences."""
    if any(_times(v.others)):
        return
    known = _nearby(v.other, v.far)
    for term in _times(v.terms):
        if term.key in known:
            continue
        token = v.side.section.doc[term.token]
        span = _with_head(token, v.mine)
        partner = _counterpart(v, governor(token))
        if partner is None:
            continue
        why = (
            f"{v.side.account} gives the time, {quoted_words(v.side.text(span))}; "
            f"{v.other.account} has only {quoted_words(v.other.text(partner))}."
        )
        yield seen_difference(v, "date", span, partner, 0.6, why, "date/lost")


def _nearby(other: Side, indices: tuple[int, ...]) -> set[str]:
    """Times in the sentences of some passages and in the next sentence on either side."""
    sentences = {other.passages[k].sentence for k in indices}
    near = {s + step for s in sentences for step in (-1, 0, 1)}
    return {
        t.key for x in other.passages if x.sentence in near for t in x.terms if t.kind == "time"
    }


def _counterpart(v: View, verb: Token) -> Span | None:
    """The other side's verb for ``verb``; else the verb of its best paired word."""
    doc = v.other.section.doc
    for k, term in enumerate(v.terms):
        if term.token == verb.i and k in v.there:
            return core(governor(doc[v.others[v.there[k][0]].token]), v.theirs, 9)
    best = max(v.there.items(), key=lambda x: (x[1][1] * v.terms[x[0]].weight, -x[0]), default=None)
    if best is None:
        return None
    target = governor(doc[v.others[best[1][0]].token])
    return core(target, v.theirs, 9) if inside(target, v.theirs) else None

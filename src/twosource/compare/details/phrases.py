"""Phrases that stand for one another and are not the same words: the widest net.

Every other rule looks at one thing and knows its type.  This one takes each pair of words
that stand for one another, shows the phrase around each, and lets the weighing decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing
from twosource.compare.cut.constituents import core, inside, phrase
from twosource.compare.cut.lexicon import Lexicon, lexicon
from twosource.compare.cut.negation import NEGATIVE
from twosource.compare.cut.small_words import EMPTY
from twosource.compare.cut.surface_forms import split_words
from twosource.compare.cut.values import number_value, time_key
from twosource.compare.details.contrast import TELL, contrast
from twosource.compare.details.drafts import Draft
from twosource.compare.details.edits import SAYING
from twosource.types import FindingType, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEAR = 0.5
"""Nearness from which two words stand for one another closely enough."""
CLAUSE = 14
"""Tokens up to which a whole clause shows a difference: most labelled ones are shorter."""
WORDS: Mapping[FindingType, str] = {
    **TELL, "attribution": "Who says it, or to whom, differs",
    "strength": "The force of the word differs", "quote": "Only one side quotes",
}  # fmt: skip


def differ(p: Pairing) -> Iterator[Draft]:
    """A draft for each pair of words whose phrases are not the same words."""
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    for i, (j, near) in sorted(p.to_b.items()):
        one, two = doc_a[p.terms_a[i].token], doc_b[p.terms_b[j].token]
        if near < NEAR or not inside(one, p.tokens_a) or not inside(two, p.tokens_b):
            continue
        if one.pos_ in {"NOUN", "PROPN"} and two.pos_ in {"NOUN", "PROPN"}:
            yield from shown(p, phrase(one, p.tokens_a), phrase(two, p.tokens_b), "phrase/noun")
        elif one.pos_ == "VERB" and two.pos_ == "VERB":
            a, b = core(one, p.tokens_a, 8), core(two, p.tokens_b, 8)
            yield from shown(p, a, b, "phrase/verb")
    yield from _clauses(p)


def _clauses(p: Pairing) -> Iterator[Draft]:
    """Short matched clauses as a whole."""
    for i, j, _ in p.match.pairs:
        one, two = p.laid.a.passages[i], p.laid.b.passages[j]
        if max(one.last - one.first, two.last - two.first) <= CLAUSE:
            yield from shown(p, one.span, two.span, "phrase/clause")


def shown(p: Pairing, a: Span, b: Span, rule: str) -> Iterator[Draft]:
    """A draft of two stretches whose words that matter are not the same."""
    words_a = [w for w, _, _ in split_words(p.laid.a.text(a))]
    words_b = [w for w, _, _ in split_words(p.laid.b.text(b))]
    if not words_a or not words_b or words_a == words_b:
        return
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    odd_a = _odd(doc_a, a, {*words_b, *_lemmas(doc_b, b)})
    odd_b = _odd(doc_b, b, {*words_a, *_lemmas(doc_a, a)})
    if not odd_a and not odd_b:
        return
    type_ = type_of([*odd_a, *odd_b], "strength" if rule == "phrase/verb" else "scope")
    yield contrast(p, type_, a, b, 0.5, rule, WORDS[type_])


def _lemmas(doc: Doc, span: Span) -> set[str]:
    held = doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    return {t.lemma_.lower() for t in held}


def _odd(doc: Doc, span: Span, others: set[str]) -> list[Token]:
    """Words of a stretch that the other stretch lacks in any form, those that change nothing left
    out: that one "says" and the other "adds" is no difference.
    """
    held = doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    return [
        t for t in held
        if not {t.lower_, t.lemma_.lower()} & others
        and t.lower_ not in EMPTY and t.pos_ not in {"PRON", "DET"}
        and t.lemma_.lower() not in SAYING and any(c.isalnum() for c in t.text)
    ]  # fmt: skip


def type_of(odd: list[Token], otherwise: FindingType) -> FindingType:
    """What kind of difference some words make, ``otherwise`` where nothing tells."""
    lex = lexicon()
    kinds = {k for t in odd for k in _kinds(t, lex)}
    order: tuple[FindingType, ...] = (
        "number",
        "date",
        "polarity",
        "hedging",
        "attribution",
        "role",
        "opinion",
        "scope",
    )
    return next((k for k in order if k in kinds), otherwise)


def _kinds(token: Token, lex: Lexicon) -> Iterator[FindingType]:
    lemma = token.lemma_.lower()
    if time_key(token):
        yield "date"
    elif number_value(token) is not None:
        yield "number"
    if token.lower_ in NEGATIVE:
        yield "polarity"
    if lex.certainty.get(lemma, 1.0) < 0.75:
        yield "hedging"
    if token.pos_ == "VERB" and lemma in lex.acts:
        yield "attribution"
    if lemma in lex.titles or lemma in lex.role_status:
        yield "role"
    if lemma in lex.evaluative:
        yield "opinion"
    if lemma in lex.quantifiers or lemma in lex.limiters:
        yield "scope"

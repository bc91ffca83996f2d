"""Small agreements inside matched passages: a name, figure or a few quoted words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.word_alignment import Pairing, pairings
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.constituents import noun_phrase
from twosource.compare.cut.surface_forms import split_words
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.compare.details.roles import sweep as roles_of
from twosource.types import FindingType, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def small_agreements(laid: Alignment) -> Iterator[Draft]:
    """Agreements narrower than a passage, each once for a pair of sides."""
    seen: set[tuple[str, str]] = set()
    roles = [(r.a, r.b) for r in roles_of(laid) if r.a is not None and r.b is not None]
    for draft, key in _all(laid):
        covered = draft.type == "name" and any(
            draft.a is not None and draft.b is not None and a.contains(draft.a)
            and b.contains(draft.b) for a, b in roles
        )  # fmt: skip
        if not covered and (draft.type, key) not in seen:
            seen.add((draft.type, key))
            yield draft


def _all(laid: Alignment) -> Iterator[tuple[Draft, str]]:
    for pairing in pairings(laid):
        yield from _names(pairing)
        yield from _figures(pairing)
        yield from _short_quotes(pairing)


def _full_name(token: Token) -> tuple[Span, str] | None:
    """A name of two words or more without a title, around its last token."""
    if token.pos_ != "PROPN" or token.ent_type_ != "PERSON":
        return None
    first = token
    while first.i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).ent_type_ == "PERSON":
        first = first.nbor(-1)
    last = token
    while last.i + 1 < len(last.doc) and last.nbor(1).ent_type_ == "PERSON" and (
        last.nbor(1).ent_iob_ == "I"
    ):  # fmt: skip
        last = last.nbor(1)
    if first.i == last.i or last.i - first.i > 5:
        return None
    words = token.doc[first.i : last.i + 1]
    return Span(first.idx, last.idx + len(last)), words.text.lower()


def _names(p: Pairing) -> Iterator[tuple[Draft, str]]:
    """Full names both give.  Only where one account rests on the other, and the name may
    have been kept or changed: that two reports of one event name its people is no finding.
    """
    if not p.laid.derived:
        return
    for i, (j, near) in sorted(p.to_b.items()):
        if near < 1 or p.terms_a[i].kind != "name":
            continue
        one = _full_name(p.laid.a.section.doc[p.terms_a[i].token])
        two = _full_name(p.laid.b.section.doc[p.terms_b[j].token])
        if one is not None and two is not None and one[1] == two[1]:
            yield (
                _draft(p, "name", one[0], two[0], "Both name", "agree/full-name"),
                one[1],
            )


def _figures(p: Pairing) -> Iterator[tuple[Draft, str]]:
    for i, (j, near) in sorted(p.to_b.items()):
        if near < 1 or p.terms_a[i].kind != "number":
            continue
        head_a = p.laid.a.section.doc[p.terms_a[i].token].head
        head_b = p.laid.b.section.doc[p.terms_b[j].token].head
        if head_a.ent_type_ == "DATE" or head_b.ent_type_ == "DATE":
            continue
        if head_a.pos_ not in {"NOUN", "PROPN"} or head_b.pos_ not in {"NOUN", "PROPN"}:
            continue
        a, b = noun_phrase(head_a), noun_phrase(head_b)
        if head_a.lemma_.lower() == head_b.lemma_.lower():
            key = f"{p.terms_a[i].key} {head_a.lemma_.lower()}"
            yield _draft(p, "number", a, b, "Both give the figure", "agree/figure"), key


def _short_quotes(p: Pairing) -> Iterator[tuple[Draft, str]]:
    for one in _quotes(p.laid.a, p.laid.a.span(p.match.a)):
        for two in _quotes(p.laid.b, p.laid.b.span(p.match.b)):
            words = [w for w, _, _ in split_words(p.laid.a.text(one.inner))]
            other = [w for w, _, _ in split_words(p.laid.b.text(two.inner))]
            if words and words == other and len(words) < 8:
                yield (
                    _draft(p, "quote", one.span, two.span, "Both quote", "agree/quoted-words"),
                    " ".join(words),
                )


def _quotes(side: Side, span: Span) -> list[Quote]:
    return [q for q in side.section.quotes if span.overlap(q.span) and len(q.inner) < 80]


def _draft(p: Pairing, type_: FindingType, a: Span, b: Span, what: str, rule: str) -> Draft:
    words_a, words_b = p.laid.a.text(a), p.laid.b.text(b)
    shown = quoted_words(words_a)
    if words_a.lower() != words_b.lower():
        shown += f" and {quoted_words(words_b)}"
    return Draft("agree", type_, p.laid.part, a, b, p.align, 0.9, f"{what} {shown}.", rule,
                 p.number)  # fmt: skip

"""Offices and roles: who is called what on each side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side, of_side
from twosource.compare.cut.constituents import noun_phrase, widen
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.small_words import STANDING
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role as it stands.

    Attributes:
        head: the title's lemma.
        words: lemmas of its other words (state, party, body).
        holder: last name of the person, lower case, or ``""``.
        span: the noun phrase, the name with it.
        passage: index of the passage it stands in, or -1.
    """

    head: str
    words: frozenset[str]
    holder: str
    span: Span
    passage: int


@of_side
def find_roles(side: Side) -> list[RoleWords]:
    """Every role phrase of a side, in order."""
    lex = lexicon()
    out = []
    for token in side.section.doc:
        lemma = token.lemma_.lower()
        if token.pos_ in {"NOUN", "PROPN"} and (lemma in lex.titles or token.lower_ in lex.titles):
            role = _role(side, token)
            if role is not None:
                out.append(role)
    return out


def _role(side: Side, token: Token) -> RoleWords | None:
    """The role a title noun makes, or ``None`` where it is part of another name."""
    holder: Token | None = None
    if token.dep_ == "compound" and token.head.pos_ == "PROPN":
        holder = token.head
    elif token.pos_ == "PROPN" and token.i + 1 < len(token.doc):
        following = token.nbor(1)
        holder = following if following.pos_ == "PROPN" else None
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > token.i:
            holder = child
    if token.dep_ == "appos" and token.head.pos_ == "PROPN":
        holder = token.head
    top = holder if holder is not None and holder.i > token.i else token
    span = noun_phrase(top)
    if not span.start <= token.idx < span.end:
        span = widen(noun_phrase(token), span)
    if holder is not None and holder.i < token.i:
        span = noun_phrase(token)
    if len(span) > 120:
        return None
    lex = lexicon()
    around = token.doc.char_span(span.start, span.end, alignment_mode="expand")
    words = {
        t.lower_ if t.lower_ in STANDING else t.lemma_.lower()
        for t in (() if around is None else around)
        if (t.is_alpha or "-" in t.text) and t.i != token.i and t.lower_ not in lex.empty
        and (holder is None or t.i < token.i)
    }  # fmt: skip
    name = _surname(holder) if holder is not None else ""
    return RoleWords(token.lemma_.lower().rstrip("."), frozenset(words), name, span,
                     _passage(side, span))  # fmt: skip


def _surname(token: Token) -> str:
    """The last name of the name a token stands in."""
    at = token
    while at.i + 1 < len(at.doc) and at.nbor(1).pos_ == "PROPN" and at.nbor(1).head.i in {
        at.i, at.head.i
    }:  # fmt: skip
        at = at.nbor(1)
    return at.lower_


def _passage(side: Side, span: Span) -> int:
    return next((p.index for p in side.passages if p.span.overlap(span)), -1)


def _same_office(a: RoleWords, b: RoleWords) -> bool:
    return nearness(a.head, b.head) >= 0.7


def _sure(laid: Alignment, a: RoleWords, b: RoleWords) -> float:
    if a.passage < 0 or b.passage < 0:
        return 0.0
    return float(laid.sure[a.passage, b.passage])


def sweep(laid: Alignment) -> Iterator[Draft]:
    """Agreeing and differing roles of a pair of sides, each holder and office once."""
    roles_a, roles_b = find_roles(laid.a), find_roles(laid.b)
    done: set[tuple[str, str]] = set()
    told: set[str] = set()
    for one, two in _ranked(laid, roles_a, roles_b):
        if _same_office(one, two) and not (_elsewhere(one, two) and not laid.derived):
            key = (one.holder or two.holder, min(one.head, two.head))
            if key in done:
                continue
            done.add(key)
            told.add(key[0])
            over_a, over_b = _standing(one), _standing(two)
            if over_a != over_b and one.holder and one.holder == two.holder:
                yield _draft(laid, "differ", one, two, 0.9, "role/standing")
            else:
                yield _draft(laid, "agree", one, two, 0.7, "role/same-office")
    for one, two in _ranked(laid, roles_a, roles_b):
        if one.holder and one.holder == two.holder and one.holder not in told:
            told.add(one.holder)
            yield _draft(laid, "differ", one, two, 0.6, "role/other-office")


def _elsewhere(a: RoleWords, b: RoleWords) -> bool:
    """Whether two roles are of two bodies: "a former Bush official", "a Republican official"."""
    here, there = (r.words - STANDING.keys() for r in (a, b))
    return bool(here and there) and not here & there


def _standing(role: RoleWords) -> set[str]:
    return {STANDING[w] for w in role.words if w in STANDING}


def _ranked(
    laid: Alignment, roles_a: Sequence[RoleWords], roles_b: Sequence[RoleWords]
) -> list[tuple[RoleWords, RoleWords]]:
    """Pairs of roles that can be one person's: same holder, or aligned passages where a
    holder is missing; best aligned first.
    """
    pairs = []
    for i, one in enumerate(roles_a):
        for j, two in enumerate(roles_b):
            sure = _sure(laid, one, two)
            same = bool(one.holder) and one.holder == two.holder
            if not (one.holder or two.holder) and not (
                _office(laid.a, one) and _office(laid.b, two)
            ):
                continue
            if same or (not (one.holder and two.holder) and sure >= 0.25):
                likeness = len(one.words & two.words)
                pairs.append((-(sure + 0.2 * likeness + 0.5 * same), i, j))
    return [(roles_a[i], roles_b[j]) for _, i, j in sorted(pairs)]


LOOSE = {"republican", "democrat", "candidate", "farmer", "member", "daughter", "son", "wife",
         "husband", "father", "mother", "brother", "sister", "worker", "student", "doctor",
         "lawyer", "attorney", "player", "driver", "expert", "chair", "queen", "king"}  # fmt: skip
"""Nouns that are a role only beside a name: alone they mean anybody."""


def _office(side: Side, role: RoleWords) -> bool:
    """Whether a role without a name still speaks of one person: definite or bare, singular."""
    words = side.text(role.span).lower().split()
    plural = side.section.doc.char_span(role.span.start, role.span.end, alignment_mode="expand")
    return (
        role.head not in LOOSE
        and words[0] not in {"no", "any", "every", "that", "some", "many", "several", "other"}
        and plural is not None
        and plural.root.tag_ not in {"NNS", "NNPS"}
    )


def _draft(
    laid: Alignment, kind: str, one: RoleWords, two: RoleWords, score: float, rule: str
) -> Draft:
    a, b = quoted_words(laid.a.text(one.span)), quoted_words(laid.b.text(two.span))
    sure = max(0.5, _sure(laid, one, two))
    if kind == "agree":
        return Draft("agree", "role", laid.part, one.span, two.span, sure, score,
                     f"Both give the same role: {a} and {b}.", rule)  # fmt: skip
    return Draft("differ", "role", laid.part, one.span, two.span, sure, score,
                 f"The role differs: {a} against {b}.", rule)  # fmt: skip

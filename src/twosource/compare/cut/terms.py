"""Terms: the words and listed phrases of a text that carry content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.cut.lexicon import Lexicon, lexicon
from twosource.compare.cut.values import number_value, time_key
from twosource.compare.cut.word_vectors import rarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Term:
    """A word (or phrase) that carries content.

    Attributes:
        token: index of its (first) token in the section's doc.
        key: what it is compared by: lemma, phrase, ``#`` number or ``@`` time.
        kind: ``word``, ``name``, ``number`` or ``time``.
        weight: rarity in the language times rarity in the account.
    """

    start: int
    end: int
    token: int
    key: str
    kind: str
    weight: float
    pos: str


def _phrase(doc: Doc, i: int, lex: Lexicon) -> tuple[str, int] | None:
    """A listed phrase starting at token ``i``: its key and the tokens it takes."""
    for parts in lex.phrases.get(doc[i].lemma_.lower(), ()):
        if i + len(parts) <= len(doc) and all(
            doc[i + k].lemma_.lower() == part for k, part in enumerate(parts)
        ):
            return " ".join(parts), len(parts)
    return None


def _term(token: Token, lex: Lexicon) -> Term | None:
    """The term a single token makes, or ``None`` for one without content."""
    if token.is_space or token.is_punct:
        return None
    low, lemma = token.lower_, token.lemma_.lower()
    start, end = token.idx, token.idx + len(token)
    time = time_key(token)
    if time:
        return Term(start, end, token.i, time, "time", 0.6, token.pos_)
    value = number_value(token)
    if value is not None:
        return Term(start, end, token.i, f"#{value:g}", "number", 0.9, token.pos_)
    if not any(c.isalnum() for c in low):
        return None
    if token.pos_ == "PROPN" and low not in lex.empty:
        key = low.removesuffix("'s").removesuffix("’s")
        return Term(start, end, token.i, key, "name", max(0.7, rarity(key)), "PROPN")
    if lemma in lex.empty or low in lex.empty:
        return None
    weight = rarity(lemma) * (0.3 if lemma in lex.light else 1.0)
    return Term(start, end, token.i, lemma, "word", weight, token.pos_)


def terms_of(doc: Doc) -> tuple[Term, ...]:
    """All terms of a doc in order; words of a listed phrase make one term."""
    lex = lexicon()
    out: list[Term] = []
    i = 0
    while i < len(doc):
        phrase = _phrase(doc, i, lex)
        if phrase is not None:
            key, size = phrase
            last = doc[i + size - 1]
            out.append(Term(doc[i].idx, last.idx + len(last), i, key, "word", 0.8, doc[i].pos_))
            i += size
            continue
        term = _term(doc[i], lex)
        if term is not None:
            out.append(term)
        i += 1
    return tuple(out)

"""What a piece of a statement says, reduced to what two tellings of it would share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.find.matching.lexicon import lexicon
from twosource.types import Section, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTED = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "AUX", "ADP", "DET", "PRON"})
_FUNCTION = frozenset({
    "a", "an", "the", "this", "these", "those", "of", "to", "in", "on", "at", "by", "for", "with",
    "from", "into", "as", "than", "about", "i", "you", "he", "she", "it", "we", "they", "me",
    "him", "her", "us", "them", "my", "your", "his", "its", "our", "their", "who", "whom",
    "which", "what", "that", "where", "when", "whether", "how", "be", "have", "do", "will",
    "would", "can", "could", "shall", "should", "may", "might", "must", "'s", "’s", "mr", "ms",
    "mrs", "himself", "herself", "themselves", "itself", "s", "if", "unless", "until",
})  # fmt: skip
_LIMIT = 400
"""Tokens read at most: a longer piece is matched by its beginning, so that a
50,000-word quote costs no more than a long paragraph."""
_FIGURES = {"two": "2", "twice": "2", "double": "2", "once": "1", "half": "0.5"}

Number = tuple[float, str]
"""A value and what is counted: a lemma, a unit, or ``""``."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One piece of a content.

    Attributes:
        text: its spans joined by a blank.
        words: its lemmas that carry meaning, each once, in order.
        forms: all its word forms, lower case, in order.
        numbers: what it counts.
        negated: the lemmas its negations turn round; ``*`` where the cue denies.
        hidden: the lemmas in it that may hide a negation.
        condition: whether it has a condition.
    """

    text: str
    words: tuple[str, ...]
    forms: tuple[str, ...]
    numbers: frozenset[Number]
    negated: frozenset[str]
    hidden: frozenset[str]
    condition: bool


def denied(statement: Statement) -> bool:
    """Whether its cue turns the content round.  Words quoted after a denying cue
    ("dismissed it as “a joke”") are the denier's own.
    """
    denies = statement.polarity == "negated" or statement.stance == "deny"
    return denies and statement.form == "indirect"


def wording(section: Section, spans: Sequence[Span], *, denied: bool = False) -> Wording:
    """The wording of some spans of a parsed part; ``denied`` by the cue they stand
    under.  Never raises on odd text.
    """
    lex = lexicon()
    tokens = list(_tokens(spans, section))
    lemmas = [_lemma(t) for t in tokens]
    words = dict.fromkeys(
        lemma
        for t, lemma in zip(tokens, lemmas, strict=True)
        if t.pos_ in _COUNTED and lemma not in _FUNCTION and any(c.isalnum() for c in lemma)
    )
    negated = {_lemma(t.head) for t in tokens if t.lower_ in lex.negations}
    if denied:
        negated.add("*")
    return Wording(
        text=" ".join(span.of(section.text) for span in spans),
        words=tuple(words),
        forms=tuple(t.lower_ for t in tokens if any(c.isalnum() for c in t.text)),
        numbers=frozenset(_numbers(spans, section)),
        negated=frozenset(negated),
        hidden=lex.hidden.intersection(lemmas),
        condition=any(t.lower_ in lex.conditions for t in tokens),
    )


def _numbers(spans: Sequence[Span], section: Section) -> Iterator[Number]:
    """The quantities inside; a bare "one" is a pronoun as often as a number."""
    for quantity in section.quantities:
        if not any(span.contains(quantity.span) for span in spans):
            continue
        if quantity.span.of(section.text).lower() == "one":
            continue
        what = quantity.unit or (quantity.what.of(section.text).lower() if quantity.what else "")
        yield quantity.value, what
        if quantity.high is not None:
            yield quantity.high, what


def _tokens(spans: Sequence[Span], section: Section) -> Iterator[Token]:
    left = _LIMIT
    for span in spans:
        found = section.doc.char_span(span.start, span.end, alignment_mode="expand")
        for token in found[:left] if found is not None else ():
            left -= 1
            if not token.is_punct and not token.is_space:
                yield token


def _lemma(token: Token) -> str:
    lemma = (token.lemma_ or token.text).lower().strip("'’\"“”")
    return _FIGURES.get(lemma, lemma)

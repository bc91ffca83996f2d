"""Constituents: noun phrases, verb groups, the core of a clause, as stretches of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def inside(token: Token, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a token lies in one of some token ranges."""
    return any(first <= token.i < last for first, last in ranges)


def token_span(first: Token, last: Token) -> Span:
    """The stretch from one token to another, both in, closing punctuation out; whichever
    of the two stands first in the text.
    """
    first, last = (first, last) if first.i <= last.i else (last, first)
    return Span(first.idx, last.idx + len(last))


def subtree(token: Token) -> list[Token]:
    """A token and all that hangs on it, in the order of the text: where the branches of a
    parse cross, the parser's own order is another.
    """
    return sorted(token.subtree, key=lambda t: t.i)


def words_in(doc: Doc, span: Span) -> list[Token]:
    """The tokens a span touches, in order."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return [] if words is None else list(words)


def noun_phrase(token: Token) -> Span:
    """A noun with what stands before it and belongs to it."""
    left = token
    for child in token.lefts:
        if child.dep_ in {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "neg",
                          "predet", "advmod", "appos"}:  # fmt: skip
            left = min(left, child.left_edge, key=lambda t: t.i)
    if token.i - left.i > 8:
        left = token
    return token_span(left, token)


TAIL = 6
"""Tokens of a phrase behind a noun that are shown with it: labelled differences of a noun
take its prepositional phrase along, not its relative clauses."""


def phrase(noun: Token, ranges: Sequence[tuple[int, int]]) -> Span:
    """A noun phrase with the prepositional phrase behind it."""
    span = noun_phrase(noun)
    for child in noun.rights:
        last = child.right_edge
        if child.dep_ == "prep" and last.i - noun.i <= TAIL and inside(last, ranges):
            span = widen(span, token_span(child, last))
    return span


def verb_group(token: Token) -> tuple[Token, Token]:
    """First and last token of a verb with its auxiliaries, negation and particle."""
    members = [token] + [
        c for c in token.children
        if c.dep_ in {"aux", "auxpass", "neg", "prt"} and abs(c.i - token.i) <= 5
    ]  # fmt: skip
    return min(members, key=lambda t: t.i), max(members, key=lambda t: t.i)


def governor(token: Token) -> Token:
    """The verb over a token (or the token highest up that is still in its sentence)."""
    at = token
    while at.pos_ not in {"VERB", "AUX"} and at.head.i != at.i:
        at = at.head
    if at.dep_ in {"aux", "auxpass"}:
        at = at.head
    return at


def core(verb: Token, ranges: Sequence[tuple[int, int]], most: int = 10) -> Span:
    """A verb with its subject and what follows, at most ``most`` tokens, kept to its
    passage; a passage of that size is taken whole.
    """
    bounds = next((r for r in ranges if r[0] <= verb.i < r[1]), (verb.i, verb.i + 1))
    doc = verb.doc
    if bounds[1] - bounds[0] <= most:
        return _tidy(doc, bounds[0], bounds[1])
    group_first, group_last = verb_group(verb)
    first = group_first.i
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "expl"} and child.i < first:
            left = child.left_edge.i
            if verb.i - left <= most // 2:
                first = left
    last = max(group_last.i, min(verb.right_edge.i, first + most - 1))
    if last - first < 3:
        first = max(bounds[0], last - most + 2)
    return _tidy(doc, max(first, bounds[0]), min(last + 1, bounds[1]))


LEANING = {"ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX"}
"""Kinds of words that lean on what follows: a span does not end in one."""


def leans(token: Token) -> bool:
    """Blanks, marks, and words that a reader expects another word behind."""
    if token.is_space or token.is_punct or token.tag_ in {"PRP$", "WP$", "WDT", "WP"}:
        return True
    return token.pos_ in LEANING and token.dep_ not in {"prt", "neg"}


def _tidy(doc: Doc, first: int, last: int) -> Span:
    """A token range without blanks, marks and joining words at its ends."""
    while last - first > 1 and leans(doc[last - 1]):
        last -= 1
    while last - first > 1 and (doc[first].is_space or doc[first].is_punct):
        first += 1
    return token_span(doc[first], doc[last - 1])


def widen(one: Span, two: Span) -> Span:
    """The stretch over two spans."""
    return Span(min(one.start, two.start), max(one.end, two.end))

"""The content of a position told by a word: which slot of its row it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.positions import spans
from twosource.find.positions.lexicon import PositionFrame, cue
from twosource.find.positions.needs import is_harm
from twosource.language.texts import text_of
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def content_of(token: Token, frame: PositionFrame, addressee: Token | None) -> Span | None:
    """The first slot of the row that is filled."""
    for slot in frame.content:
        found: Span | None = None
        if slot == "clause":
            found = _clause_content(token, frame, addressee)
        elif slot == "obj" and token.pos_ == "VERB":
            thing = grammar.undergoer(token)
            if thing is not None and thing != token:
                spare = frame.kind == "offer" and thing.lemma_.lower() in cue("offer_not")
                found = None if spare else spans.phrase(thing)
            if found is not None and frame.needs == "bad":
                found = spans.trimmed(text_of(token.doc), found.start, _end_of(token))
        elif slot == "whole":
            found = spans.phrase(token, start=token if token.pos_ == "VERB" else None)
        else:
            found = _prepositional(token, slot, addressee)
            found = _with_clause(token, frame, found)
        if found is not None:
            return found
    return None


def _end_of(token: Token) -> int:
    edge = token.right_edge
    return edge.idx + len(edge.text)


def _with_clause(token: Token, frame: PositionFrame, found: Span | None) -> Span | None:
    """The phrase with the to-clause behind it: "calling for Mora to resign"."""
    clause = grammar.complement(token)
    if found is None or frame.kind not in {"demand", "appeal"} or clause is None:
        return found
    whole = spans.phrase(clause)
    if whole is None or not found.end < whole.end or clause.tag_ != "VB":
        return found
    return spans.trimmed(text_of(token.doc), found.start, whole.end)


def _prepositional(token: Token, slot: str, addressee: Token | None) -> Span | None:
    """The phrase behind a preposition of the word, or of its object ("accused the
    mayor of theft", where parsers waver).
    """
    thing = grammar.undergoer(token) if token.pos_ == "VERB" else None
    for base in (token, *([thing] if thing is not None else [])):
        for word, found in grammar.prepositions(base):
            if word == slot and found != addressee:
                return spans.phrase(found)
    return None


def _clause_content(token: Token, frame: PositionFrame, addressee: Token | None) -> Span | None:
    """The complement clause, from the person told to do it where one is."""
    clause = grammar.complement(token) or grammar.child(token, "acl")
    if clause is None or (frame.pos == "n" and clause.tag_ not in {"VB", "VBD", "VBZ", "VBP"}):
        return None
    start = None
    own = grammar.nearest_subject(clause)
    if frame.kind in {"demand", "appeal"} and clause.tag_ == "VB" and own is None:
        start = _told(token, clause)
    found = spans.phrase(clause, start)
    if found is not None and frame.kind in {"demand", "appeal"}:
        found = spans.without_the_rest(token, clause, found)
    other = spans.alternative(clause)
    if found is not None and other is not None and is_harm(other):
        cut = other.left_edge.idx
        before = [c for c in token.doc[clause.i : other.i] if c.dep_ == "cc" and c.lower_ == "or"]
        cut = min(cut, before[-1].idx) if before else cut
        return spans.trimmed(text_of(token.doc), found.start, min(found.end, cut))
    return found


def _told(token: Token, clause: Token) -> Token | None:
    """The first word of the person told, between the word and its to-clause."""
    for t in token.doc[token.i + 1 : clause.i]:
        if t.pos_ in {"VERB", "AUX"} or t.dep_ == "aux":
            return None
        if t.pos_ in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"} and t.dep_ != "advmod":
            return t
    return None

"""Noun phrases: their tight spans, and whether they stand for a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.find.events.grammar import child
from twosource.find.events.lexicon import words
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
LEFT = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "neg",
     "punct", "case", "npadvmod", "npmod"}
)  # fmt: skip
PERSONAL = frozenset(
    {"he", "she", "they", "we", "i", "him", "her", "them", "us", "you", "who", "whom", "it", "me"}
)
WIDTH = 25
"""The longest noun phrase in tokens; a longer one is a parse gone wrong."""


def tight(head: Token) -> Span:
    """The phrase of ``head`` without appositions, relative clauses and trailing
    phrases, code points of its part; "of" is kept behind words that need it
    ("members of the council") and inside names.
    """
    start = end = head
    for c in head.lefts:
        if c.dep_ in LEFT and head.i - c.left_edge.i <= WIDTH:
            edge = c.left_edge
            start = edge if edge.i < start.i else start
    tail = _of_tail(head)
    if tail is not None:
        end = tail
    while start.i < head.i and (start.is_punct or start.is_space):
        start = start.nbor(1)
    return Span(start.idx, end.idx + len(end.text))


def _of_tail(head: Token) -> Token | None:
    if head.lemma_.lower() not in words("people", "part") and not head.ent_type_:
        return None
    for c in head.rights:
        if c.dep_ == "prep" and c.lower_ == "of" and c.i - head.i <= 2:
            inner = child(c, "pobj")
            if inner is None:
                return None
            same = head.ent_type_ and inner.ent_iob_ == "I"
            if not same and head.lemma_.lower() not in words("people", "part"):
                return None
            deeper = _of_tail(inner) if inner.i - head.i < WIDTH else None
            return deeper or inner
    return None


def is_named(head: Token) -> bool:
    """Whether the phrase is a name of a person, body, state or people."""
    if head.ent_type_ in NAMES:
        return True
    return any(c.dep_ in {"compound", "nmod"} and c.ent_type_ == "PERSON" for c in head.children)


def is_human(head: Token) -> bool:
    """Whether the head word stands for people or a body of people."""
    return head.lower_ in PERSONAL - {"it"} or head.lemma_.lower() in words("people", "human")


def is_place(head: Token) -> bool:
    """Whether the phrase names or stands for a place."""
    return head.ent_type_ in PLACES or head.lemma_.lower() in words("people", "place")


def is_actor(head: Token) -> bool:
    """Whether the phrase can stand for a party (pronouns and proper nouns do)."""
    if head.ent_type_ in {"DATE", "TIME", "PERCENT", "ORDINAL", "LANGUAGE"}:
        return False
    return (
        is_named(head)
        or is_human(head)
        or head.lower_ in {"it", "itself", "themselves", "its", "their", "his"}
        or head.pos_ == "PROPN"
        or (head.ent_type_ == "CARDINAL" and head.dep_ in {"dobj", "nsubjpass", "pobj"})
    )


def is_nation(token: Token) -> bool:
    """Whether a modifier names a doer: "Arvalan raid", "the army raid"."""
    return token.ent_type_ in NAMES or token.lemma_.lower() in words("people", "human")

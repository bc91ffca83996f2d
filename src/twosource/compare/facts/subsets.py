"""What makes two amounts of one noun amounts of two things: another kind of it, another time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.compare.cut.word_similarity import nearness
from twosource.compare.facts.values import Amount

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 0.5
"""Nearness of two words before a noun from which they may say the same."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_PAST = {"last", "previous", "earlier", "ago", "then"}
"""Words by which a figure is one of another time."""


def other_kind(x: Amount, y: Amount) -> bool:
    """Whether each counts another kind of a thing: "receiving yards" and "rushing yards"."""
    one, two = _kinds(x), _kinds(y)
    return bool(one and two) and all(nearness(a, b) < NEAR for a in one for b in two)


def _kinds(x: Amount) -> set[str]:
    """The words that say which kind of the counted noun it is."""
    noun = _noun(x)
    if noun is None:
        return set()
    return {
        c.lemma_.lower() for c in noun.lefts
        if c.dep_ in {"compound", "amod"} and c.is_alpha and not c.like_num and c.i > x.token.i
    }  # fmt: skip


def _noun(x: Amount) -> Token | None:
    head = x.token
    for _ in range(3):
        if head.lemma_.lower() == x.noun:
            return head
        head = head.head
    return None


def other_time(x: Amount, y: Amount) -> bool:
    """Whether one alone is told of another time: of a year, or of "last week"."""
    one, two = _times(x), _times(y)
    return one != two and bool(one) != bool(two)


def _times(x: Amount) -> set[str]:
    return {
        t.lower_ for t in x.token.sent
        if (_YEAR.match(t.text) or t.lower_ in _PAST) and t.i != x.token.i
    }  # fmt: skip


def other_holder(x: Amount, y: Amount) -> bool:
    """Whether each is somebody else's, both by name: "Thomas ran 498 yards", "Bush ran 548"."""
    one, two = _holder(x), _holder(y)
    return bool(one and two) and not one & two


def _holder(x: Amount) -> set[str]:
    at = x.token
    for _ in range(8):
        if at.pos_ in {"VERB", "AUX"} or at.head.i == at.i:
            break
        at = at.head
    return {
        t.lower_ for c in at.children if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "PROPN"
        for t in c.subtree if t.pos_ == "PROPN"
    }  # fmt: skip


def supposed(x: Amount) -> bool:
    """Whether an amount stands under an "if": what it would be, not what it is."""
    at = x.token
    for _ in range(8):
        if any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in at.children):
            return True
        if at.head.i == at.i:
            return False
        at = at.head
    return False

"""Who speaks on an occasion, and whether two statements are the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twosource.group.background import rarity
from twosource.group.words import grams, split
from twosource.trace.cited import Cited
from twosource.types import Account, Actor, Register, Span, Statement

_SUBJECT = re.compile(r"((?:[A-Z][\w’'.-]* ){0,3}[A-Z][\w’'-]+)(?: also| then| later)? $")
_NO_NAMES = frozenset({"The", "He", "She", "They", "It", "We", "I", "Who", "But", "And"})
_SAME_WORDS = 4  # a run this long, with rare words in it, is one utterance
_ALIKE = 0.6  # share of the content words of the shorter statement


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the actor's id where resolved (``key`` equals it then)."""

    key: str
    name: str
    id: str | None


def _of(actor: Actor) -> Speaker:
    return Speaker(actor.id, actor.name, actor.id)


def speaker_of(
    cited: Cited, account: Account, register: Register, statements: Sequence[Statement]
) -> Speaker | None:
    """The speaker on an occasion: of a statement in its sentence, else the last
    party named before it there, else the name written right before it.
    """
    nearest: tuple[int, Actor] | None = None
    for statement in statements:
        if statement.speaker is None or statement.part != "text":
            continue
        spans = (*statement.source, *statement.cue, *statement.content)
        if not any(cited.sentence.overlap(s) for s in spans):
            continue
        gap = min(_gap(cited.span, s) for s in (statement.source or statement.cue or spans))
        if nearest is None or gap < nearest[0]:
            nearest = (gap, statement.speaker)
    if nearest is not None:
        return _of(nearest[1])
    for mention in reversed(register.within(account.id, "text", cited.sentence)):
        if mention.actor is not None and mention.span.end <= cited.span.start:
            actor = register.actor(mention.actor)
            if actor.kind != "place":
                return _of(actor)
    subject = _SUBJECT.search(account.text[cited.sentence.start : cited.span.start])
    if subject is None or subject[1] in _NO_NAMES:
        return None
    return Speaker(subject[1].lower(), subject[1], None)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def said_alike(a: Statement, b: Statement, text: Mapping[str, str]) -> bool:
    """Whether two statements give the same words or the same content: a run of
    four words that are not all common, or most content words of the shorter.
    """
    one, two = (split(_content(s, text)) for s in (a, b))
    ones, twos = grams(one.hashes, _SAME_WORDS), grams(two.hashes, _SAME_WORDS)
    for at in np.flatnonzero(np.isin(ones, twos)).tolist():
        if float(rarity(one.hashes[at : at + _SAME_WORDS]).sum()) >= 8.0:
            return True
    rare_one, rare_two = (np.unique(w.hashes[rarity(w.hashes) >= 2.0]) for w in (one, two))
    small = min(len(rare_one), len(rare_two))
    return small >= 2 and len(np.intersect1d(rare_one, rare_two)) >= _ALIKE * small


def _content(statement: Statement, text: Mapping[str, str]) -> str:
    if statement.part != "text":
        return ""
    return " ".join(s.of(text[statement.account]) for s in statement.content)

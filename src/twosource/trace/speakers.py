"""Who speaks on an occasion, and whether two statements are the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twosource.group.background import rarity
from twosource.group.words import grams, split
from twosource.trace.cited import Cited
from twosource.types import Account, Actor, Register, Span, Statement

_SUBJECT = re.compile(r"((?:[A-Z][\w’'.-]* ){0,3}[A-Z][\w’'-]+)(?: also| then| later)? $")
_NO_NAMES = frozenset({"The", "He", "She", "They", "It", "We", "I", "Who", "But", "And"})
_TELLING = 2.0  # rarity of a content word: about one general story in seven
_SAME_WORDS = 4  # a run this long, with rare words in it, is one utterance
_RUN_RARITY = 8.0  # of its words together: two rare ones, or four of some rarity
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
    one, two = (_prints(_content(s, text)) for s in (a, b))
    if one.runs & two.runs:
        return True
    small = min(len(one.rare), len(two.rare))
    return small >= 2 and len(one.rare & two.rare) >= _ALIKE * small


@dataclass(frozen=True, slots=True)
class _Prints:
    runs: frozenset[int]
    rare: frozenset[int]


@lru_cache(maxsize=1 << 14)
def _prints(content: str) -> _Prints:
    """The telling four-word runs of a statement, and its content words."""
    words = split(content)
    weight = rarity(words.hashes)
    runs = grams(words.hashes, _SAME_WORDS)
    mass = np.convolve(weight, np.ones(_SAME_WORDS), "valid") if len(runs) else np.zeros(0)
    return _Prints(
        frozenset(runs[mass >= _RUN_RARITY].tolist()),
        frozenset(words.hashes[weight >= _TELLING].tolist()),
    )


def _content(statement: Statement, text: Mapping[str, str]) -> str:
    if statement.part != "text":
        return ""
    return " ".join(s.of(text[statement.account]) for s in statement.content)


_QUOTED = re.compile(r"[“\"‘„«']{1,2}([^“”\"‘’„«»\n]{2,400}?)[”\"’»']{1,2}")
_AROUND = 3  # characters: a span may leave out its own quotation marks


def quoted_words(text: str, span: Span) -> tuple[str, ...]:
    """The words in quotation marks within a span that are not commonplace."""
    start = max(0, span.start - _AROUND)
    found: dict[str, None] = {}
    for match in _QUOTED.finditer(text, start, min(len(text), span.end + 400)):
        if match.start() >= span.end:
            break
        words = split(match[1])
        for key, weight in zip(words.keys, rarity(words.hashes).tolist(), strict=True):
            if weight >= _TELLING:
                found[key] = None
    return tuple(found)

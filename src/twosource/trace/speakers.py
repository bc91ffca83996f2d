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
from twosource.trace.lexicon import unnamed
from twosource.types import Account, Actor, Register, Span, Statement

_SUBJECT = re.compile(r"((?:[A-Z][\w’'.-]* ){0,3}[A-Z][\w’'-]+)(?: also| then| later)? $")
# what may stand between a subject and "speaking to"
_BARE = re.compile(r"(?:[\s,]|was|is|were|are|has|had|have|been|also|then|later|who|earlier)*")
_NO_NAMES = frozenset({"The", "He", "She", "They", "It", "We", "I", "Who", "But", "And"})
_TELLING = 2.0  # rarity of a content word: about one general story in seven
_SAME_WORDS = 4  # a run this long, with rare words in it, is one utterance
_RUN_RARITY = 8.0  # of its words together: two rare ones, or four of some rarity
_ALIKE = 0.6  # share of the content words of the shorter statement


PUBLIC = frozenset({"press conference", "hearing"})
"""Occasions at which several speak."""
UNNAMED = 200
"""Characters before "told us" in which an unnamed source stands."""
LOUD = 4
"""Capitals of the longest word that may be a name: "UPDATE" heads a paragraph."""


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
    """The speaker on an occasion.

    The party named right before it, else that of a statement in its sentence,
    else the last party named before it there, else the name written right
    before it.  A press conference or a hearing belongs to whom it quotes there: one who is
    merely named before it may be its subject.  "A source close to the Queen" is nobody who has
    a name, and the Queen least of all.
    """
    near = max(cited.sentence.start, cited.span.start - UNNAMED)
    nobody = unnamed().search(account.text[near : cited.span.start])
    if nobody is not None:
        name = _begun(nobody[1])
        return Speaker(f"{name}\0{account.id}", name, None)
    before = _named_before(cited, account, register)
    if before:
        last, actor = before[-1]
        if _BARE.fullmatch(account.text[last.end : cited.span.start]):
            return _of(actor)
    said = _nearest_statement(cited, statements)
    if said is not None:
        return _of(said)
    if cited.kind in PUBLIC:
        return None
    if before:
        return _of(before[-1][1])
    named = _SUBJECT.search(account.text[cited.sentence.start : cited.span.start])
    if named is None or named[1] in _NO_NAMES or (named[1].isupper() and len(named[1]) > LOUD):
        return None
    return Speaker(named[1].lower(), named[1], None)


def _begun(name: str) -> str:
    """A phrase as it stands within a sentence."""
    return name[0].lower() + name[1:]


def _named_before(cited: Cited, account: Account, register: Register) -> list[tuple[Span, Actor]]:
    """The parties named in the sentence before the occasion, in order."""
    found = [
        (m.span, register.actor(m.actor))
        for m in register.within(account.id, "text", cited.sentence)
        if m.actor is not None and m.span.end <= cited.span.start
    ]
    kept = [(span, actor) for span, actor in found if actor.kind != "place"]
    return sorted(kept, key=lambda p: (p[0].end, len(p[0])))


def _nearest_statement(cited: Cited, statements: Sequence[Statement]) -> Actor | None:
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
    return nearest[1] if nearest else None


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


def same_words(a: str, b: str) -> bool:
    """Whether two texts share a run of four words that are not all common."""
    return bool(_prints(a).runs & _prints(b).runs)


def same_said(a: Statement, b: Statement, text: Mapping[str, str]) -> bool:
    """Whether two statements give the same words, and not the same content alone."""
    return same_words(_content(a, text), _content(b, text))


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


# an apostrophe within a word opens nothing
_QUOTED = re.compile(r"(?<!\w)[“\"‘„«']{1,2}([^“”\"‘’„«»\n]{2,400}?)[”\"’»']{1,2}(?!\w)")
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

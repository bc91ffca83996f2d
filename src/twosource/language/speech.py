"""Telling quoted speech from scare quotes and titles of works."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.packaged import table
from twosource.types import Span

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NEAR = 160
"""Code points of the paragraph looked at on each side of a short quote."""
_SENTENCE_END = re.compile(r"[.?!]\s+(?=[A-Z“\"‘])")


@lru_cache(maxsize=1)
def lexicon() -> dict[str, frozenset[str]]:
    """The word lists of ``data/quotes.toml``."""
    return {name: frozenset(words) for name, words in table("language", "quotes").items()}


SPEECH = lexicon()["speech"]
WORKS = lexicon()["works"]


def words(text: str) -> list[str]:
    """Lower-case words."""
    return [w.lower() for w in _WORD.findall(text)]


def reports(text: str) -> bool:
    """Whether a word of reporting stands in it."""
    return any(w in SPEECH for w in words(text))


def is_speech(text: str, paragraph: Span, span: Span, inner: Span, nested: bool) -> bool:
    """Speech, or a scare quote or title?

    Long quotes and those that close a clause are speech; a short one is speech
    when its sentence reports, and a title when a kind of work stands before it
    or all its words are capitalised.
    """
    body = inner.of(text).strip()
    said = words(body)
    before = text[max(paragraph.start, span.start - _NEAR) : span.start]
    if _is_work(before, body, said):
        return False
    if nested:
        return len(said) > 3
    if len(said) >= 7 or (len(said) >= 3 and body[-1:] in ",.?!…"):
        return True
    after = text[span.end : min(paragraph.end, span.end + _NEAR)]
    before = _SENTENCE_END.split(before)[-1]
    after = _SENTENCE_END.split(after)[0]
    return reports(before) or reports(after)


def _is_work(before: str, body: str, said: list[str]) -> bool:
    lead = words(before[-60:])
    named = bool(set(lead[-2:]) & WORKS)
    if named and len(said) <= 12:
        return True
    parts = body.split()
    capitals = sum(p[:1].isupper() for p in parts)
    titled = 2 <= len(parts) <= 8 and capitals >= len(parts) - sum(len(p) < 4 for p in parts)
    return titled and body[:1].isupper() and body[-1:] not in ",.!…" and not reports(before[-40:])

"""Words of a text with their places, in any script."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.types import Span

WORD = re.compile(r"[^\W_](?:[\w\u0300-\u036f\u064b-\u065f\u0670\u200c]|[’'ʼ׳״\"\-‐](?=[^\W\d_]))*")
"""A word: letters, digits and joined marks; an apostrophe, hyphen or gershayim inside it."""
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〇]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """In small letters."""
        return self.text.lower()


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch, offsets into the whole text."""
    stop = len(text) if end is None else end
    return [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(text, start, stop)]


def trimmed(
    text: str, start: int, end: int, marks: str = " \t\n\r\u00a0\u202f\u3000"
) -> Span | None:
    """A stretch without blanks (or other marks) at its ends; ``None`` where nothing is left."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return Span(start, end) if end > start else None

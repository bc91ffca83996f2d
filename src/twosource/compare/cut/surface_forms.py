"""Words and letters as they stand, made equal where only case, marks or hyphens differ."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MOST_WORDS = 20_000


def split_words(text: str) -> list[tuple[str, int, int]]:
    """Words with their offsets, lower case, apostrophes straight."""
    out = []
    for match in _WORD.finditer(text):
        out.append((match.group().lower().replace("’", "'"), match.start(), match.end()))
        if len(out) >= MOST_WORDS:
            break
    return out


_BROKEN = re.compile(r"(?<!\d)[-‐\u00ad\s]+|[-‐\u00ad\s]+(?!\d)|['’]")


def letters(text: str) -> str:
    """A text without capitals, blanks, apostrophes and hyphens (but for those between
    figures): "un- helpful", broken at the end of a line, is "unhelpful".
    """
    return _BROKEN.sub("", text.lower())

"""Headline case undone for the parser: "Accuses" parses as a name, "accuses" as
a verb.  Only what the parser sees changes, never the text.
"""

from __future__ import annotations

import re
from collections import Counter

_INSIDE = re.compile(r"(?<=[a-z0-9,;’'”\"] )[A-Z][\w’'-]*")
_LOWER = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_LONGEST = 30
"""Words of a headline at most; longer paragraphs are prose."""
_SMALL = 4
"""Shorter words are lower case in headlines too, so they say nothing."""


class Casing:
    """Which words of an account are names, learnt from its prose.

    Args:
        text: the body of the account.
    """

    def __init__(self, text: str) -> None:
        prose = [p for p in text.split("\n") if not headline(p) and not shouted(p)]
        self._names = Counter(m.group() for p in prose for m in _INSIDE.finditer(p))
        self._plain = Counter(m.group() for p in prose for m in _LOWER.finditer(p))
        self._all = frozenset(m.group() for p in prose for m in _WORD.finditer(p))

    def lowered(self, word: str, first: bool) -> str:
        """The word as it would stand in running text, of the same length."""
        low = word.lower()
        if len(low) != len(word) or not word[:1].isupper() or not word[1:].islower():
            return word
        if self._names[word] > self._plain[low]:
            return word
        if self._plain[low]:
            return low
        return word if first else low

    def quieted(self, word: str, first: bool) -> str:
        """A word of a line in capitals as it would stand in running text: with a capital
        where the prose of the account has it so, as it is where the prose has it in
        capitals, else small.
        """
        low, name = word.lower(), word.title()
        if not word.isupper() or len(low) != len(word) or len(name) != len(word):
            return word
        if word in self._all and len(word) > 1:
            return word
        if name in self._all and not self._plain[low]:
            return name
        return name if first else low


def shouted(text: str) -> bool:
    """Whether a line stands in capitals from end to end, as some headlines do."""
    words = _WORD.findall(text[:400])
    long = [w for w in words if len(w) >= _SMALL]
    if len(long) < 2 or len(words) < 3 or len(text) > 400 or len(words) > _LONGEST:
        return False
    return all(w.isupper() for w in words)


def headline(text: str) -> bool:
    """Whether a line stands in headline case: nearly every longer word is
    capitalised.
    """
    words = [w for w in _WORD.findall(text[:400]) if len(w) >= _SMALL]
    if len(words) < 3 or len(text) > 400 or len(text.split()) > _LONGEST:
        return False
    capitals = sum(w[:1].isupper() for w in words)
    lows = len(words) - capitals
    return lows <= len(words) // 6 and any(w[1:].islower() for w in words)

"""Whether what the judge quotes stands in the accounts, letter for letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from twosource.types import Span

REASON = 240
"""Code points of a reason that are kept: a sentence."""
QUOTED = 8
"""Quotations in a reason, at most."""
_QUOTED = re.compile(
    r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|„([^“”]+)[“”]|‘([^’]+)’|`([^`]+)`|(?<!\w)'([^']+)'(?!\w)"
)
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Unicode categories of what is not seen: controls, marks of direction, private letters."""


def once(text: str, words: str) -> Span | None:
    """The one place where ``words`` stand in ``text``; ``None`` where they stand nowhere or in
    several places, or are nothing.
    """
    if not words.strip():
        return None
    start = text.find(words)
    if start < 0 or text.find(words, start + 1) >= 0:
        return None
    return Span(start, start + len(words))


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    words = span.of(text)
    left = len(words) - len(words.lstrip())
    return Span(span.start + left, span.start + len(words.rstrip()))


def flat(text: str) -> str:
    """A text with runs of white space as one space, as a reason's quotations are held to it."""
    return " ".join(text.split())


def unseen(letter: str) -> bool:
    """Whether a letter is not seen: a control, a mark of direction, a private letter."""
    return unicodedata.category(letter) in _HIDDEN


def reason(said: str, texts: Sequence[str]) -> tuple[str, bool]:
    """What is kept of a reason: one line, no unseen letters, no more than :data:`REASON`.

    Args:
        said: by the judge; what stands behind four times :data:`REASON` is not read.
        texts: of the accounts, see :func:`flat`.

    Returns:
        The line, and whether it was left out because it quotes what stands in none of the
        texts, or more than :data:`QUOTED` times.
    """
    line = "".join(" " if c.isspace() else c for c in said[: 4 * REASON])
    line = "".join(c for c in line if not unseen(c))
    line = " ".join(line.split())
    for number, found in enumerate(_QUOTED.finditer(line)):
        words = next(group for group in found.groups() if group is not None).strip(" .,;:…")
        if number >= QUOTED or (words and not any(words in text for text in texts)):
            return "", True
    return (line if len(line) <= REASON else line[:REASON].rsplit(" ", 1)[0] + " …"), False

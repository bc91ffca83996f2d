"""What the rules and the labeller hand on: a statement in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.types import Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TRIM = " \t\n\r\xa0,;:.–—-"
"""Outside a content span unless inside its quote marks."""


@dataclass(slots=True)
class Draft:
    """Spans of one attribution, in code points of the part.

    Attributes:
        word: the token of the cue that governs, where there is one.
        head: the head token of the source, where there is one.
    """

    content: list[Span]
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    word: int | None = None
    head: int | None = None
    rule: str = ""

    def start(self) -> int:
        """Where it begins, for ordering."""
        return min(s.start for s in [*self.content, *self.source, *self.cue])


def edges(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Code points of tokens ``first`` to ``last``, the last one included."""
    end = doc[last]
    return doc[first].idx, end.idx + len(end.text)


def trimmed(text: str, start: int, end: int, quotes: Sequence[Quote] = ()) -> Span | None:
    """A content span by the conventions: quote marks in, closing punctuation
    out.  ``None`` where nothing is left.

    Args:
        text: the part.
        start: first code point of the raw stretch.
        end: after its last.
        quotes: the quotes that may touch it.
    """
    start, end = _strip(text, start, end)
    for quote in quotes:
        if quote.span.end <= start - 2 or quote.span.start >= end + 2:
            continue
        _, last = _strip(text, quote.inner.start, quote.inner.end)
        if start == quote.inner.start:
            start = quote.span.start
        if last <= end <= quote.span.end and start < last:
            end = quote.span.end
    return Span(start, end) if end > start else None


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return start, end


def left(token: Token) -> int:
    """First token of its subtree."""
    return int(token.left_edge.i)


def right(token: Token) -> int:
    """Last token of its subtree."""
    return int(token.right_edge.i)

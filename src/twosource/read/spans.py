"""Paragraph spans of a finished text."""

from __future__ import annotations

from twosource.patterns import deferred
from twosource.types import Span

_BLANK = deferred(r"\n[ \t\r]*\n")
_LINE = deferred(r"[^\n]+")


def paragraph_spans(text: str) -> tuple[Span, ...]:
    """Spans of the paragraphs: parted by blank lines where there are any, else by
    line breaks.  Outer whitespace is left out; no span is empty.
    """
    blank = bool(_BLANK.search(text.strip()))
    spans = []
    if blank:
        at = 0
        pieces = []
        for m in _BLANK.finditer(text):
            pieces.append((at, m.start()))
            at = m.end()
        pieces.append((at, len(text)))
    else:
        pieces = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    for start, end in pieces:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        size = len(piece.strip())
        if size:
            spans.append(Span(start + left, start + left + size))
    return tuple(spans)

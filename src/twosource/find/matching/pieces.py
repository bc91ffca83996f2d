"""A statement cut into its sentences.

One attribution often carries several sentences ("...," he said. "..."), which other
accounts report apart.  So sentences are matched, and statements through them.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from twosource.types import Section, Span, Statement

_END = re.compile(r"[.!?…]")
_SHORT = 8
"""Code points of a sentence too short to be matched alone ("Never."): it stays with
the one before it."""


def pieces(statement: Statement, section: Section) -> tuple[tuple[Span, ...], ...]:
    """The sentences of a content, each as the spans it has; a sentence split by its
    attribution ("...," she said, "...") is one piece.
    """
    found: list[list[Span]] = []
    ends = [s.end for s in section.sentences]
    for span in sorted(statement.content):
        parts = _sentences(span, ends, section.text)
        if found and _goes_on(found[-1][-1], parts[0], section.text):
            found[-1].append(parts.pop(0))
        found.extend([part] for part in parts)
    return tuple(tuple(piece) for piece in found)


def _sentences(span: Span, ends: list[int], text: str) -> list[Span]:
    """The span cut where the parser's sentences end after a closing mark."""
    cuts, start = [], span.start
    for end in ends[bisect_right(ends, span.start) :]:
        if end >= span.end:
            break
        if end - start < _SHORT or span.end - end < _SHORT or not _closes(text[start:end]):
            continue
        cuts.append(Span(start, end))
        start = end
    return [*cuts, Span(start, span.end)]


def _closes(text: str) -> bool:
    return text.rstrip().rstrip("”\"’'»“)]").endswith((".", "!", "?", "…"))


def _goes_on(before: Span, after: Span, text: str) -> bool:
    """Whether ``after`` continues the sentence of ``before``: no full stop closes it or
    stands between them, or the second begins in lower case.
    """
    first = next((c for c in after.of(text) if c.isalpha()), "")
    if first.islower():
        return True
    between = text[before.end : after.start] if before.end < after.start else ""
    return not _closes(before.of(text)) and not _END.search(between)

"""Words that two writers share without either owing the other: verse, tables, notices.

They are counted as quotations are: not among the narrator's words.  A poem, a
hymn or a prayer is everybody's; the lines of a market or weather table are one
form filled in daily; rights and newsletter notices stand under every story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from twosource.group.words import Words
from twosource.trace.lexicon import notice_holds, notices
from twosource.types import Span

_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?…。！？][\"”’»)\]]*\s*$")
_VERSES = 4  # lines at least
_VERSE_WORDS = (2, 11)  # of a line; a heading or a name is shorter, a sentence mostly longer
_VERSE_MEAN = 9.0
_ENDED = 0.5  # share of lines that end a sentence: verse runs on, short paragraphs do not
_ROWS = 3  # lines of a table at least
_FIGURES = 0.3  # share of figures in a row of hardly anything else
_FORM = 0.5  # share of a row's words that the row before or behind has too
_ROW_WORDS = 24  # longer lines of one form are captions of one occasion
_HEADING = 12  # words
_NOTICE_LETTERS = 600  # of a sentence; longer ones are text without stops


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: its words, and how it looks."""

    first: int
    behind: int
    ended: bool
    figures: int
    different: frozenset[str]

    @property
    def size(self) -> int:
        return self.behind - self.first


def set_aside(
    text: str, words: Words, sentences: Sequence[Span]
) -> tuple[tuple[int, int, str], ...]:
    """Stretches (first, behind last word) of verse, table and notice, in the order
    of these kinds; linear in the text.
    """
    rows = _rows(text, words)
    found = [(first, behind, "verse") for first, behind in _verses(rows)]
    found += [(first, behind, "table") for first, behind in _tables(rows)]
    for span in _notices(text, sentences):
        first, behind = np.searchsorted(words.starts, (span.start, span.end)).tolist()
        found.append((first, behind, "notice"))
    return tuple(found)


def _rows(text: str, words: Words) -> list[_Row]:
    rows = []
    for match in _LINE.finditer(text):
        first, behind = np.searchsorted(words.starts, match.span()).tolist()
        if behind > first:
            keys = words.keys[first:behind]
            figures = sum(k[0].isdigit() for k in keys)
            ended = _ENDS.search(match.group()[-8:]) is not None
            rows.append(_Row(first, behind, ended, figures, frozenset(keys)))
    return rows


def _verses(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """Blocks of short lines that mostly run on, hardly a figure among them."""
    low, high = _VERSE_WORDS
    for block in _blocks(rows, [low <= r.size <= high and not r.figures for r in rows]):
        ended = sum(r.ended for r in block) / len(block)
        mean = sum(r.size for r in block) / len(block)
        if len(block) >= _VERSES and ended < _ENDED and mean <= _VERSE_MEAN:
            yield block[0].first, block[-1].behind


def _tables(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """Blocks of lines with figures, of one form or of little else, each with the
    heading above it.
    """
    alike = [False] * len(rows)
    for n, row in enumerate(rows):
        if row.figures and row.size <= _ROW_WORDS:
            near = [r for r in (*rows[max(0, n - 1) : n], *rows[n + 1 : n + 2]) if r.figures]
            form = max((len(row.different & r.different) for r in near), default=0)
            plain = row.figures >= _FIGURES * row.size
            alike[n] = plain or form >= _FORM * len(row.different)
    heads = {r.behind: r.first for r in rows if r.size <= _HEADING}
    for block in _blocks(rows, alike):
        if len(block) >= _ROWS:
            first = block[0].first
            yield heads.get(first, first), block[-1].behind


def _blocks(rows: Sequence[_Row], wanted: Sequence[bool]) -> Iterator[Sequence[_Row]]:
    start = 0
    for n in range(len(rows) + 1):
        if n == len(rows) or not wanted[n]:
            if n > start:
                yield rows[start:n]
            start = n + 1


def _notices(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Sentences of notices, and one that stands between two of a paragraph."""
    small = text.casefold()
    if not any(held in small for held in notice_holds()):
        return
    pattern = notices()
    last = -3  # the notice before, in this paragraph
    for n, span in enumerate(sentences):
        if n and "\n" in text[sentences[n - 1].end : span.start]:
            last = -3
        if pattern.search(text[span.start : min(span.end, span.start + _NOTICE_LETTERS)]):
            if n - last == 2:
                yield sentences[n - 1]
            yield span
            last = n

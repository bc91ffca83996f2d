"""Quote geometry: where quotations begin and end, and which belong together.

Marks are paired per paragraph.  No text is refused: a mark that is lost, odd or
turned the wrong way still gives a quote with the likeliest bounds, with
:attr:`Quote.closed` false where the closing mark is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.language.marks import Mark, lost_start, opens_single, pair, scan
from twosource.language.speech import is_speech, reports
from twosource.types import Quote, Span

_BREAK = re.compile(r"\s*\n\s*")
_GAP = 120
"""Most code points between two halves of a split quote: longer narration in
between starts a new utterance."""

_DASHED = re.compile(r"\s*(?:[—–―]|--)[^.?!—–―]+(?:[—–―]|--)\s*")
"""Narration that breaks into a sentence: ``“X”—she said it twice—“Y”``."""

_PARTS = 8
"""Most quotes in one utterance; a longer run is a list of sayings."""


def split_paragraphs(text: str, known: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The paragraphs of a part: ``known`` where given, else its non-blank lines."""
    if known and known[-1].end <= len(text):
        return tuple(known)
    spans: list[Span] = []
    at = 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            spans.append(Span(at, end))
        at = gap.end() if gap else end
    return tuple(spans)


def find_quotes(text: str, paragraphs: Sequence[Span] | None = None) -> tuple[Quote, ...]:
    """Every quotation of a part, in order, nested ones after what holds them.

    Args:
        text: the part.
        paragraphs: its paragraphs; found from line breaks when ``None``.

    Returns:
        Quotes with offsets into ``text``; never raises.
    """
    quotes: list[Quote] = []
    carried: Mark | None = None
    group, run = 0, 1
    spans = split_paragraphs(text) if paragraphs is None else paragraphs
    for k, paragraph in enumerate(spans):
        marks = scan(text, paragraph)
        goes_on = k + 1 < len(spans) and opens_single(text, spans[k + 1])
        pairs = pair(text, paragraph, marks, goes_on)
        last: Quote | None = None
        for start, inner_start, inner_end, end, closed in pairs:
            if inner_end <= inner_start or not text[inner_start:inner_end].strip():
                continue
            span, inner = Span(start, end), Span(inner_start, inner_end)
            nested = last is not None and last.span.contains(span)
            if carried and start == paragraph.start and not nested:
                number = quotes[-1].group if not quotes else _outer(quotes).group
            elif (
                last is not None
                and not nested
                and run < _PARTS
                and _one_utterance(text, last, span)
            ):
                number, run = last.group, run + 1
            else:
                number, group = group, group + 1
                run = run if nested else 1
            speech = is_speech(text, paragraph, span, inner, nested)
            quote = Quote(span, inner, closed, speech, number)
            quotes.append(quote)
            if not nested:
                last, carried = quote, None
        runs_on = last is not None and not last.closed and last.span.end == paragraph.end
        carried = Mark(last.span.start, "", True) if runs_on and last else None
    return tuple(quotes)


def _outer(quotes: Sequence[Quote]) -> Quote:
    """The last quote that no earlier one holds."""
    best = quotes[-1]
    for quote in reversed(quotes[-8:]):
        if quote.span.contains(best.span):
            best = quote
    return best


def _one_utterance(text: str, first: Quote, second: Span) -> bool:
    """``"X," she said. "Y"``: the narration between the halves only reports."""
    between = text[first.span.end : second.start]
    if len(between) > _GAP or not first.closed:
        return False
    if _DASHED.fullmatch(between) and reports(between):
        return True
    tail = first.inner.of(text).rstrip()[-1:]
    if tail not in ",.?!…—–-":
        return False
    if not between.strip():
        return True
    return reports(between) and between.count(". ") <= 1 and ending(between)


def ending(between: str) -> bool:
    """Whether narration between two quotes ends where a quote may go on."""
    return between.rstrip()[-1:] in {".", ",", ":", ";"}


__all__ = ["find_quotes", "lost_start", "split_paragraphs"]

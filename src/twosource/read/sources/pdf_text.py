"""Lines of columns -> paragraphs in reading order: by indents, gaps and short lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from twosource.patterns import deferred
from twosource.read.sources.pdf_layout import (
    RTL,
    Line,
    Page,
    Running,
    columns,
    lines_of,
    running_heads,
)

_DIVIDED = deferred(r"[^\W\d_][-\u00ad\u2010]$")
_LAST = deferred(r"([^\W\d_]*)[-\u00ad\u2010]$")
_FIRST = deferred(r"^[^\W\d_]*")
_HYPHENED = deferred(r"(?=(?<![^\W\d_])([^\W\d_]+-[^\W\d_]+))")
"""Two words with a hyphen between, those of longer chains too."""
_END = deferred(r"[.!?…:。！？؟][\"'”’»)\]]*$")


@dataclass(slots=True)
class Paragraph:
    """A paragraph being put together, with the size of its type."""

    text: str
    size: float
    page: int
    short: bool = False
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Laid:
    """The paragraphs of a document in reading order, and what runs along its edges.

    Attributes:
        joined: words that were divided at the end of a line.
    """

    paragraphs: tuple[Paragraph, ...]
    running: tuple[Running, ...]
    joined: int = 0


@dataclass(slots=True)
class _Flow:
    """The paragraphs so far."""

    words: frozenset[str]
    out: list[Paragraph] = field(default_factory=list)
    joined: int = 0

    def start(self, line: Line, page: int) -> None:
        self.out.append(Paragraph(line.text, line.size, page))

    def append(self, line: Line) -> None:
        """Go on with a line, a word divided at the end of the one before made whole."""
        last = self.out[-1]
        last.lines += 1
        head, tail = last.text, line.text
        if not _DIVIDED.search(head):
            last.text = f"{head} {tail}"
            return
        one, two = _LAST.findall(head)[0], _FIRST.findall(tail)[0]
        hyphened, whole = f"{one}-{two}".lower(), f"{one}{two}".lower()
        known = hyphened in self.words and whole not in self.words
        # "Jean-" and "Luc", "well-known-" and "to": what is no divided word keeps its hyphen.
        if known or not two[:1].islower() or tail[len(two) : len(two) + 1] == "-":
            last.text = f"{head[:-1]}-{tail}"
            return
        self.joined += 1
        last.text = head[:-1] + tail


def _column(flow: _Flow, lines: Sequence[Line], page: int) -> None:
    """Add the paragraphs of one column."""
    left = median(sorted(line.x0 for line in lines)[: max(1, len(lines) * 3 // 4)])
    right = max(line.x1 for line in lines)
    leading = median([a.y0 - b.y0 for a, b in pairwise(lines)] or [0.0])
    rtl = RTL.search(lines[0].text) is not None
    before: Line | None = None
    for line in lines:
        if before is None:
            if flow.out and _goes_on(flow.out[-1], line):
                flow.append(line)
            else:
                flow.start(line, page)
        elif _breaks(before, line, left, right, leading, rtl):
            flow.start(line, page)
        else:
            flow.append(line)
        before = line
        flow.out[-1].short = (line.x0 - left if rtl else right - line.x1) > 0.25 * (right - left)


def _goes_on(last: Paragraph, line: Line) -> bool:
    """Whether a paragraph that ended a column goes on in the next."""
    alike = abs(last.size - line.size) < 0.08 * last.size
    open_ = not _END.search(last.text) and not last.short
    return alike and (open_ or (line.text[:1].islower() and not _END.search(last.text)))


def _breaks(before: Line, line: Line, left: float, right: float, leading: float, rtl: bool) -> bool:
    """Whether a line starts a paragraph."""
    if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
        return True
    if before.y0 - line.y0 > max(1.35 * leading + 0.5, 1.45 * line.size):
        return True
    inner, outer = (right, left) if rtl else (left, right)
    indent = abs((line.x1 if rtl else line.x0) - inner)
    was_indent = abs((before.x1 if rtl else before.x0) - inner)
    if 0.7 * line.size < indent < 6 * line.size and was_indent < 0.5 * line.size:
        return True
    short = abs((before.x0 if rtl else before.x1) - outer) > 0.18 * (right - left)
    return bool(short and _END.search(before.text) and not line.text[:1].islower())


def lay(pages: Sequence[Page]) -> Laid:
    """The paragraphs of a document."""
    bare, running = running_heads(pages)
    laid = [[lines_of(c) for c in columns(page.pieces)] for page in bare]
    texts = " ".join(line.text.lower() for page in laid for col in page for line in col)
    words = {*re.findall(r"[^\W\d_]+", texts), *_HYPHENED.findall(texts)}
    flow = _Flow(frozenset(words))
    for number, page in enumerate(laid, 1):
        for lines in page:
            if lines:
                _column(flow, lines, number)
    return Laid(tuple(p for p in flow.out if p.text.strip()), running, flow.joined)


def headline(laid: Laid) -> str | None:
    """The largest type of the first page, where it is larger than the rest by a quarter."""
    sizes = Counter[float]()
    for p in laid.paragraphs:
        sizes[round(p.size, 1)] += len(p.text)
    first = [p for p in laid.paragraphs if p.page == 1 and 8 <= len(p.text) <= 300]
    if not first or not sizes:
        return None
    common = sizes.most_common(1)[0][0]
    largest = max(first, key=lambda p: p.size)
    return largest.text if largest.size >= 1.25 * common else None


def text_of(laid: Laid) -> str:
    """Paragraphs with a blank line between."""
    return "\n\n".join(p.text for p in laid.paragraphs)

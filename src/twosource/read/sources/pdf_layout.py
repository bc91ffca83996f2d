"""Pieces of text with their places on a page -> columns, lines, and what runs along edges.

Columns are found by cutting a page along its white gaps, upright ones first
(recursive X-Y cut: Nagy and Seth 1984).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite
from statistics import median

from twosource.patterns import deferred

GUTTER = 0.7
"""Least width of the gap between columns, in sizes of the type; a line of two columns
that touch nearer than this could not be read by people either."""
MARGIN = 0.14
"""Share of a page's height, at its top and its foot, where running heads stand."""
LEVEL = 15.0
"""Points within which lines of several pages stand at one height."""
RTL = deferred(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_DIGITS = deferred(r"\d+|\b[ivxlc]{1,6}\b")
_NUMBER = deferred(
    r"^\W*(?:(?:page|seite|página|pagina|pag|str|стр|p|s)\W{0,3})?\d{1,4}\W*(?:(?:of|von|de|di|/|sur|van|из)\W*\d{1,4})?\W*$",
    re.I,
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = deferred("[ﬀ-ﬆ]")
MOST_CUTS = 400
"""Cuts of one page; a newspaper page has some fifty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: its text, its box in points from the lower left, its size."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size, its pieces, and how many pictures it has where it has no text."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    pictures: int = 0


class Line(Piece):
    """A line of one column."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Running:
    """A running head or foot, and on how many pages it stands."""

    text: str
    pages: int
    of: int


def clean(text: str) -> str:
    """A piece's text with ligatures as letters and blanks as one."""
    text = _LIGATURE.sub(lambda m: _LIGATURES[m[0]], text.replace("\x00", " "))
    return re.sub(r"\s+", " ", text)


def _gap(spans: Iterable[tuple[float, float]], least: float) -> tuple[float, float] | None:
    """The widest gap that no span crosses, of at least a width."""
    best: tuple[float, float] | None = None
    end: float | None = None
    for start, stop in sorted(spans):
        if (
            end is not None
            and start - end >= least
            and (best is None or start - end > best[1] - best[0])
        ):
            best = (end, start)
        end = stop if end is None else max(end, stop)
    return best


def columns(pieces: Sequence[Piece], cuts: int = MOST_CUTS) -> list[list[Piece]]:
    """The pieces of a page by column, in reading order."""
    if len(pieces) < 2 or cuts <= 0:
        return [list(pieces)] if pieces else []
    size = median(p.size for p in pieces)
    upright = _gap(((p.x0, p.x1) for p in pieces), GUTTER * size)
    if upright is not None:
        left = [p for p in pieces if p.x1 <= upright[0] + 0.01]
        right = [p for p in pieces if p.x0 >= upright[1] - 0.01]
        if min(_lines(left), _lines(right)) >= 2 or not _side_by_side(left, right):
            both = [left, right]
            if sum(bool(RTL.search(p.text)) for p in pieces) > len(pieces) / 2:
                both.reverse()
            return [c for half in both for c in columns(half, cuts // 2)]
    level = _gap(((p.y0, p.y1) for p in pieces), 0.01 * size)
    if level is None or not _split_helps(pieces, size):
        return [list(pieces)]
    upper = [p for p in pieces if p.y0 >= level[1] - 0.01]
    lower = [p for p in pieces if p.y1 <= level[0] + 0.01]
    return [*columns(upper, cuts // 2), *columns(lower, cuts // 2)]


def _lines(pieces: Sequence[Piece]) -> int:
    """How many lines pieces stand in."""
    return len({round(p.y0 / max(p.size, 1.0)) for p in pieces})


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether two halves share a height: a bullet and its text, a date and a name."""
    return min(p.y0 for p in left) < max(p.y1 for p in right) and (
        min(p.y0 for p in right) < max(p.y1 for p in left)
    )


def _split_helps(pieces: Sequence[Piece], size: float) -> bool:
    """Whether pieces stand beside one another at all: else it is one column already."""
    rows: dict[int, int] = Counter(round((p.y0 + p.y1) / 2 / max(size, 1.0)) for p in pieces)
    return max(rows.values(), default=0) > 1


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of one column, from its top; pieces of one line are joined."""
    out: list[Line] = []
    rtl = sum(bool(RTL.search(p.text)) for p in pieces) > len(pieces) / 2
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (-(p.y0 + p.y1), p.x0)):
        middle = (piece.y0 + piece.y1) / 2
        if row and not min(p.y0 for p in row) <= middle <= max(p.y1 for p in row):
            out.append(_line(row, rtl))
            row = []
        row.append(piece)
    if row:
        out.append(_line(row, rtl))
    return [line for line in out if line.text]


def _line(row: list[Piece], rtl: bool) -> Line:
    row.sort(key=lambda p: p.x0, reverse=rtl)
    text = row[0].text
    for one, two in pairwise(row):
        gap = one.x0 - two.x1 if rtl else two.x0 - one.x1
        apart = gap > 0.12 * two.size and not (text.endswith(" ") or two.text.startswith(" "))
        text += (" " if apart else "") + two.text
    size = max(row, key=lambda p: len(p.text)).size
    return Line(
        clean(text).strip(), min(p.x0 for p in row), min(p.y0 for p in row),
        max(p.x1 for p in row), max(p.y1 for p in row), size,
    )  # fmt: skip


def running_heads(pages: Sequence[Page]) -> tuple[list[Page], tuple[Running, ...]]:
    """Pages without what runs along their edges, and that.

    A line near the top or foot runs if it stands on half of the pages (on two at
    least) but for its figures, at one height; a page number runs where it stands alone.
    """
    edges = [[p for p in _edge(page) if p.text] for page in pages]
    counts = Counter(k for found in edges for k in {_key(line) for line in found})
    least = max(2, (len(pages) + 1) // 2)
    texts: dict[tuple[str, int], str] = {}
    out = []
    for page, found in zip(pages, edges, strict=True):
        gone = []
        for line in found:
            key = _key(line)
            if counts[key] >= least or _NUMBER.match(line.text):
                texts.setdefault(key, line.text)
                gone.append(line)
        kept = tuple(p for p in page.pieces if not any(_within(p, g) for g in gone))
        out.append(replace(page, pieces=kept))
    return out, tuple(Running(text, counts[key], len(pages)) for key, text in texts.items())


def _key(line: Line) -> tuple[str, int]:
    """What makes two lines one running head: their words, figures aside, and their height."""
    return _DIGITS.sub("#", line.text.lower()).strip(), round(line.y0 / LEVEL)


def _within(piece: Piece, line: Line) -> bool:
    return line.y0 <= (piece.y0 + piece.y1) / 2 <= line.y1 and (
        line.x0 - 0.01 <= piece.x0 and piece.x1 <= line.x1 + 0.01
    )


def _edge(page: Page) -> list[Line]:
    """The lines near the top and the foot, each piece of one apart."""
    low, high = MARGIN * page.height, (1 - MARGIN) * page.height
    found = [p for p in page.pieces if p.y1 < low or p.y0 > high]
    return [Line(clean(p.text).strip(), p.x0, p.y0, p.x1, p.y1, p.size) for p in found]


def pages_of(records: Iterable[dict[str, object]]) -> Iterator[Page]:
    """Pages from the records of the worker; what does not fit is left out."""
    for record in records:
        pieces = []
        given = record.get("pieces")
        for one in given if isinstance(given, list) else []:
            text, *numbers = one
            if len(numbers) == 5 and all(
                isinstance(n, int | float) and isfinite(n) for n in numbers
            ):
                pieces.append(Piece(str(text), *map(float, numbers)))
        width, height, pictures = (record.get(k, 0) for k in ("width", "height", "pictures"))
        yield Page(float(str(width)), float(str(height)), tuple(pieces), int(float(str(pictures))))

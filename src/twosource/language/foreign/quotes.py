"""Quotations of a text by the marks of its language: nested, unclosed, and dialogue dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from twosource.language.foreign.lists import Lists
from twosource.language.foreign.spans import trimmed
from twosource.types import Span

_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")
_BEFORE_OPEN = re.compile(r"[\s(\[\-–—:،,«„“־]")
_GERSHAYIM = re.compile(r"[א-ת]")
_DASH = re.compile(
    r"(?:(?<=\s)|^)[—–―-](?=\s)|(?:(?<=\s)|^)[—―](?=[\w¿¡«“])|(?<=[\w.!?…»”,])[—―](?=[\s.,;:]|$)",
    re.MULTILINE,
)
_MORE = re.compile(r"[.,;:]\s+(?=[^\W\d_a-zа-яñ]|[¿¡«“])")
MOST = 3000
"""Code points of one quotation; a mark without a partner nearer than that opens nothing."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: with its marks, and without; ``dash`` where dashes set it off; ``closed``
    unless its paragraph ends before a closing mark.
    """

    span: Span
    inner: Span
    closed: bool
    dash: bool = False


def paragraphs_of(text: str) -> list[Span]:
    """The lines that hold something, without the blanks around them."""
    found = (trimmed(text, *m.span()) for m in _PARAGRAPH.finditer(text))
    return [s for s in found if s is not None]


def quotes_of(text: str, lists: Lists) -> list[Quoted]:
    """The outermost quotations of a text, in order."""
    found: list[Quoted] = []
    for paragraph in paragraphs_of(text):
        marked = list(_marked(text, paragraph, lists))
        if lists.dash:
            marked += [
                d for d in _dashed(text, paragraph)
                if not any(d.span.overlap(m.span) for m in marked)
            ]  # fmt: skip
        found += sorted(marked, key=lambda q: q.span)
    return found


def _marked(text: str, paragraph: Span, lists: Lists) -> Iterator[Quoted]:
    at = paragraph.start
    while at < paragraph.end:
        pair = next((p for p in (*lists.titles, *lists.pairs) if text.startswith(p[0], at)), None)
        if pair is None or not _opens(text, at, pair, paragraph.start):
            at += 1
            continue
        end = _close(text, at + len(pair[0]), min(paragraph.end, at + MOST), pair)
        if end is None:
            rest = trimmed(text, at + len(pair[0]), paragraph.end)
            # a lone straight or single mark opens nothing; a lone « or “ does
            if rest is None or pair[0] == pair[1] or pair[0] in "‘‚‹" or len(rest) > MOST:
                at += 1
                continue
            yield Quoted(Span(at, paragraph.end), rest, closed=False)
            return
        inner = trimmed(text, at + len(pair[0]), end)
        if inner is not None and pair not in lists.titles:
            yield Quoted(Span(at, end + len(pair[1])), inner, closed=True)
        at = end + len(pair[1])


def _opens(text: str, at: int, pair: tuple[str, str], start: int) -> bool:
    """Whether a mark opens: a straight or single one only behind a blank or another mark."""
    if pair[0] != pair[1] and pair[0] not in "‘‚'":
        return True
    if at == start or _BEFORE_OPEN.match(text[at - 1]):
        return True
    # Hebrew particles are written before the mark, and a double mark inside a word
    # (an abbreviation) stands before its last letter
    joined = _GERSHAYIM.match(text[at - 1]) and text[at + 1 : at + 2].strip()
    word = re.match(r"[א-ת]+", text[at + 1 : at + 40])
    one_letter = at < 2 or not _GERSHAYIM.match(text[at - 2])
    return bool(joined and one_letter and word and len(word.group()) > 1)


def _close(text: str, at: int, end: int, pair: tuple[str, str]) -> int | None:
    """Where the closing mark stands; marks of the same pair inside are passed over."""
    opening, closing = pair
    if text.find(closing, at, end) < 0:
        return None
    depth = 1
    while at < end:
        if text.startswith(closing, at) and _closes(text, at, pair):
            depth -= 1
            if depth == 0:
                return at
            at += len(closing)
        elif opening != closing and text.startswith(opening, at):
            depth += 1
            at += len(opening)
        else:
            at += 1
    return None


def _closes(text: str, at: int, pair: tuple[str, str]) -> bool:
    behind = text[at + len(pair[1]) : at + len(pair[1]) + 1]
    if pair[1] in "’'":  # an apostrophe
        return not behind.isalnum()
    inside = _GERSHAYIM.match(text[at - 1]) and _GERSHAYIM.match(behind or " ")
    return not (pair[0] == pair[1] and inside)


def _dashed(text: str, paragraph: Span) -> Iterator[Quoted]:
    """Speech behind a dash at the head of a line or of a sentence: what is said, then, behind
    another dash and in small letters, who says it, then perhaps more of it.
    """
    dashes = [m.start() for m in _DASH.finditer(text, paragraph.start, paragraph.end)]
    k = 0
    while k < len(dashes):
        before = text[paragraph.start : dashes[k]].rstrip()
        if before and before[-1] not in ".!?…":
            k += 1
            continue
        stops = [*dashes[k + 1 :], paragraph.end]
        first = trimmed(text, dashes[k] + 1, stops[0])
        opened = first is not None and (text[first.start].isupper() or text[first.start] in "¿¡«“…")
        if first is None or not opened:
            k += 1
            continue
        yield Quoted(Span(dashes[k], first.end), first, closed=True, dash=True)
        k += 1
        if k < len(dashes) and text[dashes[k] + 1 : dashes[k] + 3].strip()[:1].islower():
            k += 1  # the frame; a further dash behind it opens again by the rule above
            more = _MORE.match(text, dashes[k] + 1, paragraph.end) if k < len(dashes) else None
            if more is not None:  # "—said she—. More of it."
                stop = dashes[k + 1] if k + 1 < len(dashes) else paragraph.end
                rest = trimmed(text, more.end(), stop)
                if rest is not None:
                    yield Quoted(rest, rest, closed=True, dash=True)
                k += 1

"""Where sentences end, by the marks and abbreviations of a language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from twosource.language.foreign.lists import Lists
from twosource.language.foreign.quotes import Quoted, paragraphs_of
from twosource.language.foreign.spans import trimmed
from twosource.types import Span

_CLOSERS = '»”"’)]“」』）】›'
_SPACED = re.compile("[\u00a0\u202f](?=»)")
_LAST = re.compile(r"[\w.\u200c]+$")
LONG = 400
"""Code points from which a quotation is cut at the sentences inside it."""


def sentences_of(text: str, lists: Lists, quotes: Sequence[Quoted]) -> tuple[Span, ...]:
    """The sentences of a text; a quotation stays with the words that introduce it."""
    found: list[Span] = []
    starts = [q.span.start for q in quotes]
    ends = re.compile(f"[{re.escape(lists.ends)}]+")
    for paragraph in paragraphs_of(text):
        at = paragraph.start
        for match in ends.finditer(text, paragraph.start, paragraph.end):
            cut = match.end()
            while cut < paragraph.end and (
                text[cut] in _CLOSERS or _SPACED.match(text, cut) is not None
            ):
                cut += 1
            k = bisect_right(starts, match.start()) - 1
            if (
                k >= 0
                and quotes[k].span.start < cut < quotes[k].span.end <= paragraph.end
                and (len(quotes[k].span) < LONG)
            ):
                continue
            if cut < paragraph.end and not _ends(text, match, cut, lists):
                continue
            piece = trimmed(text, at, cut)
            if piece is not None:
                found.append(piece)
            at = cut
        rest = trimmed(text, at, paragraph.end)
        if rest is not None:
            found.append(rest)
    return tuple(found)


def _ends(text: str, mark: re.Match[str], cut: int, lists: Lists) -> bool:
    """Whether a mark inside a paragraph ends a sentence."""
    if not lists.spaced:
        closed = cut > mark.end()  # 「…。」と述べた goes on
        return not (closed and text[cut : cut + 1] in "とというっなのがは、，,に")
    if not text[cut].isspace():
        return False
    following = text[cut:].lstrip()[:40].lstrip('«“„"‘‚([–—- ')
    if following[:1].islower():
        return False
    if mark.group() != ".":
        return True
    word = _LAST.search(text[max(0, mark.start() - 30) : mark.start()])
    last = word.group().lower() if word else ""
    if last in lists.abbreviations or (len(last) == 1 and last.isalpha() and lists.cased):
        return False
    score = text[max(0, mark.start() - len(last) - 1) : mark.start()][:1] in {":", ","}
    return not (lists.ordinal_dot and last.isdigit() and len(last) < 3) or score

"""Where the paragraphs of a page stand in its source.

The parser gives no offsets, so each paragraph is sought in the source by its first
words, onwards from the one before, and followed from there: between tags, entities
resolved and whitespace aside, the source must spell the paragraph letter for letter.
A start that is none is given up at its first wrong letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import chain

from twosource.patterns import deferred
from twosource.read.blocks import Block

_TAG = deferred(r"<!--.*?-->|<[^>]*>", re.S)
_SPACE = deferred(r"[\s\u200b\ufeff]+")
_PLAIN = deferred(r"[A-Za-z0-9][A-Za-z0-9 ,]{5,}")
_UNIT = deferred(r"(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});?)|[^\s\u200b\ufeff&]+|&")
ENDS = (40, 16, 6)
"""Characters of a paragraph's beginning by which it is sought, longest first: a link
or an entity may break the longer ones."""
SLACK = 12
"""Source characters a text character may take (tags and entities), at most."""
MISSES, NEAR = 100, 20_000
"""Paragraphs that may be sought in vain through all the rest of the source, and how far
later ones are sought: each search takes as long as the source, and a page of thousands
that are not in it would take that many times as long."""
SPARE = 2000
"""Source characters any paragraph may take besides."""


def _letters(run: str) -> str:
    """Letters of a run of source without tags: no whitespace, entities resolved."""
    if "&" in run:
        run = unescape(run)
    if "\u200b" in run or "\ufeff" in run:
        return _SPACE.sub("", run)
    return "".join(run.split())


def _spellings(text: str) -> tuple[str, ...]:
    """A text as it may stand in the source: as it is, and with entities."""
    if "&" in text or "<" in text or ">" in text:
        return text, escape(text, quote=False)
    return (text,)


def _starts(text: str, source: str, at: int, end: int, sought: set[str]) -> Iterator[int]:
    """Where the text may start; ``sought`` holds beginnings that were sought already."""
    for size in ENDS:
        for head in _spellings(text[:size]):
            if head in sought:
                continue
            sought.add(head)
            found = source.find(head, at, end)
            for _ in range(3):
                if found < 0:
                    break
                yield found
                found = source.find(head, found + 1, end)


def _past_entities(text: str, source: str, at: int, end: int) -> Iterator[int]:
    """Starts of the texts between tags in which the paragraph's first plain words
    stand, for one that opens with an entity.
    """
    run = _PLAIN.search(text)
    if run is None:
        return
    found = source.find(run.group(), at, end)
    for _ in range(3):
        if found < 0:
            return
        start = source.rfind(">", at, found) + 1
        yield start + len(source[start:found]) - len(source[start:found].lstrip())
        found = source.find(run.group(), found + 1, end)


def _last(run: str, wanted: str) -> int | None:
    """Where in a run the letters ``wanted``, with which it opens, are complete."""
    left = len(wanted)
    for unit in _UNIT.finditer(run):
        size = unit.end() - unit.start()
        if unit[1]:
            size = len(_letters(unit.group()))
            if size > left:
                return None
        if size >= left:
            return unit.end() if unit[1] else unit.start() + left
        left -= size
    return None


def _follow(wanted: str, source: str, start: int, limit: int) -> int | None:
    """End of the stretch from ``start`` that spells ``wanted``, or ``None``."""
    at, done = start, 0
    while at < limit:
        stop = source.find("<", at, limit)
        run = source[at : stop if stop >= 0 else limit]
        letters = _letters(run)
        if done + len(letters) >= len(wanted):
            end = _last(run, wanted[done:]) if letters.startswith(wanted[done:]) else None
            return at + end if end is not None else None
        if stop < 0 or not wanted.startswith(letters, done):
            return None
        done += len(letters)
        tag = _TAG.match(source, stop)
        if tag is None:
            return None
        at = tag.end()
    return None


def _place(text: str, source: str, at: int, end: int) -> tuple[int, int] | None:
    """Where a paragraph stands between two places of the source, or ``None``."""
    plain = "&" not in text and "<" not in text
    sought: set[str] = set()
    if plain:  # spelt out without a tag inside: three paragraphs in five
        start = source.find(text[: ENDS[0]], at, end)
        if start >= 0 and source.startswith(text, start):
            return start, start + len(text)
        if start < 0:
            sought.add(text[: ENDS[0]])
    wanted = "".join(text.split())
    tried = set()
    places = _starts(text, source, at, end, sought), _past_entities(text, source, at, end)
    for start in chain(*places):
        if start in tried:
            continue
        tried.add(start)
        stop = _follow(wanted, source, start, start + SLACK * len(text) + SPARE)
        if stop is not None:
            return start, stop
    return None


def locate(blocks: Sequence[Block], source: str, repaired: bool = False) -> None:
    """Fill ``start`` and ``end`` of the blocks with offsets into the page's source.

    A block that cannot be found letter for letter (a repaired one, one whose ends
    are broken by tags) keeps -1.
    """
    if repaired:
        return
    at = missed = 0
    for block in blocks:
        near = missed > MISSES
        end = min(len(source), at + NEAR) if near else len(source)
        found = _place(block.text, source, at, end)
        if found:
            block.start, block.end = found
            at = found[1]
        else:
            missed += 1

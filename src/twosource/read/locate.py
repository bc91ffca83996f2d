"""Where the paragraphs of a page stand in its source.

The parser gives no offsets, so each paragraph is sought in the source by its first
and last words, onwards from the one before, and kept only where the source between,
its tags taken out and its entities resolved, spells the paragraph letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import chain

from twosource.read.blocks import Block

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,]{5,}")
ENDS = (40, 16, 6)
"""Characters of a paragraph's beginning and end by which it is sought, longest first:
a link or an entity may break the longer ones."""
TRIES = 24
"""Stretches of source compared at most for one paragraph."""
SLACK = 12
"""Source characters a text character may take (tags and entities), at most."""


def _key(source: str) -> str:
    """Letters of a piece of source: no tags, no whitespace, entities resolved."""
    bare = _TAG.sub("", source) if "<" in source else source
    return _SPACE.sub("", unescape(bare) if "&" in bare else bare)


def _spellings(text: str) -> tuple[str, ...]:
    """A text as it may stand in the source: as it is, and with entities."""
    if "&" in text or "<" in text or ">" in text:
        return text, escape(text, quote=False)
    return (text,)


def _starts(text: str, source: str, at: int) -> Iterator[int]:
    for size in ENDS:
        for head in _spellings(text[:size]):
            found = source.find(head, at)
            for _ in range(3):
                if found < 0:
                    break
                yield found
                found = source.find(head, found + 1)


def _past_entities(text: str, source: str, at: int) -> Iterator[int]:
    """Starts of the texts between tags in which the paragraph's first plain words
    stand, for one that opens with an entity.
    """
    run = _PLAIN.search(text)
    if run is None:
        return
    found = source.find(run.group(), at)
    for _ in range(3):
        if found < 0:
            return
        start = source.rfind(">", at, found) + 1
        yield start + len(source[start:found]) - len(source[start:found].lstrip())
        found = source.find(run.group(), found + 1)


def _ends(text: str, source: str, start: int) -> Iterator[int]:
    limit = start + SLACK * len(text) + 2000
    for size in ENDS:
        for tail in _spellings(text[-size:]):
            found = source.find(tail, start, limit)
            for _ in range(3):
                if found < 0:
                    break
                yield found + len(tail)
                found = source.find(tail, found + 1, limit)


def _before_entities(text: str, source: str, start: int) -> Iterator[int]:
    """Ends of the text between tags in which the paragraph's last plain words stand."""
    runs = list(_PLAIN.finditer(text[-120:]))
    run = runs[-1] if runs else None
    found = source.find(run.group(), start, start + SLACK * len(text) + 2000) if run else -1
    if found >= 0:
        end = source.find("<", found)
        stop = end if end >= 0 else len(source)
        yield found + len(source[found:stop].rstrip())


def _place(text: str, source: str, at: int) -> tuple[int, int] | None:
    plain = "&" not in text and "<" not in text
    if plain:  # spelt out without a tag inside: three paragraphs in five
        start = source.find(text[: ENDS[0]], at)
        if start >= 0 and source.startswith(text, start):
            return start, start + len(text)
    wanted = _SPACE.sub("", text)
    tries = 0
    for start in chain(_starts(text, source, at), _past_entities(text, source, at)):
        for end in chain(_ends(text, source, start), _before_entities(text, source, start)):
            if end - start < len(wanted):
                continue
            if _key(source[start:end]) == wanted:
                return start, end
            tries += 1
            if tries > TRIES:
                return None
    return None


def locate(blocks: Sequence[Block], source: str, repaired: bool = False) -> None:
    """Fill ``start`` and ``end`` of the blocks with offsets into the page's source.

    A block that cannot be found letter for letter (a repaired one, one whose ends
    are broken by tags) keeps -1.
    """
    if repaired:
        return
    at = 0
    for block in blocks:
        found = _place(block.text, source, at)
        if found:
            block.start, block.end = found
            at = found[1]

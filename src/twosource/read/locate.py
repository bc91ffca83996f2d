"""Where the paragraphs of a page stand in its source.

The parser gives no offsets, so the texts between tags are listed once and each
paragraph is found again as a run of them: equal letter for letter once entities are
resolved and whitespace is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from twosource.read.blocks import Block

_PIECE = re.compile(
    r"<(script|style|noscript|svg|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|([^<]+)", re.S | re.I
)
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
START = 10
"""Letters of a paragraph's beginning by which it is looked up."""
SPREAD = 400
"""Texts between tags that one paragraph runs over at most."""


def _key(text: str) -> str:
    return _SPACE.sub("", unescape(text) if "&" in text else text)


def _pieces(source: str) -> list[tuple[int, int, str]]:
    """``(start, end, letters)`` of every text between tags."""
    found = []
    for m in _PIECE.finditer(source):
        raw = m.group(2)
        if raw and (key := _key(raw)):
            lead = len(raw) - len(raw.lstrip())
            found.append((m.start(2) + lead, m.start(2) + lead + len(raw.strip()), key))
    return found


def _run(pieces: Sequence[tuple[int, int, str]], at: int, wanted: str) -> int | None:
    """Index of the last piece of the run from ``at`` that spells ``wanted``."""
    done = 0
    for i in range(at, min(at + SPREAD, len(pieces))):
        key = pieces[i][2]
        if not wanted.startswith(key, done):
            return None
        done += len(key)
        if done == len(wanted):
            return i
    return None


def locate(blocks: Sequence[Block], source: str, repaired: bool = False) -> None:
    """Fill ``start`` and ``end`` of the blocks with offsets into the page's source.

    A block that cannot be found letter for letter (a repaired or generated one)
    keeps -1.
    """
    if repaired or not blocks:
        return
    pieces = _pieces(source)
    index: dict[str, list[int]] = {}
    for i, (_, _, key) in enumerate(pieces):
        index.setdefault(key[:START], []).append(i)
    last = 0
    for block in blocks:
        wanted = _key(block.text.replace("&", "&amp;")) if "&" in block.text else _key(block.text)
        starts = index.get(wanted[:START], []) or _short_starts(index, wanted)
        order = [i for i in starts if i >= last] + [i for i in starts if i < last]
        for i in order[:50]:
            end = _run(pieces, i, wanted)
            if end is not None:
                block.start, block.end = pieces[i][0], pieces[end][1]
                last = i
                break


def _short_starts(index: dict[str, list[int]], wanted: str) -> list[int]:
    """Pieces shorter than the look-up that the paragraph begins with."""
    return sorted(i for n in range(1, START) for i in index.get(wanted[:n], ()))

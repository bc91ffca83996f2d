"""How a block is made beside its words: capitals, brackets, a caption's glued credit,
whether its neighbours of one element hold links, and how often the page says nearly
the same.  Computed for the blocks that are scored, and counted among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log1p

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import HEADINGS, Block, Blocks

COLUMNS = (
    "capitals", "brackets", "glued", "with_links", "all_links", "mean_size", "linked_chars",
    "from_heading", "alike_words", "alike_start",
)  # fmt: skip
_GLUED = deferred(r"[a-z][.!?”\"'’][A-ZÀ-Þ][a-z]")
HEAD, TAIL = 200, 70
"""Characters among which capitals are counted, and those where a credit may be glued on."""
MOST = 9
"""Blocks that say nearly the same are counted so far."""
FAR = 40.0
"""Distance to a heading where none stands before a block."""
Key = tuple[tuple[str, ...], tuple[str, ...]]


def _template(text: str) -> Key:
    """The first and last two words, those with a figure left out."""
    if len(text) <= 40:
        first = last = text.lower().split()
    else:
        first, last = text[:60].lower().split(), text[-40:].lower().split()
    start, end = first[:2], last[-2:]
    if start and (start[0][0].isdigit() or start[-1][0].isdigit()):
        start = [w for w in first if not w[0].isdigit()][:2]
    if end and (end[0][-1].isdigit() or end[-1][-1].isdigit()):
        end = [w for w in last if not w[-1].isdigit()][-2:]
    return tuple(start), tuple(end)


_CAPITALS = bytes(range(65, 91))
_LETTERS = _CAPITALS + bytes(range(97, 123))


def _capitals(head: str) -> float:
    """Share of letters that are capitals; of plain ASCII, most heads, by bytes."""
    if head.isascii():
        data = head.encode()
        letters = len(data) - len(data.translate(None, _LETTERS))
        return (len(data) - len(data.translate(None, _CAPITALS))) / max(letters, 1)
    return sum(map(str.isupper, head)) / max(sum(map(str.isalpha, head)), 1)


def _own(block: Block) -> tuple[float, float, float, float]:
    """Columns ``capitals``, ``brackets``, ``glued`` and ``linked_chars``."""
    text = block.text
    return (
        _capitals(text[:HEAD]), (text[0] in "[(") + 2 * (text[-1] in "])"),
        _GLUED.search(text[-TAIL:]) is not None, block.linked,
    )  # fmt: skip


def _beside(page: Blocks) -> list[tuple[float, float, float]]:
    """Of the blocks in elements of one tag under one parent: the share that holds a
    link, the share that is all link, and the mean size.
    """
    keys = []
    found: dict[tuple[int, str], list[int]] = {}
    for block in page.blocks:
        element = page.elements[block.within]
        key = (element.parent, element.tag)
        keys.append(key)
        sums = found.setdefault(key, [0, 0, 0, 0])
        sums[0] += 1
        sums[1] += block.linked > 0
        sums[2] += block.linked > 0.9 * len(block.text)
        sums[3] += len(block.text)
    means = {k: (a / n, b / n, log1p(c / n)) for k, (n, a, b, c) in found.items()}
    return [means[key] for key in keys]


def build_features(page: Blocks, rows: Sequence[int]) -> NDArray[np.float64]:
    """``(rows, len(COLUMNS))`` of some blocks of a page."""
    blocks = page.blocks
    templates = {i: _template(blocks[i].text) for i in rows}
    whole = Counter(templates.values())
    start = Counter(first for first, _ in templates.values())
    beside = _beside(page)
    heading, last = [], -1
    for i, block in enumerate(blocks):
        if page.elements[block.within].tag in HEADINGS:
            last = i
        heading.append(min(i - last, 30) if last >= 0 else FAR)
    out = []
    for i in rows:
        capitals, brackets, glued, linked = _own(blocks[i])
        out.append((
            capitals, brackets, glued, *beside[i], linked, heading[i],
            min(whole[templates[i]], MOST), min(start[templates[i][0]], MOST),
        ))  # fmt: skip
    return np.array(out, dtype=np.float64).reshape(len(rows), len(COLUMNS))


__all__ = ["COLUMNS", "build_features"]

"""What a page holds and does not show: small, it is furniture (a summary for search
engines, a note that opens over a word); large, it is the account behind a wall.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Blocks
from twosource.read.blocks.marks import HIDDEN, UNSEEN, bit

SMALL, ALL = 0.35, 0.4
"""Shares of the shown body that one thing not shown, and all of them together, have at
most to be dropped. On the development pages the hidden blocks that are no body have under
0.04 of it, those that are have 0.9 or more."""
_STREAMED = deferred(r"(?:^|\s)[SB]:[0-9a-f]+(?:\s|$)")
"""Ids under which React sends parts of a page that its script then puts into place."""


def _outermost(page: Blocks) -> list[int]:
    """For each element the outermost one round it that is not shown, or -1.  A quote set
    large is: a page only keeps it from being read out a second time.
    """
    found: list[int] = []
    quote = bit("quote")
    for i, element in enumerate(page.elements):
        above = found[element.parent] if element.parent >= 0 else -1
        hidden = element.marks & (HIDDEN | UNSEEN) and not (
            element.marks & quote or _STREAMED.search(element.name)
        )
        found.append(above if above >= 0 else i if hidden else -1)
    return found


def small_and_hidden(page: Blocks, body: NDArray[np.bool_]) -> list[int]:
    """The blocks of the body that are not shown and little beside what is; what is set
    into a sentence, like a note on a word, among them.

    Where there is much of it in many pieces it is an account hidden piece by piece, and
    kept.  What follows the last shown block in several pieces is kept: the rest of an account
    that opens on a click.
    """
    asides = [i for i, block in enumerate(page.blocks) if block.aside and body[i]]
    if page.dump:
        return asides
    outer = _outermost(page)
    groups: dict[int, list[int]] = {}
    shown, last = 0, -1
    for i in np.flatnonzero(body).tolist():
        at = outer[page.blocks[i].within]
        if at >= 0:
            groups.setdefault(at, []).append(i)
        else:
            shown, last = shown + len(page.blocks[i].text), i
    small: list[int] = []
    for group in groups.values():
        size = sum(len(page.blocks[i].text) for i in group)
        rest = group[0] > last and len(group) > 1
        if size <= SMALL * shown and not rest:
            small += group
    if sum(len(page.blocks[i].text) for i in small) <= ALL * shown:
        asides += small
    return sorted(set(asides))


__all__ = ["small_and_hidden"]

"""The authors of a page: those its data state, weighed against the line it shows."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.read.found.byline_blocks import block_byline
from twosource.read.found.bylines import Byline
from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT
from twosource.read.names import byline_of, near, presented, shown, written_names


def joined_byline(
    stated: Sequence[str], items: Sequence[Labelled], owners: Sequence[str], sure: bool = True
) -> tuple[str, ...]:
    """The authors: those the page's data state, or all of a "By A and B" line by the
    headline where the data name but one of them; else :func:`byline_of`.  Where what
    is stated is not ``sure`` (no person, but the outlet or a desk), persons that the
    page shows go before it.
    """
    if not stated:
        return byline_of(items, owners)
    if not sure:
        return shown(items, owners) or presented(items) or tuple(stated)
    known = {n.lower() for n in stated}
    for item in near(items):
        text = item.block.text
        if len(text) < LINE and item.label not in _NO_LINE and known & _folded(text, stated):
            found = block_byline(item.block, owners)
            written = _line_of(item, found, owners)
            if found is not None and (rest := _apart(stated, found)):
                stated = rest
            if len(written) > len(stated) and {n.lower() for n in stated} <= {
                n.lower() for n in written
            }:
                return written
    return tuple(stated)


_NO_LINE = CONTENT | {"title", "repeat", "caption"}
LINE = 200
"""Characters of a line at most that completes the authors a page states."""


def _folded(text: str, names: Sequence[str]) -> set[str]:
    """Those of some names, in lower case, that stand in a text."""
    low = text.lower()
    return {n.lower() for n in names if n.lower() in low}


def _line_of(item: Labelled, found: Byline | None, owners: Sequence[str]) -> tuple[str, ...]:
    """All who wrote of a line that opens with "By" or is marked as the author's."""
    if found is None:
        return written_names(item.block, owners)
    return found.writers if found.led or item.label == "byline" else ()


def _apart(stated: Sequence[str], found: Byline) -> tuple[str, ...]:
    """The stated authors without those that a line names for pictures or editing beside
    those who wrote.
    """
    others = {n.lower() for n in found.others} if found.writers else set()
    return tuple(n for n in stated if n.lower() not in others)

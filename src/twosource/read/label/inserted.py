"""Lines set into an account that are not of it, found by their words and how they are
made: pointers to other stories, advertisement marks, invitations to channels, and what
a blog's feed writes under each entry.  Applied after the labeller, whose numbers do not
change by it; the words are in ``data/inserted.toml``.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Block, Blocks
from twosource.read.label.headline import key
from twosource.read.label.phrases import holding, plain, starting, templates, whole
from twosource.read.label.pointers import (
    LONG,
    is_label,
    is_pointer,
    linked_headings,
    pointed_at,
    stripped,
)

LAST = 4
"""Blocks at the end of a body among which a footer stands."""
TAIL = 500
"""Characters at the end of a block in which a footer may open."""
_STOP = deferred(r"[.!?…。\]]\s+(?=\S)")
SHORT = 100
"""Characters of "Download the ... app" at most, where nothing says whose app it is."""
_SIGNS = deferred(r"^[^\w@#]+")
_APP = deferred(r"\bapp\b")


def is_advertisement(text: str) -> bool:
    """Whether a block only says that an advertisement stands there."""
    return len(text) <= 120 and stripped(text) in whole("advertisement", "whole")


def is_invitation(text: str) -> bool:
    """Whether a block asks its reader to a channel, an app or a newsletter."""
    if len(text) > LONG or text[:1] in "\"“„«‘'":
        return False
    line = _SIGNS.sub("", plain(text))
    opening = starting("invitation", "verbs").match(line)
    if opening is None:
        return False
    behind = line[opening.end() :]
    if behind[:1].isalnum() and opening.group().isascii():
        return False
    named = len(line) <= SHORT and _APP.search(line) is not None
    return named or holding("invitation", "channels").search(line) is not None


def is_footer(block: Block, title: str) -> bool:
    """Whether a block is what a blog's feed writes under an entry: in words of the list,
    or, in whatever words, the title again with little round it and links on it.
    """
    text = block.text
    if len(text) > 600:
        return False
    line = plain(text).strip(" .。")
    if templates("footer", "patterns").fullmatch(line):
        return True
    wanted = key(title)
    held = len(wanted) >= 12 and wanted in key(text)
    if (held or block.linked) and templates("footer", "patterns", True).fullmatch(line):
        return True
    extra = len(key(text)) - len(wanted)
    return held and 8 <= extra <= 90 and block.linked >= 0.8 * len(title)


def split_footer(page: Blocks, title: str) -> None:
    """Part a footer from the paragraph it is glued to, in place, at the end of a page."""
    for i in range(len(page.blocks) - 1, max(-1, len(page.blocks) - LAST), -1):
        block = page.blocks[i]
        start = max(0, len(block.text) - TAIL)
        for found in _STOP.finditer(block.text, start):
            rest = replace(block, text=block.text[found.end() :], linked=0, emphasised=0)
            if is_footer(rest, title):
                head = block.text[: found.start() + 1]
                same = block.end - block.start == len(block.text)
                if block.start >= 0 and same:
                    rest.start = block.start + found.end()
                page.blocks[i : i + 1] = [
                    replace(block, text=head, linked=min(block.linked, len(head)),
                            emphasised=min(block.emphasised, len(head)),
                            end=block.start + len(head) if same else block.end),
                    rest,
                ]  # fmt: skip
                return


def inserted(page: Blocks, body: NDArray[np.bool_], title: str) -> dict[int, str]:
    """Blocks of the body that are set into it, and the kind of furniture each is.

    Args:
        page: the blocks.
        body: which of them are taken for the body.
        title: the headline, ``""`` where none is known.
    """
    inside = [int(i) for i in np.flatnonzero(body)]
    found: dict[int, str] = {}
    for i in inside:
        block = page.blocks[i]
        if is_advertisement(block.text):
            found[i] = "advertisement"
        elif is_pointer(block, page.dump):
            found[i] = "related"
            if is_label(block.text):
                found.update(dict.fromkeys(pointed_at(page, body, i), "related"))
        elif is_invitation(block.text):
            found[i] = "share"
    for i in linked_headings(page, inside):
        found.setdefault(i, "related")
    for i in inside[-LAST:]:
        if is_footer(page.blocks[i], title):
            found[i] = "credit"
    return found


__all__ = ["inserted", "is_advertisement", "is_footer", "is_invitation", "split_footer"]

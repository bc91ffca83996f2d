"""Lines set into an account that are not of it, found by their words and how they are
made: pointers to other stories, advertisement marks, invitations to channels, and what
a blog's feed writes under each entry.  Applied after the labeller, whose numbers do not
change by it; the words are in ``data/inserted.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import HEADINGS, Block, Blocks
from twosource.read.label.headline import key
from twosource.read.label.phrases import holding, plain, starting, templates, whole

LONG = 240
"""Characters of a pointer or an invitation at most; headlines end under 150."""
FEW = 2
"""Linked headings of a body at most that are pointers: where there are more, as in a
list of products or a page whose headings link to themselves, they part the account."""
WORDS = 4
"""Words of a linked heading at least: a headline has as many, a section's name fewer."""
LAST = 4
"""Blocks at the end of a body among which a footer stands."""
TAIL = 500
"""Characters at the end of a block in which a footer may open."""
_STOP = re.compile(r"[.!?…。\]]\s+(?=\S)")
LINKED = 0.85
"""Share of characters inside links of what is nothing but a link: a bracket or a dot
may stand outside."""

SHORT = 100
"""Characters of "Download the ... app" at most, where nothing says whose app it is."""
_APP = re.compile(r"\bapp\b")

_FRAME = " \t()[]{}<>|:;.,!*_~=#•·–—-…\"'“”„«»‹›►▶▸➤➡→⇒☞👉📌🔗"
_BEHIND = re.compile(r"[\s\"'”)\]]*(?:[:|»›>►▶▸➤➡→⇒☞👉]|[-–—•·](?=\s)|\.{3}|…)")
_SENTENCE = re.compile(r"[.!?。！？।؟…]['\"”’»)\]]*(?:\s|$)")
_BRACKETS = {"(": ")", "[": "]"}


def _stripped(text: str) -> str:
    """A plain text without the signs that frame a line."""
    return plain(text).strip(_FRAME)


def _bare_link(block: Block) -> bool:
    """Whether a block is nothing but a link."""
    return block.linked >= LINKED * len(block.text)


def _rest_linked(block: Block, rest: str) -> bool:
    """Whether what stands behind a label is nothing but a link."""
    size = len(rest.strip(_FRAME))
    return size >= 8 and block.linked >= LINKED * size


def _prose(rest: str) -> bool:
    """Whether what stands behind a label is told rather than pointed to."""
    ends = len(_SENTENCE.findall(rest))
    return ends > 1 or (ends == 1 and len(rest) > 140)


def is_label(text: str) -> bool:
    """Whether a block is the label of a pointer and nothing else."""
    return _stripped(text) in whole("pointer", "labels")


def is_pointer(block: Block) -> bool:
    """Whether a block points to another story: a label and what it points to, an arrow
    before a link, or a link in brackets.
    """
    text = block.text
    if len(text) > LONG:
        return False
    if is_label(text):
        return True
    bare = _bare_link(block)
    if _BRACKETS.get(text[0]) == text[-1] and bare and len(text.split()) >= WORDS:
        return True
    line = plain(text)
    if starting("pointer", "arrows").match(line) and (
        bare or (block.linked > 0 and _rest_linked(block, line))
    ):
        return True
    line = line.lstrip(_FRAME)
    for name in ("labels", "weak"):
        found = starting("pointer", name).match(line)
        if found is None:
            continue
        rest = line[found.end() :]
        # Glued to the link: "Also read" and a headline without a blank between.
        glued = name == "labels" and 0 < block.linked <= len(text) - found.end() + 1
        if rest[:1].isalnum() and not glued:
            continue
        mark = _BEHIND.match(rest)
        if (name == "labels" or mark is not None) and _rest_linked(block, rest):
            return True
        if name == "labels" and mark is not None and not _prose(rest[mark.end() :]):
            return True
    return False


def is_advertisement(text: str) -> bool:
    """Whether a block only says that an advertisement stands there."""
    return len(text) <= 120 and _stripped(text) in whole("advertisement", "whole")


def is_invitation(text: str) -> bool:
    """Whether a block asks its reader to a channel, an app or a newsletter."""
    if len(text) > LONG or text[:1] in "\"“„«‘'":
        return False
    line = plain(text).lstrip(_FRAME)
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
    if templates("footer", "patterns", True).fullmatch(line) and (held or block.linked):
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


def _linked_headings(page: Blocks, inside: Sequence[int]) -> list[int]:
    """The headings that are nothing but a link to another page, where they are few."""
    found = [
        i for i in inside
        if page.tag(page.blocks[i]) in HEADINGS and _bare_link(page.blocks[i])
        and not page.blocks[i].href.startswith("#")
    ]  # fmt: skip
    if len(found) > FEW:
        return []
    return [i for i in found if len(page.blocks[i].text.split()) >= WORDS]


def _pointed_at(page: Blocks, body: NDArray[np.bool_], at: int) -> list[int]:
    """The blocks behind a label alone that it points to: nothing but links, or in a
    dump the one short line that is no sentence.
    """
    found = []
    for i in range(at + 1, len(page.blocks)):
        block = page.blocks[i]
        if page.dump:
            short = len(block.text) <= 120 and not _SENTENCE.search(block.text[-3:])
            return [i] if short and block.gap <= 1 else []
        if not _bare_link(block) or len(block.text) > LONG:
            break
        found.append(i)
    return [i for i in found if body[i]]


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
        elif is_pointer(block):
            found[i] = "related"
            if is_label(block.text):
                found.update(dict.fromkeys(_pointed_at(page, body, i), "related"))
        elif is_invitation(block.text):
            found[i] = "share"
    for i in _linked_headings(page, inside):
        found.setdefault(i, "related")
    for i in inside[-LAST:]:
        if is_footer(page.blocks[i], title):
            found[i] = "credit"
    return found


__all__ = [
    "inserted", "is_advertisement", "is_footer", "is_invitation", "is_label", "is_pointer",
    "split_footer",
]  # fmt: skip

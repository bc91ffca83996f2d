"""Lines inside an account that point to other stories: "Also read: ...", an arrow before
a link, a heading that is nothing but a link.  The words are in ``data/inserted.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import HEADINGS, Block, Blocks
from twosource.read.label.phrases import plain, starting, whole

LONG = 240
"""Characters of a pointer at most; headlines end under 150."""
SHORT = 140
"""Characters of one that has no link and no mark behind its label."""
FEW = 2
"""Linked headings of a body at most that are pointers: where there are more, as in a
list of products or a page whose headings link to themselves, they part the account."""
WORDS = 4
"""Words of a linked heading at least: a headline has as many, a section's name fewer."""
LINKED = 0.85
"""Share of characters inside links of what is nothing but a link: a bracket or a dot
may stand outside."""

FRAME = " \t()[]{}【】<>|:;.,!*_~=#•·–—-…\"'“”„«»‹›►▶▸➤➡→⇒☞👉📌🔗"
"""Signs that frame a line."""
_BEHIND = deferred(r"[\s\"'”)\]]*(?:[:|»›>►▶▸➤➡→⇒☞👉】]|[-–—•·](?=\s)|\.{2,}|…)")
_SENTENCE = deferred(r"[.!?。！？।؟…]['\"”’»)\]]*(?:\s|$)")
_DOTS = frozenset("•●▪■◆·")
_BRACKETS = {"(": ")", "[": "]"}


def stripped(text: str) -> str:
    """A plain text without the signs that frame a line."""
    return plain(text).strip(FRAME)


def _bare_link(block: Block) -> bool:
    """Whether a block is nothing but a link."""
    return block.linked >= LINKED * len(block.text)


def _rest_linked(block: Block, rest: str) -> bool:
    """Whether what stands behind a label is nothing but a link."""
    size = len(rest.strip(FRAME))
    return size >= 8 and block.linked >= LINKED * size


def _prose(rest: str) -> bool:
    """Whether what stands behind a label is told rather than pointed to."""
    ends = len(_SENTENCE.findall(rest))
    return ends > 1 or (ends == 1 and len(rest) > SHORT)


def _headline(rest: str) -> bool:
    """Whether some words end like a headline, without a full stop."""
    return len(rest.split()) >= 3 and len(rest) <= SHORT and not _SENTENCE.search(rest)


def is_label(text: str) -> bool:
    """Whether a block is the label of a pointer and nothing else."""
    return stripped(text) in whole("pointer", "labels")


def _labelled(block: Block, line: str) -> bool:
    """Whether a block opens with a label and points to something behind it."""
    label = starting("pointer", "labels").match(line)
    if label is None:
        return False
    rest = line[label.end() :]
    # Glued to the link: "Also read" and a headline without a blank between.
    glued = 0 < block.linked <= len(block.text) - label.end() + 1
    if rest[:1].isalnum() and not glued:
        return False
    if _rest_linked(block, rest):
        return True
    mark = _BEHIND.match(rest)
    if mark is not None:
        return not _prose(rest[mark.end() :])
    words = len(label.group().split())
    follows = block.text.lstrip(FRAME).split()[words:]
    capital = words > 1 and bool(follows) and follows[0][0].isupper()
    return capital and len(block.text) <= SHORT and _headline(rest)


def _called(block: Block, line: str) -> bool:
    """Whether a block calls on the reader ("Watch: ...") or has a common word before a
    mark and a link.
    """
    for name in ("calls", "weak"):
        found = starting("pointer", name).match(line)
        mark = _BEHIND.match(line, found.end()) if found is not None else None
        if mark is not None:
            rest = line[mark.end() :]
            if _rest_linked(block, rest) or (name == "calls" and _headline(rest)):
                return True
    return False


def is_pointer(block: Block, dump: bool = False) -> bool:
    """Whether a block points to another story: a label and what it points to, an arrow
    before a link (in a dump, before a short line that is no sentence), or a link in
    brackets or behind a dot.
    """
    text = block.text
    if len(text) > LONG:
        return False
    if is_label(text):
        return True
    bare = _bare_link(block)
    if _BRACKETS.get(text[0]) == text[-1] and bare and len(text.split()) >= WORDS:
        return True
    if not dump and text[0] in _DOTS and bare and len(text.split()) > WORDS:
        return True
    line = plain(text)
    if starting("pointer", "arrows").match(line):
        rest = line.strip(FRAME)
        if bare or (block.linked and _rest_linked(block, line)) or (dump and _headline(rest)):
            return True
    line = line.lstrip(FRAME)
    return _labelled(block, line) or _called(block, line)


def linked_headings(page: Blocks, inside: Sequence[int]) -> list[int]:
    """The headings of a body that are nothing but a link to another page, where they
    are few.
    """
    found = [
        i for i in inside
        if page.tag(page.blocks[i]) in HEADINGS and _bare_link(page.blocks[i])
        and not page.blocks[i].href.startswith("#")
    ]  # fmt: skip
    if len(found) > FEW:
        return []
    return [i for i in found if len(page.blocks[i].text.split()) >= WORDS]


def pointed_at(page: Blocks, body: NDArray[np.bool_], at: int) -> list[int]:
    """The blocks behind a label alone that it points to: nothing but links, or in a
    dump a short line that is no sentence, and those that follow it without a blank line.
    """
    found: list[int] = []
    for i in range(at + 1, len(page.blocks)):
        block = page.blocks[i]
        if page.dump:
            short = len(block.text) <= SHORT and not _SENTENCE.search(block.text[-3:])
            points = short and block.gap <= (0 if found else 1)
        else:
            points = _bare_link(block) and len(block.text) <= LONG
        if not points:
            break
        found.append(i)
    return [i for i in found if body[i]]


__all__ = ["FRAME", "LONG", "is_label", "is_pointer", "linked_headings", "pointed_at", "stripped"]

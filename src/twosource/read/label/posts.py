"""Posts of other sites embedded in an account: all of one is body, or none of it.

The labeller was taught by pages that keep posts and by pages that do not, and may part
a post from the line that signs it.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Blocks
from twosource.read.blocks.marks import bit
from twosource.read.label.phrases import plain, templates
from twosource.read.lexicon import load

LONGEST = 2500
"""Characters of a post at most: what is longer holds more than one."""
_SIGNED = deferred(r"[—–―-]{1,2}\s?[^@]{1,90}\(\s?@[\w.-]{1,60}(?:@[\w.-]{1,60})?\s?\)")
"""The line that signs a post: "— Name (@name) 14 January 2031"."""


def signs(text: str) -> bool:
    """Whether a block is the line that signs a post, with a dash or in the platform's words
    ("A post shared by Name (@name)").
    """
    if len(text) > 220:
        return False
    dashed = text[0] in "—–―-" and _SIGNED.match(text) is not None
    return dashed or ("(@" in text and _stock(text))


def is_platform_line(text: str) -> bool:
    """Whether a block is the platform's and no one's words: "View this post on ..."."""
    return "(@" not in text and _stock(text)


def _stock(text: str) -> bool:
    """Whether a platform writes these words under every post."""
    return len(text) <= 160 and templates("post", "lines").fullmatch(plain(text)) is not None


@cache
def _names() -> tuple[str, ...]:
    return tuple(load("inserted")["post"]["names"])


def _embeds(page: Blocks) -> dict[int, int]:
    """For each element in or around which a post stands, the outermost of that kind."""
    mark = bit("embed")
    names = {element.name for element in page.elements}
    every = "\n".join(names)
    known = [part for part in _names() if part in every]
    named = {name for name in names if any(part in name for part in known)} if known else ()
    found: dict[int, int] = {}
    for i, element in enumerate(page.elements):
        if found and element.parent in found:
            found[i] = found[element.parent]
        elif (known and element.name in named) or (
            element.marks & mark and element.name and element.tag in {"blockquote", "figure"}
        ):
            found[i] = i
    return found


def _groups(page: Blocks) -> list[list[int]]:
    """The blocks of each post, in order."""
    embeds = {} if page.dump else _embeds(page)
    by_element: dict[int, list[int]] = {}
    for i, block in enumerate(page.blocks):
        if block.within in embeds:
            by_element.setdefault(embeds[block.within], []).append(i)
        elif i and signs(block.text):
            before = page.blocks[i - 1]
            if before.within not in embeds and not signs(before.text):
                by_element[-i] = [i - 1, i]
    return list(by_element.values())


def keep_whole(page: Blocks, body: NDArray[np.bool_]) -> list[int]:
    """Make each post whole, in place: body where most of its characters are, none of it
    else; the platform's own lines are never body.  The blocks of posts that are no body.
    """
    outside: list[int] = []
    for group in _groups(page):
        sizes = [len(page.blocks[i].text) for i in group]
        if sum(sizes) > LONGEST:
            continue
        lines = {i for i in group if is_platform_line(page.blocks[i].text)}
        text = [(n, i) for n, i in zip(sizes, group, strict=True) if not signs(page.blocks[i].text)]
        told = [(n, i) for n, i in text if i not in lines]
        kept = sum(n for n, i in told if body[i])
        most = bool(told) and 2 * kept > sum(n for n, _ in told)
        for i in group:
            body[i] = most and i not in lines
        outside += [i for i in group if not body[i]]
    return outside


__all__ = ["is_platform_line", "keep_whole", "signs"]

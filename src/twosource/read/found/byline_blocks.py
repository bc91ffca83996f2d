"""The byline of a block, its inline elements minded: two that touch are parted on the
page by its style alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.patterns import deferred
from twosource.read.blocks import SEAM, Block
from twosource.read.found.bylines import Byline, read_byline

MANY = 4
"""Words of a name that may be two persons' in elements of their own."""


def _spellings(block: Block) -> list[str]:
    """A block's text as it may be meant: elements that touch are parts of their own
    ("Lena Brock" + "Reporter"); or nothing is parted; or all of them are.
    """
    text, seamed = block.text, block.seamed
    if SEAM not in seamed or "".join(seamed.replace(SEAM, "").split()) != "".join(text.split()):
        return [text]
    touching = _SPACED.sub(" ", seamed).strip(f"{SEAM} ")
    glued = _GLUED.search(seamed) is not None
    return [touching, seamed, _TOUCHING.sub(" ", touching)] + ([] if glued else [text])


_SPACED = deferred(rf"\s{SEAM}+\s?|{SEAM}+\s")
_TOUCHING = deferred(rf"{SEAM}+")
_GLUED = deferred(rf"[^\W\d_]{SEAM}+[^\W\d_]")


def block_byline(block: Block, owners: Sequence[str] = ()) -> Byline | None:
    """:func:`read_byline` of a block, its inline elements minded."""
    found = [b for text in _spellings(block) if (b := read_byline(text, owners))]
    if len(found) > 1 and any(len(n.split()) >= MANY for n in found[0].writers):
        return max(found[:2], key=lambda b: len(b.writers))
    return found[0] if found else None

"""Lines of a body that are about the account: its byline, its date.

The labeller takes some for text: on a page that marks nothing they look like short
paragraphs.  They are known by their words (:mod:`twosource.read.found.bylines`,
:mod:`twosource.read.found.stamps`): every part of the line has to be understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.patterns import deferred
from twosource.read.blocks import Block, Blocks
from twosource.read.blocks.marks import bit
from twosource.read.found.byline_blocks import block_byline
from twosource.read.found.bylines import is_beside_names
from twosource.read.found.stamps import is_stamp, label_of

_BYLINE = deferred(r"(?:By|Von|Par|Por|Di)\s+[^\W\d_][^.!?:;]{2,80}$")
_AUTHOR = deferred(r"[^\W\d_]{4,12}\s?:")
"""A label ("Author: ...") that a page on books may have for another's work."""
NAME = 4
"""Words at most of a bare name that opens a body, above what its bearer is."""
UNSURE = 0.7
"""What the labeller scores higher is prose to it; a line of names that no element marks
and no word opens is left to it then."""


def marked(page: Blocks, block: Block) -> bool:
    """Whether the page marks a block, or what is round it, as the author's."""
    if page.dump:
        return False
    element = page.elements[block.within]
    return bool((element.marks | page.elements[max(element.parent, 0)].marks) & bit("author"))


def _byline(page: Blocks, at: int, score: float, owners: Sequence[str], place: Place) -> bool:
    """Whether a block is a byline and nothing else."""
    block = page.blocks[at]
    line = block.text.strip()
    if _BYLINE.match(line) and len(line) <= 90 and len(line.split()) <= 12:
        return True
    found = block_byline(block, owners)
    if found is None:
        return (marked(page, block) or place.behind) and is_beside_names(line, owners)
    if marked(page, block) or (found.led and (score < UNSURE or not _AUTHOR.match(line))):
        return True
    if found.sure:
        return score < UNSURE or place.first
    behind = page.blocks[at + 1].text if at + 1 < len(page.blocks) else ""
    short = all(len(n.split()) <= NAME and not n.isupper() for n in found.writers)
    return place.first and short and is_beside_names(behind, owners)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: ``first`` in the body, or right ``behind`` a byline."""

    first: bool = False
    behind: bool = False


def about(
    page: Blocks, at: int, score: float, owners: Sequence[str] = (), place: Place | None = None
) -> str | None:
    """What a block that opens the body is when it is no prose: ``byline``, ``stamp`` (a
    date, or the word for the date in the block behind it), or ``None``.
    """
    block = page.blocks[at]
    if _byline(page, at, score, owners, place or Place()):
        return "byline"
    line, parted = block.text.strip(), block.parted
    if is_stamp(line) or (parted != line and is_stamp(parted)):
        return "stamp"
    behind = page.blocks[at + 1].text if at + 1 < len(page.blocks) else ""
    return "stamp" if label_of(block.text) is not None and is_stamp(behind) else None


def signed(block: Block, owners: Sequence[str] = ()) -> bool:
    """Whether a block that ends the body says who wrote it ("Reporting by ...")."""
    found = block_byline(block, owners)
    return found is not None and found.led

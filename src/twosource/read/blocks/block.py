"""A page or dump cut into blocks, and the elements they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from twosource.patterns import deferred

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Tags of headings."""


SEAM = "\x00"
"""Stands in :attr:`Block.seamed` where an inline element begins or ends."""
_SPACE = deferred(r"[\s\u200b\ufeff]+")
_HREF = deferred(r"\shref=\"([^\"]*)\"")


def joined(parts: Sequence[str]) -> str:
    """The text of some pieces of mark-up, entities resolved and whitespace collapsed."""
    text = parts[0] if len(parts) == 1 else "".join(parts)
    if "&" in text:
        text = unescape(text)
    if "\u200b" in text or "\ufeff" in text:
        return _SPACE.sub(" ", text).strip()
    return " ".join(text.split())


@dataclass(slots=True)
class Block:
    """A run of text that stands apart on the page.

    Attributes:
        text: whitespace collapsed, never empty.
        start, end: where it stands in the decoded input (``-1`` where not known).
        gap: blank lines before it in a dump; 1 for a page's blocks.
        indent: leading blanks in a dump.
        linked: characters inside links.
        emphasised: characters in bold or italics.
        within: index of its element in :attr:`Blocks.elements`.
        piece: whether a mere line break (``<br>``) parts it from the block before.
        link: attributes of the first link in it, as written; ``""`` where there is none.
        aside: whether it was set into a sentence, like a note that opens over a word.
        pieces: what stands between the tags of its inline elements, as written, until
            asked for as :attr:`seamed`; empty for long blocks and those without.
        spelt: what :attr:`seamed` gives once the pieces were asked for.
    """

    text: str
    start: int = -1
    end: int = -1
    gap: int = 1
    indent: int = 0
    linked: int = 0
    emphasised: int = 0
    within: int = 0
    piece: bool = False
    link: str = ""
    aside: bool = False
    pieces: Sequence[str] = ()
    spelt: str = ""

    @property
    def href(self) -> str:
        """Where the first link in it leads; ``""`` where none does."""
        found = _HREF.search(self.link) if self.link else None
        return unescape(found[1]).strip() if found else ""

    @property
    def seamed(self) -> str:
        """Its text with :data:`SEAM` where inline elements begin and end; empty for long
        blocks and those without.  Made when asked for: few blocks are.
        """
        if self.pieces:
            self.spelt, self.pieces = joined([SEAM.join(self.pieces)]), ()
        return self.spelt

    @property
    def parted(self) -> str:
        """Its text with a blank wherever two inline elements touch."""
        return " ".join(self.seamed.replace(SEAM, " ").split()) if self.seamed else self.text


@dataclass(slots=True)
class Element:
    """A block element.

    Attributes:
        tag: its name.
        parent: index of the element around it, always lower than its own;
            -1 for the root.
        depth: elements around it.
        marks: bits of the families its attributes fall in
            (:mod:`twosource.read.blocks.marks`).
        above: bits of all elements around it and its own.
        tags: bits of the tags around it and its own.
        name: its class and id attributes as written.
    """

    tag: str
    parent: int
    depth: int
    marks: int = 0
    above: int = 0
    tags: int = 0
    name: str = ""


@dataclass(slots=True)
class Blocks:
    """The blocks of one input, in order; ``elements[0]`` is the root.  ``cut`` holds the
    indices of blocks behind which the end of a paragraph stands that was closed before:
    the block is the rest of a paragraph that something set into it cut.  ``capped``
    holds those of blocks that open with a letter set large.
    """

    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=lambda: [Element("body", -1, 0)])
    dump: bool = False
    cut: list[int] = field(default_factory=list)
    capped: list[int] = field(default_factory=list)

    def tags(self) -> list[str]:
        """:meth:`tag` of all blocks."""
        if self.dump:
            return ["line"] * len(self.blocks)
        names = [e.tag for e in self.elements]
        return [names[b.within] for b in self.blocks]

    def tag(self, block: Block) -> str:
        """Tag of the element a block stands in (``line`` in a dump)."""
        return "line" if self.dump else self.elements[block.within].tag

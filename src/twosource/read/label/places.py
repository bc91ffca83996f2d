"""The kind of a block from the elements it stands in: of body blocks their own tag, of
others what the elements round them are marked as.
"""

from __future__ import annotations

from functools import lru_cache

from twosource.patterns import deferred
from twosource.read.blocks import HEADINGS, Block, Blocks
from twosource.read.blocks.marks import TAG_BIT, bit

_END = deferred(r"[.!?…:;,。！？؟।]['\"”’»)\]]*$")


def content_kind(page: Blocks, block: Block) -> tuple[str, str]:
    """The kind of a body block."""
    tag = page.tag(block)
    if tag in HEADINGS:
        return "subhead", f"heading {tag} in the body"
    text = block.text
    if tag == "li":
        return "list", "list item in the body"
    short = len(text) <= 90 and len(text.split()) <= 14 and not _END.search(text)
    if short and (page.dump or block.emphasised >= 0.9 * len(text)):
        return "subhead", "short line without a full stop in the body"
    if not page.dump and page.elements[block.within].tags & TAG_BIT["blockquote"]:
        return "quote", "block quote in the body"
    return "body", "taken for body by the labeller"


_FAMILY = (
    ("comment", "comment"), ("share", "share"), ("subscribe", "sign-in"), ("consent", "legal"),
    ("related", "related"), ("author", "byline"), ("date", "stamp"), ("dek", "dek"),
    ("navigation", "navigation"), ("footer", "legal"), ("advert", "advertisement"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def placed(tags: int, own: int, above: int) -> tuple[str, str] | None:
    """The kind that the elements round a block give it: bits of the tags round it, of
    the marks of its element and the one round that, and of all marks round it.
    """
    for tag, label in (("nav", "navigation"), ("footer", "legal"), ("form", "sign-in")):
        if tags & TAG_BIT[tag]:
            return label, f"inside {tag}"
    for family, label in _FAMILY:
        if own & bit(family):
            return label, f"marked as {family}"
    for family, label in _FAMILY[:5]:
        if above & bit(family):
            return label, f"inside what is marked as {family}"
    return None


__all__ = ["content_kind", "placed"]

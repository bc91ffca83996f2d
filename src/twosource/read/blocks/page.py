"""Blocks of an HTML page.

The page is parsed by lexbor (the HTML5 algorithm, so any broken page gives a
tree), stripped of what is never shown, and written out again; that well-formed
text is cut at its tags and walked once, which is several times faster than
walking the tree from Python.
"""

from __future__ import annotations

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from twosource.read.blocks.block import Block

DROPPED = ["script", "style", "svg", "noscript", "iframe", "template", "object", "canvas", "math",
           "audio", "video", "select", "datalist", "map"]  # fmt: skip
INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-img", "o-p"]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "basefont", "frame", "keygen"]
)
MAX_DEPTH = 400
"""Deeper nesting than any real page has; the rest of the page is read flat."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s>/]*)((?:[^>\"]|\"[^\"]*\")*)>|<!--.*?-->", re.S)
_MARK = re.compile(
    r"\b(?:class|id|role|itemprop|data-component|data-testid|data-type|data-module|aria-label|rel|name)=\"([^\"]*)\""
)
_HIDDEN = re.compile(r"display:\s*none|\shidden=\"|aria-hidden=\"true\"", re.I)
_SPACE = re.compile(r"\s+")


class _Walk:
    """State of one pass over the tags."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tags: list[str] = []
        self.marks: list[str] = []
        self.ids: list[int] = []
        self.hidden: list[bool] = []
        self.links = 0
        self.strong = 0
        self.parts: list[str] = []
        self.linked = 0
        self.emphasised = 0
        self.count = 0

    def flush(self) -> None:
        """Close the block being gathered."""
        if not self.parts:
            return
        text = _SPACE.sub(" ", unescape("".join(self.parts))).strip()
        if text:
            self.blocks.append(
                Block(
                    text,
                    tag=self.tags[-1] if self.tags else "body",
                    linked=min(self.linked, len(text)),
                    emphasised=min(self.emphasised, len(text)),
                    path=tuple(self.tags),
                    marks=tuple(self.marks),
                    containers=tuple(self.ids),
                    hidden=any(self.hidden),
                )
            )
        self.parts = []
        self.linked = self.emphasised = 0

    def text(self, data: str) -> None:
        """Text between two tags."""
        self.parts.append(data)
        if self.links or self.strong:
            size = len(data.strip())
            if self.links:
                self.linked += size
            if self.strong:
                self.emphasised += size

    def inline(self, tag: str, closing: bool) -> None:
        """An element that does not break the line."""
        step = -1 if closing else 1
        if tag == "a":
            self.links = max(0, self.links + step)
        elif tag in {"b", "strong", "em", "i"}:
            self.strong = max(0, self.strong + step)

    def open(self, tag: str, attributes: str) -> None:
        """A block element starts."""
        self.flush()
        self.count += 1
        if len(self.tags) >= MAX_DEPTH:
            return
        self.tags.append(tag)
        self.marks.append(" ".join(_MARK.findall(attributes)).lower() if attributes else "")
        self.ids.append(self.count)
        self.hidden.append(bool(attributes and _HIDDEN.search(attributes)))

    def close(self, tag: str) -> None:
        """A block element ends."""
        self.flush()
        if tag in self.tags[-3:]:
            while self.tags:
                last = self.tags.pop()
                self.marks.pop()
                self.ids.pop()
                self.hidden.pop()
                if last == tag:
                    break


def walk(html: str) -> list[Block]:
    """The blocks of well-formed HTML."""
    state = _Walk()
    at = 0
    for match in _TAG.finditer(html):
        if match.start() > at:
            state.text(html[at : match.start()])
        at = match.end()
        slash, tag, attributes = match.groups()
        if tag is None:
            continue
        if tag in INLINE:
            state.inline(tag, bool(slash))
        elif tag == "br":
            state.parts.append(" ") if False else state.flush()
        elif tag in VOID:
            continue
        elif slash:
            state.close(tag)
        else:
            state.open(tag, attributes)
    if at < len(html):
        state.text(html[at:])
    state.flush()
    return state.blocks


def page_blocks(tree: LexborHTMLParser) -> list[Block]:
    """The blocks of a parsed page, in order.  The tree loses what is never shown."""
    body = tree.body
    if body is None:
        return []
    body.strip_tags(DROPPED)
    return walk(body.html or "")

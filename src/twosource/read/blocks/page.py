"""Blocks of an HTML page.

The page is parsed by lexbor (the HTML5 algorithm, so any broken page gives a
tree), stripped of what is never shown, and written out again; that well-formed
text is cut at its tags and walked once, which is several times faster than
walking the tree from Python.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from twosource.read.blocks.block import Block, Blocks, Element
from twosource.read.blocks.marks import TAG_BIT, read_attributes

DROPPED = [
    "noembed",
    "noframes",
    "script",
    "style",
    "svg",
    "noscript",
    "iframe",
    "template",
    "object",
    "canvas",
    "math",
    "audio",
    "video",
    "select",
    "datalist",
    "map",
]
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "amp-img",
    ]
)
VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
MAX_DEPTH = 400
"""Deeper nesting than any real page has; what is deeper is read flat."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s>/]*)([^>\"]*(?:\"[^\"]*\"[^>\"]*)*)>|<!--.*?-->", re.S)
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_UNSEEN = re.compile(
    r"display:\s*none|\bhidden=|\b(?:sr-only|visually-?hidden|screen-reader-text|d-none)\b", re.I
)


@lru_cache(maxsize=8192)
def _unseen(attributes: str) -> bool:
    return bool(_UNSEEN.search(attributes))


class _Walk:
    """State of one pass over the tags."""

    def __init__(self) -> None:
        self.out = Blocks()
        self.open_elements = [0]
        self.links = 0
        self.strong = 0
        self.parts: list[str] = []
        self.linked = 0
        self.emphasised = 0
        self.after_break = False
        self.unseen = ""
        self.unseen_depth = 0

    def flush(self, broken: bool = False) -> None:
        """Close the block being gathered; ``broken`` by a mere line break."""
        if self.parts:
            text = "".join(self.parts)
            if "&" in text:
                text = unescape(text)
            text = _SPACE.sub(" ", text).strip()
            if text:
                size = len(text)
                self.out.blocks.append(
                    Block(
                        text,
                        linked=min(self.linked, size),
                        emphasised=min(self.emphasised, size),
                        within=self.open_elements[-1],
                        piece=self.after_break,
                    )
                )
                self.after_break = broken
            self.parts = []
            self.linked = self.emphasised = 0
        if not broken:
            self.after_break = False

    def text(self, data: str) -> None:
        """Text between two tags."""
        if self.unseen_depth:
            return
        self.parts.append(data)
        if self.links or self.strong:
            size = len(data.strip())
            if self.links:
                self.linked += size
            if self.strong:
                self.emphasised += size

    def inline(self, tag: str, closing: bool, attributes: str) -> None:
        """An element that does not break the line; an unseen one is left out."""
        step = -1 if closing else 1
        if self.unseen_depth:
            self.unseen_depth += step if tag == self.unseen else 0
            return
        if len(attributes) > 8 and not closing and _unseen(attributes):
            self.unseen, self.unseen_depth = tag, 1
            return
        if tag == "a":
            self.links = max(0, self.links + step)
        elif tag in {"b", "strong", "em", "i"}:
            self.strong = max(0, self.strong + step)

    def open(self, tag: str, attributes: str) -> None:
        """A block element starts."""
        if self.parts:
            self.flush()
        self.after_break = False
        self.unseen_depth = 0
        if len(self.open_elements) >= MAX_DEPTH:
            return
        elements = self.out.elements
        parent = self.open_elements[-1]
        above = elements[parent]
        bits, name = read_attributes(attributes) if len(attributes) > 4 else (0, "")
        elements.append(
            Element(
                tag, parent, above.depth + 1, bits, above.above | bits,
                above.tags | TAG_BIT.get(tag, 0), name,
            )
        )  # fmt: skip
        self.open_elements.append(len(elements) - 1)

    def close(self, tag: str) -> None:
        """A block element ends."""
        if self.parts:
            self.flush()
        self.after_break = False
        self.unseen_depth = 0
        elements = self.out.elements
        stack = self.open_elements
        for back in range(1, min(4, len(stack))):
            if elements[stack[-back]].tag == tag:
                del stack[-back:]
                return


def walk(html: str) -> Blocks:
    """The blocks of well-formed HTML."""
    state = _Walk()
    at = 0
    for match in _TAG.finditer(html):
        start = match.start()
        if start > at:
            state.text(html[at:start])
        at = match.end()
        slash, tag, attributes = match.groups()
        if tag is None:
            continue
        if tag in INLINE:
            state.inline(tag, bool(slash), attributes)
        elif tag == "br":
            state.flush(broken=True)
        elif tag in VOID:
            continue
        elif slash:
            state.close(tag)
        else:
            state.open(tag, attributes)
    if at < len(html):
        state.text(html[at:])
    state.flush()
    return state.out


def page_blocks(tree: LexborHTMLParser) -> Blocks:
    """The blocks of a parsed page, in order.  The tree loses what is never shown."""
    body = tree.body
    if body is None:
        return Blocks()
    body.strip_tags(DROPPED)
    return walk(body.html or "")

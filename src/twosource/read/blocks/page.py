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

from twosource.read.blocks.block import HEADINGS, SEAM, Block, Blocks, Element
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
_SKIPPED = VOID | {None}  # no tag: a comment
_STRONG = frozenset({"b", "strong", "em", "i"})
SHORT = 240
"""Characters of a block at most whose inline elements are remembered: those of names and
dates, where two that touch are parted by the page's style alone."""
MAX_DEPTH = 400
"""Deeper nesting than any real page has; what is deeper is read flat."""

_TAG = re.compile(
    r"<(?:(/?)([a-zA-Z][^\s>/]*+)([^>\"]*+(?:\"[^\"]*+\"[^>\"]*+)*+)>|!--.*?-->)", re.S
)
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
# Windows that open over a word when the mouse is on it are not shown either.
_UNSEEN = re.compile(
    r"display:\s*none|\bhidden=|\b(?:sr-only|visually-?hidden|screen-reader-text|d-none)\b|"
    r"class=\"[^\"]*\b(?:tooltip|popover|rollover|popup)[\w-]*[-_](?:text|content|body|block|inner)\b",
    re.I,
)
_HINTS = ("hid", "none", "sr-only", "screen-reader", "tooltip", "popover", "rollover", "popup")
_PHRASES = HEADINGS | {"p"}


@lru_cache(maxsize=8192)
def _searched(attributes: str) -> bool:
    return bool(_UNSEEN.search(attributes))


def _unseen(attributes: str) -> bool:
    """Whether attributes hide their element; the plain tests spare most the pattern."""
    low = attributes.lower()
    return any(hint in low for hint in _HINTS) and _searched(attributes)


def _joined(parts: list[str]) -> str:
    """The text of some pieces, entities resolved and whitespace collapsed."""
    text = parts[0] if len(parts) == 1 else "".join(parts)
    if "&" in text:
        text = unescape(text)
    if "\u200b" in text or "\ufeff" in text:
        return _SPACE.sub(" ", text).strip()
    return " ".join(text.split())


def _made(elements: list[Element], stack: list[tuple[str, str]], made: list[int]) -> int:
    """Index of the innermost open element, made an element with all round it.

    ``stack`` holds tag and attributes of the open elements, ``made`` the indices of
    those of them, the outermost first, that are elements already: one becomes an
    element only when text is found in it, which a quarter of a page's never see.
    """
    parent = made[-1]
    for tag, attributes in stack[len(made) :]:
        above = elements[parent]
        bits, name = read_attributes(attributes) if len(attributes) > 4 else (0, "")
        element = Element(
            tag, parent, above.depth + 1, bits, above.above | bits,
            above.tags | TAG_BIT.get(tag, 0), name,
        )  # fmt: skip
        parent = len(elements)
        elements.append(element)
        made.append(parent)
    return parent


def _inside_text(slash: str, tag: str, custom: list[str], text: bool) -> bool:
    """Whether the tag of a custom element (a name with a hyphen) parts no text: one
    that opens where ``text`` is under way, or closes the last such, kept in ``custom``.
    """
    if slash:
        mine = bool(custom) and custom[-1] == tag
        if mine:
            custom.pop()
        return mine
    if text:
        custom.append(tag)
    return text


def walk(html: str) -> Blocks:
    """The blocks of well-formed HTML.

    One loop over all tags with its state in local names: a page has thousands of
    tags, and a call for each would double the time.  Text that opens with ``piece``
    comes after a mere line break; an unseen inline element hides all up to its end.
    """
    out = Blocks()
    elements, blocks = out.elements, out.blocks
    stack, made = [("body", "")], [0]
    links = strong = linked = emphasised = hidden = 0
    after_break, unseen = False, ""
    parts: list[str] = []
    custom: list[str] = []
    pieces = iter((*_TAG.split(html), "", "br", ""))  # the last break flushes
    for data, slash, tag, attributes in zip(pieces, pieces, pieces, pieces, strict=True):
        if data and not hidden and (parts or not data.isspace()):
            parts.append(data)
            if links or strong:
                size = len(data.strip())
                linked += size if links else 0
                emphasised += size if strong else 0
        if tag in _SKIPPED:
            continue
        if tag in INLINE:
            if hidden:
                if tag == unseen:
                    hidden += -1 if slash else 1
            elif not slash and len(attributes) > 8 and _unseen(attributes):
                unseen, hidden = tag, 1
            elif tag == "a":
                links = max(0, links - 1) if slash else links + 1
            elif tag in _STRONG:
                strong = max(0, strong - 1) if slash else strong + 1
            continue
        if "-" in tag and _inside_text(slash, tag, custom, bool(parts) or stack[-1][0] in _PHRASES):
            continue
        broken = tag == "br"
        if parts:
            text = _joined(parts)
            if text:
                size = len(text)
                within = made[-1] if len(made) == len(stack) else _made(elements, stack, made)
                blocks.append(
                    Block(text, -1, -1, 1, 0, min(linked, size), min(emphasised, size),
                          within, after_break)
                )  # fmt: skip
                after_break = broken
                if size <= SHORT and len(parts) > 1:
                    blocks[-1].seamed = _joined([SEAM.join(parts)])
            parts = []
            linked = emphasised = 0
        if broken:
            continue
        after_break = False
        hidden = 0
        if not slash:
            if len(stack) < MAX_DEPTH:
                stack.append((tag, attributes))
        elif len(stack) > 1:
            if stack[-1][0] == tag:
                del stack[-1]
            else:
                for back in range(2, min(4, len(stack))):
                    if stack[-back][0] == tag:
                        del stack[-back:]
                        break
            del made[len(stack) :]
    return out


def page_blocks(tree: LexborHTMLParser) -> Blocks:
    """The blocks of a parsed page, in order.  The tree loses what is never shown."""
    body = tree.body
    if body is None:
        return Blocks()
    body.strip_tags(DROPPED)
    return walk(body.html or "")

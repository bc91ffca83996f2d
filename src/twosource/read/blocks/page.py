"""Blocks of an HTML page.

The page is parsed by lexbor (the HTML5 algorithm, so any broken page gives a
tree), stripped of what is never shown, and written out again; that well-formed
text is cut at its tags and walked once, which is several times faster than
walking the tree from Python.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from twosource.patterns import deferred
from twosource.read.blocks.block import HEADINGS, Block, Blocks, Element, joined
from twosource.read.blocks.marks import TAG_BIT, UNSEEN, read_attributes
from twosource.read.blocks.once import Once
from twosource.read.blocks.sentences import alone_in_front, drop_cap, led, mend, prose
from twosource.read.blocks.tags import DROPPED, INLINE, VOID
from twosource.read.blocks.unseen import block_unseen, hidden_names, inline_unseen, named_in

_SKIPPED, _LINK, _STRONG, _PLAIN = 1, 2, 3, 4
_KIND: dict[str | None, int] = {
    None: _SKIPPED,  # no tag: a comment
    **dict.fromkeys(VOID, _SKIPPED),
    **dict.fromkeys(INLINE, _PLAIN),
    **dict.fromkeys(("b", "strong", "em", "i"), _STRONG),
    "a": _LINK,
}
"""What a tag is that parts no text; blocks and custom elements have no entry."""
UNSCRIPTED = 250
"""Characters of prose, in two paragraphs or more, of an account for readers without
scripts; a plea to switch them on has less."""
SHORT = 240
"""Characters of a block at most whose inline elements are remembered: those of names and
dates, where two that touch are parted by the page's style alone."""
MAX_DEPTH = 400
"""Deeper nesting than any real page has; what is deeper is read flat."""

_TAG = deferred(r"<(?:(/?)([a-zA-Z][^\s>/]*+)([^>\"]*+(?:\"[^\"]*+\"[^>\"]*+)*+)>|!--.*?-->)", re.S)
_PHRASES = HEADINGS | {"p"}


class _Said:
    """What attributes say, read once a page: most stand on many elements.

    Attributes:
        blocks: of a block element its bits and its name.
        inline: whether an inline element is not shown.
        capped: whether it is a first letter set large.
    """

    def __init__(self, unshown: frozenset[str]) -> None:
        self._unshown = unshown  # names that the page's own rules hide
        self.blocks = Once(self._block)
        self.inline = Once(lambda a: inline_unseen(a) or named_in(a, unshown))
        self.capped = Once(drop_cap)

    def _block(self, attributes: str) -> tuple[int, str]:
        bits, name = read_attributes(attributes)
        unseen = block_unseen(attributes) or named_in(attributes, self._unshown)
        return (bits | UNSEEN if unseen else bits), name


def _made(
    elements: list[Element], stack: list[tuple[str, str]], made: list[int], said: _Said
) -> int:
    """Index of the innermost open element, made an element with all round it.

    ``stack`` holds tag and attributes of the open elements, ``made`` the indices of
    those of them, the outermost first, that are elements already: one becomes an
    element only when text is found in it, which a quarter of a page's never see.
    """
    parent = made[-1]
    for tag, attributes in stack[len(made) :]:
        above = elements[parent]
        bits, name = said.blocks[attributes] if len(attributes) > 4 else (0, "")
        if tag == "dialog" and "open=" not in attributes:
            bits |= UNSEEN
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


def walk(html: str, unshown: frozenset[str] = frozenset()) -> Blocks:
    """The blocks of well-formed HTML; ``unshown`` are names that the page's rules hide.

    One loop over all tags with its state in local names: a page has thousands of
    tags, and a call for each would double the time.  Text that opens with ``piece``
    comes after a mere line break; an unseen inline element hides all up to its end.
    ``lead`` is what is not shown at the head of a block: it may be its first letter.
    """
    out = Blocks()
    elements, blocks = out.elements, out.blocks
    said = _Said(unshown)
    hides, large, kind_of = said.inline, said.capped, _KIND.get
    stack, made = [("body", "")], [0]
    links = strong = linked = emphasised = hidden = 0
    after_break, capped, unseen, link, lead, last = False, False, "", "", "", ""
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
        elif data and hidden and not parts:
            lead += data[:40]
        if (kind := kind_of(tag)) is not None:
            if kind == _SKIPPED:
                if tag == "img" and not parts:
                    lead += alone_in_front(attributes)
                continue
            if hidden:
                if tag == unseen:
                    hidden += -1 if slash else 1
            elif attributes and not slash and len(attributes) > 8 and hides[attributes]:
                unseen, hidden = tag, 1
            elif kind == _LINK:
                links = max(0, links - 1) if slash else links + 1
                link = link or attributes
            elif kind == _STRONG:
                strong = max(0, strong - 1) if slash else strong + 1
            if attributes and kind != _LINK and not slash and not parts and large[attributes]:
                capped = True
            continue
        if "-" in tag and _inside_text(slash, tag, custom, bool(parts) or stack[-1][0] in _PHRASES):
            continue
        broken = tag == "br"
        if parts:
            text = joined(parts)
            if lead:
                text, lead = led(joined([lead]), text), ""
            if capped:
                out.capped.append(len(blocks))
                capped = False
            if text:
                size = len(text)
                ready = len(made) == len(stack)
                within = made[-1] if ready else _made(elements, stack, made, said)
                blocks.append(
                    Block(text, -1, -1, 1, 0, min(linked, size), min(emphasised, size),
                          within, after_break, link if linked else "")
                )  # fmt: skip
                after_break = broken
                if size <= SHORT and len(parts) > 1:
                    blocks[-1].pieces = parts
            parts = []
            linked = emphasised = 0
            link = ""
        if broken:
            continue
        after_break = False
        hidden = 0
        lead = ""
        if slash and last == tag == "p" and not data and blocks:
            out.cut.append(len(blocks) - 1)
        last = "" if slash else tag
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


def _unscripted(body: LexborNode) -> list[LexborNode]:
    """The ``<noscript>`` elements that hold the account: paragraphs of prose, and more
    of it than all the page shows beside them.
    """
    held, inside = [], 0
    for node in body.css("noscript"):
        lines = prose(walk(node.html or "")) if len(node.text()) >= UNSCRIPTED else []
        if len(lines) > 1 and sum(lines) >= UNSCRIPTED:
            held.append(node)
            inside += sum(lines)
    shown = LexborHTMLParser(body.html or "").body if held else None
    if shown is None:
        return held
    shown.strip_tags(DROPPED)
    return held if inside > sum(prose(walk(shown.html or ""))) else []


def _spell_pictures(body: LexborNode) -> None:
    """Write out the letters that drawings stand for: first letters of a paragraph."""
    for node in body.css("svg[aria-label], svg > title"):
        letter = (node.attributes.get("aria-label") or node.text()).strip()
        drawing = node.parent if node.tag == "title" else node
        named = node.tag == "title" and drawing is not None and "aria-label" in drawing.attributes
        if drawing is not None and not named and len(letter) == 1 and letter.isupper():
            drawing.insert_before(letter)


def page_blocks(tree: LexborHTMLParser) -> Blocks:
    """The blocks of a parsed page, in order.  The tree loses what is never shown."""
    body = tree.body
    if body is None:
        return Blocks()
    style = "\n".join(node.text() for node in tree.css("style"))
    for node in _unscripted(body):
        node.unwrap()
    _spell_pictures(body)
    body.strip_tags(DROPPED)
    html = body.html or ""
    return mend(walk(html, hidden_names(style, html)))

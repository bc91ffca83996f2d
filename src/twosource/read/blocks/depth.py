"""Pages nested deeper than any that was written by hand or by program for readers.

The HTML standard has a parser look through all open elements at every block's start
tag, which is quadratic in their number; browsers stop nesting at some hundred. Here
start and end tags beyond a limit are taken out before the page is parsed.
"""

from __future__ import annotations

import re
from collections import Counter

from twosource.patterns import deferred

LIMIT = 400
"""Elements in one another that are kept; the deepest real page of the development sets
has 60."""
SUSPECT = 3_000
"""Start tags without an end tag, by a rough count, from which a page is looked at:
elements that need no end tag bring real pages to some hundred."""
PIECE = 16_384
"""Characters that are counted at a time; a few thousand tags fit in."""
FORMATTED = 100
"""Open elements of those that the standard opens anew in every block (``b``, ``font``)."""

_TAG = deferred(
    r"<!--.*?(?:-->|$)|<(/?)([a-zA-Z][^\s/>]{0,60})((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>", re.S
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_OPEN_ENDED = frozenset({
    "p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup",
    "colgroup", "caption", "rp", "rt", "area", "base", "basefont", "bgsound", "br", "col", "embed",
    "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "html",
    "head", "body",
})  # fmt: skip
"""Tags that need no end tag: they nest only with others between."""
_FORMATTING = frozenset(
    {
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    }
)
_BACK = 40
"""Open elements among which the one that an end tag closes is sought."""


def _suspect(html: str) -> bool:
    """Whether start tags outnumber end tags so much that the page may be too deep; by
    pieces, for what is opened first may be closed later.
    """
    if html.count("<") < SUSPECT:
        return False
    open_tags = 0
    for start in range(0, len(html), PIECE):
        end = start + PIECE
        open_tags += html.count("<", start, end) - 2 * html.count("</", start, end)
        if open_tags > SUSPECT:
            return True
    return False


class _Nesting:
    """The open elements while a page is gone through."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.formatted = 0
        self.dropped: Counter[str] = Counter()

    def start(self, name: str) -> bool:
        """Whether the start tag of an element may stay."""
        formatting = name in _FORMATTING
        if len(self.open) >= LIMIT or (formatting and self.formatted >= FORMATTED):
            self.dropped[name] += 1
            return False
        self.open.append(name)
        self.formatted += formatting
        return True

    def end(self, name: str) -> bool:
        """Whether the end tag of an element may stay."""
        if self.dropped[name]:
            self.dropped[name] -= 1
            return False
        for back in range(1, min(_BACK, len(self.open)) + 1):
            if self.open[-back] == name:
                self.formatted -= sum(n in _FORMATTING for n in self.open[-back:])
                del self.open[-back:]
                break
        return True


def shallow(html: str) -> str:
    """A page with no element deeper than :data:`LIMIT`: tags beyond it are left out, a
    line break where one parted blocks.  Others come back as the same object.
    """
    if not _suspect(html):
        return html
    nesting = _Nesting()
    out: list[str] = []
    kept = at = 0
    raw = ""
    while (found := _TAG.search(html, at)) is not None:
        at = found.end()
        slash, name = found[1], (found[2] or "").lower()
        if not name or name in _OPEN_ENDED or (raw and name != raw):
            continue
        if name in _RAW:
            raw = "" if slash else name
            continue
        if not (nesting.end(name) if slash else nesting.start(name)):
            inline = name in _FORMATTING or name == "span"
            out += [html[kept : found.start()], "" if inline else "<br>"]
            kept = at
    return "".join((*out, html[kept:])) if out else html


__all__ = ["LIMIT", "shallow"]

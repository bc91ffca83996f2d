"""Who wrote it and who published it, from lines of a dump or page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT

_BY = re.compile(r"^\s*(?:by|von|par|por|di)\s+(?P<names>[^\n|•]{3,80})$", re.I)
_NAME = re.compile(r"^[A-ZÀ-ÞА-ЯЁ][\w'’.-]+(?:\s+(?:[a-zà-ÿ]{1,3}\s+)?[A-ZÀ-ÞА-ЯЁ][\w'’.-]*){1,3}$")
_OUTLET = re.compile(
    r"^(?:the\s+)?[A-ZÀ-ÞА-ЯЁ][\w'’.&-]*(?:\s+(?:of|the|and|&|[A-ZÀ-ÞА-ЯЁ][\w'’.&-]*)){0,5}$", re.I
)


def byline_of(items: Sequence[Labelled]) -> tuple[str, ...]:
    """Names in a "By …" line next to the headline."""
    first = next((i for i, item in enumerate(items) if item.label in CONTENT), 0)
    for item in items[max(0, first - 8) : first + 1]:
        m = _BY.match(item.block.text)
        if m:
            names = [n.strip() for n in re.split(r",|\band\b|&|\bund\b|\bet\b|\by\b", m["names"])]
            good = tuple(n for n in names if _NAME.match(n))
            if good:
                return good
    return ()


def outlet_line(items: Sequence[Labelled]) -> str | None:
    """The outlet a dump opens with: its first line, when that reads like a name and
    stands before menus and the headline.
    """
    title = next((i for i, item in enumerate(items) if item.label == "title"), None)
    if not items or not title:
        return None
    text = items[0].block.text
    words = text.split()
    if items[0].label != "navigation" or not 1 <= len(words) <= 6 or title < 2:
        return None
    if not _OUTLET.match(text) or not all(
        w[0].isupper() or w in {"of", "the", "and", "&"} for w in words
    ):
        return None
    return text

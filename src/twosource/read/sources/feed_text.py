"""Titles and contents of feed entries as they were meant: escaping undone as often as
the format asks, and once more where a publisher's software escaped what was escaped.

RSS 2.0 says nothing of mark-up in titles and most feeds escape them twice; Atom says it
with ``type`` (RFC 4287, 3.1.1).
"""

from __future__ import annotations

import re
from html import unescape

from twosource.patterns import deferred

_TAG = deferred(r"</?[a-zA-Z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->")
_LINE = deferred(r"</?(?:br|p|div|li|h\d)\b[^<>]{0,2000}>", re.I)
_SPACE = deferred(r"\s+")
_NUMBERED = deferred(r"&#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});")
_ENTITY = deferred(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});")
_NAMES = (
    r"(?:p|div|br|h[1-6]|ul|ol|li|blockquote|figure|img|a|strong|em|span|section|article|table)"
)
_REAL = deferred(rf"</?{_NAMES}(?=[\s/>])", re.I)
_ESCAPED = deferred(rf"&(?:amp;)*(?:lt|#0*60|#x0*3c);/?{_NAMES}(?=[\s/&>])", re.I)
_SECTION = deferred(r"<!\[CDATA\[|\]\]>")
LEVELS = 3
"""Times over that contents are unescaped at most; twice too often has been seen."""


def plain(text: str) -> str:
    """Text without tags and with single blanks, entities as they are."""
    return _SPACE.sub(" ", _TAG.sub(" ", text)).strip()


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda m: unescape(m.group()), text)


def marked_title(text: str) -> str:
    """A title in which mark-up may stand (RSS, Atom's ``html``): tags out, entities
    undone once.
    """
    parted = _LINE.sub(" ", _SECTION.sub("", text))
    return _SPACE.sub(" ", _unescaped(_TAG.sub("", parted))).strip()


def literal_title(text: str) -> str:
    """A title that is plain text (Atom's ``text``, JSON Feed): as it is, but for
    numbered entities, which no headline is about.
    """
    undone = _NUMBERED.sub(lambda m: unescape(m.group()), text)
    return _SPACE.sub(" ", undone).strip()


def as_html(text: str) -> str:
    """The HTML of an entry, without CDATA marks that stand in it as text, unescaped
    while most of its tags are escaped.
    """
    for _ in range(LEVELS):
        text = _SECTION.sub("", text) if "[CDATA[" in text else text
        escaped = len(_ESCAPED.findall(text))
        if escaped < 2 or escaped <= len(_REAL.findall(text)):
            break
        text = unescape(text)
    return text


def is_marked(text: str) -> bool:
    """Whether text that is said to be plain holds an entry's mark-up."""
    return len(_REAL.findall(text)) + len(_ESCAPED.findall(text)) >= 2


__all__ = ["as_html", "is_marked", "literal_title", "marked_title", "plain"]

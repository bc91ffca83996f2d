"""Who wrote it and who published it, from lines of a dump or page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT
from twosource.read.metadata.names import is_person, split_names

_BY = re.compile(
    r"(?:^|[|•·–—]\s*|\b\d{4},?\s+|\d\s?[ap]\.?m\.?\s+|uhr\s+\|\s+)(?:(?:written|posted|published|words|reported|story)\s+)?"
        r"(?:by|von|par|por|av|af|door|автор)(?:\b:?\s+|(?=[A-Z]))(?P<names>[^\n|"
        r"•·]{3,110})", re.I)  # fmt: skip
_STOP = re.compile(
    r"\s+(?:\||•|·|–|—|-)\s+|\s*\(|,?\s+(?:staff|senior|updated|published|posted|for|correspondent|writer|"
    r"reporter|associated|in\b|on\s+\w+\s+\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d)"
        r"|(?<=[a-z])(?=\d)|(?<=[a-z])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
        r"Dec)[a-z]*\.? \d)"
    r"|,(?=\s+[A-Z]\w+\.?\s+\d)", re.I)  # fmt: skip
_LOWER_BY = re.compile(r"^by\s+(?P<name>[\w.'’-]{3,24}(?:\s[\w.'’-]{2,20}){0,2})$", re.I)
_OUTLET = re.compile(
    r"^(?:the\s+)?[A-ZÀ-ÞА-ЯЁ][\w'’.&-]*(?:\s+(?:of|the|and|&|[A-ZÀ-ÞА-ЯЁ][\w'’.&-]*)){0,5}$", re.I
)
BEFORE, AFTER = 14, 3
"""Blocks before the body, and after its first, among which a byline stands."""


def _near(items: Sequence[Labelled]) -> Iterator[Labelled]:
    inside = [i for i, item in enumerate(items) if item.label in CONTENT]
    if inside:
        yield from items[max(0, inside[0] - BEFORE) : inside[0] + AFTER]


def _written(text: str) -> tuple[str, ...]:
    """Names of a "By ..." line, up to the first role, date or bar."""
    m = _BY.search(text)
    if not m:
        return ()
    names = split_names(_STOP.split(m["names"], maxsplit=1)[0])
    good = [n for n in names if is_person(n)]
    if good and len(good) == len(names):
        return tuple(dict.fromkeys(good))
    alone = _LOWER_BY.match(_STOP.split(text, maxsplit=1)[0].strip(" ,"))
    return (alone["name"],) if alone else ()


def _plain(text: str) -> tuple[str, ...]:
    """Names of a block that holds names and at most a role or a date."""
    names = tuple(dict.fromkeys(split_names(_STOP.split(text, maxsplit=1)[0])))
    return names if names and all(is_person(n) for n in names) else ()


def _vouched(name: str, items: Sequence[Labelled]) -> bool:
    """Whether another block says that this is an author: "About X", "by X", or a
    block marked as the author's.
    """
    for item in items:
        text = item.block.text
        if name in text and len(text) < 200 and len(text) > len(name):
            before = text[: text.index(name)].lower().rstrip()
            if before.endswith(("by", "about", "von", "author", "par", "por")):
                return True
        if item.label == "byline" and text == name:
            return True
    return False


def byline_of(items: Sequence[Labelled]) -> tuple[str, ...]:
    """Names in a "By ..." line near the headline; else in a block marked as the
    author's that holds names and nothing else; else in a line of nothing but a name
    that another block vouches for.
    """
    near = list(_near(items))
    short = [i for i in near if len(i.block.text) < 140 and i.label not in CONTENT]
    for item in short:
        if names := _written(item.block.text):
            return names
    for item in short:
        if item.label == "byline" and (names := _plain(item.block.text)):
            return names
    for item in short:
        if item.label in {"title", "repeat", "caption"}:
            continue
        names = _plain(item.block.text) if len(item.block.text) < 60 else ()
        if names and all(_vouched(n, items) for n in names):
            return names
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
    small = {"of", "the", "and", "&"}
    if not _OUTLET.match(text) or not all(w[0].isupper() or w in small for w in words):
        return None
    return text

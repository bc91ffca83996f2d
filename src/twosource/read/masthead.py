"""The outlet of a dump, from the lines over its account."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.patterns import deferred
from twosource.read.found.days import days
from twosource.read.label import Labelled
from twosource.read.label.dump_head import is_byline, is_name, is_stamp, marked, named
from twosource.read.label.labels import CONTENT

_EDITION = deferred(
    r"\s*(?:[-–—|·]\s*)?\(?(?:the\s+)?(?:english|international|online|digital|print|sunday|weekend|"
    r"evening|morning|national|regional)(?:[\s-]language)?\s+edition\)?$", re.I,
)  # fmt: skip
_BEHIND = deferred(r",\s+[\"“„«‘']|\s[|·•]\s|\s+[–—]\s+|,\s+\d|\s*\(")
FIRST = 3
"""Lines from the top among which a masthead stands."""


def _plain(text: str) -> str:
    """A masthead without its edition, its programme or its motto."""
    name = _EDITION.sub("", text).strip()
    return _BEHIND.split(name, maxsplit=1)[0].strip() if named(_BEHIND.split(name)[0]) else name


def _spoken_of(name: str, items: Sequence[Labelled], at: int) -> bool:
    """Whether the dump uses a name once more: "told the Observer", "(c) ..."."""
    core = re.sub(r"^the\s+", "", name, flags=re.I)
    if len(core) < 4:
        return False
    again = re.compile(rf"(?<![^\W_]){re.escape(core)}(?![^\W_])", re.I)
    return any(again.search(i.block.text) for n, i in enumerate(items) if n != at)


_BAR = deferred(r"\s(?:[|·•]|[–—-])\s")


def _beside_date(text: str) -> str | None:
    """The outlet of a line that holds it and a date: "Osk Today | 15 May 2031"."""
    bar = _BAR.search(text) if len(text) <= 100 else None
    if bar is None:
        return None
    name, rest = text[: bar.start()].strip(), text[bar.end() :]
    day = next(days(rest[:40]), None)
    if day is None or day.start > 12 or not name or not named(name):
        return None
    return name if marked(name, "outlet") and not is_byline(name) else None


def outlet_line(items: Sequence[Labelled]) -> str | None:
    """The outlet that a dump states: its first line, where that is written like a name
    and holds a word that such names have, or is named again below; or what stands with
    the date beside the headline.
    """
    first = next((i for i, item in enumerate(items) if item.label in CONTENT), 0)
    head = next((i for i, item in enumerate(items) if item.label == "title"), first)
    for i in range(min(FIRST, head + 1, first)):
        text = items[i].block.text
        name = _plain(text)
        if (i == head and name == text) or is_stamp(text) or is_byline(text) or not named(name):
            continue
        known = marked(name, "outlet") or marked(name, "body")
        if known and not (i and is_name(text)):
            return name
        if i == 0 and not is_name(text) and _spoken_of(name, items, i):
            return name
    for i in range(max(0, head - 2), min(first, head + 5)):
        if i != head and (found := _beside_date(items[i].block.text)):
            return found
    return None


__all__ = ["outlet_line"]

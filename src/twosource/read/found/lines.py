"""Dates written in the lines of a page or dump, each with its kind and its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from twosource.patterns import deferred
from twosource.read.blocks import Block
from twosource.read.found.days import days
from twosource.read.found.stamps import LONG, Stamp, label_of, said, stamps
from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT
from twosource.types import DateCandidate

_CRAWLED = deferred(
    r"^\s*(?:today|heute|aujourd.hui|hoy|oggi|сегодня)(?:\b(?!\s*(?:published|updated))|$)", re.I
)
_COPYRIGHT = deferred(r"©|\(c\)|copyright", re.I)
_YEAR = deferred(r"\b(?:19|20)\d\d\b")
_FOUR = deferred(r"\d{4}")
_ERA = deferred(r"[\d〇元一二三四五六七八九十]年|[\u0e00-\u0e7f]\.\s?\d\d")


def _has_year(text: str) -> bool:
    """Whether a line holds a year: four figures of any script, or the year of an era."""
    return _FOUR.search(text) is not None or (not text.isascii() and _ERA.search(text) is not None)


_STATED = deferred(
    r"\b(?:artikel|beitrag|article|post|entry|artículo|articolo)\s+"
    r"(?:wurde|was|fue|è stato)\b", re.I)  # fmt: skip
NEAR, FAR, BEHIND = 8, 24, 3
"""Blocks before the body where a bare date is likely that of publication, where it may
be, and blocks after its first line (a byline under the dek)."""


FOOT = 12
"""Blocks behind the body in which "This article was written on ..." still speaks of it."""
_WHOLE = deferred(
    r"\b(?:artikel|beitrag|article|post|entry|artículo|articolo|publié|posted|published)\b", re.I
)
_BARE = deferred(r"[^\W\d_]+")


SAYS = "line that says so"
"""How the evidence opens of a date that its line calls that of publication."""


def _opening(text: str, machine: bool, order: str) -> DateCandidate | None:
    """A date that opens the body: "(18.01.2031) The council ...", or a line of hardly
    anything but a date ("Date: 22.12.2031, section: economy").
    """
    stamp = next(iter(stamps(text[:120], order)), None)
    if stamp is None or stamp.kind == "updated":
        return None
    day = stamp.day
    bracketed = day.start == 1 and text[0] in "([" and text[day.end : day.end + 1] in {")", "]"}
    before, after = _BARE.findall(text[: day.start]), _BARE.findall(text[day.end :])
    alone = len(text) <= 60 and len(before) <= 1 and len(after) <= 2
    named = bool(before) and bool(said(text[: day.start]))
    if not (bracketed or (alone and (named or len(before) + len(after) <= 1))):
        return None
    sure = (0.74 if bracketed or named else 0.72) - (LESS if machine else 0.0)
    return DateCandidate(day.value, day.precision, "published", f'line "{text[:120]}"', sure)


LESS = 0.2
"""By how much a written date counts less where fields of the page give one."""


def _line_confidence(stated: bool, before: int) -> float:
    """How sure a written date is the publication date; ``before`` counts blocks from
    the line to the body (negative after its start).
    """
    if stated:
        return 0.78
    if 0 < before <= NEAR:
        return 0.72
    return 0.64 if -BEHIND <= before <= FAR else 0.0


def _read(block: Block) -> str:
    """A line as it is meant: parted where inline elements touch, if it holds more dates so
    ("Published" + "12 March 2030" + "Updated" + "15 March 2030").
    """
    text, parted = block.text, block.parted
    if parted == text or len(text) > LONG:
        return text
    return parted if len(list(days(parted))) > len(list(days(text))) else text


def _published(
    text: str, stamp: Stamp, before: int, behind: bool, machine: bool
) -> DateCandidate | None:
    """The candidate of a date in a line outside the body that no word calls a change."""
    day = stamp.day
    stated = stamp.stated or bool(said(text)) or _STATED.search(text) is not None
    sure = _line_confidence(stated, before)
    if behind and not stated:
        # A line that opens with day and clock right under the text is its stamp.
        sure = 0.62 if day.start <= 2 and day.precision != "day" else 0.5
    sure -= LESS if machine else 0.0
    says = SAYS if stamp.stated and before > 0 else "line"
    if sure <= 0.2:
        return None
    return DateCandidate(day.value, day.precision, "published", f'{says} "{text}"', sure)


def _line(
    text: str, before: int, behind: bool, machine: bool, order: str, above: str
) -> list[DateCandidate]:
    """Candidates of one line outside the body; the line ``above`` may say what its
    dates are.
    """
    evidence = f'line "{text}"'
    if _COPYRIGHT.search(text):
        m = _YEAR.search(text)
        return [DateCandidate(m.group(), "year", "copyright", evidence, 0.9)] if m else []
    found: list[DateCandidate] = []
    limit = 300 if _WHOLE.search(text[:40]) else 140
    found_in = stamps(text, order) if len(text) <= limit else []
    label = label_of(above) if found_in else None
    for stamp in found_in:
        day = stamp.day
        if label and not stamp.stated:
            kind: Literal["published", "updated"] = "updated" if label == "updated" else "published"
            stamp = Stamp(day, kind, True)
        if _CRAWLED.match(text):
            found.append(DateCandidate(day.value, day.precision, "crawled", evidence, 0.9))
        elif stamp.kind == "updated":
            found.append(DateCandidate(day.value, day.precision, "updated", evidence, 0.7))
        elif candidate := _published(text, stamp, before, behind, machine):
            found.append(candidate)
    return found


def line_dates(
    items: Sequence[Labelled], machine: bool = False, order: str = ""
) -> list[DateCandidate]:
    """Dates written on the page, each with its kind and the line it stands in.

    ``machine`` says that the page gives a publication date in fields of its own: then
    lines count less.  ``order`` is that of figures (:func:`twosource.read.found.days.days`).
    """
    found: list[DateCandidate] = []
    bodies = [i for i, item in enumerate(items) if item.label in CONTENT]
    first, last = (bodies[0], bodies[-1]) if bodies else (0, -1)
    for i, item in enumerate(items):
        # A blank put between figures makes no year of what was none.
        if item.label == "post" or not _has_year(item.block.text):
            continue
        text = item.block.text if item.label in CONTENT else _read(item.block)
        if not _has_year(text):
            continue
        if item.label == "caption":
            evidence = f'caption "{text}"'
            found += [
                DateCandidate(d.value, d.precision, "photo", evidence, 0.8)
                for d in days(text, order)
            ]
        elif item.label not in CONTENT and len(text) <= 400:
            behind = last < i <= last + 2
            near = behind or first - FAR <= i <= first + BEHIND
            near = near or (first < i <= last + FOOT and _WHOLE.search(text) is not None)
            above = items[i - 1].block.text if i else ""
            candidates = _line(text, first - i, behind, machine, order, above)
            found += [c for c in candidates if near or c.kind != "published"]
        elif first <= i < first + BEHIND and (candidate := _opening(text, machine, order)):
            found.append(candidate)
    return list(dict.fromkeys(found))

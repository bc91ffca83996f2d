"""Dates as people and machines write them, read into ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from twosource.read.lexicon import any_of, load
from twosource.types import Precision


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a string: ``value`` is ISO 8601, offsets into the string."""

    value: str
    precision: Precision
    start: int
    end: int


@cache
def months() -> dict[str, int]:
    """Month name or abbreviation, lower case -> 1 to 12."""
    found: dict[str, int] = {}
    for names in load("months").values():
        for number, forms in enumerate(names, start=1):
            for form in forms.split("|"):
                found[form] = number
    return found


@cache
def _written() -> re.Pattern[str]:
    names = any_of(months())
    return re.compile(
        rf"\b(?P<m1>{names})\b\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y1>(?:19|20)\d\d)\b"
        rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?:\s+de)?[\s-]+(?P<m2>{names})\b\.?,?(?:\s+de|\s+del)?[\s-]+(?P<y2>(?:19|20)\d\d)\b",
        re.I,
    )


# Arabic, Persian, Devanagari, Bengali and full-width figures, one for one.
_DIGITS = {
    start + n: ord("0") + n for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for n in range(10)
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)"
    r"(?:[T ](?P<h>\d\d):(?P<n>\d\d)(?::(?P<s>\d\d?))?(?:[.,]\d+)?\s?(?P<z>Z|"
    r"[+-]\d\d:?\d\d|[+-]\d\d\b)?)?(?!\d)"
)
_COMPACT = re.compile(
    r"^(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<h>\d\d)(?P<n>\d\d)(?P<s>\d\d)?(?P<z>Z|[+-]\d\d:?\d\d)?)?$"
)
_DOTTED = re.compile(r"(?<![\d.])(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>(?:19|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(?P<a>\d\d?)[/-](?P<b>\d\d?)[/-](?P<y>(?:19|20)\d\d)(?![\d/])")
_SLASHED_YMD = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)(?!\d)")
_CJK = re.compile(r"(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d\d?)\s?[月월]\s?(?P<d>\d\d?)\s?[日일]")
_CLOCK = re.compile(
    r"^[\s,|–—-]*(?:at|um|à|a las|alle|kl\.?|в)?[\s|"
    r"]*(?P<h>\d{1,2})[:.h](?P<n>\d\d)(?::(?P<s>\d\d))?\s*(?P<p>[ap]\.?m\.?)?(?:\s*(?P<z>UTC|"
    r"GMT|Z|[+-]\d\d:?\d\d))?",
    re.I,
)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _timed(m: re.Match[str], base: str) -> tuple[str, Precision]:
    if not m["h"] or int(m["h"]) > 23 or int(m["n"]) > 59:
        return base, "day"
    clock = f"T{m['h']}:{m['n']}"
    if m["s"]:
        return f"{base}{clock}:{m['s']:0>2}{_zone(m['z'])}", "second"
    return f"{base}{clock}{_zone(m['z'])}", "minute"


def machine_date(value: str) -> Day | None:
    """The date a machine wrote (``datetime``, ``content``, JSON-LD), time and zone kept."""
    value = value.strip().translate(_DIGITS)
    m = _ISO.search(value) or _COMPACT.match(value)
    if m:
        base = _iso(int(m["y"]), int(m["m"]), int(m["d"]))
        if base:
            stamp, precision = _timed(m, base)
            return Day(stamp, precision, m.start(), m.end())
    return next(days(value), None)


def _numeric(m: re.Match[str], order: str) -> str | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if a > 12:
        return _iso(year, b, a)
    if b > 12:
        return _iso(year, a, b)
    if a == b or order == "dmy":
        return _iso(year, b, a)
    return _iso(year, a, b) if order == "mdy" else None


def _clock(text: str, base: str, start: int, end: int) -> Day:
    m = _CLOCK.match(text[end : end + 40])
    if not m or int(m["n"]) > 59:
        return Day(base, "day", start, end)
    hour = int(m["h"])
    if m["p"]:
        hour = hour % 12 + (12 if m["p"].lower().startswith("p") else 0)
    if hour > 23:
        return Day(base, "day", start, end)
    seconds = f":{m['s']}" if m["s"] else ""
    value = f"{base}T{hour:02d}:{m['n']}{seconds}{_zone(m['z'])}"
    return Day(value, "second" if seconds else "minute", start, end + m.end())


def days(text: str, order: str = "") -> Iterator[Day]:
    """Every full date written in ``text``, in order of place.

    ``order`` is ``dmy`` or ``mdy`` for figures like 03/04/2025; without it such
    a date is left out rather than guessed.
    """
    text = text.translate(_DIGITS)
    if not _YEAR.search(text):
        return
    found: list[tuple[int, int, str]] = []
    for m in _written().finditer(text):
        name = (m["m1"] or m["m2"]).lower()
        base = _iso(int(m["y1"] or m["y2"]), months()[name], int(m["d1"] or m["d2"]))
        if base:
            found.append((m.start(), m.end(), base))
    for pattern in (_ISO, _DOTTED, _SLASHED_YMD, _CJK):
        for m in pattern.finditer(text):
            base = _iso(int(m["y"]), int(m["m"]), int(m["d"]))
            if base:
                end = m.start() + 10 if pattern is _ISO and m["h"] else m.end()
                found.append((m.start(), end, base))
    for m in _SLASHED.finditer(text):
        base = _numeric(m, order)
        if base:
            found.append((m.start(), m.end(), base))
    last = -1
    for start, end, base in sorted(found):
        if start >= last:
            day = _clock(text, base, start, end)
            last = day.end
            yield day

"""The time of day behind a date, with its zone where one is stated."""

from __future__ import annotations

import re
from functools import cache

from twosource.patterns import deferred
from twosource.read.lexicon import any_of, load
from twosource.types import Precision

REACH = 60
"""Characters behind a date among which its time of day stands."""
OFFSET = r"(?:(?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?|UTC|GMT|Z|[+\-−]\d\d:?\d\d)"
"""A zone in figures or universal time, as machines and people write it."""


_FIGURES = deferred(r"[+-]\d{1,4}(?::\d\d)?")


@cache
def _clock() -> re.Pattern[str]:
    words = load("clocks")
    half = any_of([*words["morning"], *words["evening"]])
    zone = any_of(words["zones"])
    words_before = any_of(words["before"])
    return re.compile(  # a full stop, marks, a weekday, "at", the time, its zone
        rf"^\.?(?:\s|[,|–—·•/(\-])*(?:\([^\W\d_]{{1,12}}\.?\)\s*|[^\W\d_]{{2,14}}\.?,?\s+(?=\d\d?:\d\d))?(?:(?:{words_before})(?![^\W\d_])[\s:]*)?"
        rf"(?P<half1>{half})?\s?(?P<h>\d{{1,2}})"
        r"(?:(?:[:：.]|\s?h\s?)(?P<n>\d\d)(?!\d)|\s?[時时點点시]\s?(?P<n2>\d\d?)\s?[分분])"
        r"(?:[:\s]?(?P<s>\d\d)(?![\d/.\-])\s?[秒초]?)?"
        rf"(?:\s*(?P<half2>(?:{half})(?![^\W\d_])))?"
        rf"(?:\s*\(?(?P<z>{OFFSET}(?![^\W_])|(?-i:{zone})(?!\w))\)?)?",
        re.I,
    )


def offset(zone: str | None) -> str:
    """A stated zone as ISO 8601 writes it ("GMT+3" -> "+03:00"); nothing for none
    and for a name that is not known.
    """
    if not zone:
        return ""
    if known := load("clocks")["zones"].get(zone):
        return str(known)
    bare = re.sub(r"UTC|GMT|Z|\s", "", zone.upper()).replace("−", "-")
    if not bare:
        return "+00:00"
    if not _FIGURES.fullmatch(bare):  # a zone that is not known says nothing
        return ""
    hours, _, minutes = bare[1:].partition(":")
    if not minutes and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    if int(hours) > 14 or int(minutes or 0) > 59:
        return ""
    return f"{bare[0]}{int(hours):02d}:{int(minutes or 0):02d}"


def _hour(hour: int, half: str) -> int:
    """The hour of 24, by the half of the day that is named beside it."""
    words = load("clocks")
    if half in words["evening"]:
        return hour % 12 + 12 if hour <= 12 else hour
    return hour % 12 if half in words["morning"] and hour == 12 else hour


def timed(text: str, day: str, end: int) -> tuple[str, Precision, int]:
    """A day with the time that follows it in ``text`` from ``end`` on: ISO 8601, its
    precision and the new end.  Without one the day as it is.
    """
    m = _clock().match(text[end : end + REACH])
    if not m:
        return day, "day", end
    hour = _hour(int(m["h"]), (m["half1"] or m["half2"] or "").lower())
    minute = int(m["n"] or m["n2"])
    if hour > 23 or minute > 59 or int(m["s"] or 0) > 59:
        return day, "day", end
    value = f"{day}T{hour:02d}:{minute:02d}"
    stop = end + m.end()
    if m["s"]:
        return f"{value}:{m['s']}{offset(m['z'])}", "second", stop
    return f"{value}{offset(m['z'])}", "minute", stop

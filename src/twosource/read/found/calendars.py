"""Years and days of calendars beside the Gregorian (``data/calendars.toml``)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from twosource.read.lexicon import load

_ANCHOR = date(2017, 3, 20), 1396
"""1 Farvardin 1396 was 20 March 2017 less none: day 1 of that solar year is the day
after this one."""
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Years of the 33-year cycle with 366 days; agrees with the astronomical calendar of
Iran from 1925 to 2093 (Borkowski 1996)."""
SOLAR = range(1304, 1473)
"""Years of the Solar Hijri calendar for which that cycle holds."""
BUDDHIST = range(2440, 2643)
"""Years of the Buddhist era that fall into 1897 to 2099."""


def solar_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Solar Hijri date; ``None`` where there is no such day."""
    if year not in SOLAR or not 1 <= month <= 12:
        return None
    length = 31 if month <= 6 else 30 if month < 12 or year % 33 in _LEAP else 29
    if not 1 <= day <= length:
        return None
    start, first = _ANCHOR
    years = range(min(year, first), max(year, first))
    passed = sum(366 if y % 33 in _LEAP else 365 for y in years) * (1 if year >= first else -1)
    into = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return start + timedelta(days=passed + into + day)


def buddhist_year(year: int) -> int:
    """The Gregorian year of a year of the Buddhist era."""
    return year + int(load("calendars")["buddhist"]["add"])


@cache
def solar_months() -> dict[str, int]:
    """Name of a month of the Solar Hijri calendar, lower case -> 1 to 12."""
    return {
        form: number
        for names in load("calendars")["solar"].values()
        for number, forms in enumerate(names, start=1)
        for form in forms.split("|")
    }


def era_year(name: str, year: int) -> int:
    """The Gregorian year of a year of an East Asian era.

    Raises:
        KeyError: when ``data/calendars.toml`` has no era of that name.
    """
    return int(load("calendars")["eras"][name]) + year


_FIGURES = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}


def han_number(text: str) -> int | None:
    """A number in Han figures ("十四", "二十", "二〇三一"); plain figures as they are."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return None
        return _FIGURES.get(tens or "一", 0) * 10 + _FIGURES.get(ones or "〇", 0)
    found = [_FIGURES.get(c) for c in text]
    if not found or None in found:
        return None
    return int("".join(str(n) for n in found))

"""Dates of other calendars as Gregorian ones.

The Persian year is counted by the 33-year cycle that the official calendar follows from 1178 to
1633 (K. M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon and Planets 74, 1996);
the Hijri one by the tables of ``hijridate`` (Umm al-Qura), Buddhist and Japanese years by their
first year.
"""

from __future__ import annotations

from datetime import date, timedelta

_CYCLE = 33
_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
BUDDHIST = 543
"""Years between the Buddhist era, as Thailand counts it, and ours."""


def _leap(year: int) -> bool:
    return year % _CYCLE in _LEAPS


def from_persian(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Persian one, ``None`` outside 1200 to 1600 or of no such day."""
    if not (1200 <= year <= 1600 and 1 <= month <= 12 and 1 <= day <= _days(year, month)):
        return None
    # 1 Farvardin 1400 was 21 March 2021
    start = date(2021, 3, 21)
    step = 1 if year >= 1400 else -1
    days = 0
    for y in range(1400, year, step):
        days += step * (365 + _leap(y if step > 0 else y - 1))
    days += sum(_days(year, m) for m in range(1, month)) + day - 1
    return start + timedelta(days=days)


def _days(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 else 29 + _leap(year)


def from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Hijri one, ``None`` where the tables have no such day."""
    try:
        from hijridate import Hijri

        found = Hijri(year, month, day).to_gregorian()
    except (ImportError, ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)

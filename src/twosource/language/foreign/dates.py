"""Dates of a text: days, months, years and weekdays as its language and calendar write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from twosource.language.foreign.calendars import BUDDHIST, from_hijri, from_persian
from twosource.language.foreign.lists import Lists, Words
from twosource.language.foreign.numerals import digit_by_digit
from twosource.types import Span

_DAY = r"(?<!\d)(\d{1,2})(?:er|º|°|ª|st|nd|rd|th|\.|-(?:го|е|ого|ше|га))?"
_YEAR_BEHIND = re.compile(
    r"(?:,|\s+de|\s+del|\s+року|\s+г\.|\s+год|\s+عام|\s+سنة|\s+من|\s+من عام)?\s*(\d{4})(?!\d)"
)
_YEAR = re.compile(
    r"(?<![\d.,٫٬$€£])(1[89]\d\d|20\d\d|[۱۲١٢][٠-٩۰-۹]{3})(?![\d٪%]|[.,٫٬]\d|\s*[$€%])"
)
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_HAN_DATE = re.compile(
    r"(?:(?P<y>\d{4}|[〇零一二三四五六七八九]{4})年)?(?:(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月)?"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})[日号號](?!間|间|\d)|"
    r"(?:(?P<y2>\d{4}|[〇零一二三四五六七八九]{4})年)(?:(?P<m2>\d{1,2}|[一二三四五六七八九十]{1,2})月)?|"
    r"(?<!\d)(?P<m3>\d{1,2}|[一二三四五六七八九十]{1,2})月(?!\d|間|间)"
)
_BUDDHIST = re.compile(r"(?:佛[历曆]|พ\.\s?ศ\.)\s?(\d{4})年?")
_NOT_MONTHS = frozenset({"may", "march", "mart", "mar", "mei", "sept", "m", "ocak"})
"""Words that are months only beside a day or a year."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date of a text, what it leaves open ``None``; ``weekday`` counts from Monday, 1.
    ``calendar`` is ``persian``, ``hijri``, ``buddhist``, ``japanese`` or ``""``.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    calendar: str = ""


def dates_of(text: str, lists: Lists, year: int | None = None) -> tuple[Day, ...]:
    """The dates of a text, in order, those that stand together made one.

    Args:
        text: the text.
        lists: of its language.
        year: Gregorian, that of the account, for days of other calendars without a year.
    """
    found = list(_buddhist(text))
    if not lists.spaced:
        found += _eras(text, lists)
        found += [d for d in _han(text) if not _taken(d, found)]
    else:
        found += _months(text, lists.month_patterns, lists, "")
        found += _months(text, lists.jalali, lists, "persian")
        found += _months(text, lists.hijri, lists, "hijri")
        found += [d for d in _numeric(text) if not _taken(d, found)]
    if lists.spaced:
        found += [d for d in _years(text) if not _taken(d, found)]
    found += [d for d in _weekdays(text, lists) if not _taken(d, found)]
    found.sort(key=lambda d: d.span)
    return tuple(_gregorian(d, year) for d in _together(text, found))


def conflict(one: Day, two: Day) -> bool:
    """Whether two dates say otherwise in what both of them tell; of a lunar date, which begins with
    the moon's sighting, two days more or less say nothing.
    """
    if "hijri" in {one.calendar, two.calendar} and _near(one, two):
        return False
    if one.month is not None and two.month is not None:
        if one.month != two.month:
            return True
        if one.day is not None and two.day is not None and one.day != two.day:
            return True
    elif one.day is not None and two.day is not None and one.day != two.day:
        return True
    if one.year is not None and two.year is not None and one.year != two.year:
        return True
    both = one.weekday is not None and two.weekday is not None
    return both and one.weekday != two.weekday


def _near(one: Day, two: Day) -> bool:
    numbers = [
        31 * d.month + d.day for d in (one, two) if d.month is not None and d.day is not None
    ]  # fmt: skip
    return len(numbers) == 2 and abs(numbers[0] - numbers[1]) <= 2


def comparable(one: Day, two: Day) -> bool:
    """Whether two dates tell something of one kind."""
    pairs = ((one.day, two.day), (one.month, two.month), (one.year, two.year),
             (one.weekday, two.weekday))  # fmt: skip
    return any(a is not None and b is not None for a, b in pairs)


def _taken(day: Day, found: list[Day]) -> bool:
    return any(day.span.overlap(d.span) for d in found)


def _int(raw: str) -> int:
    if raw.isdecimal():
        return int(raw)
    if len(raw) >= 3 and digit_by_digit(raw) is not None and "十" not in raw:
        return digit_by_digit(raw) or 0
    tens, _, ones = raw.partition("十")
    digits = "〇一二三四五六七八九"
    if "十" not in raw:
        return digits.find(raw)
    return 10 * (digits.find(tens) if tens else 1) + (digits.find(ones) if ones else 0)


def _months(text: str, names: tuple[Words, ...], lists: Lists, calendar: str) -> Iterator[Day]:
    ordinals = "|".join(re.escape(o) for o in sorted(lists.ordinals, key=len, reverse=True))
    before = re.compile(
        rf"(?:{_DAY}|(?<!\w)({ordinals or '(?!)'}))(?:\s+(?:de|من|of|του|ب|ماه))?\s+$",
        re.IGNORECASE,
    )
    behind = re.compile(r"\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d:]|[.,]\d)")
    for number, words in enumerate(names, 1):
        for match in words.finditer(text):
            start, end, day, year = match.start(), match.end(), None, None
            head = text[max(0, start - 40) : start]
            first = before.search(head)
            if first:
                raw = first.group(1)
                day = int(raw) if raw else lists.ordinals[first.group(2).lower()]
                start -= len(head) - first.start()
            else:
                second = behind.match(text, end) if lists.code == "en" else None
                if second:
                    day, end = int(second.group(1)), second.end()
            tail = _YEAR_BEHIND.match(text, end)
            if tail:
                year, end = int(tail.group(1)), tail.end()
            alone = day is None and year is None
            word = match.group().lower()
            if alone and (calendar or not lists.cased or word in _NOT_MONTHS):
                continue
            if day is not None and not 1 <= day <= 31:
                continue
            yield Day(Span(start, end), year, number, day, None, calendar)


def _numeric(text: str) -> Iterator[Day]:
    for match in _NUMERIC.finditer(text):
        day, month, year = (int(g) for g in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Day(Span(*match.span()), year, month, day)


def _years(text: str) -> Iterator[Day]:
    for match in _YEAR.finditer(text):
        year = int(match.group(1))
        if 1300 <= year < 1500:
            yield Day(Span(*match.span()), year, calendar="persian")
        elif 1800 <= year < 2100:
            yield Day(Span(*match.span()), year)


def _buddhist(text: str) -> Iterator[Day]:
    for match in _BUDDHIST.finditer(text):
        yield Day(Span(*match.span()), int(match.group(1)) - BUDDHIST, calendar="buddhist")


def _eras(text: str, lists: Lists) -> Iterator[Day]:
    for name, before in lists.eras.items():
        rx = re.compile(
            re.escape(name) + r"(\d{1,2}|元|[一二三四五六七八九十]{1,3})年"
            r"(?:(\d{1,2})月(?:(\d{1,2})日)?)?"
        )
        for match in rx.finditer(text):
            year = before + (1 if match.group(1) == "元" else _int(match.group(1)))
            month, day = (int(g) if g else None for g in match.groups()[1:])
            yield Day(Span(*match.span()), year, month, day, None, "japanese")


def _han(text: str) -> Iterator[Day]:
    for match in _HAN_DATE.finditer(text):
        held = match.groupdict()
        year = held["y"] or held["y2"]
        month = held["m"] or held["m2"] or held["m3"]
        found = Day(
            Span(*match.span()),
            _int(year) if year else None,
            _int(month) if month else None,
            _int(held["d"]) if held["d"] else None,
        )
        if found.month is None or 1 <= found.month <= 12:
            yield found


def _weekdays(text: str, lists: Lists) -> Iterator[Day]:
    for number, words in enumerate(lists.weekday_numbers, 1):
        for match in words.finditer(text):
            yield Day(Span(*match.span()), weekday=number)


_BETWEEN = re.compile(
    r"[\s,،、（(]*(?:de|den|dem|the|d\.|на|le|el|o|dia|يوم|الموافق|في|ב-?|于|の)?[\s,،（(]*"
)


def _together(text: str, found: list[Day]) -> list[Day]:
    """Neighbours that fill in one another made one: ``Monday, March 10``."""
    made: list[Day] = []
    for day in found:
        last = made[-1] if made else None
        gap = text[last.span.end : day.span.start] if last else ""
        if last is None or len(gap) > 12 or not _BETWEEN.fullmatch(gap) or not _fits(last, day):
            made.append(day)
            continue
        made[-1] = Day(
            Span(last.span.start, day.span.end),
            last.year if last.year is not None else day.year,
            last.month if last.month is not None else day.month,
            last.day if last.day is not None else day.day,
            last.weekday if last.weekday is not None else day.weekday,
            last.calendar or day.calendar,
        )
    return made


def _fits(one: Day, two: Day) -> bool:
    pairs = ((one.year, two.year), (one.month, two.month), (one.day, two.day),
             (one.weekday, two.weekday))  # fmt: skip
    return not any(a is not None and b is not None for a, b in pairs)


def _gregorian(day: Day, year: int | None) -> Day:
    """A day of another calendar as a Gregorian one; what cannot be told exactly is left open."""
    if day.calendar == "persian":
        own = day.year
        if own is None and year is not None and day.month is not None:
            own = year - (622 if day.month >= 10 else 621)
        if own is None:
            return replace(day, month=None, day=None)
        if day.month is None or day.day is None:
            return replace(day, year=None, month=None, day=None)
        found = from_persian(own, day.month, day.day)
        if found is None:
            return replace(day, year=None, month=None, day=None)
        stated = found.year if day.year is not None else None
        return replace(day, year=stated, month=found.month, day=found.day)
    if day.calendar == "hijri":
        found = (
            from_hijri(day.year, day.month, day.day)
            if day.year is not None and day.month is not None and day.day is not None else None
        )  # fmt: skip
        if found is None:
            return replace(day, year=None, month=None, day=None)
        return replace(day, year=found.year, month=found.month, day=found.day)
    return day

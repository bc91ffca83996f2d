"""Dates as people and machines write them, read into ISO 8601.

Days are found in the order day-month-year, month-day-year and year-month-day, with
months as words of many languages (``data/months.toml``) or as figures, in the figures of
any script, and in the Buddhist, Solar Hijri and East Asian counts of years
(:mod:`twosource.read.found.calendars`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from twosource.patterns import deferred
from twosource.read.found.calendars import (
    BUDDHIST,
    SOLAR,
    buddhist_year,
    era_year,
    han_number,
    solar_day,
    solar_months,
)
from twosource.read.found.clock import OFFSET, offset, timed
from twosource.read.lexicon import any_of, load
from twosource.types import Precision


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a string: ``value`` is ISO 8601, offsets into the string."""

    value: str
    precision: Precision
    start: int
    end: int


# Figures of other scripts, one for one: Arabic, Persian, Devanagari, Bengali, Gurmukhi,
# Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Burmese, Khmer, full width.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0,
          0x1040, 0x17E0, 0xFF10)  # fmt: skip
_ALIKE = {
    **{start + n: ord("0") + n for start in _ZEROS for n in range(10)},
    **str.maketrans("يىك’ʼ：\xa0", "ییک'': "),
}
"""Characters read as another: figures, Arabic letters that Persian writes otherwise,
apostrophes."""


def _forms(form: str) -> set[str]:
    """A month's name as pages spell it: composed and decomposed, letters made alike."""
    alike = form.translate(_ALIKE)
    return {alike, unicodedata.normalize("NFD", alike)}


@cache
def months() -> dict[str, int]:
    """Month name or abbreviation, lower case -> 1 to 12; one that counts only behind a
    day with a full stop opens with one.
    """
    return {
        name: number
        for names in load("months").values()
        for number, forms in enumerate(names, start=1)
        for form in forms.split("|")
        for name in _forms(form)
    }


@cache
def _solar() -> dict[str, int]:
    return {f: n for name, n in solar_months().items() for f in _forms(name)}


@cache
def _written() -> tuple[re.Pattern[str], ...]:
    """Dates with a month in words, in four orders."""
    names = any_of(sorted({name.lstrip(".") for name in (*months(), *_solar())}))
    era = rf"(?:(?:{any_of(load('calendars')['buddhist']['marks'])})\s?)?"
    month = rf"(?P<name>{names})\u0654?(?:\u200c?\s?ماه)?(?![^\W_])"
    year = rf"{era}(?P<y>(?:19|20|24|25|26|13|14)\d\d)(?!\d)"
    short = r"(?P<short>\d\d)(?![\d:%]|\.\d)"
    second = r"(?:st|nd|rd|th|er|º|ª)?(?P<dot>\.)?"
    behind = r"\.?,?(?:\s+(?:de|del|anul|του))?[\s\-/]*"
    return (
        re.compile(
            rf"(?<![^\W_]){month}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{year}", re.I),
        re.compile(
            rf"(?<![A-Za-z0-9])(?P<d>\d{{1,2}}){second}(?:\s+(?:de|of|ta')|\s+d(?='))?[\s\-/']*"
            rf"{month}{behind}(?:{year}|{era}{short})", re.I),
        re.compile(
            rf"(?<!\d)(?P<y>(?:19|20)\d\d)(?:\.|,|\s?m\.|e?ko)?\s*(?<![^\W\d_]\d{{4}}){month}\.?\s+(?P<d>\d{{1,2}})"
            r"(?![\d:%]|[,.]?\s+(?:19|20)\d\d)", re.I),
        re.compile(
            r"(?<!\d)(?P<y>(?:19|20)\d\d)\.?\s?(?:gada|жылғы|жылы|жылдын|йил|yil)\s"
            rf"(?P<d>\d{{1,2}})\.?-?\s?{month}", re.I),
    )  # fmt: skip


@cache
def yearless() -> re.Pattern[str]:
    """Finds a day and a month in words, whatever the year."""
    names = any_of(sorted({name.lstrip(".") for name in months()}))
    return re.compile(
        rf"(?<![\w.])(?:\d{{1,2}}(?:st|nd|rd|th|\.|º)?\s(?:de\s)?(?:{names})|(?:{names})\.?\s\d{{1,2}})(?!\w)",
        re.I,
    )


_ANY_YEAR = deferred(
    r"(?:19|20|24|25|26|13|14)\d\d|[〇零一二三四五六七八九元十\d]{1,4}年|[\u0e00-\u0e7f]\.\s?\d\d"
)
"""What stands in whatever text holds a date."""
_ISO = deferred(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)"
    r"(?:[T ](?P<h>\d\d):(?P<n>\d\d)(?::(?P<s>\d\d?))?(?:[.,]\d+)?"
    rf"\s?(?P<z>{OFFSET}|[+-]\d\d\b|[A-Z]{{3,4}}\b)?)?(?!\d)"
)
_COMPACT = deferred(
    r"^(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<h>\d\d)(?P<n>\d\d)(?P<s>\d\d)?(?P<z>Z|[+-]\d\d:?\d\d)?)?$"
)
_MARK = "[\u200e\u200f]?"
_BUDDHIST_YEAR = r"(?:19|20|25|26)\d\d"
_FIGURES = (
    deferred(rf"(?<![\d.])(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>{_BUDDHIST_YEAR})(?!\d)"),
    deferred(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?:[(（][^()（）\d]{1,4}(?:\d{1,2}|元)年?[)）]\s?)?(?P<m>\d\d?)\s?[月월]\s?(?P<d>\d\d?)\s?[日일]"),
    deferred(
        r"(?<!\d)(?P<d>\d\d?)\s+tháng\s+(?P<m>\d\d?)(?:\s+năm|,)?\s+(?P<y>(?:19|20)\d\d)(?!\d)",
        re.I,
    ),
    deferred(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)\s+оны\s+(?P<m>\d\d?)(?:\s?-?\s?р|-?\s?\w+гээр)?\s+сарын"
        r"\s+(?P<d>\d\d?)", re.I
    ),
)  # fmt: skip
_YEAR_FIRST = deferred(
    rf"(?<![\d.])(?P<y>(?:19|20|13|14)\d\d){_MARK}[/.]\s?{_MARK}(?P<m>\d\d?){_MARK}[/.]\s?{_MARK}(?P<d>\d\d?)(?![\d/])"
)
_YEAR_LAST = deferred(
    rf"(?<![\d/])(?P<a>\d\d?){_MARK}(?P<mark>[/-]){_MARK}(?P<b>\d\d?){_MARK}(?:(?P=mark)|\s|-){_MARK}"
    rf"(?P<y>{_BUDDHIST_YEAR})(?![\d/])"
)
_HAN = r"[〇零一二三四五六七八九十]"
_EAST = deferred(
    rf"(?:(?P<era>{{eras}})\s?)?(?P<y>元|\d{{1,4}}|{_HAN}{{1,4}})\s?年\s?(?P<m>\d\d?|{_HAN}{{1,3}})\s?月\s?"
    rf"(?P<d>\d\d?|{_HAN}{{1,3}})\s?日"
)
_ARABIC = deferred(r"[\u0600-\u06ff]")
Found = tuple[int, int, str]


@cache
def _east() -> re.Pattern[str]:
    """Dates of East Asian eras, and in Han figures."""
    return re.compile(_EAST.pattern.replace("{eras}", any_of(load("calendars")["eras"])))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _dated(year: int, month: int, day: int) -> str | None:
    """A day whose year may be one of the Buddhist era."""
    return _iso(buddhist_year(year) if year in BUDDHIST else year, month, day)


def _in_words(m: re.Match[str]) -> str | None:
    """The day of a match of :func:`_written`."""
    fields = m.groupdict()
    name, day = m["name"].lower(), int(m["d"])
    thai = "\u0e00" <= name[0] <= "\u17ff"
    if not m["y"]:
        # Two figures are a year of the Buddhist era in Thai, and of any century elsewhere.
        return _dated(2500 + int(m["short"]), months().get(name, 0), day) if thai else None
    year = int(m["y"])
    if year in SOLAR:
        solar = solar_day(year, _solar().get(name, 0), day)
        return solar.isoformat() if solar else None
    buddhist = year in BUDDHIST and (thai or ("." in m.group() and "\u0e1e" in m.group()))
    if year >= 2400 and not buddhist:
        return None
    number = months().get("." + name) if fields.get("dot") else None
    return _dated(year, number or months().get(name, 0), day)


def _numeric(m: re.Match[str], order: str) -> str | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if year in BUDDHIST or a > 12:
        return _dated(year, b, a)
    if b > 12:
        return _iso(year, a, b)
    if a == b or order == "dmy":
        return _iso(year, b, a)
    return _iso(year, a, b) if order == "mdy" else None


def _order(text: str) -> str:
    """The order of day and month that a date in figures gives away for those beside it."""
    for m in _YEAR_LAST.finditer(text):
        if int(m["a"]) > 12 >= int(m["b"]):
            return "dmy"
        if int(m["b"]) > 12 >= int(m["a"]):
            return "mdy"
    return ""


def _year_first(m: re.Match[str], text: str) -> str | None:
    """Year, month and day in figures; of the Solar Hijri calendar in Persian text."""
    year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    if year >= 1900:
        return _iso(year, month, day)
    solar = solar_day(year, month, day) if _ARABIC.search(text) else None
    return solar.isoformat() if solar else None


def _eastern(m: re.Match[str]) -> str | None:
    year, month, day = (han_number(m[k]) for k in "ymd")
    if year is None or month is None or day is None:
        return None
    return _iso(era_year(m["era"], year) if m["era"] else year, month, day)


def _plain(m: re.Match[str]) -> str | None:
    return _dated(int(m["y"]), int(m["m"]), int(m["d"]))


def _all(text: str, raw: str, order: str) -> Iterator[Found]:
    """Dates of all forms, with their places."""
    beyond = not text.isascii()
    dotted, slashed, dashed = "." in text, "/" in text, "-" in text
    readers: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]] = [
        (p, _in_words) for p in _written()
    ]
    # A pattern is tried where the mark that it asks for stands.
    marks = (dashed, dotted, beyond, beyond, beyond)
    readers += [(p, _plain) for p, on in zip((_ISO, *_FIGURES), marks, strict=True) if on]
    if slashed or dotted:
        readers.append((_YEAR_FIRST, lambda m: _year_first(m, raw)))
    if slashed or dashed:
        readers.append((_YEAR_LAST, lambda m: _numeric(m, order or _order(text))))
    if "年" in text:
        readers.append((_east(), _eastern))
    for pattern, read in readers:
        for m in pattern.finditer(text):
            if base := read(m):
                yield m.start(), m.start() + 10 if pattern is _ISO and m["h"] else m.end(), base


def _stamp(m: re.Match[str], base: str) -> tuple[str, Precision]:
    """The time of a date that a machine wrote."""
    if not m["h"] or int(m["h"]) > 23 or int(m["n"]) > 59:
        return base, "day"
    clock, zone = f"T{m['h']}:{m['n']}", offset(m["z"])
    if m["s"]:
        return f"{base}{clock}:{m['s']:0>2}{zone}", "second"
    return f"{base}{clock}{zone}", "minute"


def machine_date(value: str) -> Day | None:
    """The date a machine wrote (``datetime``, ``content``, JSON-LD), time and zone kept."""
    value = value.strip().translate(_ALIKE)
    m = _ISO.search(value) or _COMPACT.match(value)
    if m:
        base = _iso(int(m["y"]), int(m["m"]), int(m["d"]))
        if base:
            stamp, precision = _stamp(m, base)
            return Day(stamp, precision, m.start(), m.end())
    return next(days(value), None)


def days(text: str, order: str = "") -> Iterator[Day]:
    """Every full date written in ``text``, in order of place.

    ``order`` is ``dmy`` or ``mdy`` for figures like 03/04/2025; without it such
    a date is left out rather than guessed.
    """
    raw = text
    if not text.isascii():
        text = text.translate(_ALIKE)
    if not _ANY_YEAR.search(text):
        return
    last = -1
    for start, end, base in sorted(_all(text, raw, order), key=lambda f: (f[0], -f[1])):
        if start >= last and base >= "1900":
            value, precision, last = timed(text, base, end)
            yield Day(value, precision, start, last)

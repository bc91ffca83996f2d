"""Times: dates, weekdays, months, spans relative to the account's date, durations.

Values follow ISO 8601 and TIMEX3 (ISO 24617-1): ``2025-03-06``, ``2025-03-06TNI``,
``2025-W10``, ``XXXX-10-07`` (a day whose year is not said), ``P3D``, ``PRESENT_REF``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from twosource.language.numbers import NUMBER, value_of
from twosource.language.weekdays import looks_forward
from twosource.types import Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_DAYS = {d: n for n, d in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)  # fmt: skip
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.)"
)
_PART = r"(?:morning|afternoon|evening|night)"
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI"}
_UNIT = r"(?:second|minute|hour|day|week|fortnight|month|year|decade)"
_CODES = {"second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W",
          "month": "{}M", "year": "{}Y"}  # fmt: skip
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
_TH = r"(?:st|nd|rd|th)?"
_SINCE = r"in|since|until|by|during|of|early|late|from"
_NEAR = 60
"""Days around the account's date within which a day named without a year is taken to be of that
year; farther away it may be an anniversary, and the year is left open."""

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)"),
    ("mdy", rf"\b(?P<mon>{_MONTH})\s(?P<d>[0-3]?\d){_TH}(?:,?\s{_YEAR})?(?![\d%,]\d|\d)"),
    ("dmy", rf"\b(?P<d>[0-3]?\d){_TH}\s(?:of\s)?(?P<mon>{_MONTH})(?:,?\s{_YEAR})?\b"),
    ("my", rf"\b(?P<mon>{_MONTH})(?:\sof)?,?\s{_YEAR}\b"),
    ("day", r"\b(?:(?P<mod>last|next|this|past|on|early|late)\s)?"
            rf"(?P<wd>{_DAY})(?:\s(?P<part>{_PART}))?(?![\w-])"),
    ("deictic", rf"\b(?P<w>today|yesterday|tomorrow|tonight)(?:\s(?P<part>{_PART}))?\b"),
    ("thispart", rf"\b(?P<mod>this|last)\s(?P<part>{_PART})\b"),
    ("rel", r"\b(?P<mod>last|past|next|this|coming|previous)\s"
            r"(?P<u>week|weekend|month|year|decade|century)\b"),
    ("relmon", rf"\b(?P<mod>last|next|this|mid|{_SINCE})[\s-](?P<mon>{_MONTH})(?![\w-])"),
    ("ago", rf"\b(?P<n>{NUMBER}|a|an)\s(?P<u>{_UNIT})s?\s(?P<dir>ago|earlier|later|from\snow)\b"),
    ("dur", rf"\b(?P<n>{NUMBER})[\s-](?P<u>{_UNIT})s?\b(?![\s-]olds?\b)"),
    ("vaguedur", rf"\b(?P<v>a\sfew|several|a\scouple\sof|many)\s(?P<u>{_UNIT})s\b"),
    ("decade", r"\b(?:the\s)?(?P<y>(?:1[5-9]|20)\d0)s\b"),
    ("year", rf"\b(?P<pre>before|after|{_SINCE})\s(?P<y>(?:19|20)\d\d)(?![\d,%.]\d|\w)"
             r"(?!\s[a-z]+s\b(?<!\sas)(?<!was)(?<!has)(?<!his)(?<!its)(?<!this))"),
    ("clock", r"\b(?P<h>\d{1,2})(?:[:.](?P<mi>[0-5]\d))?\s?(?P<ap>[ap])\.?m\b\.?"),
    ("clock24", r"\b(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?![\d:])"),
    ("now", r"\b(?:currently|at present|at the moment|right now|now)\b"),
    ("past", r"\b(?:recently|in recent (?:days|weeks|months|years))\b"),
)  # fmt: skip
_SEARCH = tuple((name, re.compile(p, re.I)) for name, p in _PATTERNS)
_SURE_CAPITAL = {"day", "mdy", "dmy", "my", "relmon"}


def find_times(doc: Doc, anchor: str | None) -> tuple[TimeExpression, ...]:
    """The times of a part, in order, never overlapping.

    Args:
        doc: the parsed part.
        anchor: the account's date (ISO 8601, any precision), or ``None``.

    Returns:
        Expressions whose ``value`` is resolved against the anchor where they need one, and
        ``None`` where it is missing or the expression is open ("two days later").
    """
    base = _anchor(anchor)
    found: list[TimeExpression] = []
    text = doc.text
    covered = bytearray(len(text))
    for name, pattern in _SEARCH:
        for match in pattern.finditer(text):
            start, end = _trim(name, match)
            if any(covered[start:end]) or not _plausible(name, match):
                continue
            covered[start:end] = b"\x01" * (end - start)
            value = _VALUES[name](match, base, doc)
            found.append(TimeExpression(Span(start, end), value, anchor))
    return tuple(sorted(found, key=lambda t: t.span))


def _anchor(anchor: str | None) -> date | None:
    try:
        return date.fromisoformat(anchor[:10]) if anchor else None
    except ValueError:
        return None


def _trim(name: str, match: re.Match[str]) -> tuple[int, int]:
    """Leave prepositions out of the span; "last" and its like belong to it."""
    start, end = match.span()
    groups = match.groupdict()
    if name == "year":
        start = match.start("y")
    if name == "relmon" and groups["mod"].lower() not in {
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
    }:
        start = match.start("mon")
    if name == "day" and (groups["mod"] or "").lower() == "on":
        start = match.start("wd")
    return start, end


def _plausible(name: str, match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if name in _SURE_CAPITAL:
        word = groups.get("mon") or groups.get("wd") or ""
        if not word[:1].isupper():
            return False
    if groups.get("d") and not 1 <= int(groups["d"]) <= 31:
        return False
    return not (name == "clock" and int(groups["h"]) > 12)


def _month(match: re.Match[str]) -> int:
    return _MONTHS[match["mon"].lower()[:3]]


def _ymd(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    month = int(match["m"]) if "m" in match.groupdict() else _month(match)
    day = int(match["d"])
    if match["y"]:
        return _iso(int(match["y"]), month, day)
    if base is not None:
        for year in (base.year, base.year - 1, base.year + 1):
            value = _iso(year, month, day)
            if value and abs((date.fromisoformat(value) - base).days) <= _NEAR:
                return value
    return f"XXXX-{month:02d}-{day:02d}"


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month_year(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    return f"{match['y']}-{_month(match):02d}"


def _relative_month(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    month, mod = _month(match), match["mod"].lower()
    if base is None:
        return f"XXXX-{month:02d}"
    year = base.year
    if mod == "next" and month <= base.month:
        year += 1
    elif mod != "next" and month > base.month and mod != "this":
        ahead = mod in {"by", "until"}
        year -= 0 if ahead else 1
    return f"{year}-{month:02d}"


def _weekday(match: re.Match[str], base: date | None, doc: Doc) -> str | None:
    """A bare weekday is the last one up to the account's date, or the next one where the
    sentence looks forward.
    """
    if base is None:
        return None
    wanted = _DAYS[match["wd"].lower()[:3]]
    mod = (match["mod"] or "").lower()
    back = (base.weekday() - wanted) % 7
    if mod == "next" or (mod not in {"last", "past"} and looks_forward(doc, match.start("wd"))):
        day = base + timedelta(days=(wanted - base.weekday()) % 7 or 7)
    elif mod in {"last", "past"}:
        day = base - timedelta(days=back or 7)
    else:
        day = base - timedelta(days=back)
    return day.isoformat() + _PARTS.get((match["part"] or "").lower(), "")


def _deictic(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    if base is None:
        return None
    word = match["w"].lower()
    day = base + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    part = _PARTS.get((match["part"] or word).lower(), "")
    return day.isoformat() + part


def _this_part(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    if base is None:
        return None
    day = base - timedelta(days=1 if match["mod"].lower() == "last" else 0)
    return day.isoformat() + _PARTS[match["part"].lower()]


def _relative(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    if base is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(
        match["mod"].lower(), 0
    )
    unit = match["u"].lower()
    if unit in {"week", "weekend"}:
        year, week, _day = (base + timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        months = base.year * 12 + base.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}"
    if unit == "year":
        return str(base.year + step)
    return f"{base.year // 10 + step}X" if unit == "decade" else f"{base.year // 100 + step}XX"


def _ago(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    number = 1.0 if match["n"].lower() in {"a", "an"} else value_of(match["n"])
    direction = match["dir"].lower()
    if base is None or number is None or direction in {"earlier", "later"} or number > 5000:
        return None
    sign = -1 if direction == "ago" else 1
    count, unit = int(number) * sign, match["u"].lower()
    try:
        if unit in {"day", "week", "fortnight"}:
            days = {"day": 1, "week": 7, "fortnight": 14}[unit] * count
            return (base + timedelta(days=days)).isoformat()
        if unit == "month":
            months = base.year * 12 + base.month - 1 + count
            return f"{months // 12}-{months % 12 + 1:02d}"
    except OverflowError:
        return None
    years = {"year": 1, "decade": 10}.get(unit)
    year = base.year + years * count if years else 0
    return f"{year:04d}" if 0 < year < 10000 else None


def _duration(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    number, unit = value_of(match["n"]), match["u"].lower()
    if number is None:
        return None
    if unit in {"fortnight", "decade"}:
        number, unit = (number * 2, "week") if unit == "fortnight" else (number * 10, "year")
    return "P" + _CODES[unit].format(f"{number:g}" if number < 1e6 else f"{number:.0f}")


def _vague_duration(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    unit = match["u"].lower()
    return "P" + _CODES.get(unit, "{}D").format("X") if unit in _CODES else None


def _clock(match: re.Match[str], base: date | None, _: Doc) -> str | None:
    groups = match.groupdict()
    hour = int(match["h"])
    if groups.get("ap"):
        hour = hour % 12 + (12 if match["ap"].lower() == "p" else 0)
    return f"T{hour:02d}:{groups.get('mi') or '00'}"


_VALUES: dict[str, Callable[[re.Match[str], date | None, Doc], str | None]] = {
    "iso": _ymd, "mdy": _ymd, "dmy": _ymd, "my": _month_year, "day": _weekday,
    "deictic": _deictic, "thispart": _this_part, "rel": _relative, "relmon": _relative_month,
    "ago": _ago, "dur": _duration, "vaguedur": _vague_duration,
    "decade": lambda m, b, d: m["y"][:3] + "X", "year": lambda m, b, d: str(m["y"]),
    "clock": _clock, "clock24": _clock, "now": lambda m, b, d: "PRESENT_REF",
    "past": lambda m, b, d: "PAST_REF",
}  # fmt: skip

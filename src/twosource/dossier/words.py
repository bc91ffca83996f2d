"""Plain words: numbers, dates, plurals and the terms of ``data/words.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from twosource.packaged import table

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:[T ](?P<t>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?"
    r"(?P<z>Z|[+-]\d\d:?\d\d)?)?)?)?"
)


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """The tables of ``data/words.toml``."""
    return table("dossier", "words")


def word(table: str, key: str) -> str:
    """The plain word for ``key``; the key itself, spaced, where there is none."""
    return lexicon()[table].get(key, key.replace("_", " ").replace("-", " "))


def number(value: int) -> str:
    """A count in words up to twelve, in figures above."""
    return word("numbers", str(value))


def count(value: int, one: str, many: str | None = None) -> str:
    """``count(2, "account")`` -> ``two accounts``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str]) -> str:
    """``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def is_date(value: str) -> bool:
    """Whether a value is a calendar date (and not a span such as ``2024-W11``)."""
    found = _DATE.fullmatch(value)
    return found is not None and 1 <= int(found["m"] or 1) <= 12


def date(value: str) -> str:
    """An ISO 8601 date as it is written in a newspaper; others come back as they are.

    ``2024-03-14T16:20+01:00`` -> ``14 March 2024, 16:20 (UTC+01:00)``.
    """
    found = _DATE.fullmatch(value)
    if found is None or not is_date(value):
        return value
    day = f"{int(found['d'])} " if found["d"] else ""
    month = f"{MONTHS[int(found['m']) - 1]} " if found["m"] else ""
    zone = {None: "", "Z": " (UTC)"}.get(found["z"], f" (UTC{found['z']})")
    clock = f", {found['t']}{zone}" if found["t"] else ""
    return f"{day}{month}{found['y']}{clock}"


def day(value: str) -> str:
    """An ISO date as day and month, without the year: ``2024-03-14T16:20`` -> ``14 March``."""
    found = _DATE.fullmatch(value)
    if found is None or not is_date(value) or not found["m"]:
        return value
    number_ = f"{int(found['d'])} " if found["d"] else ""
    return number_ + MONTHS[int(found["m"]) - 1]


def sureness(value: float) -> str:
    """A confidence in words. Fifths of the scale: finer steps would claim more
    than the figures hold.
    """
    steps = ("very unsure", "unsure", "fairly sure", "sure", "very sure")
    return steps[min(4, max(0, int(value * 5)))]

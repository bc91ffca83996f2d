"""Which of two texts of one agency is the later take."""

from __future__ import annotations

import re

from twosource.types import Account, Direction

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# the day of a dateline: "PORT VELL, Oct 7 (Agency) -"; it stands right before the agency
_DAY = re.compile(
    rf"\b({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}})\b[^\n()]{{0,12}}\([^()\n]{{2,40}}\)",
    re.IGNORECASE,
)
_HEAD = 600  # characters in which a dateline stands
_TAKE = re.compile(r"^\W*(?:update|upd|lead|take|wrapup|wrap)\W{0,2}(\d{1,2})\b", re.IGNORECASE)
_YEAR = 12 * 31
_TURN = 6 * 31  # further apart, the year has turned between them


def _day(account: Account) -> int | None:
    match = _DAY.search(account.text[:_HEAD])
    return None if match is None else 31 * _MONTHS.index(match[1].lower()) + int(match[2])


def _take(account: Account) -> int:
    match = _TAKE.match(account.title or account.text[:_HEAD])
    return int(match[1]) if match else 0


def later_take(a: Account, b: Account) -> tuple[Direction, str] | None:
    """Which take came from which, by the days of their datelines or by their
    numbers ("UPDATE 3"), and why.
    """
    days = _day(a), _day(b)
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        apart = (days[1] - days[0]) % _YEAR
        return _told(apart < _TURN, "by the day of its dateline")
    takes = _take(a), _take(b)
    if takes[0] != takes[1]:
        return _told(takes[0] < takes[1], "by its number")
    return None


def _told(first: bool, how: str) -> tuple[Direction, str]:
    which: Direction = "a>b" if first else "b>a"
    return which, f"the {'second' if first else 'first'} is the later take {how}"

"""Date, outlet, agency and byline as a person set them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from twosource.review.decisions import Carried, Decisions, signed
from twosource.types import Account, Credit, DateCandidate, Precision, Review

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d(:\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")
_APART = frozenset({"photo", "citation", "contributing"})
"""Credits that are none of the text."""
PERSON = "person"
"""Kind of a credit that a person gave."""


def precision(value: str) -> Precision | None:
    """How precise an ISO 8601 date is; ``None`` where it is none, or no day of the calendar."""
    from datetime import datetime

    found = _DATE.fullmatch(value)
    if found is None:
        return None
    year, month, day, seconds = found.groups()
    whole = value if day else f"{year}-{month or '01'}-01"
    try:
        datetime.fromisoformat(whole)
    except ValueError:
        return None
    if "T" in value:
        return "second" if seconds else "minute"
    return "day" if day else "month" if month else "year"


def split_names(value: str) -> tuple[str, ...]:
    """Names of a list, which semicolons part."""
    return tuple(n for n in (" ".join(part.split()) for part in value.split(";")) if n)


def _date(account: Account, value: str, by: str) -> Account:
    if not value:
        return replace(account, published=None, published_reason=f"taken away {by}")
    how = precision(value)
    if how is None:
        return account
    given = DateCandidate(value, how, "published", f"set {by}", 1.0)
    others = tuple(d for d in account.dates if d.kind != "published")
    return replace(account, published=given, published_reason="", dates=(given, *others))


def _outlet(account: Account, value: str, by: str) -> Account:
    return replace(account, outlet=value or None)


def _agency(account: Account, value: str, by: str) -> Account:
    kept = tuple(c for c in account.credits if c.kind in _APART)
    given = tuple(Credit(name, PERSON, f"set {by}") for name in split_names(value))
    return replace(account, credits=(*given, *kept))


def _byline(account: Account, value: str, by: str) -> Account:
    return replace(account, byline=split_names(value))


_SET: dict[str, Callable[[Account, str, str], Account]] = {
    "date": _date, "outlet": _outlet, "agency": _agency, "byline": _byline,
}  # fmt: skip


def _read(account: Account, field: str) -> object:
    """What the program read in a field, to tell whether another version has the same."""
    if field == "date":
        return account.published and account.published.value
    if field == "agency":
        return account.agency
    return getattr(account, field)


def correct_accounts(
    accounts: Sequence[Account], decisions: Decisions
) -> tuple[Account, ...]:  # fmt: skip
    """The accounts with what people set of them.

    A later version of a page takes it over where it was read as the earlier one was.

    Args:
        accounts: as they were read.
        decisions: what was decided.
    """
    carried = Carried(accounts, decisions.versions)
    made = {a.id: a for a in accounts}
    for review in decisions.of("account"):
        if review.decision != "set":
            continue
        for account in reached(review, carried):
            for field in _given(review):
                if _carries(carried, review.accounts[0], account, field):
                    made[account] = _SET[field](made[account], review.values[field], signed(review))
    return tuple(made[a.id] for a in accounts)


def _given(review: Review) -> Iterable[str]:
    return (f for f in _SET if f in review.values)


def _carries(carried: Carried, source: str, account: str, field: str) -> bool:
    if account == source:
        return True
    before = carried.accounts.get(source)
    return before is not None and _read(before, field) == _read(carried.accounts[account], field)


def reached(review: Review, carried: Carried) -> tuple[str, ...]:
    """The accounts at hand that a decision on one account reaches."""
    return carried.all(review.accounts[0])

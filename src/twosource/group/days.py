"""The day an account was published, as a number."""

from __future__ import annotations

from datetime import date

from twosource.types import Account


def day_of(account: Account) -> int | None:
    """The day of publication, counted from the year 1, where it is known to the day."""
    published = account.published
    if published is None or published.precision in {"year", "month"}:
        return None
    try:
        return date.fromisoformat(published.value[:10]).toordinal()
    except ValueError:
        return None

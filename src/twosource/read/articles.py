"""Accounts apart from pages that are none."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.errors import MESSAGES
from twosource.types import Account, Failure

_SAID = {
    "paywall": "a paywall", "consent": "a consent window", "live": "a live blog",
    "gallery": "a picture gallery", "index": "a list of stories", "empty": "an empty page",
    "error": "an error page", "article": "an article",
}  # fmt: skip
"""What kinds of pages are called in a message."""


def articles(accounts: Iterable[Account]) -> tuple[list[Account], list[Failure]]:
    """Tell accounts from pages that are none: walls, lists, galleries, live blogs.

    Returns:
        The accounts to work on, and a coded failure for each other page.
    """
    good: list[Account] = []
    failures: list[Failure] = []
    for account in accounts:
        if account.kind == "article":
            good.append(account)
            continue
        code = "TS-READ-12" if account.kind in {"paywall", "consent"} else "TS-READ-06"
        message = f"{code} {account.id} ({_SAID[account.kind]}): {MESSAGES[code]}"
        failures.append(Failure(account.id, code, message))
    return good, failures

"""Which accounts are read by the lists of their language instead of the English pipeline.

Asked of every account of every call, so it loads nothing while all of them are English.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from twosource.types import Account

_ENGLISH = frozenset({"en", "und", ""})
LEAST = 20
"""Words of Latin letters from which a language that was told by statistics is believed."""


def is_other(account: Account) -> bool:
    """Whether an account stands in another language than English that we have lists for."""
    code = account.language.partition("-")[0].lower()
    if code in _ENGLISH or code not in _known():
        return False
    sample = account.text[:4000]
    letters = [c for c in sample if c.isalpha()]
    latin = sum("a" <= c.lower() <= "ɏ" for c in letters)
    return latin * 2 < len(letters) or len(sample.split()) >= LEAST


def any_other(accounts: Sequence[Account]) -> bool:
    """Whether any of some accounts does."""
    return any(is_other(a) for a in accounts)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    from twosource.language.foreign.lists import known

    return known()

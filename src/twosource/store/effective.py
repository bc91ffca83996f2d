"""Date and outlet of an account as people set them, where lists and searches look for them."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.group.days import day_of
from twosource.review import correct_accounts
from twosource.review.decisions import chain
from twosource.store.base import Base
from twosource.store.codec import load, to_bytes
from twosource.store.filed import outlet_of
from twosource.store.reviews import decisions_on
from twosource.types import Account


def set_columns(base: Base, accounts: Iterable[str]) -> None:
    """Bring the columns of some accounts, and of their later versions, up to what is decided."""
    for id in _with_later(base, accounts):
        decisions = decisions_on(base, [id])
        family = chain(id, decisions.versions)
        read = [a for name in family if (a := _account(base, name)) is not None]
        if not read:
            continue
        made = correct_accounts(read, decisions)[0]
        base.run(
            "UPDATE account SET published = ?, day = ?, outlet = ? WHERE id = ?",
            (to_bytes(made.published.value) if made.published else None, day_of(made),
             outlet_of(made), to_bytes(id)),
        )  # fmt: skip


def _account(base: Base, id: str) -> Account | None:
    rows = base.rows("SELECT record FROM account WHERE id = ?", (to_bytes(id),))
    return load(Account, rows[0][0]) if rows else None


def _with_later(base: Base, accounts: Iterable[str]) -> list[str]:
    """Accounts and the later versions of their pages."""
    from twosource.store.codec import to_text

    found = list(dict.fromkeys(accounts))
    for id in found:
        later = base.rows(
            "SELECT other.id FROM account one JOIN account other ON other.version_of = one.number "
            "WHERE one.id = ?",
            (to_bytes(id),),
        )
        found += [name for (data,) in later if (name := to_text(data)) not in found]
    return found

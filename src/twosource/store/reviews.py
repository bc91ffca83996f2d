"""What people decided, as rows: added, taken back, found by the accounts it bears on.

A decision is written in a transaction of its own and is on the disk when the call returns.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from twosource.errors import StoreError
from twosource.records.decided import check
from twosource.review import Decisions
from twosource.store.base import Base, in_parts, listed
from twosource.store.codec import dump, load, to_bytes, to_text
from twosource.store.ledger import now
from twosource.types import Review

DEEP = 10_000
"""Decisions that one story takes into account, the last ones."""


def new_id() -> str:
    """A name that no other decision has, in this store or another."""
    return f"r-{secrets.token_hex(6)}"


def insert(base: Base, review: Review, undone: int = 0) -> Review:
    """File a decision, in the transaction that is open; id and time are given where it has none.

    Raises:
        StoreError: ``TS-STORE-11``, it cannot be carried out.
    """
    made = replace(review, id=review.id or new_id(), time=review.time or now())
    if not made.author.strip():
        raise StoreError("TS-STORE-11", "it names no author")
    try:
        check(made)
    except ValueError as error:
        raise StoreError("TS-STORE-11", str(error)) from error
    ((last,),) = base.rows("SELECT coalesce(max(number), 0) FROM review")
    base.run(
        "INSERT INTO review (number, id, subject, decision, author, undone, record) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            last + 1,
            to_bytes(made.id),
            made.of,
            made.decision,
            to_bytes(made.author),
            undone,
            dump(made),
        ),
    )
    base.many(
        "INSERT INTO reviewed (account, review) VALUES (?, ?)",
        ((to_bytes(account), last + 1) for account in made.about),
    )
    return made


def known(base: Base, id: str) -> bool:
    """Whether a decision of that name is there."""
    return bool(base.rows("SELECT 1 FROM review WHERE id = ?", (to_bytes(id),)))


def get(base: Base, id: str) -> Review:
    """A decision by its name, or by the beginning of it if that is of one alone.

    Raises:
        StoreError: ``TS-STORE-12``, there is none.
    """
    rows = base.rows("SELECT record FROM review WHERE id = ?", (to_bytes(id),))
    if not rows and len(id) >= 4:
        found = base.rows("SELECT id, record FROM review ORDER BY number")
        rows = [(record,) for name, record in found if to_text(name).startswith(id)]
    if len(rows) != 1:
        raise StoreError("TS-STORE-12", id)
    return load(Review, rows[0][0])


def log(base: Base, story_accounts: Iterable[str] | None = None) -> tuple[Review, ...]:
    """Every decision, or those on some accounts, the earliest first, taken back ones too."""
    if story_accounts is None:
        rows = base.rows("SELECT record FROM review ORDER BY number")
        return tuple(load(Review, record) for (record,) in rows)
    return _on(base, story_accounts, "")


def _on(base: Base, accounts: Iterable[str], also: str) -> tuple[Review, ...]:
    found: dict[int, bytes] = {}
    for part in in_parts(sorted(map(to_bytes, accounts))):
        rows = base.rows(
            "SELECT DISTINCT review.number, review.record FROM review JOIN reviewed "  # noqa: S608
            f"ON reviewed.review = review.number WHERE reviewed.account IN {listed(part)}{also}",
            part,
        )
        found.update(rows)
    return tuple(load(Review, found[n]) for n in sorted(found)[-DEEP:])


def decisions_on(base: Base, accounts: Sequence[str]) -> Decisions:
    """What holds of some accounts and of the versions before them."""
    if not base.rows("SELECT 1 FROM review LIMIT 1"):
        return Decisions()
    versions = versions_of(base, accounts)
    chained = {*accounts, *versions.values()}
    found = _on(base, chained, " AND review.undone = 0")
    return Decisions(found, versions) if found else Decisions()


def versions_of(base: Base, accounts: Iterable[str]) -> dict[str, str]:
    """Account id -> the id of the version before, for some accounts and all those before."""
    found: dict[str, str] = {}
    ahead = sorted({*map(to_bytes, accounts)})
    while ahead:
        met: set[bytes] = set()
        for part in in_parts(ahead):
            for id, before in base.rows(
                "SELECT one.id, other.id FROM account one JOIN account other "  # noqa: S608
                f"ON other.number = one.version_of WHERE one.id IN {listed(part)}",
                part,
            ):
                found[to_text(id)] = to_text(before)
                met.add(bytes(before))
        ahead = sorted(b for b in met if to_text(b) not in found)
    return found


def take_back(base: Base, id: str, author: str) -> Review:
    """Undo a decision, in the transaction that is open: that of a name, or the author's last.

    Raises:
        StoreError: ``TS-STORE-12``, there is none to undo.
    """
    found = get(base, id) if id else _last(base, author, "undone = 0", "number")
    if found.undone:
        raise StoreError("TS-STORE-12", f"{found.id} is taken back already")
    ((last,),) = base.rows("SELECT coalesce(max(undone), 0) FROM review")
    return _set(base, replace(found, undone=f"{author} on {now()}"), last + 1)


def put_back(base: Base, id: str, author: str) -> Review:
    """Redo a decision that was taken back: that of a name, or the author's last.

    Raises:
        StoreError: ``TS-STORE-12``, there is none to redo.
    """
    found = get(base, id) if id else _last(base, author, "undone > 0", "undone")
    if not found.undone:
        raise StoreError("TS-STORE-12", f"{found.id} holds already")
    return _set(base, replace(found, undone=""), 0)


def _last(base: Base, author: str, where: str, order: str) -> Review:
    rows = base.rows(
        f"SELECT record FROM review WHERE author = ? AND {where} "  # noqa: S608
        f"ORDER BY {order} DESC LIMIT 1",
        (to_bytes(author),),
    )
    if not rows:
        raise StoreError("TS-STORE-12", f"nothing of {author}")
    return load(Review, rows[0][0])


def _set(base: Base, review: Review, undone: int) -> Review:
    base.run(
        "UPDATE review SET undone = ?, record = ? WHERE id = ?",
        (undone, dump(review), to_bytes(review.id)),
    )
    return review


def renamed(review: Review, names: Mapping[str, str]) -> Review:
    """A decision whose accounts are called otherwise here than in the store it comes from."""
    passages, better = (
        tuple(replace(p, account=names.get(p.account, p.account)) for p in given)
        for given in (review.passages, review.better)
    )
    values = dict(review.values)
    if values.get("with"):
        values["with"] = names.get(values["with"], values["with"])
    accounts = tuple(names.get(a, a) for a in review.accounts)
    return replace(review, passages=passages, better=better, values=values, accounts=accounts)


def link_ties(base: Base) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of accounts whose link was marked wrong, and pairs that were linked by hand, by id in
    both orders; the later decision holds.
    """
    wrong: set[tuple[str, str]] = set()
    added: set[tuple[str, str]] = set()
    for (record,) in base.rows(
        "SELECT record FROM review WHERE subject = 'link' AND undone = 0 ORDER BY number"
    ):
        review = load(Review, record)
        a, b = review.accounts
        pairs = {(a, b), (b, a)}
        if review.decision == "strike":
            wrong, added = wrong | pairs, added - pairs
        else:
            wrong, added = wrong - pairs, added | pairs
    return wrong, added

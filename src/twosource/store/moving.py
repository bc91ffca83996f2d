"""Accounts that a person put into another story stay there, whatever grouping says.

Grouping works on the stories that it makes itself: before it, accounts that were moved go back to
where it had them (:func:`grouped`), and behind it they are moved again, in one transaction, so that
no reader sees the state between.  A move names the account that another belongs with, not the
number of a story, so that it holds when stories are merged, split, or taken to another store.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from twosource.store.base import Base, in_parts, listed
from twosource.store.codec import load, to_bytes
from twosource.types import Review

_ENDS = 1000  # steps from an account to the one whose story it is in


@contextmanager
def grouped(base: Base) -> Iterator[None]:
    """Stories as grouping made them, inside the block; behind it, as people decided."""
    unmove(base)
    yield
    move(base)


def unmove(base: Base) -> None:
    """Put every moved account back to where grouping had it, in the open transaction."""
    rows = base.rows("SELECT account, grouped FROM moved ORDER BY account")
    base.many(
        "UPDATE account SET story = ? WHERE number = ?", ((story, n) for n, story in rows)
    )  # fmt: skip


def move(base: Base) -> None:
    """Move what people moved, and the later versions of it; see :func:`unmove`."""
    own = {n: story for n, story in base.rows("SELECT account, own FROM moved") if story}
    base.run("DELETE FROM moved")
    wanted = _wanted(base)
    if not wanted:
        return
    story: dict[int, int] = dict(
        _stories(base, {*wanted, *(w for w in wanted.values() if w is not None)})
    )
    made = {}
    for account in sorted(wanted):
        end, alone = _end(account, wanted)
        if alone and end not in own:
            own[end] = _new_story(base)
        made[account] = own[end] if alone else story[end]
    for account, target in _with_versions(base, made).items():
        ((grouped_in,),) = base.rows("SELECT story FROM account WHERE number = ?", (account,))
        base.run(
            "INSERT INTO moved (account, grouped, own) VALUES (?, ?, ?)",
            (account, grouped_in, own.get(account)),
        )
        base.run("UPDATE account SET story = ? WHERE number = ?", (target, account))


def _wanted(base: Base) -> dict[int, int | None]:
    """Account -> the one it belongs with, ``None`` for a story of its own; the last decision of
    each that can be carried out.
    """
    rows = base.rows(
        "SELECT record FROM review WHERE decision = 'move' AND undone = 0 ORDER BY number"
    )
    found: dict[int, int | None] = {}
    for (record,) in rows:
        review = load(Review, record)
        account = _number(base, review.accounts[0])
        beside = review.values.get("with", "")
        other = _number(base, beside) if beside else None
        if account is not None and account != other and (other is not None or not beside):
            found[account] = other
    return found


def _number(base: Base, id: str) -> int | None:
    rows = base.rows("SELECT number FROM account WHERE id = ?", (to_bytes(id),))
    return rows[0][0] if rows else None


def _stories(base: Base, numbers: set[int]) -> Iterator[tuple[int, int]]:
    for part in in_parts(sorted(numbers)):
        rows = base.rows(
            f"SELECT number, story FROM account WHERE number IN {listed(part)}",  # noqa: S608
            part,
        )
        yield from ((number, story) for number, story in rows)


def _end(account: int, wanted: dict[int, int | None]) -> tuple[int, bool]:
    """The account in whose story another is, and whether that has one of its own.  Accounts that
    were moved to one another in a ring stay where grouping has the first of them.
    """
    at, seen = account, {account}
    while at in wanted:
        beside = wanted[at]
        if beside is None:
            return at, True
        if beside in seen or len(seen) > _ENDS:
            return min(seen), False
        seen.add(beside)
        at = beside
    return at, False


def _with_versions(base: Base, made: dict[int, int]) -> dict[int, int]:
    """The same with the later versions of each, where they were not moved by themselves."""
    found = dict(made)
    ahead = sorted(made)
    while ahead:
        later: list[int] = []
        for part in in_parts(ahead):
            for number, before in base.rows(
                "SELECT number, version_of FROM account "  # noqa: S608
                f"WHERE version_of IN {listed(part)} ORDER BY number",
                part,
            ):
                if number not in found:
                    found[number] = found[before]
                    later.append(number)
        ahead = later
    return found


def _new_story(base: Base) -> int:
    ((last,),) = base.rows("SELECT coalesce(max(number), 0) FROM story")
    base.run("INSERT INTO story (number, joined) VALUES (?, NULL)", (last + 1,))
    number: int = last + 1
    return number


def moved_from(base: Base, story: int) -> int | None:
    """Where the accounts of a story that holds none went: the story of the first of them."""
    rows = base.rows(
        "SELECT account.story FROM moved JOIN account ON account.number = moved.account "
        "WHERE moved.grouped = ? ORDER BY moved.account LIMIT 1",
        (story,),
    )
    return rows[0][0] if rows else None

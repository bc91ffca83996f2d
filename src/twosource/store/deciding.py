"""A decision is filed, and what lists and searches read of it is brought up to date with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from twosource.store import reviews
from twosource.store.base import Base
from twosource.store.effective import set_columns
from twosource.store.ledger import note
from twosource.store.moving import move, unmove
from twosource.types import Review


def decide(base: Base, made: Sequence[Review]) -> tuple[Review, ...]:
    """File decisions, all or none; what was filed is on the disk when this returns.

    Raises:
        StoreError: ``TS-STORE-11``, one cannot be carried out.
    """
    with base.writing():
        filed = tuple(reviews.insert(base, r) for r in made)
        _follow(base, filed)
        for r in filed:
            note(base, "review", _told(r))
        return filed


def undo(base: Base, author: str, id: str = "") -> Review:
    """Take a decision back: that of a name, or the author's last.

    Raises:
        StoreError: ``TS-STORE-12``, there is none.
    """
    return _turned(base, "undo", author, lambda: reviews.take_back(base, id, author))


def redo(base: Base, author: str, id: str = "") -> Review:
    """Let a decision hold again: that of a name, or the author's last one taken back.

    Raises:
        StoreError: ``TS-STORE-12``, there is none.
    """
    return _turned(base, "redo", author, lambda: reviews.put_back(base, id, author))


def _turned(base: Base, step: str, author: str, turn: Callable[[], Review]) -> Review:
    """Take a decision back or let it hold again, with what follows from it, in one transaction."""
    with base.writing():
        found = turn()
        _follow(base, [found])
        note(base, step, {"review": found.id, "by": author})
        return found


def take_in(base: Base, made: Iterable[Review]) -> tuple[int, int]:
    """File decisions that come from elsewhere, in the transaction that is open; one that is here
    already stays as it is here.

    Returns:
        How many were new, and how many here.

    Raises:
        StoreError: ``TS-STORE-11``, one cannot be carried out.
    """
    new: list[Review] = []
    same = 0
    for r in made:
        if r.id and reviews.known(base, r.id):
            same += 1
            continue
        ((last,),) = base.rows("SELECT coalesce(max(undone), 0) FROM review")
        new.append(reviews.insert(base, r, last + 1 if r.undone else 0))
    _follow(base, new)
    return len(new), same


def _follow(base: Base, changed: Sequence[Review]) -> None:
    if any(r.decision == "move" for r in changed):
        unmove(base)
        move(base)
    given = [r.accounts[0] for r in changed if r.decision == "set"]
    if given:
        set_columns(base, given)


def _told(r: Review) -> dict[str, Any]:
    return {"review": r.id, "of": r.of, "decision": r.decision, "by": r.author}

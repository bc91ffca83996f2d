"""An export is taken into a store that holds accounts already.

Its accounts are added as inputs are, each under the page and with the raw input that it had: what
is there already is the same, what its page said before becomes its earlier version, and links and
stories are made by what the store holds.  What people decided comes along, on the accounts as they
are called here; what was decided here stays as it is.  Analyses and the log stay behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from twosource.read.sources.raw import Raw
from twosource.store.adding import Adding
from twosource.store.base import Base
from twosource.store.codec import json_value, load, unpack
from twosource.store.deciding import take_in
from twosource.store.filed import Shelf, digest_of, page_of, whole
from twosource.store.items import Item
from twosource.store.reviews import renamed
from twosource.types import Account, Review

_AT_ONCE = 64
_PAGE, _RAW, _ORIGIN, _RECORD, _REST = 2, 4, 5, 22, 23  # columns of an account
_REVIEW = 6  # the column of a decision


def merge(base: Base, shelf: Shelf, rows: Iterable[tuple[str, Sequence[Any]]]) -> dict[str, int]:
    """Add the accounts of an export, whose rows come in its order, in the transaction that is
    open; how many were new, the same and versions.

    Raises:
        ValueError, TypeError, KeyError, IndexError: a row is damaged.
    """
    adding = Adding(base, shelf)
    raws: dict[bytes, bytes] = {}
    counts = {"new": 0, "same": 0, "version": 0}
    names: dict[str, str] = {}
    decided: list[Review] = []
    held: list[tuple[bytes, Item]] = []

    def write() -> None:
        pages = [page for page, _ in held]
        for found, (_, (_, item)) in zip(
            adding.add([item for _, item in held], pages), held, strict=True
        ):
            counts[found.status] += 1
            if isinstance(item, Account):
                names[item.id] = found.id
        held.clear()

    for table, row in rows:
        if table == "raw":
            raws[bytes(row[0])] = bytes(row[2])
        elif table == "account":
            held.append(_item(row, raws))
            if len(held) >= _AT_ONCE:
                write()
        elif table == "review":
            decided.append(load(Review, row[_REVIEW]))
    if held:
        write()
    take_in(base, [renamed(r, names) for r in decided])
    return counts


def _item(row: Sequence[Any], raws: dict[bytes, bytes]) -> tuple[bytes, Item]:
    """An account of an export with its page, and the input that it was read from."""
    account = whole(row[_RECORD], row[_REST])
    digest_of(account), page_of(account)  # what is no text is told here
    return bytes(row[_PAGE]), (_raw(row, raws), account)


def _raw(row: Sequence[Any], raws: dict[bytes, bytes]) -> Raw | None:
    if not row[_ORIGIN]:
        return None
    told = json_value(unpack(row[_ORIGIN]))
    record = told["record"]
    return Raw(
        unpack(raws[bytes(row[_RAW])]), told["id"], told["url"], told["headers"], told["media"],
        record={**record, "html": ""} if record is not None else None,
        line=told["line"], input=told["input"],
    )  # fmt: skip

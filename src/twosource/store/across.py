"""New accounts are laid beside those of other languages in the store, as a batch does.

While every account of a store is English nothing of this is loaded or kept.  With the first that
is not, the figures of all are put into postings; from then on a new account is laid beside the
accounts of other languages that share figures with it (beside all, in a small store), and what
comes of it is kept: the chance of one story, and whether one is a translation of the other.
Which way, and what third accounts show, is worked out when links are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from twosource.group.words import HashArray
from twosource.language.other import is_other
from twosource.store.base import Base
from twosource.store.codec import dump
from twosource.store.filed import Shelf
from twosource.store.postings import Postings
from twosource.trace.lineage import dependent
from twosource.types import Account

if TYPE_CHECKING:
    from twosource.language.foreign.reading import Reading

_STATE = "languages"
"""The state that says that figures of all accounts are in the postings."""
_WIDEST = 512
_MOST = 64
"""Accounts that a new one is laid beside, those that share most figures."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An account of another language: the chance of one story, and the link of a translation as
    it is kept, if it is one.
    """

    number: int
    chance: float
    tied: int = 0
    link: bytes = b""


class Across:
    """Lays accounts of a store beside those of other languages.

    Args:
        base: the store's tables.
        shelf: its accounts.
    """

    def __init__(self, base: Base, shelf: Shelf) -> None:
        self._base = base
        self._shelf = shelf
        self._figures = Postings(base, "figures", _WIDEST, cut=True)
        self._on: bool | None = None

    def refresh(self) -> None:
        """Look what other processes wrote."""
        self._figures.refresh()
        self._on = bool(self._base.rows("SELECT 1 FROM state WHERE key = ?", (_STATE,)))

    def flush(self) -> None:
        """Write the postings of what was placed."""
        self._figures.flush()

    def place(self, number: int, account: Account) -> list[Beside]:
        """Put in a new account; those of other languages that are worth a word about it."""
        if not self._on and not is_other(account):
            return []
        if not self._on:
            self._begin(number)
        reading = _reading(account)
        if reading is None:
            return []
        keys = _keys(reading)
        near = self._near(number, keys)
        self._figures.add(keys, np.full(len(keys), number))
        return [b for n in near if (b := self._beside(n, account, reading)) is not None]

    def _begin(self, before: int) -> None:
        """Put in the figures of all accounts so far."""
        self._base.run("INSERT INTO state (key, value) VALUES (?, ?)", (_STATE, b"1"))
        self._on = True
        rows = self._base.rows("SELECT number FROM account WHERE number < ? ORDER BY number",
                               (before,))  # fmt: skip
        for (number,) in rows:
            reading = _reading(self._shelf.account(number))
            if reading is not None:
                keys = _keys(reading)
                self._figures.add(keys, np.full(len(keys), number))

    def _near(self, number: int, keys: HashArray) -> list[int]:
        """The accounts to lay beside a new one: all of a small store, else those that share two
        figures and more.
        """
        from twosource.language.foreign.candidates import ALL, SHARED

        ((count,),) = self._base.rows("SELECT count(*) FROM account WHERE number < ?", (number,))
        if count <= ALL:
            rows = self._base.rows(
                "SELECT number FROM account WHERE number < ? ORDER BY number", (number,)
            )
            return [r[0] for r in rows]
        marks = np.concatenate([self._figures.find(keys)[0], self._figures.fresh(keys)[0]])
        numbers, shared = np.unique(marks, return_counts=True)
        kept = shared >= SHARED
        numbers, shared = numbers[kept], shared[kept]
        order = np.lexsort((numbers, -shared))[:_MOST]
        return sorted(int(n) for n in numbers[order] if n != number)

    def _beside(self, number: int, account: Account, mine: Reading) -> Beside | None:
        other = self._shelf.account(number)
        theirs = _reading(other)
        if theirs is None or theirs.lists.code == mine.lists.code:
            return None
        from twosource.group.across_languages import chance_of
        from twosource.trace.translations import translated

        sure = chance_of(other, account)
        link = translated(other, account)
        if link is None and not sure:
            return None
        if link is None:
            return Beside(number, sure)
        return Beside(number, sure, int(dependent(link)), dump(link))


def _reading(account: Account) -> Reading | None:
    from twosource.trace.translations import reading_beside

    return reading_beside(account)


def _keys(reading: Reading) -> HashArray:
    """The figures of an account that tell something, as features."""
    from twosource.language.foreign.candidates import weight

    values = sorted({f.value for f in reading.figures if weight(f.value) >= 0.4})
    return np.array([_hashed(v) for v in values], dtype=np.uint64)


@lru_cache(maxsize=4096)
def _hashed(value: float) -> int:
    found = hashlib.sha256(f"figure {value!r}".encode("ascii")).digest()
    return int.from_bytes(found[:8], "little")


def kept_links(base: Base, number: int, found: Sequence[Beside]) -> None:
    """Keep the translations of a new account; a link by words of the same two stays."""
    known = {r[0] for r in base.rows("SELECT a FROM link WHERE b = ?", (number,))}
    base.many(
        "INSERT INTO link (b, a, tied, record) VALUES (?, ?, ?, ?)",
        [(number, f.number, f.tied, f.link) for f in found if f.link and f.number not in known],
    )

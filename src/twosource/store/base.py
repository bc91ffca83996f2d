"""What a store asks of the database under it; SQLite and PostgreSQL give it alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]
Phrase = tuple[tuple[str, ...], bool]
"""Folded words that stand in a row, and whether the last of them may go on."""
Query = Sequence[Sequence[Phrase]]
"""All of these must be found, each in one of its forms."""
IN_LIST = 500
"""Values asked for in one statement; both databases take more."""

RANKED = 4096
"""Accounts that are ranked for one query, or as many as are wanted."""


class Base(Protocol):
    """A database with our tables.

    Statements are written once, in the SQL that both databases speak; ``?`` stands for a
    value.  Bytes, integers and ASCII strings go in and come out; texts of accounts go in
    as bytes, for neither database holds every text in a column of text.
    """

    address: str

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows a query gives."""
        ...

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """A statement that gives nothing."""
        ...

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """A statement once for every row of values."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """A transaction of the one writer there may be; others wait for it, readers do not.
        What was written stands when the block ends, and not at all if it raises.
        """
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Everything read in the block is of one moment."""
        ...

    def version(self) -> int:
        """Number of the last migration; 0 for an empty database."""
        ...

    def set_version(self, number: int) -> None:
        """Note the number of the last migration, in the transaction."""
        ...

    def tables(self, number: int) -> Sequence[str]:
        """What a migration lays out that the databases do not do alike."""
        ...

    def index(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Put the words of accounts, by their number, into the search index."""
        ...

    def indexed(self) -> set[int]:
        """The numbers of the accounts in the search index."""
        ...

    def matching(self, query: Query, most: int) -> list[int]:
        """Numbers of the accounts that a query finds, best first, ``most`` at most.  Of more than
        :data:`RANKED` the latest so many are ranked: words that stand in as many tell little of
        which is best, and ranking takes the length of every account.
        """
        ...

    def faults(self) -> list[str]:
        """What the database itself finds wrong with its files."""
        ...

    def compact(self) -> None:
        """Give back unused space; not in a transaction."""
        ...

    def size(self) -> int:
        """Bytes on disk."""
        ...

    def close(self) -> None:
        """Close the connection; an open transaction is undone."""
        ...


def listed(values: Sequence[Any]) -> str:
    """``(?,?,?)`` for so many values."""
    return f"({','.join('?' * len(values))})"


def in_parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Values in portions that fit one statement."""
    return (values[n : n + IN_LIST] for n in range(0, len(values), IN_LIST))

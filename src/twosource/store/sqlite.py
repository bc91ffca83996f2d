"""A store in one file: SQLite in WAL mode, every commit on the disk before it is acknowledged."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from twosource.errors import StoreError
from twosource.store.base import RANKED, Phrase, Query, Row

APPLICATION = 0x3253544F  # "2STO": what `file` and we know the file by
PATIENCE = 60.0
"""Seconds that a writer waits for another."""
_CACHE = 32 * 1024  # KiB of pages
_TEXT = "CREATE VIRTUAL TABLE words USING fts5 (body, content='', tokenize='ascii')"


class SqliteBase:
    """See :class:`twosource.store.base.Base`.

    Args:
        path: the file.
        make: make it where it is missing.
        patience: seconds to wait for another writer.

    Raises:
        StoreError: ``TS-STORE-01`` there is none, ``TS-STORE-02`` another kind of file,
            ``TS-STORE-05`` it cannot be opened.
    """

    def __init__(self, path: Path, *, make: bool, patience: float = PATIENCE) -> None:
        self.address = str(path)
        self._patience = patience
        if not make and not path.is_file():
            raise StoreError("TS-STORE-01", self.address)
        with self._named():
            if make:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            with self._named():
                self._ready()
        except BaseException:
            self._base.close()
            raise

    def _ready(self) -> None:
        (owner,) = self._one("PRAGMA application_id")
        (tables,) = self._one("SELECT count(*) FROM sqlite_master")
        if owner != APPLICATION and (owner or tables):
            raise StoreError("TS-STORE-02", self.address)
        self._log_ahead()
        self._base.execute("PRAGMA synchronous = FULL")
        self._base.execute(f"PRAGMA cache_size = -{_CACHE}")

    def _log_ahead(self) -> None:
        """WAL mode; that change alone does not wait for others by itself."""
        last = time.monotonic() + self._patience
        while True:
            try:
                self._base.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > last:
                    raise
                time.sleep(0.02)

    def _one(self, sql: str) -> Row:
        found: Row = self._base.execute(sql).fetchone()
        return found

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Errors of the database as ours."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            said = str(error)
            code = "TS-STORE-05"
            if "locked" in said or "busy" in said:
                code = "TS-STORE-04"
            elif "not a database" in said:
                code = "TS-STORE-02"
            elif "malformed" in said:
                code = "TS-STORE-08"
            raise StoreError(code, f"{self.address} ({said})") from error

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """See the protocol."""
        with self._named():
            return self._base.execute(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """See the protocol."""
        with self._named():
            self._base.execute(sql, values)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """See the protocol."""
        with self._named():
            self._base.executemany(sql, rows)

    @contextmanager
    def _block(self, begin: str) -> Iterator[None]:
        self.run(begin)
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
            raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See the protocol."""
        with self._block("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See the protocol."""
        if self._base.in_transaction:
            yield
            return
        with self._block("BEGIN"):
            yield

    def version(self) -> int:
        """See the protocol."""
        with self._named():
            return int(self._one("PRAGMA user_version")[0])

    def set_version(self, number: int) -> None:
        """See the protocol."""
        self.run(f"PRAGMA application_id = {APPLICATION}")
        self.run(f"PRAGMA user_version = {int(number)}")

    def tables(self, number: int) -> Sequence[str]:
        """See the protocol."""
        return (_TEXT,) if number == 2 else ()

    def index(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """See the protocol."""
        self.many(
            "INSERT INTO words (rowid, body) VALUES (?, ?)",
            ((number, " ".join(words)) for number, words in rows),
        )

    def indexed(self) -> set[int]:
        """See the protocol."""
        return {row[0] for row in self.rows("SELECT id FROM words_docsize")}

    def matching(self, query: Query, most: int) -> list[int]:
        """See the protocol.  Words are letters and digits, and quoted here: nothing in them
        is syntax.
        """
        asked = " AND ".join(f"({' OR '.join(map(_quoted, forms))})" for forms in query)
        first = self.rows(
            "SELECT min(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ? "
            "ORDER BY rowid DESC LIMIT ?)",
            (asked, max(most, RANKED)),
        )[0][0]
        found = self.rows(
            "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? "
            "ORDER BY rank, rowid LIMIT ?",
            (asked, first or 0, most),
        )
        return [row[0] for row in found]

    def faults(self) -> list[str]:
        """See the protocol."""
        try:
            found = [str(r[0]) for r in self._base.execute("PRAGMA integrity_check")]
        except sqlite3.Error as error:
            return [str(error)]
        return [f for f in found if f != "ok"]

    def compact(self) -> None:
        """See the protocol."""
        self.run("INSERT INTO words (words) VALUES ('optimize')")
        self.run("VACUUM")
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def size(self) -> int:
        """See the protocol."""
        path = Path(self.address)
        files = (path, path.with_name(path.name + "-wal"))
        return sum(f.stat().st_size for f in files if f.exists())

    def close(self) -> None:
        """See the protocol."""
        with suppress(sqlite3.Error):
            self._base.close()


def _quoted(phrase: Phrase) -> str:
    words, goes_on = phrase
    return f'"{" ".join(words)}"{" *" if goes_on else ""}'

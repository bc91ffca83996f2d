"""A store in a PostgreSQL database, for several users."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from twosource.errors import StoreError
from twosource.store.base import RANKED, Phrase, Query, Row

if TYPE_CHECKING:
    import psycopg

_LOCK = 0x3253544F  # "2STO", as the file of SQLite says: one writer at a time
_PATIENCE = 60  # seconds that a writer waits for another
_SCHEMA = "twosource"
_LONGEST = 500  # characters of a word; the database takes 2 kB
_LAST = 16383  # places that the database tells apart in one text
_EACH = 255  # places that it keeps of one word
_TEXT = (
    "CREATE TABLE words (number BIGINT PRIMARY KEY, body TSVECTOR)",
    "CREATE INDEX words_body ON words USING GIN (body)",
)


class PostgresBase:
    """See :class:`twosource.store.base.Base`.  The tables lie in the schema ``twosource`` of the
    database, beside whatever else is there.

    Args:
        address: ``postgresql://…`` as libpq takes it.
        make: make the tables where there are none.

    Raises:
        StoreError: ``TS-STORE-01`` the database has no tables of ours, ``TS-STORE-05`` the server
            cannot be reached or refuses, ``TS-STORE-06`` the library is missing.
    """

    def __init__(self, address: str, *, make: bool) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise StoreError("TS-STORE-06", _shown(address)) from error
        self._library = psycopg
        self.address = _shown(address)
        with self._named():
            self._base: psycopg.Connection[Row] = psycopg.connect(
                address, autocommit=True, connect_timeout=10, options="-c client_encoding=UTF8"
            )
        try:
            self._ready(make)
        except BaseException:
            self._base.close()
            raise

    def _ready(self, make: bool) -> None:
        found = self.rows("SELECT 1 FROM pg_namespace WHERE nspname = ?", (_SCHEMA,))
        if not found and not make:
            raise StoreError("TS-STORE-01", self.address)
        if not found:
            with self.writing():
                self.run(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}")
        self.run(f"SET search_path = {_SCHEMA}")
        self.run(f"SET lock_timeout = '{_PATIENCE}s'")
        self.run("SET synchronous_commit = on")
        with self.writing():
            self.run("CREATE TABLE IF NOT EXISTS version (number BIGINT NOT NULL)")

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Errors of the database as ours."""
        try:
            yield
        except self._library.errors.LockNotAvailable as error:
            raise StoreError("TS-STORE-04", self.address) from error
        except self._library.Error as error:
            said = str(error).splitlines()[0][:300] if str(error) else type(error).__name__
            raise StoreError("TS-STORE-05", f"{self.address} ({said})") from error

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """See the protocol."""
        with self._named():
            return self._base.execute(_marked(sql), values, binary=True).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """See the protocol."""
        with self._named():
            self._base.execute(_marked(sql), values or None)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """See the protocol."""
        with self._named(), self._base.cursor() as cursor:
            cursor.executemany(_marked(sql), rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See the protocol.  A lock of the server makes writers wait for one another; it goes with
        the transaction, and with the connection of a writer that died.
        """
        with self._named(), self._base.transaction():
            self._base.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See the protocol."""
        if self._base.info.transaction_status != self._library.pq.TransactionStatus.IDLE:
            yield
            return
        with self._named(), self._base.transaction():
            self._base.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def version(self) -> int:
        """See the protocol."""
        return int(self.rows("SELECT coalesce(max(number), 0) FROM version")[0][0])

    def set_version(self, number: int) -> None:
        """See the protocol."""
        self.run("INSERT INTO version (number) VALUES (?)", (number,))

    def tables(self, number: int) -> Sequence[str]:
        """See the protocol."""
        return _TEXT if number == 2 else ()

    def index(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """See the protocol."""
        self.many(
            "INSERT INTO words (number, body) VALUES (?, ?::tsvector)",
            ((number, _vector(words)) for number, words in rows),
        )

    def indexed(self) -> set[int]:
        """See the protocol."""
        return {row[0] for row in self.rows("SELECT number FROM words")}

    def matching(self, query: Query, most: int) -> list[int]:
        """See the protocol.  Words are letters and digits, and quoted here."""
        asked = " & ".join(f"({' | '.join(map(_phrase, forms))})" for forms in query)
        first = self.rows(
            "SELECT min(number) FROM (SELECT number FROM words WHERE body @@ CAST(? AS tsquery) "
            "ORDER BY number DESC LIMIT ?) AS latest",
            (asked, max(most, RANKED)),
        )[0][0]
        found = self.rows(
            "SELECT number FROM words, CAST(? AS tsquery) AS asked WHERE body @@ asked "
            "AND number >= ? ORDER BY ts_rank(body, asked, 1) DESC, number LIMIT ?",
            (asked, first or 0, most),
        )
        return [row[0] for row in found]

    def faults(self) -> list[str]:
        """See the protocol: a server looks after its files itself."""
        return []

    def compact(self) -> None:
        """See the protocol."""
        tables = self.rows("SELECT tablename FROM pg_tables WHERE schemaname = ?", (_SCHEMA,))
        for (name,) in sorted(tables):
            self.run(f"VACUUM (FULL, ANALYZE) {name}")

    def size(self) -> int:
        """See the protocol."""
        sql = (
            "SELECT coalesce(sum(pg_total_relation_size(quote_ident(schemaname) || '.' || "
            "quote_ident(tablename))), 0)::bigint FROM pg_tables WHERE schemaname = ?"
        )
        return int(self.rows(sql, (_SCHEMA,))[0][0])

    def close(self) -> None:
        """See the protocol."""
        with suppress(self._library.Error):
            self._base.close()


def _marked(sql: str) -> Any:
    """A statement with the marks of this library; no statement of ours holds ``?`` or ``%``
    otherwise.
    """
    return sql.replace("%", "%%").replace("?", "%s")


def _shown(address: str) -> str:
    """An address without its password."""
    try:
        parts = urlsplit(address)
        if parts.password is None:
            return address
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{parts.username}@{host}"))
    except ValueError:
        return "postgresql://..."


def _vector(words: Sequence[str]) -> str:
    """Words with their places, as the database reads them."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        held = places.setdefault(word[:_LONGEST], [])
        if len(held) < _EACH:
            held.append(min(place, _LAST))
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def _phrase(phrase: Phrase) -> str:
    words, goes_on = phrase
    *before, last = (f"'{word[:_LONGEST]}'" for word in words)
    return "(" + " <-> ".join([*before, last + (":*" if goes_on else "")]) + ")"

"""An address -> a store, brought up to date."""

from __future__ import annotations

from pathlib import Path

from twosource.store.base import Base
from twosource.store.reviewed import ReviewedStore
from twosource.store.schema import bring_up
from twosource.store.sqlite import SqliteBase

_SERVERS = ("postgresql://", "postgres://")
_TYPES = {"int": "INTEGER", "bytes": "BLOB", "real": "REAL"}
_SERVER_TYPES = {"int": "BIGINT", "bytes": "BYTEA", "real": "DOUBLE PRECISION"}


def open_store(address: str | Path, *, make: bool = True) -> ReviewedStore:
    """Open a store.

    Args:
        address: a path (SQLite), or ``postgresql://…``.
        make: make it where there is none; a database must be there, its tables not.

    Raises:
        StoreError: ``TS-STORE-01`` there is none, ``02`` it is something else, ``03`` a newer
            version made it, ``05`` it cannot be opened, ``06`` a library is missing.
    """
    text = str(address)
    if text.startswith(_SERVERS):
        from twosource.store.postgres import PostgresBase

        server = PostgresBase(text, make=make)
        return _ready(server, _SERVER_TYPES)
    return _ready(SqliteBase(Path(address), make=make), _TYPES)


def _ready(base: Base, types: dict[str, str]) -> ReviewedStore:
    try:
        bring_up(base, types)
        return ReviewedStore(base)
    except BaseException:
        base.close()
        raise

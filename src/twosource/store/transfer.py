"""A store as one file, and back, into a database of either kind.

Gzipped JSON Lines: a head, then a row of a table in each line, bytes in Base64, and a tail
that says how many there were.  The search index is made anew.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from twosource.errors import StoreError
from twosource.store.base import Base
from twosource.store.filed import Shelf
from twosource.store.ledger import note
from twosource.store.schema import CURRENT
from twosource.store.words import index_account

_FORMAT = "twosource-store"
TABLES = (
    "raw", "account", "link", "likeness", "profile", "story", "segment", "chunk", "ledger", "state",
    "statement", "party", "difference", "review", "reviewed", "moved",
)  # fmt: skip
"""What is carried; kept analyses are not, they are worked out anew."""
_KEYS = {
    "raw": ("sha256",), "account": ("number",), "link": ("b", "a"), "likeness": ("b", "a"),
    "profile": ("number",), "story": ("number",),
    "segment": ("number",), "chunk": ("segment", "place"),
    "ledger": ("number",), "state": ("key",), "statement": ("account", "place"),
    "party": ("name", "account"), "difference": ("kind", "account"), "review": ("number",),
    "reviewed": ("account", "review"), "moved": ("account",),
}  # fmt: skip
_AT_ONCE = 200
_LONGEST = 1 << 30  # characters of a line


def export(base: Base, sink: IO[bytes]) -> int:
    """Write a store; how many rows there were.  The same store gives the same bytes."""
    count = 0
    with (
        base.reading(),
        gzip.GzipFile(filename="", fileobj=sink, mode="wb", mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="ascii", newline="\n") as out,
    ):
        out.write(_line({"format": _FORMAT, "version": CURRENT}))
        for table in TABLES:
            for row in _rows(base, table):
                out.write(_line([table, *map(_plain, row)]))
                count += 1
        out.write(_line({"rows": count}))
    return count


def _rows(base: Base, table: str) -> Iterator[Sequence[Any]]:
    """The rows of a table in the order of its key, some at a time."""
    key = _KEYS[table]
    names, marks = ", ".join(key), ", ".join("?" * len(key))
    select = f"SELECT {names}, {table}.* FROM {table}"  # noqa: S608
    end = f"ORDER BY {names} LIMIT {_AT_ONCE}"
    rows = base.rows(f"{select} {end}")
    while rows:
        yield from (row[len(key) :] for row in rows)
        rows = base.rows(f"{select} WHERE ({names}) > ({marks}) {end}", rows[-1][: len(key)])


def _line(value: Any) -> str:
    return json.dumps(value, separators=(",", ":")) + "\n"


def _plain(value: Any) -> Any:
    """A value of a column as JSON: bytes as a list of their Base64."""
    if isinstance(value, bytes | memoryview | bytearray):
        return [base64.b64encode(bytes(value)).decode("ascii")]
    return value


def restore(base: Base, shelf: Shelf, path: Path) -> dict[str, int]:
    """Fill an empty store from a file, or add the accounts of the file to one that is not.

    Returns:
        How many accounts were new, the same and versions.

    Raises:
        StoreError: ``TS-STORE-09``, it is no export, or damaged; nothing was changed.
    """
    with base.writing():
        empty = not base.rows("SELECT 1 FROM account LIMIT 1")
        try:
            with gzip.open(path, "rt", encoding="ascii") as source:
                counts = _fill(base, source) if empty else _merged(base, shelf, source)
        except (
            OSError, EOFError, ValueError, TypeError, KeyError, IndexError, zlib.error,
            RecursionError, binascii.Error,
        ) as error:  # fmt: skip
            raise StoreError("TS-STORE-09", f"{path} ({error})") from error
        note(base, "import", {"accounts": sum(counts.values()), **counts})
        return counts


def _merged(base: Base, shelf: Shelf, source: IO[str]) -> dict[str, int]:
    from twosource.store.merging import merge
    from twosource.store.upkeep import renew

    renew(base, shelf)
    return merge(base, shelf, _lines(source))


def _fill(base: Base, source: IO[str]) -> dict[str, int]:
    base.run("DELETE FROM state")
    base.run("DELETE FROM ledger")
    for table, row in _lines(source):
        marks = ",".join("?" * len(row))
        base.run(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608
    return {"new": _index(base), "same": 0, "version": 0}


def _lines(source: IO[str]) -> Iterator[tuple[str, list[Any]]]:
    """The rows of an export, each with its table, as this version lays them out."""
    head = json.loads(source.readline(_LONGEST))
    if not isinstance(head, dict) or head.get("format") != _FORMAT:
        raise ValueError("not made by `twosource store export`")
    if head.get("version") != CURRENT:
        raise ValueError(f"of version {head.get('version')!r}, this program reads {CURRENT}")
    count = 0
    while line := source.readline(_LONGEST):
        value = json.loads(line)
        if isinstance(value, dict):
            if value != {"rows": count}:
                raise ValueError("rows are missing")
            return
        table, *columns = value
        if table not in TABLES:
            raise ValueError(f"no table {table!r}")
        yield table, [_value(v) for v in columns]
        count += 1
    raise ValueError("cut short")


def _value(value: Any) -> Any:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        try:
            return base64.b64decode(value[0], validate=True)
        except binascii.Error as error:
            raise ValueError(str(error)) from error
    if value is None or isinstance(value, int | float | str):
        return value
    raise ValueError("a column is neither a number, a text nor bytes")


def _index(base: Base) -> int:
    last, count = -1, 0
    while rows := base.rows(
        "SELECT number, record FROM account WHERE number > ? ORDER BY number LIMIT ?",
        (last, _AT_ONCE),
    ):
        index_account(base, rows)
        last, count = rows[-1][0], count + len(rows)
    return count

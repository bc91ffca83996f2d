"""One SQLite file with keys, search and views, and what Datasette should know of it.

https://docs.datasette.io/en/stable/metadata.html; search: https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from twosource.exchange.rim import MARK
from twosource.exchange.rows import rows
from twosource.exchange.tables import Column, Row, Table, Value, tables
from twosource.exchange.told import Told
from twosource.packaged import table as data

_KINDS = {"text": "TEXT", "url": "TEXT", "integer": "INTEGER", "offset": "INTEGER",
          "number": "REAL", "score": "REAL"}  # fmt: skip
UNIT = "codepoint"
TITLE = "Accounts of one event, compared by twosource"
_MOST = 16 * 1024 * 1024
"""Bytes of a metadata file that is looked into."""


def _quoted(name: str) -> str:
    return f'"{name}"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _definition(column: Column) -> str:
    if column.name == "id":
        return '"id" INTEGER PRIMARY KEY'
    name = _quoted(column.name)
    parts = [name, _KINDS[column.kind]]
    if not column.optional:
        parts.append("NOT NULL")
    if column.kind == "offset":
        later = ' AND "end" > "start"' if column.name == "end" else ""
        parts.append(f"CHECK ({name} >= 0{later})")
    if column.kind == "score":
        parts.append(f"CHECK ({name} BETWEEN 0 AND 1)")
    if column.choices:
        parts.append(f"CHECK ({name} IN ({', '.join(map(_text, column.choices))}))")
    if column.points_at is not None:
        parts.append(f'REFERENCES {_quoted(column.points_at)} ("id")')
    return " ".join(parts)


def _schema(table: Table) -> Iterator[str]:
    columns = ",\n  ".join(_definition(c) for c in table.columns)
    yield f"CREATE TABLE {_quoted(table.name)} (\n  {columns}\n)"


def _indexes(table: Table) -> Iterator[str]:
    for c in table.columns:
        if c.points_at is not None and c.points_at != "stories":
            name = _quoted(f"{table.name}_{c.name}")
            yield f"CREATE INDEX {name} ON {_quoted(table.name)} ({_quoted(c.name)})"


def _search(name: str, columns: list[str]) -> Iterator[str]:
    fts = _quoted(f"{name}_fts")
    yield (
        f"CREATE VIRTUAL TABLE {fts} USING fts5({', '.join(map(_quoted, columns))}, "
        f'content={_quoted(name)}, content_rowid="id", tokenize="unicode61 remove_diacritics 2")'
    )
    yield f"INSERT INTO {fts} ({fts}) VALUES ('rebuild')"  # noqa: S608


def _storable(value: Value) -> Value:
    """SQLite's functions end a text at its first NUL."""
    return value.replace("\0", MARK) if isinstance(value, str) else value


def _fill(base: sqlite3.Connection, stories: Iterable[Told]) -> None:
    commands = {
        name: f"INSERT INTO {_quoted(name)} VALUES ({', '.join('?' * len(t.columns))})"  # noqa: S608
        for name, t in tables().items()
    }
    for name, group in groupby(rows(stories), key=lambda pair: pair[0]):
        base.executemany(commands[name], (_stored(row) for _, row in group))


def _stored(row: Row) -> Row:
    return tuple(map(_storable, row))


def write(stories: Iterable[Told], path: Path) -> None:
    """Write the file, and ``NAME.metadata.json`` for Datasette beside it."""
    with closing(sqlite3.connect(path)) as base:
        # The file is thrown away on any error, so that nothing need be undone in it.
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA foreign_keys = ON")
        with base:
            base.execute("BEGIN")
            for table in tables().values():
                for command in _schema(table):
                    base.execute(command)
            _fill(base, stories)
            for table in tables().values():
                for command in _indexes(table):
                    base.execute(command)
            extra = data("exchange", "datasette")
            for name, columns in extra["search"].items():
                for command in _search(name, columns):
                    base.execute(command)
            for name, view in extra["view"].items():
                base.execute(f"CREATE VIEW {_quoted(name)} AS {view['sql'].strip()}")
    beside = path.with_name(f"{path.stem}.metadata.json")
    text = json.dumps(metadata(path.stem), ensure_ascii=False, indent=2)
    beside.write_text(text + "\n", encoding="utf-8")


def made(path: Path) -> bool:
    """Whether a file is the metadata of an earlier export."""
    try:
        if not path.is_file() or path.stat().st_size > _MOST:
            return False
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    ours = isinstance(found, dict) and found.get("title") == TITLE
    return ours and isinstance(found.get("databases"), dict)


def metadata(stem: str) -> dict[str, Any]:
    """What ``datasette NAME.db --metadata NAME.metadata.json`` shows of tables and views."""
    extra = data("exchange", "datasette")
    shown: dict[str, Any] = {}
    for name, table in tables().items():
        shown[name] = {
            "description": table.about,
            "columns": {c.name: c.about for c in table.columns},
        }
        units = {c.name: UNIT for c in table.columns if c.kind == "offset"}
        shown[name] |= {"units": units} if units else {}
        if name in extra["facets"]:
            shown[name]["facets"] = extra["facets"][name]
        if name in extra["labels"]:
            shown[name]["label_column"] = extra["labels"][name]
    for name, view in extra["view"].items():
        shown[name] = {"description": view["about"], "facets": view["facets"]}
        if "search" in view:
            shown[name] |= {"fts_table": f"{view['search']}_fts", "fts_pk": "id"}
    return {
        "title": TITLE,
        "description": "Offsets count Unicode code points in the text of the part they name.",
        "custom_units": [f"{UNIT} = []"],
        "databases": {stem: {"tables": shown}},
    }

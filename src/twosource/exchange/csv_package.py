"""CSV tables as a Data Package: https://datapackage.org/standard/data-package/

One file a table and ``datapackage.json``, which says the type, range and key of every column.
A cell that a spreadsheet would take for a formula gets an apostrophe before it, and so does one
that begins with an apostrophe: who takes one leading apostrophe away has every text as it was.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from twosource.exchange.rim import plain
from twosource.exchange.rows import rows
from twosource.exchange.tables import Column, Row, Table, Value, tables
from twosource.exchange.told import Told

_FORMULA = re.compile("[\\s\ufeff]*[=+\\-@＝＋－＠]|['\t\r\n]")
"""How a cell begins that a spreadsheet may run (OWASP, CSV Injection), or that is escaped."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def defused(text: str) -> str:
    """A text as it stands in a cell: never a formula, no control character."""
    if _CONTROL.search(text):
        text = plain(text)
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text of a cell that :func:`defused` made."""
    return cell[1:] if cell.startswith("'") else cell


def _cell(value: Value) -> Value:
    return defused(value) if isinstance(value, str) else value


class _Files:
    """A CSV file a table, each open from the first to the last row of the export."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.counts = dict.fromkeys(tables(), 0)
        self._files: dict[str, IO[str]] = {}
        self._write: dict[str, Any] = {}
        for name, table in tables().items():
            path = folder / f"{name}.csv"
            sink = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            writer = csv.writer(sink, lineterminator="\r\n")
            writer.writerow([c.name for c in table.columns])
            self._write[name] = writer.writerow

    def add(self, name: str, row: Row) -> None:
        self._write[name]([_cell(v) for v in row])
        self.counts[name] += 1


def write(stories: Iterable[Told], folder: Path) -> None:
    """Write the package into a folder."""
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for name, row in rows(stories):
            files.add(name, row)
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "twosource",
        "title": "Accounts of one event, compared by twosource",
        "description": "Offsets count Unicode code points from 0, ends are exclusive; they count "
        "in the text of the row of parts that they name. A cell that begins with an apostrophe "
        "had it put there: take one away.",
        "resources": [_resource(folder, table, files.counts) for table in tables().values()],
    }  # fmt: skip
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(folder: Path, table: Table, counts: Mapping[str, int]) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return {
        "name": table.name,
        "type": "table",
        "description": table.about,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "rows": counts[table.name],
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    pointing = [c for c in table.columns if c.points_at is not None]
    return {
        "fields": [_field(c) for c in table.columns],
        "missingValues": [""],
        "primaryKey": ["id"],
        **({"foreignKeys": [
            {"fields": [c.name], "reference": {"resource": c.points_at, "fields": ["id"]}}
            for c in pointing
        ]} if pointing else {}),
    }  # fmt: skip


TYPES = {"text": "string", "url": "string", "integer": "integer", "offset": "integer",
         "number": "number", "score": "number"}  # fmt: skip
UNITS = {"offset": "code points", "score": "chance, 0 to 1"}


def _field(column: Column) -> dict[str, Any]:
    # An empty text and none at all are one cell, so that no text can be required.
    needed = not column.optional and column.kind != "text"
    limits: dict[str, Any] = {"required": True} if needed else {}
    if column.name == "id":
        limits |= {"unique": True, "minimum": 1}
    if column.kind in {"offset", "score"} or column.name == "number":
        limits["minimum"] = 0
    if column.kind == "score":
        limits["maximum"] = 1
    if column.choices:
        limits |= {"enum": list(column.choices), **({} if column.optional else {"required": True})}
    unit = UNITS.get(column.kind)
    return {
        "name": column.name,
        "type": TYPES[column.kind],
        "description": column.about,
        **({"unit": unit} if unit else {}),
        **({"constraints": limits} if limits else {}),
    }


def read_table(text: str) -> list[dict[str, str]]:
    """The rows of a table that :func:`write` wrote, every text as it was."""
    before = csv.field_size_limit(max(len(text), 1))  # a text is longer than the 131,072 of csv
    try:
        lines = csv.DictReader(io.StringIO(text, newline=""))
        return [{k: restored(v) for k, v in line.items()} for line in lines]
    finally:
        csv.field_size_limit(before)

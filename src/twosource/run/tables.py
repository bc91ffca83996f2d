"""The tables of a run: their columns, and parts of them as Parquet files.

The columns are the fields of the records of the command line (``docs/schema``), as in
:mod:`twosource.exchange.parquet`, with ``story`` before them where a row is of one story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from twosource.errors import RunError
from twosource.exchange.parquet import arrow, columns, converted
from twosource.records.models import (
    AccountRecord,
    EventRecord,
    FindingRecord,
    LinkRecord,
    PositionRecord,
    Record,
    StatementRecord,
)

MODELS: dict[str, type[Record]] = {
    "accounts": AccountRecord, "links": LinkRecord, "statements": StatementRecord,
    "events": EventRecord, "positions": PositionRecord, "findings": FindingRecord,
}  # fmt: skip
_AT_ONCE = 500
Row = dict[str, Any]


@cache
def schema(table: str) -> Any:
    """The arrow schema of a table."""
    lib = arrow()
    story = lib.field("story", lib.string(), nullable=False)
    if table == "stories":
        listed = lib.list_(lib.field("element", lib.string(), nullable=False))
        return lib.schema([
            story, lib.field("title", lib.string()), lib.field("accounts", listed, nullable=False),
            lib.field("first", lib.string()), lib.field("last", lib.string()),
        ])  # fmt: skip
    own = [] if table == "links" else [story]
    return lib.schema([*own, *columns(MODELS[table])])


def described(table: str) -> dict[str, Any]:
    """The columns of a table as plain values: what is published under ``docs/schema/tables``."""
    return {"table": table, "columns": [_told(field) for field in schema(table)]}


def _told(field: Any) -> dict[str, Any]:
    types, kind = arrow().types, field.type
    told: dict[str, Any] = {"name": field.name, "nullable": field.nullable}
    if types.is_struct(kind):
        inside = [_told(kind.field(n)) for n in range(kind.num_fields)]
        return {**told, "type": "struct", "fields": inside}
    if types.is_list(kind):
        return {**told, "type": "list", "items": _told(kind.value_field)}
    return {**told, "type": str(kind)}


def row(record: Record, **own: Any) -> Row:
    """A record as a row, behind what is added to it."""
    return {**own, **converted(record)}


def write(table: str, rows: Iterable[Row], path: Path) -> int:
    """Write a part of a table; how many rows it has."""
    lib, of = arrow(), schema(table)
    count = 0
    with lib.parquet.ParquetWriter(path, of, compression="zstd") as sink:
        for some in _parts(rows):
            sink.write_table(lib.Table.from_pylist(some, schema=of))
            count += len(some)
    return count


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    for one in rows:
        some.append(one)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def checked(table: str) -> Callable[[Path], None]:
    """What looks at a part before it gets its place: its columns are those of the table, and
    nothing is null that must not be, however deep it lies.
    """

    def check(path: Path) -> None:
        found = arrow().parquet.read_table(path)
        if not found.schema.equals(schema(table)):
            raise RunError("TS-RUN-06", f"{path} (its columns)")
        for field in schema(table):
            for chunk in found.column(field.name).chunks:
                _nulls(chunk, field, f"{path}, {field.name}")

    return check


def _nulls(array: Any, field: Any, where: str) -> None:
    """Refuse a null where there must be none.

    Raises:
        RunError: ``TS-RUN-06``.
    """
    lib = arrow()
    if not field.nullable and array.null_count:
        raise RunError("TS-RUN-06", f"{where} ({array.null_count} nulls)")
    present = array.drop_null()
    if lib.types.is_struct(field.type):
        for number in range(field.type.num_fields):
            inner = field.type.field(number)
            _nulls(present.field(number), inner, f"{where}.{inner.name}")
    elif lib.types.is_list(field.type):
        _nulls(present.flatten(), field.type.value_field, where)

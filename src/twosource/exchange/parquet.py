"""Parquet, a table a kind of record, with lists and structs: https://parquet.apache.org/docs/

The columns are the fields of the records (``docs/schema``), made from their models, so that they
cannot drift apart: a span is a struct of ``start`` and ``end``, a mapping a list of structs.  What
is added is ``story`` and, where a record is of one account, ``quote``, the words of its main span.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from twosource.errors import ExchangeError
from twosource.exchange.given import MODELS
from twosource.exchange.told import Told
from twosource.records.models import Record

_AT_ONCE = 500
"""Records of a row group; a link has some thirty spans."""
_SCALARS = {str: "string", int: "int32", float: "float64", bool: "bool_"}
_QUOTED = {"statements": "content", "events": "trigger", "positions": "content"}
Convert = Callable[[Any], Any]


def arrow() -> Any:
    """The library.

    Raises:
        ExchangeError: ``TS-EXCH-04``, it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExchangeError("TS-EXCH-04", "parquet (pip install 'twosource[parquet]')") from error
    return pyarrow


def _same(value: Any) -> Any:
    return value


def _span(value: tuple[int, int]) -> dict[str, int]:
    return {"start": value[0], "end": value[1]}


def _nullable(kind: Any) -> tuple[Any, bool]:
    """A type without ``None``, and whether it had it."""
    if get_origin(kind) in {Union, types.UnionType}:
        left = [k for k in get_args(kind) if k is not type(None)]
        if len(left) == 1:
            return left[0], True
    return kind, False


@cache
def _of(kind: Any) -> tuple[Any, Convert]:
    """The arrow type of a field's type, and how a value becomes one of it."""
    lib = arrow()
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _of(inside[0])
    if origin is Literal:
        return lib.string(), _same
    if kind in _SCALARS:
        return getattr(lib, _SCALARS[kind])(), _same
    if origin is list:
        item, convert = _of(inside[0])
        listed = lib.list_(lib.field("element", item, nullable=False))
        return listed, lambda values: [convert(v) for v in values]
    if origin is tuple and inside == (int, int):
        fields = [lib.field(n, lib.int32(), nullable=False) for n in ("start", "end")]
        return lib.struct(fields), _span
    if origin is tuple:
        item, convert = _of(inside[0])
        fields = [lib.field(n, item, nullable=False) for n in ("text", "input")]
        return lib.struct(fields), lambda v: {"text": convert(v[0]), "input": convert(v[1])}
    if origin is dict:
        item, convert = _of(inside[1])
        fields = [lib.field("account", lib.string(), nullable=False),
                  lib.field("value", item, nullable=False)]  # fmt: skip
        mapped = lib.list_(lib.field("element", lib.struct(fields), nullable=False))
        return mapped, lambda v: [{"account": k, "value": convert(x)} for k, x in v.items()]
    fields, converts = _fields(kind)
    return lib.struct(fields), lambda record: _converted(record, converts)


@cache
def _fields(model: type[Record]) -> tuple[list[Any], tuple[tuple[str, Convert], ...]]:
    lib, fields, converts = arrow(), [], []
    for name, info in model.model_fields.items():
        kind, nullable = _nullable(info.annotation)
        found, convert = _of(kind)
        fields.append(lib.field(name, found, nullable=nullable))
        converts.append((name, convert))
    return fields, tuple(converts)


def _converted(record: Record, converts: tuple[tuple[str, Convert], ...]) -> dict[str, Any]:
    out = {}
    for name, convert in converts:
        value = getattr(record, name)
        out[name] = None if value is None else convert(value)
    return out


def columns(model: type[Record]) -> list[Any]:
    """The arrow fields of the records of a model."""
    return _fields(model)[0]


def converted(record: Record) -> dict[str, Any]:
    """A record as values of these fields."""
    return _converted(record, _fields(type(record))[1])


def schema(table: str) -> Any:
    """The arrow schema of a table."""
    lib = arrow()
    own = [lib.field("story", lib.string(), nullable=False)]
    if table == "stories":
        return lib.schema([*own, lib.field("title", lib.string())])
    if table in _QUOTED:
        own.append(lib.field("quote", lib.string(), nullable=False))
    return lib.schema(own + _fields(MODELS[table])[0])


def _rows(told: Told, table: str) -> Iterator[dict[str, Any]]:
    story = told.story.id
    if table == "stories":
        yield {"story": story, "title": told.story.title}
        return
    converts, main = _fields(MODELS[table])[1], _QUOTED.get(table)
    records: Iterable[Record] = getattr(told, table)
    for record in records:
        row = {"story": story, **_converted(record, converts)}
        if main is not None:
            row["quote"] = _quote(told, record, main)
        yield row


def _quote(told: Told, record: Any, main: str) -> str:
    spans = getattr(record, main)
    spans = spans if isinstance(spans, list) else [spans]
    return " … ".join(told.quote(record.account, record.part, s) for s in spans)


def write(stories: Iterable[Told], folder: Path) -> None:
    """Write a file a table into a folder.

    Raises:
        ExchangeError: ``TS-EXCH-04``, pyarrow is not installed.
    """
    lib = arrow()
    with ExitStack() as stack:
        tables = {}
        for name in ("stories", *MODELS):
            sink = lib.parquet.ParquetWriter(
                folder / f"{name}.parquet", schema(name), compression="zstd"
            )
            tables[name] = stack.enter_context(sink)
        for told in stories:
            for name, sink in tables.items():
                _write(lib, sink, schema(name), _rows(told, name))


def _write(lib: Any, sink: Any, of: Any, rows: Iterator[dict[str, Any]]) -> None:
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) >= _AT_ONCE:
            sink.write_table(lib.Table.from_pylist(held, schema=of))
            held.clear()
    if held:
        sink.write_table(lib.Table.from_pylist(held, schema=of))

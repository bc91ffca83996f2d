"""The relational form of a dossier: which tables there are, and what stands in a column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from twosource.packaged import table
from twosource.types import words

Value = str | int | float | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        kind: ``text``, ``integer``, ``number``, ``score``, ``offset`` or ``url``.
        optional: whether it may be empty.
        points_at: the table whose key it holds.
        choices: the closed list its words are of.
    """

    name: str
    kind: str
    about: str
    optional: bool = False
    points_at: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first column is its key ``id``, counted from 1 over all stories."""

    name: str
    about: str
    columns: tuple[Column, ...]


def column(given: list[str]) -> Column:
    """A column as a data file tells it, see ``data/tables.toml``."""
    name, kind, about = given
    optional = kind.endswith("?")
    kind = kind.removesuffix("?")
    if kind.startswith("-> "):
        return Column(name, "integer", about, optional, kind[3:])
    if kind.startswith("in "):
        return Column(name, "text", about, optional, None, get_args(getattr(words, kind[3:])))
    return Column(name, kind, about, optional)


@cache
def tables() -> Mapping[str, Table]:
    """The tables by name, each behind those that it points at."""
    given: Mapping[str, Any] = table("exchange", "tables")["table"]
    key = Column("id", "integer", "The row's number, which other tables point at.")
    return {
        name: Table(name, of["about"], (key, *map(column, of["columns"])))
        for name, of in given.items()
    }

"""What a run is to do: the fields of ``CONFIG.toml``, checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from twosource.errors import UsageError

TABLES = ("accounts", "links", "stories", "statements", "events", "positions", "findings")
ANALYSED = ("statements", "events", "positions", "findings")
"""Tables that need every account parsed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A run.

    Attributes:
        inputs: files, folders and patterns (``crawl/*.warc.gz``) of what is read.
        output: the folder of tables; ``None`` where a store takes the accounts.
        store: a store, as ``--store`` names it.
        work: the folder in which finished shards are kept.
        tables: which tables are wanted.
        engine: ``embedded``, or the address of a scheduler that runs already.
        workers: processes on this machine; ``0`` for one a core.
        shard: accounts of a part.
        compared: accounts of a story that are compared with one another, copies apart; findings
            of the others are left out, and named.
    """

    inputs: tuple[str, ...]
    output: Path | None
    work: Path
    store: str | None = None
    tables: tuple[str, ...] = TABLES
    engine: str = "embedded"
    workers: int = 0
    shard: int = 1000
    compared: int = 12


_LISTS = ("inputs", "tables")
_NUMBERS = {"workers": (0, 4096), "shard": (1, 100_000), "compared": (2, 1000)}


def load(path: Path) -> Settings:
    """The settings of a file; paths in it are relative to its folder.

    Raises:
        UsageError: ``TS-USE-11``, it cannot be read, or a field is unknown or not as it should be.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("TS-USE-11", f"{path}: {error}") from error
    _check(path, given)
    here = path.resolve().parent
    output = here / given["output"] if "output" in given else None
    target = output if output is not None else here / path.stem
    work = here / given["work"] if "work" in given else target.with_name(f"{target.name}.work")
    store = given.get("store")
    if store is not None and "://" not in store:
        store = str(here / store)
    rest = {n: given[n] for n in ("engine", *_NUMBERS) if n in given}
    made = Settings(
        tuple(str(here / i) for i in given["inputs"]), output, work, store, **rest
    )  # fmt: skip
    return replace(made, tables=tuple(t for t in TABLES if t in given.get("tables", TABLES)))


def _check(path: Path, given: dict[str, Any]) -> None:
    known = {f.name for f in fields(Settings)}
    for name, value in given.items():
        if name not in known:
            raise _wrong(path, f"no such field: {name}")
        if name in _LISTS:
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise _wrong(path, f"{name} must be a list of strings")
        elif name in _NUMBERS:
            low, high = _NUMBERS[name]
            if type(value) is not int or not low <= value <= high:
                raise _wrong(path, f"{name} must be a number from {low} to {high}")
        elif not isinstance(value, str) or not value:
            raise _wrong(path, f"{name} must be a string")
    if not given.get("inputs"):
        raise _wrong(path, "inputs is missing")
    if ("output" in given) == ("store" in given):
        raise _wrong(path, "give either output or store")
    odd = sorted(set(given.get("tables", ())) - set(TABLES))
    if odd or not given.get("tables", TABLES):
        raise _wrong(path, f"no such table: {', '.join(odd)} (there are {', '.join(TABLES)})")


def _wrong(path: Path, what: str) -> UsageError:
    return UsageError("TS-USE-11", f"{path}: {what}")

"""A tracer kept in a file, so that accounts that come later find the earlier ones.

One SQLite file: the accounts as JSON (what tracing reads of them), the five-word
runs and the bonds of each as plain bytes, and the links as JSON.  Everything of one call is
written at once; a call that is cut short leaves the file as it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from twosource.errors import UsageError
from twosource.trace.decide import RULE
from twosource.trace.index import Prints, Runs
from twosource.trace.tracer import Key, Made, Tracer
from twosource.types import Account, Credit, DateCandidate, Derivation, Evidence, Span

_APPLICATION = 0x32535243  # "2SRC": what `file` and we know the file by
_VERSION = 2  # of the tables; 1 had no bonds, and is brought up to date when opened
_FIELDS = ("id", "text", "sha256", "title", "url", "outlet", "publisher", "language")
_TABLES = (
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_VERSION}",
    "CREATE TABLE account (number INTEGER PRIMARY KEY, record TEXT, runs BLOB, bonds BLOB)",
    "CREATE TABLE link (a INTEGER, b INTEGER, record TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID",
    "CREATE TABLE made (rule TEXT)",
)
_PAIRS = "near.1"  # how pairs are chosen; where that was done otherwise, links are made again
_PATIENCE = 60.0  # seconds to wait while another call writes


def place_in(path: Path, accounts: Iterable[Account]) -> tuple[Derivation, ...]:
    """Place accounts among those of an index file, which is made where it is
    missing, and keep them there.

    An account that the file has already is not added again.  One with the id of
    another text is a version of it and kept beside it, its id numbered.

    Returns:
        The links of these accounts with all of the file, and the earlier links
        whose direction they change; the same again when called again.

    Raises:
        UsageError: ``TS-USE-05``, the file is not an index of this version.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as base:
            base.execute("BEGIN IMMEDIATE")
            _ready(base, path)
            tracer, current, known = _load(base, path)
            first = len(tracer)
            numbers, prints = _place(tracer, accounts)
            if not current:
                base.execute("DELETE FROM link")
                base.execute("DELETE FROM made")
                base.execute("INSERT INTO made VALUES (?)", (_made_by(),))
            rows = _rows(tracer, first, prints)
            base.executemany("INSERT INTO account VALUES (?, ?, ?, ?)", rows)
            base.executemany("INSERT OR REPLACE INTO link VALUES (?, ?, ?)", _links(tracer, known))
            base.execute("COMMIT")
            return tracer.changed(numbers)
    except sqlite3.Error as error:
        raise UsageError("TS-USE-05", f"{path} ({error})") from error


def _ready(base: sqlite3.Connection, path: Path) -> None:
    """Lay out a new file; an error where it is none of ours."""
    if not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        for statement in _TABLES:
            base.execute(statement)
    found = [base.execute(f"PRAGMA {n}").fetchone()[0] for n in ("application_id", "user_version")]
    if found == [_APPLICATION, 1]:
        base.execute("ALTER TABLE account ADD COLUMN bonds BLOB")
        base.execute(f"PRAGMA user_version = {_VERSION}")
        found = [_APPLICATION, _VERSION]
    if found != [_APPLICATION, _VERSION]:
        raise UsageError("TS-USE-05", str(path))


def _made_by() -> str:
    """What made the links of a file: the rules, and the choice of the pairs."""
    return f"{RULE} {_PAIRS}"


def _load(base: sqlite3.Connection, path: Path) -> tuple[Tracer, bool, dict[Key, Made]]:
    """The tracer of a file, whether these rules made its links, and what they made; links that
    others made are made again.
    """
    tracer = Tracer()
    current = base.execute("SELECT rule FROM made").fetchone() == (_made_by(),)
    try:
        rows = base.execute("SELECT record, runs, bonds FROM account ORDER BY number")
        held = [
            (_account(json.loads(record)), Prints(_runs(runs), _runs(bonds or b"")))
            for record, runs, bonds in rows
        ]
        links = base.execute("SELECT a, b, record FROM link ORDER BY b, a")
        known = {(a, b): _made(json.loads(record)) for a, b, record in links} if current else {}
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError("TS-USE-05", f"{path} ({error!r})") from error
    if current:
        tracer.restore(held, known.items())
    else:
        made = (tracer.place(account) for account, _ in held)
        packed = [(_packed(p.runs), _packed(p.bonds), n) for n, p in enumerate(made)]
        base.executemany("UPDATE account SET runs = ?, bonds = ? WHERE number = ?", packed)
    return tracer, current, known


def _place(tracer: Tracer, accounts: Iterable[Account]) -> tuple[list[int], list[Prints]]:
    """The numbers of the accounts, and the prints of those that were not there."""
    known = {a.id: n for n, a in enumerate(tracer.accounts)}
    numbers: list[int] = []
    prints: list[Prints] = []
    for account in accounts:
        record, name, version = _record(account), account.id, 1
        while name in known and _record(tracer.accounts[known[name]]) != {**record, "id": name}:
            version += 1
            name = f"{account.id}#{version}"
        if name not in known:
            known[name] = len(tracer)
            prints.append(tracer.place(_account({**record, "id": name})))
        numbers.append(known[name])
    return numbers, prints


def _rows(
    tracer: Tracer, first: int, many: list[Prints]
) -> Iterator[tuple[int, str, bytes, bytes]]:
    for number, prints in enumerate(many, first):
        record = json.dumps(_record(tracer.accounts[number]))
        yield number, record, _packed(prints.runs), _packed(prints.bonds)


def _packed(runs: Runs) -> bytes:
    """The hashes, eight bytes each, the lowest first, then a byte for each flag."""
    return runs.hashes.astype("<u8").tobytes() + runs.own.astype(np.uint8).tobytes()


def _runs(packed: bytes) -> Runs:
    size = len(packed) // 9
    hashes = np.frombuffer(packed, dtype="<u8", count=size).astype(np.uint64)
    return Runs(hashes, np.frombuffer(packed, dtype=np.uint8, offset=8 * size).astype(np.bool_))


def _links(tracer: Tracer, known: dict[Key, Made]) -> Iterator[tuple[int, int, str]]:
    """What comparisons gave that is not in the file."""
    for key, made in tracer.made().items():
        if known.get(key) != made:
            found, brief = made
            record = {"brief": brief, **(asdict(found) if found is not None else {})}
            yield *key, json.dumps(record)


def _record(account: Account) -> dict[str, Any]:
    """What tracing reads of an account."""
    found: dict[str, Any] = {name: getattr(account, name) for name in _FIELDS}
    found["credits"] = [asdict(c) for c in account.credits]
    found["published"] = asdict(account.published) if account.published else None
    return found


def _account(record: dict[str, Any]) -> Account:
    credits = tuple(
        Credit(**{**c, "span": Span(**c["span"]) if c["span"] else None}) for c in record["credits"]
    )
    published = DateCandidate(**record["published"]) if record["published"] else None
    return Account(**{**record, "credits": credits, "published": published})


def _made(record: dict[str, Any]) -> Made:
    brief = bool(record.pop("brief"))
    return (_link(record) if record else None), brief


def _link(record: dict[str, Any]) -> Derivation:
    evidence = tuple(
        Evidence(
            e["kind"],
            Span(**e["a"]) if e["a"] else None,
            Span(**e["b"]) if e["b"] else None,
            e["note"],
        )
        for e in record["evidence"]
    )
    return Derivation(**{**record, "evidence": evidence})

"""What was done to a store, when, by which version of twosource."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from twosource.store.base import Base
from twosource.store.codec import json_bytes, to_text
from twosource.store.placed import Entry


def now() -> str:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def our_version() -> str:
    """The version of this program."""
    try:
        return version("twosource")
    except PackageNotFoundError:  # run from a folder, not installed
        return "unknown"


def note(base: Base, what: str, detail: Mapping[str, Any]) -> None:
    """Write a line, in the transaction that is open."""
    ((last,),) = base.rows("SELECT coalesce(max(number), 0) FROM ledger")
    base.run(
        "INSERT INTO ledger VALUES (?, ?, ?, ?, ?)",
        (last + 1, now(), our_version(), what, json_bytes(dict(detail))),
    )


def entries(base: Base, most: int | None = None) -> tuple[Entry, ...]:
    """The lines, the last ones where ``most`` says how many, in order of time."""
    rows = base.rows(
        "SELECT number, at, version, what, detail FROM ledger ORDER BY number DESC LIMIT ?",
        (most if most is not None else 1 << 40,),
    )
    return tuple(Entry(n, at, made, what, to_text(d)) for n, at, made, what, d in reversed(rows))

"""What was worked out before, kept by what it rests on: texts, code, settings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from twosource.store.base import Base
from twosource.store.codec import json_bytes, json_value, pack, plain, unpack
from twosource.types import Account


@lru_cache(maxsize=1)
def code_version() -> bytes:
    """A digest of this program's files: their names, sizes and times of change.  Another
    version, or one that somebody works on, takes nothing that an earlier one kept.
    """
    root = Path(str(files("twosource")))
    seen = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix not in {".pyc", ""}:
            told = path.stat()
            seen.update(f"{path.relative_to(root)} {told.st_size} {told.st_mtime_ns}\n".encode())
    return seen.digest()


def key_of(accounts: Sequence[Account], *settings: object) -> bytes:
    """What an analysis of some accounts rests on."""
    seen = hashlib.sha256(code_version())
    seen.update(json_bytes([plain(s) for s in settings]))
    for account in accounts:
        seen.update(hashlib.sha256(json_bytes(plain(account))).digest())
    return seen.digest()


def get(base: Base, kind: str, key: bytes) -> list[str] | None:
    """The lines kept of a kind, ``None`` where there are none or they are damaged."""
    found = _held(base, kind, key)
    return found[1:] if found else None


def _held(base: Base, kind: str, key: bytes) -> list[str]:
    """The version of the code that made an entry, then its lines."""
    rows = base.rows("SELECT value FROM kept WHERE kind = ? AND key = ?", (kind, key))
    try:
        return [str(line) for line in json_value(unpack(rows[0][0]))] if rows else []
    except (ValueError, TypeError):
        return []


def put(base: Base, kind: str, key: bytes, lines: Sequence[str]) -> None:
    """Keep lines of a kind, in the transaction that is open."""
    base.run("DELETE FROM kept WHERE kind = ? AND key = ?", (kind, key))
    row = (kind, key, pack(json_bytes([code_version().hex(), *lines])))
    base.run("INSERT INTO kept (kind, key, value) VALUES (?, ?, ?)", row)


def drop_others(base: Base) -> int:
    """Drop what other versions of us kept; how many entries went."""
    gone = []
    for kind, key in base.rows("SELECT kind, key FROM kept ORDER BY kind, key"):
        held = _held(base, kind, bytes(key))
        if not held or held[0] != code_version().hex():
            gone.append((kind, key))
    base.many("DELETE FROM kept WHERE kind = ? AND key = ?", gone)
    return len(gone)

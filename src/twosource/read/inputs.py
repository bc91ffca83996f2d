"""Files, folders and standard input -> accounts, one failure never stopping the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from twosource.errors import InputError, TwosourceError
from twosource.read.pages import MAX_BYTES, read_bytes
from twosource.read.records import read_lines, unzip
from twosource.types import Account, Failure

ENDINGS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".gz"})
"""What is taken from a folder; a file named by itself may end in anything."""


def _failure(error: TwosourceError, where: str) -> Failure:
    return Failure(where, error.code, str(error))


def _of_bytes(data: bytes, name: str, max_bytes: int) -> Iterator[Account | Failure]:
    if data[:2] == b"\x1f\x8b":
        data, whole = unzip(data, name, 8 * max_bytes)
        name = name.removesuffix(".gz")
        if not whole:
            yield Failure(name, "TS-READ-11", str(InputError("TS-READ-11", name)))
    if name.endswith((".jsonl", ".ndjson")) or _looks_like_lines(data):
        if not data.strip():
            yield _failure(InputError("TS-READ-01", name), name)
        yield from read_lines(data, name)
        return
    yield read_bytes(data, name, max_bytes=max_bytes)


def _looks_like_lines(data: bytes) -> bool:
    head = data[:4096].lstrip()
    return head.startswith(b'{"') and (
        b'"text"' in data[:1_000_000] or b'"html"' in data[:1_000_000]
    )


def _read_file(path: Path, max_bytes: int) -> Iterator[Account | Failure]:
    limit = max_bytes * (64 if ".jsonl" in path.name or ".ndjson" in path.name else 1)
    if path.stat().st_size > limit:
        raise InputError("TS-LIMIT-01", str(path))
    yield from _of_bytes(path.read_bytes(), path.name, max_bytes)


def _folder(path: Path) -> list[Path]:
    return sorted(
        p for p in path.rglob("*")
        if p.is_file() and p.suffix.lower() in ENDINGS and not any(part.startswith(".") for part in p.relative_to(path).parts)
    )  # fmt: skip


def _one(item: str | Path, max_bytes: int) -> Iterator[Account | Failure]:
    if str(item) == "-":
        yield from _of_bytes(sys.stdin.buffer.read(64 * max_bytes), "stdin", max_bytes)
        return
    path = Path(item)
    try:
        if path.is_dir():
            files = _folder(path)
            if not files:
                yield _failure(InputError("TS-READ-01", str(path)), str(path))
            for file in files:
                yield from _guard(file, str(file), max_bytes)
        elif path.exists():
            yield from _read_file(path, max_bytes)
        else:
            raise InputError("TS-READ-03", str(path))
    except OSError as error:
        raise InputError("TS-READ-07", f"{path} ({error.strerror})") from error


def _guard(item: str | Path, where: str, max_bytes: int) -> Iterator[Account | Failure]:
    """Whatever goes wrong with one input becomes a failure."""
    try:
        yield from _one(item, max_bytes)
    except TwosourceError as error:
        yield _failure(error, where)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, MemoryError) as error:
        yield Failure(
            where,
            "TS-READ-15",
            f"{InputError('TS-READ-15', where)} ({type(error).__name__}: {error})",
        )


def read(
    inputs: Iterable[str | Path], *, max_bytes: int = MAX_BYTES
) -> Iterator[Account | Failure]:
    """Read accounts from files, folders, JSON Lines and ``-`` (standard input).

    An id that came before is made unique (``name#2``) and a ``TS-READ-08``
    notice says so.  Nothing raises: every bad input is a coded
    :class:`~twosource.types.Failure`.
    """
    seen: dict[str, int] = {}
    for item in inputs:
        for result in _guard(item, str(item), max_bytes):
            if isinstance(result, Account):
                count = seen[result.id] = seen.get(result.id, 0) + 1
                if count > 1:
                    fresh = f"{result.id}#{count}"
                    yield Failure(
                        str(item),
                        "TS-READ-08",
                        f"{InputError('TS-READ-08', result.id)}: now {fresh}",
                    )
                    result = replace(result, id=fresh)
            yield result

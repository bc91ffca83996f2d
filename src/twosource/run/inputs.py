"""The files of a run: which they are, what tells their states apart, what is in them."""

from __future__ import annotations

import glob
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from twosource.errors import InputError, TwosourceError, UsageError
from twosource.read import account_of_record, read
from twosource.run.work import digest_of, placed
from twosource.types import Account, Failure

ENDINGS = (".warc", ".warc.gz", ".jsonl", ".jsonl.gz", ".parquet")
_ROWS = 256  # of a Parquet file read at a time


def files_of(patterns: Iterable[str]) -> list[Path]:
    """The files meant, each once, in the order of their paths.

    Raises:
        UsageError: ``TS-USE-12``, a pattern means none.
    """
    found: set[Path] = set()
    for pattern in patterns:
        paths = [Path(p) for p in glob.glob(pattern, recursive=True)]  # noqa: PTH207 - absolute patterns
        inside = [q for p in paths if p.is_dir() for q in p.rglob("*") if q.name.endswith(ENDINGS)]
        mine = {p for p in (*paths, *inside) if p.is_file()}
        if not mine:
            raise UsageError("TS-USE-12", pattern)
        found |= mine
    return sorted(found)


def digests(paths: Iterable[Path], kept: Path) -> dict[Path, str]:
    """The SHA-256 of each file; what was read once is taken from ``kept`` while size and time of
    change are the same.
    """
    try:
        known: dict[str, list[Any]] = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        known = {}
    found, told = {}, {}
    for path in paths:
        state = path.stat()
        mark = [state.st_size, state.st_mtime_ns]
        before = known.get(str(path), [])
        found[path] = str(before[2]) if before[:2] == mark else digest_of(path)
        told[str(path)] = [*mark, found[path]]
    if told != known:
        with placed(kept) as part:
            part.write_text(json.dumps(told, indent=1), "utf-8")
    return found


def items(path: str) -> Iterator[Account | Failure]:
    """What is in a file, in order; whatever is wrong with one record costs no other."""
    if path.endswith(".parquet"):
        yield from _parquet(path)
    else:
        yield from read([path])


def _parquet(path: str) -> Iterator[Account | Failure]:
    """The rows of a Parquet file, each like a record of JSON Lines with the same fields."""
    from twosource.exchange.parquet import arrow

    parquet = arrow().parquet
    try:
        source = parquet.ParquetFile(path)
        batches = source.iter_batches(batch_size=_ROWS)
        number = 0
        for batch in batches:
            for record in batch.to_pylist():
                number += 1
                yield _row(record, f"{path}#{number}", f"{Path(path).name}#{number}")
    except (OSError, ValueError, arrow().ArrowException) as error:
        wrong = InputError("TS-READ-11", f"{path} ({error})")
        yield Failure(path, wrong.code, str(wrong))


def _row(record: dict[str, Any], where: str, name: str) -> Account | Failure:
    try:
        given = {k: v for k, v in record.items() if v is not None}
        if not any(isinstance(given.get(k), str) for k in ("text", "html")):
            raise InputError("TS-READ-05", where)
        return account_of_record(given, str(given.get("id") or name))
    except TwosourceError as error:
        return Failure(where, error.code, str(error))
    except Exception as error:  # a fault of ours must not cost the user the other rows
        wrong = InputError("TS-READ-15", where)
        return Failure(where, wrong.code, f"{wrong} ({type(error).__name__}: {error})")

"""Runs in processes of their own, and two nodes on loopback."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow.parquet as pq

from twosource.types import Account

_PATIENCE = 60.0


def record(account: Account) -> dict[str, str]:
    """An account as a line of JSON Lines has it."""
    given = {
        "id": account.id, "text": account.text, "title": account.title, "url": account.url,
        "outlet": account.outlet, "language": "en",
        "published": account.published.value if account.published else None,
    }  # fmt: skip
    return {k: v for k, v in given.items() if v}


def jsonl(path: Path, accounts: Sequence[Account]) -> None:
    path.write_text("".join(json.dumps(record(a)) + "\n" for a in accounts), "utf-8")


def config(folder: Path, inputs: Sequence[str], **fields: object) -> Path:
    """A configuration in a folder."""
    told = {"output": "tables", "workers": 1, **fields}
    lines = [f"inputs = {json.dumps(list(inputs))}"]
    lines += [f"{k} = {json.dumps(v)}" for k, v in told.items() if v is not None]
    path = folder / "run.toml"
    path.write_text("\n".join(lines) + "\n")
    return path


def marks(folder: Path) -> dict[str, str]:
    """The SHA-256 of every table, its rows sorted."""
    found = {}
    for table in sorted(p for p in folder.iterdir() if p.is_dir()):
        rows = sorted(json.dumps(r, sort_keys=True) for r in pq.read_table(table).to_pylist())
        found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def begun(path: Path, *more: str) -> subprocess.Popen[bytes]:
    """The command in a process group of its own; what it says goes to ``said`` above the
    configuration.
    """
    return _node("twosource", "run", str(path), *more, log=path.parent.parent / "said")


def killed(process: subprocess.Popen[bytes]) -> None:
    """``kill -9`` of a process and all it began."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(there: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait for something, or for the end of a process."""
    end = time.monotonic() + _PATIENCE
    while not there() and (process is None or process.poll() is None):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def notes(work: Path) -> dict[str, int]:
    """The tasks that are done, with when that was written."""
    return {str(p.relative_to(work)): p.stat().st_mtime_ns for p in work.glob("*/*.json")}


def _node(*args: str, log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as sink:
        return subprocess.Popen(
            [sys.executable, "-m", *args], stdout=sink, stderr=sink, start_new_session=True
        )


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on loopback, each a process: its address and the workers."""
    at = folder / "scheduler.json"
    base = ("--no-dashboard", "--scheduler-file", str(at))
    nodes = [
        _node("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *base,
              log=folder / "scheduler.log")
    ]  # fmt: skip
    try:
        until(lambda: at.is_file() and at.read_text().endswith("}"), nodes[0])
        address = json.loads(at.read_text())["address"]
        nodes += [
            _node("distributed.cli.dask_worker", address, "--host", "127.0.0.1", "--nthreads", "1",
                  "--no-nanny", "--no-dashboard", "--local-directory", str(folder / f"w{n}"),
                  log=folder / f"w{n}.log")
            for n in range(2)
        ]  # fmt: skip
        yield address, nodes[1:]
    finally:
        for node in nodes:
            killed(node)

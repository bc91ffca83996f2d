"""Runs of a planted crawl, weighed: CPU by stage, memory, and what was found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from twosource.bench.scale.pages import write_warc
from twosource.bench.scale.planted import account
from twosource.bench.scale.truth import Found, Link, scored
from twosource.types import Account

_FILE = 3_000  # accounts of a file
TRACE = ("sign", "number", "near", "pair", "compare", "settle", "links")
GROUP = ("group",)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a run took.

    Attributes:
        stages: CPU-seconds of each stage.
        bytes: of the files that each stage left in the work folder.
        seconds: of the whole call, its start with it.
        peak: memory in GB.
        found: of what was planted.
    """

    stages: dict[str, float]
    bytes: dict[str, int]
    seconds: float
    peak: float
    found: Found

    def of(self, stages: Sequence[str]) -> float:
        """CPU-seconds of some stages."""
        return sum(self.stages.get(s, 0.0) for s in stages)


@contextmanager
def crawl(count: int, *, pages: bool) -> Iterator[Path]:
    """A folder of so many accounts: WARC files of pages, or JSON Lines."""
    with tempfile.TemporaryDirectory(prefix="twosource-scale-") as name:
        folder = Path(name)
        for low in range(0, count, _FILE):
            some = (account(n) for n in range(low, min(low + _FILE, count)))
            if pages:
                write_warc(folder / f"{low:07}.warc.gz", some)
            else:
                with (folder / f"{low:07}.jsonl").open("w", encoding="utf-8") as sink:
                    sink.writelines(_line(a) for a in some)
        yield folder


def _line(made: Account) -> str:
    fields = ("id", "text", "title", "url", "outlet", "language")
    told = {f: getattr(made, f) for f in fields}
    told["published"] = made.published.value if made.published else None
    return json.dumps(told) + "\n"


def weighed(folder: Path, count: int, tables: Sequence[str]) -> Weighed:
    """A run over a folder, in a process of its own.

    Raises:
        RuntimeError: it failed.
    """
    config = folder / "run.toml"
    inputs = "*.jsonl" if any(folder.glob("*.jsonl")) else "*.warc.gz"
    config.write_text(
        f'inputs = ["{inputs}"]\noutput = "tables"\nworkers = 1\ntables = {json.dumps([*tables])}\n'
    )
    words = [sys.executable, "-m", "twosource", "run", str(config), "-q"]
    with subprocess.Popen(words) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"twosource run: exit status {process.returncode}")
    stages, sizes = _stages(folder / "tables.work")
    return Weighed(
        stages, sizes, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e6,
        scored(_links(folder / "tables" / "links"), range(count)),
    )  # fmt: skip


def _stages(work: Path) -> tuple[dict[str, float], dict[str, int]]:
    seconds: dict[str, float] = {}
    sizes: dict[str, int] = {}
    for note in sorted(work.glob("*/*.json")):
        told, stage = json.loads(note.read_text("utf-8")), note.parent.name
        seconds[stage] = seconds.get(stage, 0.0) + told["seconds"]
        sizes[stage] = sizes.get(stage, 0) + sum(size for _, size, _ in told["files"])
    return seconds, sizes


def _links(folder: Path) -> Iterator[Link]:
    from twosource.exchange.parquet import arrow

    for part in sorted(folder.glob("*.parquet")):
        columns = ["a", "b", "relation", "direction"]
        table = arrow().parquet.read_table(part, columns=columns)
        yield from zip(*(table[c].to_pylist() for c in columns), strict=True)


_TRACED = """
import json, sys, time
from twosource.read import read
from twosource.trace import trace
accounts = list(read(sys.argv[1:]))
start = time.process_time()
links = trace(accounts)
seconds = time.process_time() - start
print(json.dumps([seconds, [[d.a, d.b, d.relation, d.direction] for d in links]]))
"""


def traced(folder: Path, count: int, source: Path | None = None) -> tuple[float, Found]:
    """CPU-seconds of ``trace`` over all accounts of a folder at once, and what it found.

    Args:
        folder: of JSON Lines.
        count: of its accounts.
        source: a checkout's ``src``, to measure another version.
    """
    where = os.environ if source is None else {**os.environ, "PYTHONPATH": str(source)}
    words = [sys.executable, "-c", _TRACED, *map(str, sorted(folder.glob("*.jsonl")))]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True, env=where)
    seconds, links = json.loads(done.stdout)
    return seconds, scored(((a, b, r, d) for a, b, r, d in links), range(count))

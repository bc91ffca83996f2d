"""Stores of an invented crawl, of growing size; and readers of a store that is written to."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from twosource.bench.data import say
from twosource.bench.store.crawl import account
from twosource.store import Store, open_store

BATCH = 100
QUERIES = 300
BETWEEN = 10  # milliseconds between two reads, as of a person or a page
WRITES = 6  # batches that are written while one reads


def grown(folder: Path, sizes: Sequence[int]) -> dict[int, Path]:
    """A store of each size; the larger holds the accounts of the smaller.

    Args:
        folder: where they are put.
        sizes: numbers of accounts, rising.
    """
    path = folder / "growing.db"
    made: dict[int, Path] = {}
    with open_store(path) as store:
        for size in sizes:
            first = len(store)
            for number, _ in enumerate(store.add(*map(account, range(first, size))), first + 1):
                if number % 1000 == 0:
                    say("store", f"{number:,} accounts")
            store.base.run("PRAGMA wal_checkpoint(TRUNCATE)")
            made[size] = folder / f"{size}.db"
            shutil.copyfile(path, made[size])
    return made


def file_of(folder: Path, first: int) -> Path:
    """A file of a batch of accounts from a number on: what the crawl brings next."""
    path = folder / f"from-{first}.jsonl"
    rows = (
        {
            "id": a.id, "text": a.text, "outlet": a.outlet, "language": a.language,
            "published": a.published.value if a.published else None,
        }
        for a in map(account, range(first, first + BATCH))
    )  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def queries(accounts: int) -> Iterator[str]:
    """Queries of one to three words as they stand in the texts of the first accounts, frequent
    and rare.
    """
    chance = np.random.default_rng(5)
    for turn in range(QUERIES):
        text = account(int(chance.integers(0, accounts))).text
        words = text.replace(".", "").split()
        at = int(chance.integers(0, len(words) - 3))
        yield " ".join(words[at : at + 1 + turn % 3])


def timed(store: Store, asked: Iterable[str]) -> list[float]:
    """Milliseconds that each query takes, its hits shown."""
    found = []
    for query in asked:
        start = time.perf_counter()
        store.search(query)
        found.append(1000 * (time.perf_counter() - start))
    return found


def reading_while_written(path: Path, folder: Path) -> list[float]:
    """Milliseconds that reads of a story's accounts take while another process adds batches."""
    with open_store(path) as store:
        first = len(store)
    files = [file_of(folder, first + (n + 1) * BATCH) for n in range(WRITES)]
    words = [sys.executable, "-m", "twosource", "add", *map(str, files), "--store", str(path), "-q"]
    found: list[float] = []
    with open_store(path) as store, subprocess.Popen(words, stdout=subprocess.DEVNULL) as run:
        numbers = [r[0] for r in store.base.rows("SELECT number FROM account LIMIT 500")]
        turn = 0
        while run.poll() is None:
            start = time.perf_counter()
            store.base.rows(
                "SELECT id, story, record FROM account WHERE number = ?",
                (numbers[turn % len(numbers)],),
            )
            store.base.rows("SELECT count(*) FROM link WHERE b = ?", (numbers[-1 - turn % 100],))
            found.append(1000 * (time.perf_counter() - start))
            turn += 1
            time.sleep(BETWEEN / 1000)
    return found

"""The store table: what is kept against what is worked out anew, and growth to 20,000 accounts.

Needs the pages of ``read``; some ten minutes on one core, most of them spent filling a store, or as
much less as that is to be smaller.  What calls take is the least of some turns: a busy machine adds
to it and never takes away.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from twosource.bench.data import lines, say
from twosource.bench.store.calls import Weighed, weighed
from twosource.bench.store.grown import (
    BATCH,
    file_of,
    grown,
    queries,
    reading_while_written,
    timed,
)
from twosource.bench.table import Row, Table
from twosource.store import open_store

ACCOUNTS = 20_000
_TURNS = 3
_PAGES = 150
_SET = "fundus.jsonl.gz"
_STORY = 5


def run(data: Path, accounts: int = ACCOUNTS) -> Table:
    """All rows.

    Args:
        data: the pages.
        accounts: of the larger of two stores; the smaller has a tenth of them.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = (accounts // 10, accounts)
        rows = [*_pages(data, folder), *_dossiers(folder), *_growth(folder, sizes)]
    notes = (
        "An invented crawl of 250 accounts a day, some 300 words each (bench/store/crawl.py); what "
        "is added is what it brings next.",
        "Kills: `python tests/tools/kills.py --times 100`; orders of arrival: tests/store.",
    )
    return Table("store", tuple(rows), notes)


def _pages(data: Path, folder: Path) -> Iterator[Row]:
    """Adding news pages against reading them: the CPU time of both calls, each in a process of
    its own, less that of a call of one page.
    """
    say("store", "pages")
    source = folder / "pages"
    source.mkdir()
    pages = lines(data / _SET)[:_PAGES]
    for number, page in enumerate(pages):
        (source / f"{number:03}.html").write_text(page["html"], encoding="utf-8")
    one = source / "000.html"
    read, add = (
        min(_of_files(verb, source, folder, turn) for turn in range(_TURNS))
        - min(_of_files(verb, one, folder, turn) for turn in range(_TURNS))
        for verb in ("read", "add")
    )
    name = f"{_SET.partition('.')[0]} ({len(pages)} pages)"
    yield Row(name, "add against read, CPU", add / read, target="<= 1.6", higher=False)
    with open_store(folder / "pages-0.db") as store:
        size = store.base.size() / max(len(store), 1) / 1000
    yield Row(name, "kB an account, raw page included", size, higher=False)


def _of_files(verb: str, source: Path, folder: Path, turn: int) -> float:
    """CPU-seconds of reading files, or of adding them to an empty store."""
    store = ("--store", folder / f"{source.stem}-{turn}.db") if verb == "add" else ()
    return weighed(verb, source, *store).seconds


def _dossiers(folder: Path) -> Iterator[Row]:
    """A story of five reports, invented, told twice."""
    say("store", "dossiers")
    path = folder / "story.jsonl"
    path.write_text("".join(_reports()), encoding="utf-8")
    store = folder / "story.db"
    weighed("add", path, "--store", store)
    with open_store(store) as opened:
        story = max(opened.groups(), key=lambda s: len(s.accounts))
    args = ("dossier", "--store", store, "--story", story.id, "-q")
    first, second = (weighed(*args).seconds for _ in range(2))
    name = f"an invented story ({len(story.accounts)} accounts)"
    yield Row(
        name, "second dossier against first, CPU", second / first, target="<= .2", higher=False
    )


def _reports() -> Iterator[str]:
    import json

    from twosource.bench.store.reports import REPORTS

    for number, text in enumerate(REPORTS[:_STORY]):
        yield json.dumps({"id": f"report-{number}", "text": text, "language": "en"}) + "\n"


def _added(path: Path, folder: Path, size: int) -> Weighed:
    """Adding what the crawl brings next to a copy of a store."""
    turned = []
    for _ in range(_TURNS):
        copy = Path(shutil.copyfile(path, folder / "copy.db"))
        turned.append(weighed("add", file_of(folder, size), "--store", copy))
        for left in folder.glob("copy.db*"):
            left.unlink()
    return min(turned, key=lambda made: made.seconds)


def _growth(folder: Path, sizes: tuple[int, int]) -> Iterator[Row]:
    stores = grown(folder, sizes)
    small, large = (_added(stores[size], folder, size) for size in sizes)
    name = f"{sizes[1]:,} against {sizes[0]:,} accounts"
    ratio = large.seconds / small.seconds
    yield Row(name, f"adding {BATCH}, CPU", ratio, target="<= 1.5", higher=False)
    name = f"{sizes[1]:,} accounts"
    yield Row(name, f"adding {BATCH}, peak MB", large.peak, target="<= 600", higher=False)
    with open_store(stores[sizes[1]]) as store:
        took = timed(store, queries(sizes[0]))
        size = store.base.size() / len(store) / 1000
    yield Row(name, "kB an account", size, higher=False)
    for share in (50, 95):
        target = "<= 50" if share == 95 else ""
        yield Row(
            name, f"search, ms, p{share}", float(np.percentile(took, share)), target=target,
            higher=False,
        )  # fmt: skip
    say("store", "reading while written")
    took = reading_while_written(stores[sizes[1]], folder)
    for metric, value, target in (
        ("p99", float(np.percentile(took, 99)), "<= 20"), ("longest", max(took), "<= 100"),
    ):  # fmt: skip
        yield Row(
            f"{name}, {len(took):,} reads", f"read during writes, ms, {metric}", value,
            target=target, higher=False,
        )  # fmt: skip

"""The scale table: the pipeline over a planted crawl, and one a tenth of its size.

Needs no data.  A minute and a half of CPU at 3,000 accounts; 300,000 take some two hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from twosource.bench.data import say
from twosource.bench.scale.measured import GROUP, TRACE, Weighed, crawl, traced, weighed
from twosource.bench.table import Row, Table

ACCOUNTS = 3_000
_WHOLE = 200  # accounts that go through every stage
_TABLES = ("accounts", "links", "stories")


def run(_: Path | None, accounts: int = ACCOUNTS, against: Path | None = None) -> Table:
    """All rows.

    Args:
        _: no data is needed.
        accounts: of the large crawl.
        against: the ``src`` folder of another version, whose ``trace`` is measured beside ours.
    """
    rows = [*_grown(accounts), *_whole(), *_against(min(accounts, ACCOUNTS), against)]
    notes = (
        "An invented crawl of known lineage (bench/scale/planted.py): families of 2 to 500 "
        "accounts with copies, rewrites and damage, reports of the same events by others, "
        "accounts alone; some 400 words each.",
        "Found: linked with the report it was made from. Right: the link says which came first. "
        "False: of the links that say that one account owes another, those of two events.",
        "CPU of the stages on one process, its start left out.",
    )
    return Table("scale", tuple(rows), notes)


def _grown(accounts: int) -> Iterator[Row]:
    """Two sizes of one mixture, read from JSON Lines."""
    made: dict[int, Weighed] = {}
    for count in (accounts // 10, accounts):
        say("scale", f"{count:,} accounts")
        with crawl(count, pages=False) as folder:
            made[count] = weighed(folder, count, _TABLES)
        yield from _rows(count, made[count])
    small, large = made[accounts // 10], made[accounts]
    name = f"{accounts:,} accounts against {accounts // 10:,}"
    for stages, what in ((TRACE, "trace"), (GROUP, "group"), ((*TRACE, *GROUP), "trace and group")):
        ratio = large.of(stages) / max(small.of(stages), 1e-9) / 10
        target = "<= 1.3" if what == "trace and group" else ""
        yield Row(name, f"{what}: CPU an account, times", ratio, {}, target, False)


def _rows(count: int, made: Weighed) -> Iterator[Row]:
    name, found = f"{count:,} accounts ({found_of(made)})", made.found
    for what, stages in (("read", ("read",)), ("trace", TRACE), ("group", GROUP)):
        yield Row(name, f"{what}: CPU-ms an account", 1e3 * made.of(stages) / count, {}, "", False)
    whole = made.of(("read", *TRACE, *GROUP))
    yield Row(name, "read + trace + group: accounts a CPU-second", count / whole, {}, ">= 60")
    yield Row(name, "peak memory, GB", made.peak, {}, "<= 2", False)
    yield Row(name, "copies and rewrites found", found.linked, {}, ">= .97")
    yield Row(name, "with the right lineage", found.lineage, {}, ">= .97")
    yield Row(name, "false links", found.false, {}, "<= .001", False)
    size = sum(made.bytes.values()) / count / 1e3
    yield Row(name, "work folder: kB an account", size, {}, "", False)


def found_of(made: Weighed) -> str:
    """The size of what was planted, in words."""
    return f"{made.found.planted:,} planted, {made.found.links:,} links"


def _whole() -> Iterator[Row]:
    """Pages of a crawl through every stage."""
    say("scale", f"{_WHOLE:,} pages, every stage")
    tables = (*_TABLES, "statements", "events", "positions", "findings")
    with crawl(_WHOLE, pages=True) as folder:
        made = weighed(folder, _WHOLE, tables)
    name = f"{_WHOLE:,} pages of WARC files"
    yield Row(name, "read: CPU-ms a page", 1e3 * made.of(("read",)) / _WHOLE, {}, "", False)
    cost = 1e3 * made.of(("analyse",)) / _WHOLE
    yield Row(name, "analyse: CPU-ms an account", cost, {}, "", False)
    rate = _WHOLE / sum(made.stages.values())
    yield Row(name, "every stage: accounts a CPU-second", rate, {}, ">= 7")


def _against(count: int, against: Path | None) -> Iterator[Row]:
    """``trace`` over a batch, beside that of another version."""
    say("scale", f"trace of {count:,} accounts")
    with crawl(count, pages=False) as folder:
        seconds, found = traced(folder, count)
        other = traced(folder, count, against) if against is not None else None
    name = f"trace of {count:,} accounts in one call"
    peers = {"other version": other[0]} if other is not None else {}
    yield Row(name, "CPU-seconds", seconds, peers, "<= .1 x", False)
    peers = {"other version": other[1].lineage} if other is not None else {}
    yield Row(name, "copies and rewrites with the right lineage", found.lineage, peers, "the same")

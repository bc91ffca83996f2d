"""Statements: ours with and without the labeller, and the peers, in one run."""

from __future__ import annotations

from pathlib import Path

from twosource.bench.statements.gum import gum_rows
from twosource.bench.statements.polnear import polnear_rows
from twosource.bench.table import Row, Table
from twosource.errors import UsageError


def run(data: Path) -> Table:
    """The table, from the folder with ``polnear/`` and ``gum_news/``.

    Raises:
        UsageError: ``TS-USE-04`` where the folder lacks both.
    """
    rows: list[Row] = []
    notes: list[str] = []
    if (data / "polnear" / "dev.jsonl.gz").exists():
        rows += polnear_rows(data / "polnear" / "dev.jsonl.gz", notes)
    if (data / "gum_news" / "dev.jsonl.gz").exists():
        rows += gum_rows(data / "gum_news" / "dev.jsonl.gz")
    if not rows:
        raise UsageError("TS-USE-04", str(data))
    return Table("statements", tuple(rows), tuple(notes))

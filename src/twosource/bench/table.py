"""The table every bench prints: ours and the peers', from one run."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        data: the data set, with its number of items.
        metric: what is measured, with its unit.
        ours: our figure.
        peers: peer name with version -> figure, from the same run.
        target: the figure to reach, as words, or ``""``.
        higher: whether more is better.
    """

    data: str
    metric: str
    ours: float
    peers: Mapping[str, float] = field(default_factory=dict)
    target: str = ""
    higher: bool = True

    @property
    def ratio(self) -> float | None:
        """Ours over the best peer; ``None`` without peers."""
        if not self.peers:
            return None
        best = (max if self.higher else min)(self.peers.values())
        return self.ours / best if best else None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one stage."""

    stage: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def machine() -> str:
    """What the figures were taken on."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def figure(value: float) -> str:
    """A figure as people read it: three digits below 10, fewer above."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"


def markdown(table: Table) -> str:
    """The table as Markdown; the best peer stands first."""
    lines = [
        f"## {table.stage}",
        "",
        "| data | metric | twosource | peers, best first | ratio | target |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in table.rows:
        order = sorted(row.peers.items(), key=lambda p: (-p[1] if row.higher else p[1], p[0]))
        peers = ", ".join(f"{name} {figure(value)}" for name, value in order) or "none"
        ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
        lines.append(
            f"| {row.data} | {row.metric} | {figure(row.ours)} | {peers} | {ratio} | {row.target} |"
        )
    made = f"`twosource bench {table.stage} --data DATA`, {machine()}."
    # Two spaces end a line in Markdown without starting a paragraph.
    lines += ["", *(f"{note}  " for note in table.notes), f"Made by {made}", ""]
    return "\n".join(lines)


HEAD = """# Figures

Made by `twosource bench`: ours and the peers' in one run. Targets are those the project set
itself. What is fitted is fitted without what is scored (a whole set, its sites, the stories or
articles of a fold), in the same run where the note under a table says so; rules and lexicons were
written while looking at most of these sets, and the notes say which. `python training/gap.py`
prints what the shipped models give on the same documents beside it: how much they know by heart.
"""
"""What stands above the tables in ``docs/figures.md``."""

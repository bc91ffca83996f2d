"""The derivation graph as a column of accounts with arcs beside it.

One account to a row, so that labels stay readable at any width and with any
number of accounts; arcs to the left join the rows.  The arrow points the way
the text went; a dashed arc says that it is not known which came first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.dossier.lineage import Tie
from twosource.dossier.names import Names, outlet, shorten
from twosource.dossier.words import date
from twosource.types import Account

ROW = 56
TOP = 30
STEP = 22
"""How much further left an arc reaches per row it spans."""
MAX_REACH = 150
LABEL = 40
"""Code points of an outlet's name that fit the width of the drawing."""


@dataclass(frozen=True, slots=True)
class Node:
    """An account's row; ``y`` is its middle."""

    letter: str
    href: str
    name: str
    note: str
    y: int
    group: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A link as an SVG path; ``arrow`` is a second path, ``""`` for none."""

    path: str
    arrow: str
    dashed: bool
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing, ready for the template; ``x`` is where the row of nodes stands."""

    width: int
    height: int
    x: int
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]


def _order(accounts: Sequence[Account], ties: Sequence[Tie]) -> list[Account]:
    """Sources above what came from them, families together, input order else."""
    children: dict[str, list[str]] = {}
    parents: dict[str, str] = {}
    for tie in ties:
        above, below = (tie.b, tie.a) if tie.reverse else (tie.a, tie.b)
        children.setdefault(above, []).append(below)
        parents[below] = above
    by_id = {a.id: a for a in accounts}
    seen: dict[str, None] = {}

    def visit(start: str) -> None:
        waiting = [start]
        while waiting:
            here = waiting.pop()
            if here in seen or here not in by_id:
                continue
            seen[here] = None
            waiting.extend(reversed(children.get(here, [])))

    for account in accounts:
        if account.id not in parents:
            visit(account.id)
    for account in accounts:
        visit(account.id)
    return [by_id[i] for i in seen]


def _note(account: Account) -> str:
    when = date(account.published.value) if account.published else "date not established"
    credit = f" · credits {', '.join(account.agency)}" if account.agency else ""
    return shorten(f"{when}{credit}", LABEL + 14)


def _arc(tie: Tie, rows: dict[str, int], x: int) -> Arc:
    a, b = rows[tie.a], rows[tie.b]
    start, end = (b, a) if tie.reverse else (a, b)
    y0, y1 = TOP + start * ROW, TOP + end * ROW
    bend = x - 16 - min(MAX_REACH, STEP * (1 + abs(start - end)))
    edge = x - 16
    path = f"M{edge} {y0} C{bend} {y0} {bend} {y1} {edge} {y1}"
    arrow = f"M{edge - 9} {y1 - 5} L{edge} {y1} L{edge - 9} {y1 + 5} Z" if tie.known else ""
    return Arc(path, arrow, not tie.known, round(1.2 + 2 * tie.score, 1), tie.said)


def graph(
    accounts: Sequence[Account],
    drawn: Sequence[Tie],
    groups: Sequence[Sequence[str]],
    names: Names,
) -> Graph | None:
    """Lay the graph out; ``None`` for a single account.

    Args:
        accounts: the story's, in order.
        drawn: the ties of :class:`~twosource.dossier.lineage.Lineage`.
        groups: account ids that count as one.
        names: for letters and anchors.
    """
    if len(accounts) < 2:
        return None
    ordered = _order(accounts, drawn)
    rows = {a.id: i for i, a in enumerate(ordered)}
    reach = max((abs(rows[k.a] - rows[k.b]) for k in drawn), default=0)
    x = 34 + (min(MAX_REACH, STEP * (1 + reach)) * 3 // 4 if drawn else 0)
    family = {a: i for i, group in enumerate(groups) for a in group}
    nodes = tuple(
        Node(names.letters[a.id], names.account(a.id), shorten(outlet(a), LABEL), _note(a),
             TOP + i * ROW, family.get(a.id, i))
        for i, a in enumerate(ordered)
    )  # fmt: skip
    arcs = tuple(_arc(tie, rows, x) for tie in drawn)
    longest = max(max(len(n.name) * 10.4, len(n.note) * 7.6) for n in nodes)
    return Graph(int(x + 28 + longest), TOP * 2 + ROW * (len(nodes) - 1), x, nodes, arcs)

"""Sentences that several accounts tell, gathered around the first account that has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twosource.language.foreign.parallel import Parallel


@dataclass(slots=True)
class Row:
    """For each account that carries a matter, the number of its sentence; the least likeness."""

    carriers: dict[str, int] = field(default_factory=dict)
    score: float = 1.0


def rows_of(
    order: Sequence[str], laid: Mapping[tuple[str, str], Parallel], least: float
) -> list[Row]:
    """The matched sentences of all pairs as rows; what stands in one row makes no new one."""
    rows: list[Row] = []
    taken: set[tuple[str, int, str, int]] = set()
    for n, first in enumerate(order):
        own: dict[int, Row] = {}
        for other in order[n + 1 :]:
            pair = laid.get((first, other))
            for m in pair.matches if pair is not None else ():
                if not m.mutual or m.score < least or (first, m.a, other, m.b) in taken:
                    continue
                row = own.get(m.a)
                if row is None:
                    row = own[m.a] = Row({first: m.a})
                    rows.append(row)
                row.carriers[other] = m.b
                row.score = min(row.score, m.score)
                held = list(row.carriers.items())
                taken |= {(x, i, y, j) for x, i in held for y, j in held if x != y}
    return rows

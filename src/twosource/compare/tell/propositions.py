"""Propositions: one row for a matter, whoever of the accounts carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side
from twosource.compare.details.drafts import quoted_words
from twosource.compare.tell.parts import parts_of
from twosource.compare.weigh.severity import severity
from twosource.types import Finding, FindingType, Part, SourceRange, Span

CONTESTED = 0.3
"""Share of its sureness that a row keeps where another account tells the matter otherwise."""


@dataclass(slots=True)
class Row:
    """A proposition: for each account that carries it, the passages; how surely it does tell what
    the first of them tells, and the best of those.
    """

    part: Part
    carriers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    align: float = 0.0
    sure: dict[str, float] = field(default_factory=dict)


def build_rows(
    part: Part,
    all_sides: Sequence[Side],
    laid: Mapping[tuple[str, str], Alignment],
    kept: Mapping[tuple[str, str], Set[int]],
) -> list[Row]:
    """Rows of a part: the matches of each account with those after it, gathered around
    the first account that carries the matter.

    A match whose passages already stand together in a row makes no new one, so a chain
    of likenesses never joins two matters.
    """
    rows: list[Row] = []
    together: set[tuple[str, int, str, int]] = set()
    for k, first in enumerate(all_sides):
        own: dict[tuple[int, ...], Row] = {}
        for other in all_sides[k + 1 :]:
            ids = (first.account, other.account)
            for number_, match in enumerate(laid[ids].matches):
                if number_ not in kept[ids]:
                    continue
                if all(
                    (first.account, i, other.account, j) in together for i in match.a
                    for j in match.b
                ):  # fmt: skip
                    continue
                row = own.get(match.a)
                if row is None or other.account in row.carriers:
                    row = Row(part, {first.account: match.a})
                    rows.append(row)
                    own.setdefault(match.a, row)
                row.carriers[other.account] = match.b
                row.sure[other.account] = match.align
                row.align = max(row.align, match.align)
                _mark(row, together)
    return rows


def _mark(row: Row, together: set[tuple[str, int, str, int]]) -> None:
    ids = list(row.carriers)
    for x, y in combinations(ids, 2):
        for i in row.carriers[x]:
            for j in row.carriers[y]:
                together.add((x, i, y, j))


def proposition_finding(
    row: Row,
    spans: Mapping[str, Span],
    by_id: Mapping[str, Side],
    sources: SourceRange | None,
    proposition: str,
    accounts: int,
    contested: bool = False,
) -> Finding:
    """The ``agree`` finding of a row, numbered ``proposition``, among ``accounts`` accounts; one
    that another account tells otherwise is less sure.
    """
    ids = list(spans)
    sides_ = [by_id[i] for i in ids]
    texts = [quoted_words(s.text(spans[s.account])) for s in sides_]
    why = f"Both tell the same: {texts[0]} and {texts[1]}."
    if accounts > 2:
        left = [i for i in by_id if i not in spans]
        why = f"{len(ids)} of {accounts} accounts tell this, as in {texts[0]} and {texts[1]}."
        if contested:
            why += " Others tell it otherwise."
        elif len(left) == 1:
            why += f" Only {left[0]} leaves it out."
    quoted = min(
        sum(by_id[i].passages[k].quoted for k in row.carriers[i]) / len(row.carriers[i])
        for i in ids
    )
    type_: FindingType = "quote" if quoted > 0.5 else "fact"
    score = row.align * (CONTESTED if contested else 1.0)
    return Finding(
        id="", kind="agree", type=type_, spans=dict(spans), align=round(row.align, 3),
        score=round(score, 3), reason=why, rule="row/aligned-passages",
        parts=parts_of(ids, row.part), severity=severity("agree", type_, score),
        sources=sources, proposition=proposition,
    )  # fmt: skip

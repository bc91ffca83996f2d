"""Two accounts laid against each other part by part, with what the stages know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.compare.align.context_features import Context, context_of
from twosource.compare.align.grid import Grid, Matrix, lay
from twosource.compare.align.matches import Match, envelope, find_matches, likely, settle
from twosource.compare.align.verbatim_runs import Run, find_runs
from twosource.compare.classifiers import same_matter
from twosource.compare.cut.passages import Passage, passages_of, weigh
from twosource.types import Analysis, Parse, Part, Section, Span, Statement

PARTS: tuple[Part, ...] = ("title", "text")
"""The parts that are compared; captions only ever stand alone."""


@dataclass(frozen=True, slots=True)
class Side:
    """One part of one account: its section, passages and statements, and the vectors of its
    words where there is an encoder.
    """

    account: str
    section: Section
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    analysis: Analysis
    context: Context | None = None

    def span(self, indices: Sequence[int]) -> Span:
        """The stretch some passages cover."""
        return envelope(self.passages, indices)

    def text(self, span: Span) -> str:
        """The words of a span."""
        return span.of(self.section.text)


@dataclass(frozen=True, slots=True)
class Laid:
    """One part of two accounts, laid and matched; ``derived`` where one rests on the
    other, or both on a third.
    """

    part: Part
    a: Side
    b: Side
    runs: tuple[Run, ...]
    grid: Grid
    sure: Matrix
    matches: tuple[Match, ...]
    derived: bool = False


def sides(analysis: Analysis, part: Part) -> list[Side]:
    """One side for each account that has the part, in input order, weighed together."""
    have: list[tuple[Parse, tuple[Passage, ...]]] = []
    for parse in analysis.parses:
        passages = passages_of(parse, part)
        if passages:
            have.append((parse, passages))
    weighed = weigh([p for _, p in have])
    return [
        Side(
            parse.account.id,
            parse.section(part),
            passages,
            tuple(
                s for s in analysis.statements
                if s.account == parse.account.id and s.part == part
            ),
            analysis,
            context_of(parse.section(part), passages) if len(have) > 1 else None,
        )
        for (parse, _), passages in zip(have, weighed, strict=True)
    ]  # fmt: skip


def lay_grid(a: Side, b: Side, runs: Sequence[Run]) -> Grid:
    """The grid of two sides, with what the encoder says of both where there is one."""
    both = None if a.context is None or b.context is None else (a.context, b.context)
    return lay(a.passages, b.passages, runs, both)


def lay_sides(part: Part, a: Side, b: Side, derived: bool = False) -> Laid:
    """Lay and match two sides; ``derived`` where one is known to rest on the other."""
    runs = find_runs(a.section, b.section)
    grid = lay_grid(a, b, runs)
    sure = settle(grid, same_matter(grid), derived)
    return Laid(part, a, b, runs, grid, sure, find_matches(grid, sure, likely(derived)), derived)

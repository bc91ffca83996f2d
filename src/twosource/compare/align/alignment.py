"""Two accounts aligned, part by part: their runs of equal words, grid and matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.compare.align.alignment_model import same_matter
from twosource.compare.align.grid import Grid, lay
from twosource.compare.align.matches import Match, find_matches, likely, settle
from twosource.compare.align.verbatim_runs import Run, find_runs
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.word_vectors import Matrix
from twosource.types import Derivation, Part


@dataclass(frozen=True, slots=True)
class Alignment:
    """One part of two accounts, laid and matched; ``derived`` where one rests on the
    other, or both on a third; ``known`` holds what was worked out of it for several rules.
    """

    part: Part
    a: Side
    b: Side
    runs: tuple[Run, ...]
    grid: Grid
    sure: Matrix
    matches: tuple[Match, ...]
    derived: bool = False
    known: dict[object, object] = field(default_factory=dict, compare=False, repr=False)


def lay_grid(a: Side, b: Side, runs: Sequence[Run]) -> Grid:
    """The grid of two sides, with what the encoder says of both where there is one."""
    both = None if a.context is None or b.context is None else (a.context, b.context)
    return lay(a.passages, b.passages, runs, both)


def align_sides(part: Part, a: Side, b: Side, derived: bool = False) -> Alignment:
    """Lay and match two sides; ``derived`` where one is known to rest on the other."""
    runs = find_runs(a.section, b.section)
    grid = lay_grid(a, b, runs)
    sure = settle(grid, same_matter(grid), derived)
    return Alignment(
        part, a, b, runs, grid, sure, find_matches(grid, sure, likely(derived)), derived
    )


RESTING = {"verbatim", "contained", "edited", "rewritten", "translated", "common-origin"}
"""Relations in which two accounts tell what one of them, or a third, told first."""


def resting(links: Sequence[Derivation], one: str, two: str) -> bool:
    """Whether of two accounts one rests on the other, or both on a third."""
    return any({k.a, k.b} == {one, two} and k.relation in RESTING for k in links)

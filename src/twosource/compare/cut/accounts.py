"""The accounts of a story, cut and ready to be aligned, one part of each at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

from twosource.compare.cut.context_vectors import Context, context_of
from twosource.compare.cut.passages import Passage, envelope, passages_of, scale_by_story
from twosource.types import Analysis, Parse, Part, Section, Span, Statement

T = TypeVar("T")
PARTS: tuple[Part, ...] = ("title", "text")
"""The parts that are compared; captions only ever stand alone."""


@dataclass(frozen=True, slots=True)
class Side:
    """One part of one account: its section, passages and statements, and the vectors of its
    words where there is an encoder; ``known`` holds what :func:`of_side` has read of it.
    """

    account: str
    section: Section
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    analysis: Analysis
    context: Context | None = None
    known: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    def span(self, indices: Sequence[int]) -> Span:
        """The stretch some passages cover."""
        return envelope(self.passages, indices)

    def text(self, span: Span) -> str:
        """The words of a span."""
        return span.of(self.section.text)


def speakers(side: Side, span: Span, *, framed: bool = False) -> frozenset[str]:
    """Ids of the known speakers to whom a side gives words of a span; where ``framed``, also those
    whose name or verb of saying stands in it.
    """
    return frozenset(
        s.speaker.id for s in side.statements
        if s.speaker is not None
        and any(c.overlap(span) for c in (*s.content, *((*s.source, *s.cue) if framed else ())))
    )  # fmt: skip


def of_side(read: Callable[[Side], T]) -> Callable[[Side], T]:
    """What is read of a side alone, read once: a side is laid against every other account.

    The answer is shared by all who ask, so nobody alters it.
    """
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def known(side: Side) -> T:
        if name not in side.known:
            side.known[name] = read(side)
        return side.known[name]  # type: ignore[return-value]

    return known


def sides(analysis: Analysis, part: Part) -> list[Side]:
    """One side for each account that has the part, in input order, weighed together."""
    have: list[tuple[Parse, tuple[Passage, ...]]] = []
    for parse in analysis.parses:
        if parse.by_lists:  # compared by twosource.compare.across
            continue
        passages = passages_of(parse, part)
        if passages:
            have.append((parse, passages))
    scaled = scale_by_story([p for _, p in have])
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
        for (parse, _), passages in zip(have, scaled, strict=True)
    ]  # fmt: skip

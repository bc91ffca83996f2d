"""Cut a text into stretches so that overlapping marks can be shown.

HTML elements nest and spans overlap; so the text is cut at every start and end
of a mark, and each stretch knows the marks that cover it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from twosource.types import Span

MarkKind = Literal["differ", "only", "agree", "place"]

# The kind a stretch is shown as where several cover it: what matters most first.
STRENGTH: dict[MarkKind, int] = {"differ": 0, "only": 1, "agree": 2, "place": 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown.

    Attributes:
        anchor: the id the page jumps to; marks of one span share it.
        kind: a finding's kind, or ``place`` for what is only jumped to.
        target: the id the marked words link to, or ``""``.
        number: the finding's number on the page, 0 for a place.
        title: what a reader sees on hovering.
    """

    span: Span
    anchor: str
    kind: MarkKind = "place"
    target: str = ""
    number: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text under one set of marks.

    Attributes:
        covering: the marks, the one to show first.
        starts: anchors that begin here, in order, each once.
        ends: findings whose span ends here but that the text does not link to,
            so that each can be reached.
    """

    text: str
    covering: tuple[Mark, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[Mark, ...] = ()

    @property
    def shown(self) -> Mark | None:
        """The mark that decides look and link; ``None`` for plain text."""
        first = self.covering[0] if self.covering else None
        return first if first is not None and first.kind != "place" else None

    @property
    def anchors(self) -> tuple[str, ...]:
        """Anchors of all covering marks, each once."""
        return tuple(dict.fromkeys(m.anchor for m in self.covering))


def _rank(mark: Mark) -> tuple[int, int, Span]:
    return (STRENGTH[mark.kind], mark.number, mark.span)


def stretches(text: str, marks: Sequence[Mark], within: Span | None = None) -> list[Stretch]:
    """Cut ``text`` (or the part ``within``) at every edge of a mark.

    The texts of the result, joined, are the text; marks that lie outside are
    left out, marks that cross the border are shown as far as they reach.
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    inside = [m for m in marks if m.span.start < end and m.span.end > start]
    opening: dict[int, list[Mark]] = {}
    edges = {start, end}
    for mark in sorted(inside, key=_rank):
        opening.setdefault(max(start, mark.span.start), []).append(mark)
        edges |= {max(start, mark.span.start), min(end, mark.span.end)}
    active: list[Mark] = []
    out: list[Stretch] = []
    cuts = sorted(edges)
    for left, right in itertools.pairwise(cuts):
        new = opening.get(left, [])
        active = sorted([m for m in active if m.span.end > left] + new, key=_rank)
        begun = tuple(dict.fromkeys(m.anchor for m in new if m.span.start == left))
        ending = tuple(m for m in active[1:] if min(end, m.span.end) == right and m.number)
        out.append(Stretch(text[left:right], tuple(active), begun, ending))
    linked = {s.shown for s in out}
    return [replace(s, ends=tuple(m for m in s.ends if m not in linked)) for s in out]

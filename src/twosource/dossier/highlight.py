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

MarkKind = Literal["differ", "only", "agree"]

# The kind a stretch is shown as where several cover it: what matters most first.
STRENGTH: dict[MarkKind, int] = {"differ": 0, "only": 1, "agree": 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown.

    Attributes:
        kind: of the matter.
        target: the id the marked words link to.
        number: the matter's number on the page.
        title: the matter in words.
    """

    span: Span
    kind: MarkKind
    target: str
    number: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text under one set of marks.

    Attributes:
        covering: the marks, the one to show first.
        ends: marks whose span ends here but that the text does not link to,
            so that each can be reached.
    """

    text: str
    covering: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()

    @property
    def shown(self) -> Mark | None:
        """The mark that decides look and link; ``None`` for plain text."""
        return self.covering[0] if self.covering else None

    @property
    def linked(self) -> bool:
        """Whether it can be a link: a full stop alone is too small to hit."""
        return self.shown is not None and any(map(str.isalnum, self.text))


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
    for left, right in itertools.pairwise(sorted(edges)):
        active = sorted([m for m in active if m.span.end > left] + opening.get(left, []), key=_rank)
        ending = tuple(m for m in active[1:] if min(end, m.span.end) == right)
        out.append(Stretch(text[left:right], tuple(active), ending))
    linked = {s.shown for s in out}
    return [replace(s, ends=tuple(m for m in s.ends if m not in linked)) for s in out]

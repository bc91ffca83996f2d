"""Scores of attribution: matching by content, then source, cue and form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from twosource.types import Span

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans of one attribution, gold or found, half open; ``form`` of the gold."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    form: str = ""


def pairs(spans: Sequence[Span]) -> tuple[Pair, ...]:
    """Spans as sorted pairs of offsets."""
    return tuple(sorted((s.start, s.end) for s in spans))


def overlap(a: Sequence[Pair], b: Sequence[Pair], weight: Callable[[int, int], int]) -> float:
    """Intersection over union of two span lists; 1 for two empty ones."""
    both = sum(weight(max(s, u), min(e, v)) for s, e in a for u, v in b if max(s, u) < min(e, v))
    total = sum(weight(s, e) for s, e in a) + sum(weight(s, e) for s, e in b) - both
    if not a and not b:
        return 1.0
    return both / total if total else 0.0


def length(start: int, end: int) -> int:
    """Code points."""
    return end - start


@dataclass(slots=True)
class Tally:
    """Counts over texts; read the properties at the end."""

    found: int = 0
    gold: int = 0
    content: int = 0
    joint: int = 0
    spans: dict[str, list[int]] = field(
        default_factory=lambda: {k: [0, 0, 0] for k in ("source", "cue", "content")}
    )
    forms: dict[str, list[int]] = field(default_factory=dict)

    def add(self, found: Sequence[Attribution], gold: Sequence[Attribution]) -> None:
        """Count one text: greedy one-to-one matching by content overlap."""
        self.found += len(found)
        self.gold += len(gold)
        for g, f, value in match(found, gold):
            cell = self.forms.setdefault(g.form, [0, 0])
            cell[1] += 1
            if f is None or value < 0.8:
                continue
            cell[0] += 1
            self.content += 1
            named = bool(f.source) == bool(g.source)
            self.joint += named and overlap(f.source, g.source, length) >= 0.5
        for kind, cells in self.spans.items():
            ours = {s for f in found for s in getattr(f, kind)}
            theirs = {s for g in gold for s in getattr(g, kind)}
            cells[0] += len(ours & theirs)
            cells[1] += len(ours)
            cells[2] += len(theirs)

    def f1(self, hits: int) -> float:
        """F1 over attributions."""
        return 2 * hits / (self.found + self.gold) if self.found + self.gold else 0.0

    def span_f1(self, kind: str) -> float:
        """F1 of exact contiguous spans of a kind."""
        hits, ours, theirs = self.spans[kind]
        return 2 * hits / (ours + theirs) if ours + theirs else 0.0

    def recall(self, form: str) -> float:
        """Recall of contents (overlap .8) of a form."""
        hits, total = self.forms.get(form, [0, 0])
        return hits / total if total else 0.0


def match(
    found: Sequence[Attribution],
    gold: Sequence[Attribution],
    weight: Callable[[int, int], int] = length,
) -> list[tuple[Attribution, Attribution | None, float]]:
    """Each gold attribution with the found one that fits best, used once."""
    ranked = sorted(
        (
            (-value, j, i)
            for i, f in enumerate(found)
            for j, g in enumerate(gold)
            if f.content[0][0] < g.content[-1][1]
            and g.content[0][0] < f.content[-1][1]
            and (value := overlap(f.content, g.content, weight)) > 0
        ),
    )
    chosen: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for value, j, i in ranked:
        if j not in chosen and i not in used:
            chosen[j] = (i, -value)
            used.add(i)
    return [
        (g, found[chosen[j][0]], chosen[j][1]) if j in chosen else (g, None, 0.0)
        for j, g in enumerate(gold)
    ]

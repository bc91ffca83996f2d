"""From offsets in repaired text back to offsets in the text before repair."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from twosource.read.repair import Edit


class _Round:
    """One round of edits: knows, for an offset after it, the offset before it."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.new_starts = [0]
        self.olds: list[tuple[int, int, int, bool]] = [(0, 0, 0, False)]
        # (new start, old start, old end, edited) of each stretch
        self.stretches: list[tuple[int, int, int, bool]] = []
        new = old = 0
        for e in edits:
            if e.start > old:
                self.stretches.append((new, old, e.start, False))
                new += e.start - old
            self.stretches.append((new, e.start, e.end, True))
            new += len(e.new)
            old = e.end
        self.stretches.append((new, old, 1 << 60, False))
        self.starts = [s[0] for s in self.stretches]

    def back(self, offset: int, end: bool) -> int:
        """The old offset; inside an edit, its start (or its end when ``end``)."""
        at = bisect_right(self.starts, offset - 1 if end and offset else offset) - 1
        new, old, stop, edited = self.stretches[at]
        if not edited:
            return old + (offset - new)
        return stop if end else old


class SourceMap:
    """Offsets after all rounds of repair -> offsets before any.

    Args:
        rounds: the edits of each round, first applied first.
        size: length of the text before repair.
    """

    def __init__(self, rounds: Sequence[Sequence[Edit]], size: int) -> None:
        self._rounds = [_Round(r) for r in reversed(rounds)]
        self._size = size

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch before repair that became ``[start, end)``."""
        for r in self._rounds:
            start, end = r.back(start, False), r.back(end, True)
        return start, min(end, self._size)

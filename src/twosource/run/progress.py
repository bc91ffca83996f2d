"""How far a run is: a line for what is under way, one for each stage that is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from twosource.run.work import Done

_EVERY = 5.0  # seconds between two lines of one stage


@dataclass(slots=True)
class Stage:
    """Counts of a stage: pieces there are, found done, and done now; rows in, out, left out;
    CPU-seconds.
    """

    pieces: int
    kept: int = 0
    made: int = 0
    rows_in: int = 0
    rows_out: int = 0
    rejected: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Progress:
    """Tells of a run.

    Attributes:
        say: takes a line.
        stages: what was counted, by stage.
    """

    say: Callable[[str], None]
    stages: dict[str, Stage] = field(default_factory=dict)
    _since: float = 0.0
    _said: float = 0.0

    def begin(self, pieces: dict[str, int]) -> None:
        """Some stages begin, with so many pieces each."""
        self.stages.update({name: Stage(count) for name, count in pieces.items()})
        self._since = self._said = time.monotonic()

    def kept(self, name: str, done: Done) -> None:
        """A piece was done before."""
        self.stages[name].kept += 1
        self._count(name, done)

    def made(self, name: str, done: Done) -> None:
        """A piece is done now."""
        self.stages[name].made += 1
        self._count(name, done)
        now = time.monotonic()
        if now - self._said >= _EVERY:
            self._said = now
            self.say(self._under_way(name, now - self._since))

    def _count(self, name: str, done: Done) -> None:
        stage = self.stages[name]
        stage.rows_in += done.rows_in
        stage.rows_out += done.rows_out
        stage.rejected += len(done.rejected)
        stage.seconds += done.seconds

    def _under_way(self, name: str, seconds: float) -> str:
        stage = self.stages[name]
        left = stage.pieces - stage.kept - stage.made
        rate = stage.rows_in / seconds if not stage.kept else 0.0
        told = f"{name}: {stage.kept + stage.made} of {stage.pieces}, {stage.rows_in:,} rows"
        told += f", {rate:,.0f} a second" if rate else ""
        return f"{told}, about {left * seconds / stage.made:,.0f} s left"

    def told(self, name: str) -> str:
        """The line of a stage that is done."""
        s = self.stages[name]
        before = f" ({s.kept} of {s.pieces} were done)" if s.kept else ""
        return f"{name}: {s.rows_in:,} in, {s.rows_out:,} out, {s.rejected:,} rejected{before}"

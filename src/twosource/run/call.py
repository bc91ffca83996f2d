"""A whole run, from its settings to what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from twosource.run import output
from twosource.run.driver import Run
from twosource.run.engines import engine_of
from twosource.run.progress import Progress, Stage
from twosource.run.settings import Settings
from twosource.run.work import Rejected

LEFT_ALONE = frozenset({"TS-RUN-07"})
"""Codes of what was left out on purpose, by the settings."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a run: the counts of every stage, and what was left out."""

    stages: dict[str, Stage]
    rejected: tuple[tuple[str, Rejected], ...]

    @property
    def failed(self) -> list[Rejected]:
        """What could not be worked on."""
        return [r for _, r in self.rejected if r.code not in LEFT_ALONE]

    @property
    def made(self) -> int:
        """Pieces that were done in this call."""
        return sum(s.made for s in self.stages.values())


def run(settings: Settings, say: Callable[[str], None] = lambda _: None) -> Summary:
    """Do all that is not done.

    Args:
        settings: see :func:`twosource.run.settings.load`.
        say: takes lines of progress.

    Raises:
        TwosourceError: an input is missing, the engine cannot be used, the output is not ours, or
            a task failed; what was done stands, and the next call goes on from there.
    """
    with engine_of(settings) as engine:
        made = Run(settings, engine, Progress(say))
        if settings.store is not None:
            counts = output.store(made, settings.store)
            say("store: " + ", ".join(f"{n:,} {status}" for status, n in sorted(counts.items())))
        else:
            files = made.tables()
            if settings.output is not None:
                output.put(made, files, settings.output)
    return Summary(made.progress.stages, tuple(made.rejected))

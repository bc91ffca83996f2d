"""Where tasks are done: processes of this machine, or an engine that runs already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from twosource.run.settings import Settings


class Engine(Protocol):
    """Does tasks, in any order."""

    def map(self, tasks: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Have :func:`twosource.run.perform.perform` called with each text, somewhere; give the
        place of each and what it returned, as they come.

        Raises:
            RunError: ``TS-RUN-10``, the engine cannot be reached or gave up.
        """
        ...


def engine_of(settings: Settings) -> AbstractContextManager[Engine]:
    """The engine that the user chose; that of another library is imported here alone."""
    if settings.engine == "embedded":
        from twosource.run.engines.embedded import embedded

        return embedded(settings.workers)
    from twosource.run.engines.distributed import connected

    return connected(settings.engine)

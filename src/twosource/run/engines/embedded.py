"""Processes on this machine."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from twosource.errors import RunError
from twosource.run.perform import perform

_TRIES = 3  # a process that was killed takes the others with it; what was not done is done again
_LOOK = 1.0  # seconds


class Embedded:
    """A pool of processes, begun anew where one of them was killed."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def map(self, tasks: Sequence[str]) -> Iterator[tuple[int, str]]:
        """See :class:`twosource.run.engines.Engine`."""
        if self._workers == 1:
            yield from ((n, perform(task)) for n, task in enumerate(tasks))
            return
        left = dict(enumerate(tasks))
        for _ in range(_TRIES):
            pool = self._pool = self._pool or self._started()
            try:
                futures = {pool.submit(perform, task): n for n, task in left.items()}
                for future in as_completed(futures):
                    told = future.result()
                    left.pop(futures[future])
                    yield futures[future], told
            except BrokenProcessPool:
                self.close()
            if not left:
                return
        raise RunError("TS-RUN-10", f"embedded ({len(left)} tasks were given up: a process died)")

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers,
            mp_context=get_context("spawn"),
            initializer=_watch,
            initargs=(os.getpid(),),
        )

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _watch(parent: int) -> None:
    """End with the process that began this one, however that ends."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


@contextmanager
def embedded(workers: int = 0) -> Iterator[Embedded]:
    """Processes, one a core unless told otherwise; with one all is done in this process."""
    engine = Embedded(workers or len(os.sched_getaffinity(0)))
    try:
        yield engine
    finally:
        engine.close()

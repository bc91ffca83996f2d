"""Threads that each hold the store open: a request waits for none of the others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from twosource.store import ReviewedStore, open_store

T = TypeVar("T")
READERS = 4
"""Threads that read; SQLite lets them read at once, and Python one at a time."""


class Stores:
    """Runs what needs the store away from the event loop.

    Args:
        address: of the store, which is made where there is none.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._own = threading.local()
        self._opened: list[ReviewedStore] = []
        self._lock = threading.Lock()
        open_store(address, make=True).close()
        self._read = ThreadPoolExecutor(READERS, "desk-read")
        self._write = ThreadPoolExecutor(1, "desk-write")

    def _store(self) -> ReviewedStore:
        found: ReviewedStore | None = getattr(self._own, "store", None)
        if found is None:
            found = self._own.store = open_store(self._address, make=False)
            with self._lock:
                self._opened.append(found)
        return found

    def _call(self, work: Callable[[ReviewedStore], T]) -> T:
        try:
            return work(self._store())
        except Exception:
            # a connection that failed may be of no more use; the next call opens another
            held, self._own.store = self._own.store, None
            held.close()
            raise

    async def read(self, work: Callable[[ReviewedStore], T]) -> T:
        """What a look at the store gives."""
        return await asyncio.get_running_loop().run_in_executor(self._read, self._call, work)

    async def write(self, work: Callable[[ReviewedStore], T]) -> T:
        """The same for what changes it: one after another, each on the disk when it returns."""
        return await asyncio.get_running_loop().run_in_executor(self._write, self._call, work)

    def close(self) -> None:
        """End the threads."""
        self._read.shutdown(cancel_futures=True)
        self._write.shutdown()

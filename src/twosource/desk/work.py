"""The process beside the server that does the jobs: ``python -m twosource.desk.work STORE``.

Jobs come in as lines of JSON; what happens goes out the same way.  It is ended from outside when a
job is stopped: what the store acknowledged stands, and nothing else was changed.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

from twosource.desk.making import Maker
from twosource.errors import TwosourceError
from twosource.store import ReviewedStore, open_store

T = TypeVar("T")
Tell = Callable[..., None]
QUIET = 2.0
"""Seconds without a job after which what nobody waits for is done."""


class Told:
    """Writes what happens in a job."""

    def __init__(self, sink: IO[str], job: str) -> None:
        self._sink = sink
        self._job = job

    def __call__(self, what: str, **told: Any) -> None:
        """A line."""
        line = json.dumps({"job": self._job, "what": what, **told}, ensure_ascii=True)
        self._sink.write(line + "\n")
        self._sink.flush()

    def track(self, items: Iterable[T], what: str, total: int | None) -> Iterable[T]:
        """Tells how far a loop is; see :class:`twosource.engine.Track`."""
        self("step", step=what, done=0, total=total or 0)
        return self._counted(items, what, total)

    def _counted(self, items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
        for number, item in enumerate(items, 1):
            yield item
            if total is not None and total > 1:
                self("step", step=what, done=number, total=total)


def add(store: ReviewedStore, asked: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Put inputs into the store, each told as it is done; feeds are asked once."""
    counts = dict.fromkeys(("new", "same", "version", "refused"), 0)
    hosts = tuple(os.environ.get("TWOSOURCE_DESK_HOSTS", "").split())
    options = {"allow_hosts": hosts} if hosts else {}

    places = [p for p in asked.get("inputs", ()) if "://" not in p]

    def told(id: str, status: str, story: str | None, message: str | None) -> None:
        counts[status] += 1
        done = sum(counts.values())
        href = f"/story/{story}" if story else ""
        known = {"new": "new", "same": "it was there already", "version": "a new version"}
        text = _without(places, message or "") or f"{id}: {known.get(status, status)}"
        tell("item", text=text, status=status, href=href, done=done)

    tell("step", step="reading", done=0, total=0)
    for added in store.add(*asked.get("inputs", ()), **options):
        told(added.id, added.status, added.story, added.message)
    if asked.get("feeds"):
        _feeds(store, asked["feeds"], options, told)
    text = ", ".join(f"{n} {what}" for what, n in counts.items() if n) or "nothing was there"
    return {"counts": counts, "text": text, "href": "/"}


def _without(places: list[str], message: str) -> str:
    """A message without where the desk put a file; its name is told before."""
    for place in places:
        message = message.replace(f" [{place}]", "").replace(place, Path(place).name)
    return message


def _feeds(
    store: ReviewedStore, feeds: list[str], options: dict[str, Any],
    told: Callable[[str, str, str | None, str | None], None],
) -> None:  # fmt: skip
    from twosource.store.watching import Watch

    watch = Watch(store, feeds, **options)
    try:
        for feed in feeds:  # asked now, whenever it was asked last
            watch.forget(feed)
        digest = watch.round()
    finally:
        watch.close()
    for failure in digest.failures:
        told(failure.input, "refused", None, failure.message)
    for added in digest.added:
        told(added.id, added.status, added.story, added.message)


def _lines(source: IO[str]) -> Iterator[str | None]:
    """The lines of a stream as they come; ``None`` once after some quiet."""
    held: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in source:
            held.put(line)
        held.put(None)

    threading.Thread(target=read, daemon=True).start()
    quiet = False
    while True:
        try:
            line = held.get(timeout=None if quiet else QUIET)
        except queue.Empty:
            quiet = True
            yield None
            continue
        if line is None:
            return
        quiet = False
        yield line


def serve(address: str, source: IO[str], sink: IO[str]) -> None:
    """Do jobs until there are no more."""
    store = open_store(address, make=True)
    maker = Maker(store)
    after: Callable[[], None] | None = None
    for line in _lines(source):
        if line is None:  # nothing is asked: the forms that nobody waits for
            if after is not None:
                after()
            after = None
            continue
        asked = json.loads(line)
        tell = Told(sink, asked["job"])
        try:
            if asked["do"] == "add":
                result = add(store, asked, tell)
            else:
                result, later = maker.make(asked, tell.track)
                after = later or after
            tell("end", ok=True, result=result, text=result.get("text", "done"))
        except TwosourceError as error:
            tell("end", ok=False, text=str(error))
        except Exception as error:
            store.close()
            store = open_store(address, make=True)
            maker = Maker(store)
            after = None
            tell("end", ok=False, text=f"{type(error).__name__}: {error}")


def main() -> None:
    """Jobs of standard input; nothing but what is told goes to standard output."""
    sink = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(sys.argv[1], sys.stdin, sink)


if __name__ == "__main__":
    main()

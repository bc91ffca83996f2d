"""What takes longer than a page: done beside the server, told as it happens, stopped at will.

The server keeps every job with all that it told, numbered; a page that is loaded anew shows them
from the start, and one that lost its connection is told the rest from where it was.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from twosource.desk.settings import Settings

State = Literal["waiting", "running", "done", "failed", "cancelled"]
OVER: frozenset[str] = frozenset({"done", "failed", "cancelled"})
KEPT = 300
"""Jobs that are over and still shown."""
LINES = 5000
"""Lines kept of a job; of more, the last ones and how many there were."""
_IDLE = 600.0  # seconds after which a process without work ends
_LONGEST = 64 * 1024 * 1024  # bytes of one line of a process


class BusyError(Exception):
    """More jobs wait than the desk takes."""


@dataclass(slots=True)
class Job:
    """One piece of work.

    Attributes:
        kind: ``add``, ``feed``, ``dossier``, ``beside``, ``export``.
        asked: what the process is told.
        told: lines, each with its number, from 1.
        done, total: how far it is; 0 where the whole is not known.
        result: what the process gave at its end.
    """

    id: str
    kind: str
    title: str
    asked: Mapping[str, Any]
    at: str = ""
    back: str = ""
    state: State = "waiting"
    step: str = ""
    done: int = 0
    total: int = 0
    refused: int = 0
    told: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=LINES))
    count: int = 0
    result: dict[str, Any] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def over(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self.state in OVER

    def note(self, text: str = "", href: str = "", status: str = "") -> None:
        """Tell something; everybody who waits for it is woken."""
        self.count += 1
        self.told.append({
            "n": self.count, "state": self.state, "step": self.step, "done": self.done,
            "total": self.total, "text": text, "href": href, "status": status,
        })  # fmt: skip
        self.changed.set()
        self.changed = asyncio.Event()

    def shown(self) -> dict[str, Any]:
        """The job as it stands, for programs."""
        return {
            "job": self.id, "kind": self.kind, "title": self.title, "state": self.state,
            "step": self.step, "done": self.done, "total": self.total, "refused": self.refused,
            "result": self.result, "told": list(self.told),
        }  # fmt: skip

    async def follow(self, after: int) -> AsyncIterator[dict[str, Any]]:
        """What it tells from a number on, until it is over."""
        while True:
            changed = self.changed
            for line in [x for x in self.told if x["n"] > after]:
                after = line["n"]
                yield line
            if self.over and after >= self.count:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), 15)
            if not changed.is_set():
                yield {}  # keeps the connection awake


class Lane:
    """Jobs that are done one after another, in a process of their own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._queue: asyncio.Queue[Job] = asyncio.Queue()
        self._process: asyncio.subprocess.Process | None = None
        self._running: Job | None = None
        self._task: asyncio.Task[None] | None = None

    def put(self, job: Job) -> None:
        """Line a job up."""
        self._queue.put_nowait(job)
        if self._task is None:
            self._task = asyncio.create_task(self._work())

    def waiting(self) -> int:
        """Jobs that have not begun."""
        return self._queue.qsize()

    async def cancel(self, job: Job) -> None:
        """Stop a job: what it has acknowledged stands, the rest is not done."""
        if job.over:
            return
        job.state = "cancelled"
        job.note(text="stopped")
        if self._running is job and self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _work(self) -> None:
        while True:
            try:
                job = await asyncio.wait_for(self._queue.get(), _IDLE)
            except TimeoutError:
                await self._end()
                continue
            if job.over:
                continue
            self._running = job
            try:
                await self._do(job)
            except (OSError, ValueError, asyncio.IncompleteReadError) as error:
                _fail(job, f"{type(error).__name__}: {error}")
                await self._end()
            finally:
                self._running = None

    async def _do(self, job: Job) -> None:
        job.state = "running"
        job.note()
        begun = job.count
        # a process that had ended before is begun anew; one that ends over a job is not
        if await self._told(job):
            return
        await self._end()
        if not job.over and job.count == begun and await self._told(job):
            return
        await self._end()
        if not job.over:
            _fail(job, "the process that did it ended; what it acknowledged stands")

    async def _told(self, job: Job) -> bool:
        """Have a process do a job; whether it told the end of it."""
        process = await self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"job": job.id, **job.asked}).encode() + b"\n")
        with suppress(ConnectionError):
            await process.stdin.drain()
        while line := await process.stdout.readline():
            told = json.loads(line)
            if told.get("job") != job.id:
                continue
            if job.over:  # it was stopped meanwhile
                continue
            if _take(job, told):
                return True
        return False

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "twosource.desk.work", self._settings.store,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_LONGEST,
            env={**os.environ, "TWOSOURCE_DESK_HOSTS": " ".join(self._settings.allow_hosts)},
        )  # fmt: skip
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()

    async def close(self) -> None:
        """End the process and what it does."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._end()


def _take(job: Job, told: dict[str, Any]) -> bool:
    """What a process told of a job; whether that was the last."""
    what = told.get("what")
    if what == "step":
        job.step, job.done, job.total = told["step"], told["done"], told["total"]
        job.note()
    elif what == "item":
        job.done = told.get("done", job.done + 1)
        job.refused += told.get("status") == "refused"
        job.note(text=told["text"], href=told.get("href", ""), status=told.get("status", ""))
    elif what == "end":
        job.result = told.get("result", {})
        if told["ok"]:
            job.state, job.step = "done", ""
            job.note(text=told.get("text", "done"), href=job.result.get("href", ""))
        else:
            _fail(job, told.get("text", ""))
        return True
    return False


def _fail(job: Job, text: str) -> None:
    job.state, job.step = "failed", ""
    job.note(text=text, status="refused")


class Jobs:
    """All jobs of a desk: those that read, and those that work stories out."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lanes = {"read": Lane(settings), "make": Lane(settings)}
        self._all: dict[str, Job] = {}
        self._by_key: dict[str, Job] = {}
        self._next = 0

    def all(self) -> list[Job]:
        """The jobs, the latest first."""
        return list(reversed(self._all.values()))

    def get(self, id: str) -> Job | None:
        """A job by its id."""
        return self._all.get(id)

    def of(self, key: str) -> Job | None:
        """The last job of a key."""
        return self._by_key.get(key)

    def forgive(self, story: str) -> None:
        """Forget the jobs of a story that failed or were stopped, so that they begin anew."""
        self._by_key = {
            k: j for k, j in self._by_key.items()
            if j.asked.get("story") != story or j.state not in {"failed", "cancelled"}
        }  # fmt: skip

    def start(
        self, kind: str, title: str, asked: Mapping[str, Any], *, at: str = "", back: str = "",
        key: str = "",
    ) -> Job:  # fmt: skip
        """Line a job up; one of the same key that is not over, or did not fail, is that job.

        Raises:
            BusyError: too many wait.
        """
        held = self._by_key.get(key) if key else None
        if held is not None and held.state in {"waiting", "running"}:
            return held
        lane = self._lanes["read" if kind in {"add", "feed"} else "make"]
        if lane.waiting() >= self._settings.limits.jobs:
            raise BusyError
        self._next += 1
        job = Job(f"{self._next}", kind, title, asked, at, back)
        self._all[job.id] = job
        if key:
            self._by_key[key] = job
        self._forget()
        lane.put(job)
        return job

    def _forget(self) -> None:
        over = [j for j in self._all.values() if j.over]
        for job in over[: max(0, len(over) - KEPT)]:
            del self._all[job.id]
            self._by_key = {k: j for k, j in self._by_key.items() if j is not job}
            shutil.rmtree(folder_of(self._settings.folder, job.id), ignore_errors=True)

    async def cancel(self, job: Job) -> None:
        """Stop a job."""
        await self._lanes["read" if job.kind in {"add", "feed"} else "make"].cancel(job)

    async def close(self) -> None:
        """Stop all."""
        for lane in self._lanes.values():
            await lane.close()


def folder_of(folder: Path, job: str) -> Path:
    """Where a job's files lie."""
    return folder / f"job-{job}"

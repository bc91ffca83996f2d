"""The work folder: what is done stands there, whole, under a key that says what it rests on.

A task writes files of its own and then a note of them, each beside its place under a name that
nobody else has, flushed to the disk, looked at, and put in its place by a rename.  So a file is
there whole or not at all, whoever is killed when; and of two that do one task at once (a worker
taken for lost that goes on) both write the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from twosource.errors import RunError

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input, account or comparison that was left out, and why."""

    input: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work of a stage; plain values, so that any engine can carry it as text.

    Attributes:
        stage: its name, see :data:`twosource.run.perform.STAGES`.
        name: of the piece; ``0003``.
        work: the work folder.
        given: files it reads, by what they are.
        settings: whatever else decides what it makes.
        rests_on: digests of what it reads.
        code: digest of the program (:func:`code_version`).
    """

    stage: str
    name: str
    work: str
    given: dict[str, list[str]]
    settings: dict[str, Any]
    rests_on: tuple[str, ...]
    code: str

    @property
    def key(self) -> str:
        """What the task rests on, in short."""
        told = [self.stage, self.name, self.settings, self.rests_on, self.code]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]

    @property
    def note(self) -> Path:
        """Where it stands that the task is done."""
        return Path(self.work) / self.stage / f"{self.name}-{self.key}.json"

    def text(self) -> str:
        """The task as text, see :func:`task_of`."""
        return json.dumps(asdict(self))


def task_of(text: str) -> Task:
    """The task that :meth:`Task.text` told."""
    given = json.loads(text)
    return Task(**{**given, "rests_on": tuple(given["rests_on"])})


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: its files in order with their sizes and digests, the rows that went
    in and came out, what was left out, each named, and the CPU-seconds it took.
    """

    files: tuple[tuple[str, int, str], ...] = ()
    rows_in: int = 0
    rows_out: int = 0
    rejected: tuple[Rejected, ...] = ()
    told: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def paths(self) -> list[str]:
        """Its files."""
        return [path for path, _, _ in self.files]

    @property
    def digests(self) -> tuple[str, ...]:
        """Their digests."""
        return tuple(digest for _, _, digest in self.files)


def done(task: Task) -> Done | None:
    """What became of a task; ``None`` where it is still to do, or a file of it is gone or cut."""
    try:
        told = json.loads(task.note.read_text("utf-8"))
        found = Done(
            tuple((str(task.note.parent / n), int(size), str(digest))
                  for n, size, digest in told["files"]),
            told["rows_in"], told["rows_out"],
            tuple(Rejected(**r) for r in told["rejected"]), told["told"], told["seconds"],
        )  # fmt: skip
        if all(Path(path).stat().st_size == size for path, size, _ in found.files):
            return found
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None


class Writing:
    """The files of one task, as they are made.

    Args:
        task: whose they are.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._files: list[tuple[str, int, str]] = []
        self._since = time.process_time()

    @contextmanager
    def file(self, suffix: str, check: Callable[[Path], None]) -> Iterator[Path]:
        """The next file: write it whole; ``check`` looks at it before it gets its place.

        Raises:
            RunError: ``TS-RUN-04``, it cannot be written.
        """
        name = f"{self._task.name}-{self._task.key}-{len(self._files):04}{suffix}"
        place = self._task.note.parent / name
        with placed(place) as part:
            yield part
            check(part)
            size, digest = part.stat().st_size, digest_of(part)
        self._files.append((name, size, digest))

    def done(self, rows_in: int, rows_out: int, rejected: list[Rejected], **told: Any) -> None:
        """Say that all is written; from here on the task is done."""
        note = {
            "files": self._files, "rows_in": rows_in, "rows_out": rows_out,
            "rejected": [asdict(r) for r in rejected], "told": told,
            "seconds": round(time.process_time() - self._since, 3),
        }  # fmt: skip
        with placed(self._task.note) as part:
            part.write_text(json.dumps(note, indent=1, sort_keys=True), "utf-8")


@contextmanager
def placed(place: Path) -> Iterator[Path]:
    """A file beside its place, which it takes when the block ends well.

    Raises:
        RunError: ``TS-RUN-04``, it cannot be written.
    """
    part = place.with_name(f".{place.name}.{uuid.uuid4().hex[:12]}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        yield part
        with part.open("rb") as made:
            os.fsync(made.fileno())
        part.replace(place)
    except OSError as error:
        raise RunError("TS-RUN-04", f"{place} ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    seen = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            seen.update(chunk)
    return seen.hexdigest()


@cache
def code_version() -> str:
    """A digest of this program's files, by what they hold: the same on every machine that has the
    same version.
    """
    root = Path(str(files("twosource")))
    seen = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        if path.suffix != ".pyc":
            seen.update(f"{path.relative_to(root).as_posix()} {digest_of(path)}\n".encode())
    return seen.hexdigest()

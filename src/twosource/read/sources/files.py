"""Files and folders: which are read, and in what order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from twosource.errors import LimitError
from twosource.read.sources.raw import failed, failure
from twosource.types import Failure

MAX_DEPTH = 40
MAX_FILES = 1_000_000

ASSETS = frozenset(
    (
        ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".jfif", ".gif", ".svg", ".webp",
        ".avif", ".bmp", ".ico", ".tif", ".tiff", ".woff", ".woff2", ".ttf", ".otf", ".eot",
        ".mp3", ".mp4", ".m4a", ".webm", ".ogg", ".wav", ".mov", ".avi", ".py", ".pyc", ".part",
        ".tmp", ".lock",
    )
)  # fmt: skip
"""What stands beside saved pages and is never an account; passed over in folders."""


def _belongs_to_page(folder: Path) -> bool:
    """Whether a browser made the folder beside a page it saved (``x.html``, ``x_files/``)."""
    stem, found, _ = folder.name.rpartition("_files")
    return bool(found) and any((folder.parent / (stem + e)).exists() for e in (".html", ".htm"))


def told_apart(files: Iterable[Path]) -> dict[Path, str]:
    """Names for files that share theirs with another: the shortest end of the path that
    tells which is which (``north/index.html``).  Files alone in their name are left out, and
    so are two paths that are one.
    """
    by_name: dict[str, list[Path]] = {}
    for file in dict.fromkeys(files):
        by_name.setdefault(file.name, []).append(file)
    out: dict[Path, str] = {}
    for like in by_name.values():
        parts = {f: Path(os.path.normpath(f)).parts for f in like}
        if len(set(parts.values())) < 2:
            continue
        size = next(
            (n for n in range(2, max(map(len, parts.values())) + 1)
             if len({p[-n:] for p in parts.values()}) == len(set(parts.values()))), 0,
        )  # fmt: skip
        for file, whole in parts.items():
            out[file] = "/".join(whole[-size:]).lstrip("/")
    return out


def walk(folder: Path, depth: int = 0) -> Iterator[Path | Failure]:
    """The files of a folder and the folders in it, sorted by name.

    Hidden files, assets, links to folders (they may lead round in a circle) and
    whatever is no plain file are passed over; a folder that cannot be listed is
    named.
    """
    if depth > MAX_DEPTH:
        yield failure(LimitError("TS-LIMIT-02", str(folder)), str(folder))
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield failed("TS-READ-07", str(folder), error.strerror or type(error).__name__)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir():
                if not entry.is_symlink() and not _belongs_to_page(entry):
                    yield from walk(entry, depth + 1)
            elif (entry.is_file() or entry.is_symlink()) and entry.suffix.lower() not in ASSETS:
                yield entry
        except OSError as error:
            yield failed("TS-READ-07", str(entry), error.strerror or type(error).__name__)

"""Files and folders: which are read, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
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

"""Files that other tools gave back -> reviews, whatever the format."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from twosource.errors import ExchangeError
from twosource.exchange import web_reviews, xmi_reviews
from twosource.exchange.reviewed import Dossiers
from twosource.records.models import ReviewRecord
from twosource.types import Failure

MOST = 512 * 1024 * 1024
"""Bytes of one file, unpacked."""
_HEAD = 64


def reviews(path: Path, dossiers: Dossiers) -> Iterator[ReviewRecord | Failure]:
    """The reviews of a file, of the files of a folder, or of a zip archive.

    Raises:
        ExchangeError: ``TS-EXCH-05``, it cannot be read as annotations.
    """
    for name, data in _files(path):
        head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
        if head.startswith((b"{", b"[")):
            yield from web_reviews.reviews(data, dossiers, name)
        elif head.startswith(b"<"):
            yield from xmi_reviews.reviews(data, dossiers, name)
        else:
            raise ExchangeError("TS-EXCH-05", f"{name} (neither JSON nor XMI)")


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of what a path holds; the type system beside XMI files is none."""
    try:
        if path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file() and _wanted(p.name)):
                yield str(file), _bytes(file)
        elif zipfile.is_zipfile(path):
            yield from _unpacked(path)
        else:
            yield str(path), _bytes(path)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise ExchangeError("TS-EXCH-05", f"{path} ({error})") from error


def _wanted(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in {".json", ".jsonld", ".jsonl", ".xmi"}


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MOST:
        raise ExchangeError("TS-EXCH-05", f"{path} (over {MOST} bytes)")
    return path.read_bytes()


def _unpacked(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        left = MOST
        for entry in archive.infolist():
            if entry.is_dir() or not _wanted(entry.filename):
                continue
            with archive.open(entry) as source:
                data = source.read(left + 1)
            left -= len(data)
            if left < 0:
                raise ExchangeError("TS-EXCH-05", f"{path} (over {MOST} bytes)")
            yield f"{path}:{entry.filename}", data

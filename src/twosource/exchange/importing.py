"""Files that other tools gave back -> reviews, whatever the format."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from twosource.errors import ExchangeError
from twosource.exchange import web_reviews, xmi_reviews
from twosource.exchange.reviewed import Dossiers
from twosource.records.models import ReviewRecord
from twosource.types import Failure

MOST = 512 * 1024 * 1024
"""Bytes of one file, unpacked."""
_HEAD = 64
Read = Callable[[], bytes]
_BROKEN = (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error)


def reviews(path: Path, dossiers: Dossiers) -> Iterator[ReviewRecord | Failure]:
    """The reviews of a file, of the files of a folder, or of a zip archive.

    Raises:
        ExchangeError: ``TS-EXCH-05``, it cannot be read as annotations.  Of several files one
            that cannot be read is a failure of its own, and the others are read.
    """
    try:
        if path.is_dir():
            yield from _each(str(path), _inside(path), dossiers)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from _each(str(path), _entries(archive, str(path)), dossiers)
        else:
            yield from _of_file(str(path), _bytes(path), dossiers)
    except _BROKEN as error:
        raise ExchangeError("TS-EXCH-05", f"{path} ({error})") from error


def reviews_of(
    source: IO[bytes], name: str, dossiers: Dossiers
) -> Iterator[ReviewRecord | Failure]:
    """:func:`reviews` of a stream, which may be a zip archive.

    Raises:
        ExchangeError: ``TS-EXCH-05``, it cannot be read as annotations.
    """
    data = source.read(MOST + 1)
    if len(data) > MOST:
        raise ExchangeError("TS-EXCH-05", f"{name} (over {MOST} bytes)")
    try:
        if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from _each(name, _entries(archive, name), dossiers)
        else:
            yield from _of_file(name, data, dossiers)
    except _BROKEN as error:
        raise ExchangeError("TS-EXCH-05", f"{name} ({error})") from error


def _each(
    whole: str, files: Iterator[tuple[str, Read]], dossiers: Dossiers
) -> Iterator[ReviewRecord | Failure]:
    """The reviews of each of several files."""
    found = False
    for name, read in files:
        found = True
        try:
            try:
                data = read()
            except _BROKEN as error:
                raise ExchangeError("TS-EXCH-05", f"{name} ({error})") from error
            yield from _of_file(name, data, dossiers)
        except ExchangeError as error:
            yield Failure(name, error.code, str(error))
    if not found:
        raise ExchangeError("TS-EXCH-05", f"{whole} (no .json, .jsonld, .jsonl or .xmi in it)")


def _of_file(name: str, data: bytes, dossiers: Dossiers) -> Iterator[ReviewRecord | Failure]:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{", b"[")):
        yield from web_reviews.reviews(data, dossiers, name)
    elif head.startswith(b"<"):
        yield from xmi_reviews.reviews(data, dossiers, name)
    else:
        raise ExchangeError("TS-EXCH-05", f"{name} (neither JSON nor XMI)")


def _wanted(name: str) -> bool:
    """Whether a file holds annotations; the type system beside XMI files does not."""
    return PurePosixPath(name).suffix.lower() in {".json", ".jsonld", ".jsonl", ".xmi"}


def _inside(folder: Path) -> Iterator[tuple[str, Read]]:
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and _wanted(p.name)):
        yield str(file), partial(_bytes, file)


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MOST:
        raise ExchangeError("TS-EXCH-05", f"{path} (over {MOST} bytes)")
    return path.read_bytes()


def _entries(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[str, Read]]:
    left = MOST

    def read(entry: zipfile.ZipInfo) -> bytes:
        nonlocal left
        with archive.open(entry) as source:
            data = source.read(left + 1)
        left -= len(data)
        if left < 0:
            left = 0
            raise ExchangeError("TS-EXCH-05", f"{path} (over {MOST} bytes)")
        return data

    for entry in archive.infolist():
        if not entry.is_dir() and _wanted(entry.filename):
            yield f"{path}:{entry.filename}", partial(read, entry)

"""Zip archives: pages in one (read like a folder), WACZ, packages of WACZ; never unpacked
to disk, so that no name in one leads anywhere.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from twosource.errors import InputError, LimitError, TwosourceError
from twosource.patterns import deferred
from twosource.read.sources.files import ASSETS
from twosource.read.sources.formats import known_inside
from twosource.read.sources.raw import Raw, failed, failure
from twosource.read.sources.stream import MAX_RATIO, Readable
from twosource.read.sources.warc import read_warc
from twosource.types import Failure

MAX_MEMBERS = 10_000
"""Files in an archive that are read."""
MAX_NESTED = 3
"""Archives in one another: a package of WACZ is one, a crawl of such a package another."""
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_METHODS = {12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 9: "Deflate64", 98: "PPMd"}
_LISTS = frozenset({"datapackage.json", "datapackage-digest.json"})
"""What lists the files of a package of WACZ."""
_ARCHIVES = (".zip", ".wacz")
_CONTROL = deferred(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
DAMAGE = (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, OSError, ValueError)


@dataclass(slots=True)
class Budget:
    """How much an archive may still grow: what :data:`MAX_RATIO` gives over all members,
    since members may share their packed bytes.
    """

    left: int


class Guarded:
    """A member that may not grow like a bomb, neither alone nor with the others."""

    def __init__(self, stream: IO[bytes], most: int, budget: Budget, where: str) -> None:
        self._stream = stream
        self._most = most
        self._budget = budget
        self._where = where
        self._over = False

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none behind damage, which is told once: what reads a
        stream may go on after it.

        Raises:
            LimitError: ``TS-LIMIT-01`` for a bomb.
            InputError: ``TS-READ-11`` for damage.
        """
        if self._over:
            return b""
        try:
            found = self._stream.read(size)
        except DAMAGE as error:
            self._over = True
            raise InputError("TS-READ-11", f"{self._where} (damaged in the archive)") from error
        self._most -= len(found)
        self._budget.left -= len(found)
        if self._most < 0 or self._budget.left < 0:
            self._over = True
            raise LimitError("TS-LIMIT-01", f"{self._where} (grows over {MAX_RATIO} times)")
        return found


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name made safe, and its bytes."""

    name: str
    where: str
    stream: Readable | IO[bytes]
    budget: Budget


Unpack = Callable[[Member], Iterator[Raw | Failure]]


def safe_name(name: str) -> str:
    """A member's name without what would lead out of the archive or mark a message."""
    parts = _CONTROL.sub("", name).replace("\\", "/").split("/")
    return "/".join(p for p in parts if p not in {"", ".", ".."})


def _passed_over(info: zipfile.ZipInfo, name: str, pages: frozenset[str]) -> bool:
    """What is passed over in a folder is here too: links, hidden files, assets."""
    if not name or info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
        return True
    folders = name.split("/")
    if folders[-1] in _LISTS or "__MACOSX" in folders:
        return True
    if any(p.startswith(".") for p in folders):
        return True
    if any(name.lower().endswith(ending) for ending in ASSETS):
        return True
    for at, folder in enumerate(folders[:-1]):
        stem, found, _ = folder.rpartition("_files")
        beside = "/".join([*folders[:at], stem])
        if found and (f"{beside}.html" in pages or f"{beside}.htm" in pages):
            return True
    return False


def _size(file: IO[bytes]) -> int:
    file.seek(0, io.SEEK_END)
    return file.tell()


def _starts(file: IO[bytes]) -> bool:
    """Whether a member stands at the very beginning."""
    file.seek(0)
    return file.read(4) == b"PK\x03\x04"


def read_zip(
    file: IO[bytes], name: str, where: str, limit: int, unpack: Unpack,
    budget: Budget | None = None,
) -> Iterator[Raw | Failure]:  # fmt: skip
    """What is in a zip archive.

    Args:
        file: the archive, seekable.
        name: of the archive; a file in it is ``name/its/path``.
        where: what to call it in messages.
        limit: size limit of one file in it, unpacked.
        unpack: reads one file.
        budget: of the archive around this one, which holds for both.
    """
    try:
        budget = budget or Budget(max(limit, MAX_RATIO * _size(file)))
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if members and min(m.header_offset for m in members) > 0 and _starts(file):
                # The list at the end of a cut archive is lost, that of an archive in it found.
                yield failed("TS-READ-11", where, "a zip archive that is cut short")
            if len(members) > MAX_MEMBERS:
                yield failure(LimitError("TS-LIMIT-04", where), where)
            yield from _read(archive, members[:MAX_MEMBERS], name, where, limit, budget, unpack)
    except DAMAGE as error:
        yield failed("TS-READ-11", where, f"a damaged zip archive, {type(error).__name__}")


def _read(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], name: str, where: str,
    limit: int, budget: Budget, unpack: Unpack,
) -> Iterator[Raw | Failure]:  # fmt: skip
    names = [m.filename for m in members]
    warcs = [m for m in members if m.filename.startswith("archive/")
             and m.filename.endswith((".warc", ".warc.gz"))]  # fmt: skip
    document = known_inside(names)
    if warcs:
        yield from _wacz(archive, warcs, where, limit, budget)
        return
    if document is not None:
        yield failed("TS-READ-19", where, str(document))
        return
    pages = frozenset(safe_name(n) for n in names)
    count = 0
    for info in sorted(members, key=lambda m: m.filename):
        path = safe_name(info.filename)
        if _passed_over(info, path, pages):
            continue
        count += 1
        place = f"{where}/{path}"
        yield from _guarded(archive, info, f"{name}/{path}", place, limit, budget, unpack)
        if budget.left < 0:
            return
    if not count:
        yield failed("TS-READ-06", where, "a zip archive with no page, text or feed in it")


def _guarded(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, where: str, limit: int,
    budget: Budget, unpack: Unpack,
) -> Iterator[Raw | Failure]:  # fmt: skip
    """One file of an archive; what goes wrong with it costs no other."""
    try:
        check_packing(info, where)
        with archive.open(info) as stream:
            stored = info.compress_type == zipfile.ZIP_STORED
            if stored and info.filename.lower().endswith(_ARCHIVES):
                yield from unpack(Member(name, where, stream, budget))
                return
            most = max(limit, MAX_RATIO * info.compress_size)
            guarded = Guarded(stream, most, budget, where)
            yield from unpack(Member(name, where, guarded, budget))
    except TwosourceError as error:
        yield failure(error, where)
    except (RuntimeError, *DAMAGE) as error:
        yield failed("TS-READ-11", where, f"damaged in the archive, {type(error).__name__}")


def check_packing(info: zipfile.ZipInfo, where: str) -> None:
    """Refuse what cannot be read in steps, or not without a password.

    Raises:
        InputError: ``TS-READ-18``, ``TS-READ-19``.
    """
    if info.flag_bits & 0x1:
        raise InputError("TS-READ-18", f"{where} (a zip archive with a password)")
    if info.compress_type not in _PLAIN:
        method = _METHODS.get(info.compress_type, f"method {info.compress_type}")
        said = f"packed with {method} inside a zip archive: unpack it and give the folder"
        raise InputError("TS-READ-19", f"{where} ({said})")


def _wacz(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], where: str, limit: int,
    budget: Budget,
) -> Iterator[Raw | Failure]:  # fmt: skip
    """The pages of the WARC files in a WACZ (WACZ 1.1.1)."""
    unique = {m.filename: m for m in members}

    def records(member: Member) -> Iterator[Raw | Failure]:
        return read_warc(member.stream, member.where, limit)

    for path, info in sorted(unique.items()):
        place = f"{where}/{safe_name(path)}"
        yield from _guarded(archive, info, place, place, limit, budget, records)

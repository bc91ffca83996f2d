"""Where an export lands: a file, a folder or a zip archive that appears when it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from twosource.errors import ExchangeError, RunError
from twosource.exchange.formats import Format
from twosource.exchange.told import Told

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every entry of an archive, the earliest that a zip archive can tell."""


def save(form: Format, stories: Iterable[Told], output: Path) -> None:
    """Write stories in a format.

    Args:
        form: the format.
        stories: taken one at a time.
        output: a file, a folder, or for formats of several files a name in ``.zip``.  What was
            there is replaced when all is written; until then, and on any error, it stays.

    Raises:
        ExchangeError: ``TS-EXCH-03``, the folder holds files that are no part of the export, or
            beside the file stands one of a stranger that would be replaced.
        RunError: ``TS-RUN-04``, it cannot be written.
    """
    _suits(form, output)
    try:
        with _beside(output) as work:
            if form.layout != "folder":
                made = work / output.name
                form.write(stories, made)
                _place_files(form, work, made, output)
                return
            folder = work / "out"
            folder.mkdir()
            form.write(stories, folder)
            if output.suffix.lower() == ".zip":
                _zip(folder, work / output.name)
                (work / output.name).replace(output)
            else:
                _place(folder, output, work.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RunError("TS-RUN-04", f"{output} ({reason})") from error


@contextmanager
def _beside(output: Path) -> Iterator[Path]:
    """A folder on the same disk that goes away with the block."""
    output.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{output.name[:40]}.", dir=output.parent))
    try:
        yield work
    finally:
        with suppress(OSError):
            shutil.rmtree(work)


def _suits(form: Format, output: Path) -> None:
    """Refuse a file where a folder is wanted, and the other way round, before anything is made."""
    packed = form.layout != "folder" or output.suffix.lower() == ".zip"
    if packed and output.is_dir():
        raise RunError("TS-RUN-04", f"{output} (it is a folder; a file is wanted)")
    if not packed and output.exists() and not output.is_dir():
        what = "it is a file; a folder, or a name in .zip, is wanted"
        raise RunError("TS-RUN-04", f"{output} ({what})")


def _place_files(form: Format, work: Path, made: Path, output: Path) -> None:
    """The file, then what the format puts beside it under the same stem."""
    beside = sorted(p for p in work.iterdir() if p != made)
    for path in beside:
        there = output.with_name(path.name)
        if (there.exists() or there.is_symlink()) and not form.made(there):
            raise ExchangeError("TS-EXCH-03", f"{there} (not of this program)")
    made.replace(output)
    for path in beside:
        path.replace(output.with_name(path.name))


def _place(folder: Path, output: Path, work: str) -> None:
    """Put a folder where it was asked for; one of an earlier export is replaced."""
    mode = 0o777 & ~_umask()
    folder.chmod(mode)
    if not output.exists():
        folder.replace(output)
        return
    mine = {work, *(p.name for p in folder.iterdir())}
    others = sorted(p.name for p in output.iterdir() if p.name not in mine)
    if others:
        raise ExchangeError("TS-EXCH-03", f"{output} ({others[0]})")
    for path in sorted(folder.iterdir()):
        there = output / path.name
        if there.is_dir() and not there.is_symlink():
            shutil.rmtree(there)
        path.replace(there)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _zip(folder: Path, path: Path) -> None:
    """The same files, the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as sink:
                shutil.copyfileobj(source, sink)

"""Files, addresses, text and feeds come in; reading them is a job."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from twosource.desk.desk import Desk, desk_of, form_of, see, text_of, wants_json
from twosource.desk.jobs import BusyError
from twosource.desk.settings import MEGABYTE
from twosource.store.ledger import now

ADDRESSES = 2000
"""Addresses of one request."""
_PIECE = 1 << 20
_ODD = re.compile(r"[^\w.@+ -]")


class WrongError(Exception):
    """What was given cannot be read; the text says why."""


async def form(request: Request) -> Response:
    """The page to add by."""
    return _page(request, {}, "")


def _page(request: Request, given: Mapping[str, Any], wrong: str, status: int = 200) -> Response:
    desk = desk_of(request)
    names = ("addresses", "feed", "text", "name", "path")
    return desk.page(
        request, "add.html.j2", status, title="Add accounts", wrong=wrong,
        given={n: text_of(given, n) for n in names}, folder=desk.settings.files,
        megabytes=desk.settings.limits.upload // MEGABYTE, most=desk.settings.limits.files,
    )  # fmt: skip


async def add(request: Request) -> Response:
    """Begin to read what was given; the answer comes at once."""
    desk = desk_of(request)
    given = await form_of(request)
    try:
        inputs, feeds, title = await _inputs(desk, given)
        job = desk.jobs.start(
            "add", title, {"do": "add", "inputs": inputs, "feeds": feeds}, at=now(), back="/add"
        )
    except WrongError as error:
        if wants_json(request):
            return JSONResponse({"error": str(error)}, 400)
        return _page(request, given, str(error), 400)
    except BusyError:
        return desk.error(request, 503, "More waits already than is done at once.", "/jobs")
    if wants_json(request):
        return JSONResponse({"job": job.id, "at": f"/jobs/{job.id}"}, 202)
    return see(f"/jobs/{job.id}")


async def _inputs(desk: Desk, given: FormData) -> tuple[list[str], list[str], str]:
    """What is to be read, the feeds, and what the job is called."""
    addresses = [a for a in text_of(given, "addresses").split() if a]
    feeds = [f for f in text_of(given, "feed").split() if f]
    for address in (*addresses, *feeds):
        _check(address)
    if len(addresses) > ADDRESSES:
        raise WrongError(f"More than {ADDRESSES} addresses; give fewer at once.")
    path = _named(desk, text_of(given, "path").strip())
    folder = desk.settings.folder / f"in-{secrets.token_hex(8)}"
    files = [f for f in given.getlist("files") if isinstance(f, UploadFile) and f.filename]
    text = text_of(given, "text")
    inputs = [*addresses, *([path] if path else [])]
    if files or text.strip():
        inputs += await run_in_threadpool(_saved, folder, files, text, text_of(given, "name"))
    if not inputs and not feeds:
        raise WrongError("Choose a file, or give an address, a feed or a text.")
    several = len(inputs) + len(feeds)
    one = (inputs or feeds)[0]
    name = one if "://" in one else Path(one).name
    return inputs, feeds, f"Adding {name}" + (f" and {several - 1} more" if several > 1 else "")


def _check(address: str) -> None:
    """An address is one of the web: a path of this machine is none."""
    try:
        parts = urlsplit(address)
        fit = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        fit = False
    if not fit:
        raise WrongError(f"{address[:200]} is no address that begins with http:// or https://.")


def _named(desk: Desk, name: str) -> str:
    """A file of the folder that may be named; what leads out of it is refused."""
    if not name:
        return ""
    folder = desk.settings.files
    if folder is None:
        raise WrongError("No folder of files was set up for this desk.")
    try:
        path = (folder / name).resolve(strict=True)
        inside = path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        raise WrongError(f"{name[:200]} is not in {folder}.")
    return str(path)


def _saved(folder: Path, files: list[UploadFile], text: str, name: str) -> list[str]:
    """Files and text on the disk, under names that lead nowhere else."""
    folder.mkdir(mode=0o700, parents=True)
    made: list[str] = []
    for number, given in enumerate(files):
        place = folder / str(number) / safe_name(given.filename or "file")
        place.parent.mkdir(mode=0o700)
        with place.open("wb") as sink:
            shutil.copyfileobj(given.file, sink, _PIECE)
        made.append(str(place))
    if text.strip():
        place = folder / "text" / safe_name(name.strip() or "pasted text", ".txt")
        place.parent.mkdir(mode=0o700)
        place.write_text(text.replace("\r\n", "\n"), encoding="utf-8", errors="replace")
        made.append(str(place))
    return made


def safe_name(name: str, ending: str = "") -> str:
    """The name of a file without a way to another folder, in characters that files have."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = _ODD.sub("_", last).strip(". ")[:120] or "file"
    return plain if not ending or plain.lower().endswith(ending) else f"{plain}{ending}"

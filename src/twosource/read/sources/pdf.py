"""PDF files: the text layer as an account, read in a process of its own."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twosource.errors import InputError, LimitError
from twosource.patterns import deferred
from twosource.read.about import About
from twosource.read.found.days import machine_date
from twosource.read.sources import pdf_worker
from twosource.read.sources.pdf_layout import pages_of
from twosource.read.sources.pdf_text import Laid, headline, lay, text_of
from twosource.read.sources.raw import Raw, failed, failure
from twosource.types import DateCandidate, Failure, Furniture, Repair

SECONDS = 60.0
"""Wall time for one file; its processor time is held to a third of it."""
_STOPPED = (-24, -9)
"""Exits of a process that was out of its processor time (SIGXCPU, then SIGKILL)."""
_CREATED = deferred(r"D:(\d{4})(\d\d)(\d\d)")
_IDLE = deferred(
    r"^(?:untitled|\(?anonymous\)?|microsoft word.*|.*\.(?:docx?|indd|qxd|pdf|odt)|.{0,3})$", re.I
)
"""Titles that programs put in when nobody gave one."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the worker wrote: the document, its pages, and whether it came to the end."""

    facts: dict[str, Any]
    pages: list[dict[str, Any]]
    whole: bool
    late: bool = False


def _run(data: bytes, where: str) -> _Read:
    """Have the worker read a PDF.

    Raises:
        InputError: ``TS-READ-11``, ``TS-READ-13``, ``TS-READ-18``.
        LimitError: ``TS-LIMIT-03`` where it takes too long.
    """
    command = [sys.executable, "-P", str(Path(pdf_worker.__file__))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS)
        out, whole, late = done.stdout, done.returncode == 0, done.returncode in _STOPPED
    except subprocess.TimeoutExpired as error:
        out, whole, late = error.stdout or b"", False, True
    records = [r for line in out.split(b"\n") if line.strip() for r in _record(line)]
    facts, pages = (records[0], records[1:]) if records else ({}, [])
    wrong = facts.get("wrong")
    if wrong == "missing":
        raise InputError("TS-READ-13", f"{where} (a PDF; `pip install 'twosource[pdf]'`)")
    if wrong == "locked":
        raise InputError("TS-READ-18", f"{where} (a PDF with a password)")
    if late and not pages:
        raise LimitError("TS-LIMIT-03", where)
    if wrong or not facts:
        raise InputError("TS-READ-11", f"{where} (a damaged PDF)")
    return _Read(facts, pages, whole, late)


def _record(line: bytes) -> Iterator[dict[str, Any]]:
    try:
        value = json.loads(line)
    except ValueError:  # the line the worker was stopped in
        return
    if isinstance(value, dict):
        yield value


def _about(read: _Read, laid: Laid, data: bytes) -> About:
    count = len(read.pages)
    title = headline(laid)
    given = str(read.facts.get("title", "")).strip()
    if title is None and given and not _IDLE.match(given):
        title = given
    created = _CREATED.match(str(read.facts.get("created", "")))
    day = machine_date("-".join(created.groups())) if created else None
    dates = (
        (DateCandidate(day.value, "day", "crawled", "PDF field CreationDate", 0.9),) if day else ()
    )
    running = tuple(
        Furniture("running", r.text, None, f"stands at the edge of {r.pages} of {r.of} pages")
        for r in laid.running
    )
    repairs = (Repair("word divided at the end of a line", laid.joined),) if laid.joined else ()
    return About(
        title=title, dates=dates, furniture=running, repairs=repairs,
        made_from=f"text layer of a PDF, {count} page{'' if count == 1 else 's'}",
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip


def read_pdf(data: bytes, id: str, where: str, url: str | None = None) -> Iterator[Raw | Failure]:
    """The text of a PDF as one input.

    Pages without text are named where others have some; a file of pictures alone is
    named as a scan.

    Raises:
        InputError: see :func:`_run`; ``TS-READ-17`` for a scan.
    """
    read = _run(data, where)
    pages = list(pages_of(read.pages))
    laid = lay(pages)
    text = text_of(laid)
    if not text.strip():
        if any(p.pictures for p in pages):
            raise InputError("TS-READ-17", where)
        if read.late:
            raise LimitError("TS-LIMIT-03", where)
        if not read.whole or any(p.get("damaged") for p in read.pages):
            raise InputError("TS-READ-11", f"{where} (a damaged PDF)")
        raise InputError("TS-READ-01", f"{where} (a PDF without text)")
    yield Raw(
        text.encode("utf-8", "replace"), id, url, {"content-type": "text/plain; charset=utf-8"},
        "text", input=where, about=_about(read, laid, data),
    )  # fmt: skip
    scans = [str(n) for n, p in enumerate(pages, 1) if p.pictures]
    if scans:
        some = ", ".join(scans[:5]) + (" ..." if len(scans) > 5 else "")
        yield failed("TS-READ-17", where, f"{len(scans)} of {len(pages)} pages: {some}")
    lost = [str(n) for n, p in enumerate(read.pages, 1) if p.get("damaged")]
    if lost:
        yield failed("TS-READ-11", where, f"damaged pages of a PDF: {', '.join(lost[:5])}")
    if not read.whole:
        yield failed("TS-READ-11", where, f"a PDF that could be read up to page {len(pages)}")
    elif int(read.facts.get("pages", 0)) > len(pages):
        yield failure(LimitError("TS-LIMIT-04", f"{where} ({len(pages)} pages read)"), where)

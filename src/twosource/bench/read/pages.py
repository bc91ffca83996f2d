"""The pages of the read sets, and our reading of them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from twosource.bench.data import lines
from twosource.errors import TwosourceError
from twosource.read import read_bytes
from twosource.types import Account

Record = dict[str, Any]
_HEADERS = {"content-type": "text/html; charset=utf-8"}


def records(data: Path, name: str) -> list[Record]:
    """The records of one set; none where the file is missing."""
    path = data / f"{name}.jsonl.gz"
    return lines(path) if path.exists() else []


def page_bytes(record: Record) -> bytes:
    """The page as bytes."""
    if "html" in record:
        return str(record["html"]).encode("utf-8", "surrogatepass")
    return base64.b64decode(record["html_b64"])


def ours(record: Record) -> Account | None:
    """Our reading of a page, or ``None`` where there is none."""
    headers = _HEADERS if "html" in record else None
    try:
        return read_bytes(page_bytes(record), record["id"], url=record.get("url"), headers=headers)
    except TwosourceError:
        return None


def our_dump(record: Record) -> str:
    """Our body of a page's dump."""
    try:
        return read_bytes(str(record["dump"]).encode("utf-8", "surrogatepass"), record["id"]).text
    except TwosourceError:
        return ""

"""Pages saved as one file: MHTML (RFC 2557), SingleFile, "saved from" marks."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message

from twosource.errors import InputError
from twosource.patterns import deferred
from twosource.read.sources.raw import Raw

_SAVED = re.compile(
    rb"<!--\s*(?:Page saved with SingleFile\s*url:\s*(\S+)|"
    rb"saved from url=\(\d{4,}\)\s*(\S+?)\s*-->)", re.I,
)  # fmt: skip
_HTTP = deferred(r"https?://[^\s<>\"]+\Z", re.I)


def saved_from(data: bytes) -> str | None:
    """The address a browser or SingleFile wrote into a page it saved."""
    match = _SAVED.search(data[:4096])
    if match is None:
        return None
    url = (match.group(1) or match.group(2)).decode("latin-1")
    return url if _HTTP.match(url) else None


def _http(value: object) -> str | None:
    text = re.sub(r"\s+", "", str(value or ""))
    return text if _HTTP.match(text) else None


def _parts(message: Message) -> list[Message]:
    return [p for p in message.walk() if not p.is_multipart()]


def _root(message: Message) -> Message | None:
    """The part that is the page: the one ``start`` names, else the first HTML, else text."""
    parts = _parts(message)
    start = message.get_param("start")
    for part in parts:
        if isinstance(start, str) and part.get("Content-ID") == start:
            return part
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind:
                return part
    return None


_SAVE = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:[ \t]*<?saved by|Content-Type:[ \t]*multipart/related"
    rb"(?:[^\n]|\n[ \t])*type=\"?(?:text/html|application/xhtml))", re.I | re.M,
)  # fmt: skip
_ADDRESSED = re.compile(rb"^(?:From|Sender):[^\n]*@", re.I | re.M)


def is_save(data: bytes) -> bool:
    """Whether mail-shaped bytes are a page that a browser saved, and no mail."""
    head = data[:65_536].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return _SAVE.search(head) is not None and _ADDRESSED.search(head) is None


def read_save(data: bytes, id: str, where: str) -> Raw:
    """The page in an MHTML save.

    Raises:
        InputError: ``TS-READ-11`` where it cannot be taken apart, ``TS-READ-06``
            where no part is a page.
    """
    try:
        # compat32 parses no header by itself, so that odd headers cannot raise.
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        part = _root(message)
        payload = part.get_payload(decode=True) if part is not None else None
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise InputError("TS-READ-11", f"{where} ({type(error).__name__})") from error
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise InputError("TS-READ-06", where)
    url = _http(message.get("Snapshot-Content-Location")) or _http(part.get("Content-Location"))
    headers = {"content-type": str(part.get("Content-Type", "text/html"))}
    if message.get("Date"):
        headers["date"] = str(message["Date"])
    media = "text" if part.get_content_type() == "text/plain" else "page"
    return Raw(payload, id, url, headers, media, input=where)  # type: ignore[arg-type]

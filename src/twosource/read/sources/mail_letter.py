"""One mail -> the raw text in it, what is attached by name, and mails inside it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message

from twosource.errors import InputError, LimitError
from twosource.patterns import deferred
from twosource.read.charset import decode
from twosource.read.sources import mail_header as header
from twosource.read.sources.mail_text import plain, unflowed
from twosource.read.sources.raw import Raw, failed, failure
from twosource.types import Failure, Furniture

MAX_PARTS = 1000
MAX_DEPTH = 20
"""Parts inside parts; mail programs make four or five."""
MAX_MAILS = 5
"""Mails inside mails."""
_TAG = deferred(r"<(?:style|script|title)\b.*?</(?:style|script|title)>|<[^>]*>", re.S | re.I)
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_HTTP = deferred(r"https?://[^\s<>\"]+")


@dataclass(slots=True)
class _Parts:
    """The leaves of a mail, sorted by what they are for."""

    html: list[Message] = field(default_factory=list)
    text: list[Message] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    inside: list[Message] = field(default_factory=list)
    count: int = 0
    locked: bool = False


def _name(part: Message) -> str:
    """The name an attachment has, parts of RFC 2231 and encoded words decoded."""
    try:
        given = part.get_filename()
    except (ValueError, LookupError, TypeError):
        given = None
    return header.unfolded(given or "").replace("/", "_")


def _size(part: Message) -> int:
    payload = part.get_payload(decode=True)
    return len(payload) if isinstance(payload, bytes) else 0


def _sort(part: Message, into: _Parts, depth: int) -> None:
    """Put a part and the parts in it where they belong."""
    into.count += 1
    if into.count > MAX_PARTS or depth > MAX_DEPTH:
        raise LimitError("TS-LIMIT-02", "parts of the mail")
    kind = part.get_content_type()
    into.locked = into.locked or kind in _LOCKED
    payload = part.get_payload()
    if kind == "message/rfc822":
        into.inside += [p for p in payload if isinstance(p, Message)][:1] if isinstance(
            payload, list
        ) else []  # fmt: skip
        return
    if isinstance(payload, list):
        for one in payload:
            if isinstance(one, Message):
                _sort(one, into, depth + 1)
        return
    name = _name(part)
    apart = part.get_content_disposition() == "attachment" or (name and into.count > 1)
    if kind in {"text/html", "application/xhtml+xml"} and not apart:
        into.html.append(part)
    elif kind == "text/plain" and not apart:
        into.text.append(part)
    else:
        into.attached.append(f"{name or 'without a name'} ({kind}, {_size(part):,} bytes)")


def _decoded(part: Message) -> str:
    """The text of a part."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, str(part.get("Content-Type", ""))).text.replace("\x00", " ")


def _words(text: str) -> int:
    return len(_TAG.sub(" ", text).split())


def _text(parts: _Parts) -> tuple[str, bool]:
    """The text to read, and whether it is HTML: the HTML part, unless the plain one says
    more than twice as much (some mails hide their text in it).
    """
    html = "\n".join(_decoded(p) for p in parts.html)
    flowed = []
    for part in parts.text:
        text = _decoded(part)
        if str(part.get_param("format") or "").lower() == "flowed":
            text = unflowed(
                text.replace("\r\n", "\n"), str(part.get_param("delsp")).lower() == "yes"
            )
        flowed.append(text)
    text = "\n".join(flowed)
    if _words(html) and 2 * _words(html) >= len(text.split()):
        return html, True
    return text, False


def _called(message: Message, id: str, number: int) -> str:
    """The id of a mail inside another: its subject tells it."""
    subject = header.bare_subject(header.field(message, "Subject"))[:60].strip()
    return f"{id}/{subject.replace('/', '-')}" if subject else f"{id}/{number}"


def read_letter(data: bytes, id: str, where: str) -> Iterator[Raw | Failure]:
    """The text of a mail, and that of each mail attached to it whole.

    Args:
        data: the mail, header and all.
        id: becomes the id; a mail inside is ``id/subject``.
        where: what to call it in messages.

    Raises:
        InputError: ``TS-READ-11`` where it cannot be taken apart.
    """
    try:
        # compat32 parses no header by itself, so that odd headers cannot raise.
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        yield from list(_letter(message, id, where, 0))
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise InputError("TS-READ-11", f"{where} ({type(error).__name__})") from error


def _letter(message: Message, id: str, where: str, depth: int) -> Iterator[Raw | Failure]:
    parts = _Parts()
    _sort(message, parts, 0)
    text, html = _text(parts)
    if text.strip():
        yield _raw(message, parts, text, html, id, where)
    elif parts.locked:
        yield failed("TS-READ-18", where, "an encrypted mail")
    elif not parts.inside:
        named = f"; attached: {', '.join(parts.attached[:3])}" if parts.attached else ""
        yield failed("TS-READ-06", where, f"a mail without text{named}")
    for number, inner in enumerate(parts.inside, 1):
        if depth >= MAX_MAILS:
            yield failure(LimitError("TS-LIMIT-02", where), where)
            return
        yield from _letter(inner, _called(inner, id, number), f"{where}:{number}", depth + 1)


def _raw(message: Message, parts: _Parts, text: str, html: bool, id: str, where: str) -> Raw:
    known = header.about(message)
    listed = tuple(
        Furniture("attachment", one, None, "attached to the mail; not read")
        for one in parts.attached
    )
    known = replace(known, furniture=(*known.furniture, *listed))
    if not html:
        letter = plain(text, known)
        text, known = letter.text or text, letter.about
    archived = _HTTP.search(header.field(message, "Archived-At"))
    kind = "text/html" if html else "text/plain"
    return Raw(
        text.encode("utf-8", "replace"), id, archived[0] if archived else None,
        {"content-type": f"{kind}; charset=utf-8"}, "page" if html else "text",
        input=where, about=known,
    )  # fmt: skip

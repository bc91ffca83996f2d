"""The header of a mail: subject, sender and date, each with its line as evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from twosource.patterns import deferred
from twosource.read.about import About
from twosource.read.found.days import machine_date
from twosource.read.found.persons import is_person
from twosource.read.sources.mail_words import mail_words
from twosource.read.sources.raw import writable
from twosource.types import DateCandidate, Furniture
from twosource.types.words import DateKind

_SPACE = deferred(r"\s+")
_AT = deferred(r"\s+(?:via|at|from|bei|chez|de|da|van|[|–—·/-])\s+|\s*,\s+|\s+\(", re.I)
"""What stands between a person and the house in "Ida Holm at The Varn Courier"."""
SHOWN = ("From", "Sender", "To", "Date", "Subject", "List-Id", "Archived-At")
"""The header lines that are kept as evidence."""
SURE = 0.9
"""How sure the day a mail was sent is the day it was published."""


def unfolded(value: object) -> str:
    """A header's text: encoded words (RFC 2047) decoded once, on one line; what cannot
    be decoded is left as it stands.
    """
    raw = str(value or "")
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError, TypeError, LookupError):
        parts = [(raw, None)]
    out = []
    for text, charset in parts:
        if isinstance(text, str):
            out.append(text)
            continue
        try:
            out.append(text.decode(charset or "ascii"))
        except (LookupError, ValueError):
            out.append(_guessed(text))
    return writable(_SPACE.sub(" ", "".join(out).replace("\x00", " ")).strip())


def _guessed(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except ValueError:
        return text.decode("cp1252", "replace")


def field(message: Message, name: str) -> str:
    """A header field as text, ``""`` where there is none."""
    value = message.get(name)
    # Bytes over 127 in a header stand there as surrogates: mails that skipped RFC 2047.
    raw = str(value or "").encode("utf-8", "surrogateescape")
    return unfolded(_guessed(raw)) if value is not None else ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a mail: a person, a house, or both; ``address`` as written."""

    person: str = ""
    house: str = ""
    address: str = ""


def sender(message: Message) -> Sender:
    """The person and the house in a ``From`` line."""
    line = field(message, "From") or field(message, "Sender")
    return sender_of(line, _bulk(message))


def sender_of(line: str, bulk: bool = False) -> Sender:
    """The person and the house of one ``From`` line; ``bulk`` where the mail went to a
    list of readers, so that a name alone is the house's.
    """
    name, address = parseaddr(line.replace("\n", " "))
    name = name.strip(" \"'") or ("" if "@" in line else line.strip(" \"'"))
    local, _, domain = address.lower().partition("@")
    last, comma, first = name.partition(", ")
    if comma and is_person(f"{first} {last}") and last.lower() in local and len(last) > 2:
        return Sender(f"{first} {last}", "", address)
    parts = _AT.split(name, maxsplit=1)
    if len(parts) == 2 and is_person(parts[0].strip()) and parts[1].strip(" )"):
        return Sender(parts[0].strip(), parts[1].strip(" )"), address)
    if name and is_person(name) and not _of_house(name, local, domain, bulk):
        return Sender(name, "", address)
    return Sender("", name or domain, address)


def _of_house(name: str, local: str, domain: str, bulk: bool) -> bool:
    """Whether a name that reads like a person's is the house's own."""
    words = [w for w in re.split(r"\W+", name.lower()) if len(w) > 2]
    squeezed = re.sub(r"\W", "", domain)
    named = "".join(words) in squeezed or all(w in squeezed for w in words)
    own = any(w in local for w in words)
    return (
        named
        or (bulk and not own)
        or bool(mail_words().offices & set(re.split(r"[._+-]", local)))
        or (local in mail_words().offices)
    )


def _bulk(message: Message) -> bool:
    """Whether a mail went to a list of readers (RFC 2369, RFC 2919)."""
    asked = field(message, "Precedence").lower()
    return asked in {"bulk", "list"} or any(
        message.get(name) for name in ("List-Id", "List-Unsubscribe", "Feedback-ID")
    )


def sent(message: Message) -> DateCandidate | None:
    """When a mail was sent; of one that forwards another, when that was done: a stamp."""
    raw = field(message, "Date")
    forward = mail_words().forward.match(field(message, "Subject")) is not None
    return stamped(raw, f"mail header Date: {raw}", forward)


def stamped(raw: str, evidence: str, forward: bool = False) -> DateCandidate | None:
    """A mail's date as a candidate."""
    try:
        written = parsedate_to_datetime(raw).isoformat(timespec="seconds") if raw else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        written = raw
    day = machine_date(written) if written else None
    if day is None:
        return None
    kind: DateKind = "crawled" if forward else "published"
    return DateCandidate(day.value, day.precision, kind, evidence[:200], SURE)


def bare_subject(subject: str) -> str:
    """A subject without what programs and lists put before it."""
    return mail_words().answer.sub("", subject).strip() or subject


def about(message: Message) -> About:
    """What the header says of the mail's text."""
    who = sender(message)
    date = sent(message)
    lines = [(name, field(message, name)) for name in SHOWN]
    return About(
        title=bare_subject(field(message, "Subject")) or None,
        byline=(who.person,) if who.person else (),
        outlet=who.house or None,
        dates=(date,) if date else (),
        furniture=tuple(
            Furniture("mail", f"{name}: {value}", None, "a line of the mail's header")
            for name, value in lines
            if value
        ),
    )

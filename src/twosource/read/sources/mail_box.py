"""A mailbox file (mbox, RFC 4155) -> its mails, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.errors import LimitError, TwosourceError
from twosource.read.sources.mail_header import bare_subject, unfolded
from twosource.read.sources.mail_letter import read_letter
from twosource.read.sources.raw import Raw, failed, failure
from twosource.read.sources.stream import Readable, lines
from twosource.types import Failure

MAX_MAILS = 1_000_000
_SUBJECT = re.compile(rb"^subject:[ \t]*((?:[^\r\n]|\r?\n[ \t])*)", re.I | re.M)
_END = re.compile(rb"\r?\n\r?\n")
_ESCAPED = re.compile(rb"^>+From ")


def _mails(stream: Readable, limit: int) -> Iterator[bytes | None]:
    """The mails of a mailbox; ``None`` for one over the limit.  A mail begins at a line
    ``From `` at the start or behind a blank line.
    """
    held: list[bytes] = []
    size = 0
    blank = True
    started = False
    for line in lines(stream, limit):
        if line is not None and blank and line.startswith(b"From "):
            if started:
                yield b"\n".join(held) if size <= limit else None
            held, size, started, blank = [], 0, True, False
            continue
        size += limit + 1 if line is None else len(line) + 1
        if line is not None and size <= limit:
            # ">From" at a line's start is an escape (mboxrd), not a quotation.
            held.append(line[1:] if _ESCAPED.match(line) else line)
        blank = line is not None and not line.strip()
    if started and (held or size > limit):
        yield b"\n".join(held) if size <= limit else None


def _called(mail: bytes, name: str, number: int) -> str:
    """``inbox.mbox/3 Ferry stays in port``."""
    head = _END.split(mail[:65_536], 1)[0]
    match = _SUBJECT.search(head)
    raw = match[1].decode("utf-8", "replace") if match else ""
    subject = bare_subject(unfolded(raw))[:60].strip().replace("/", "-")
    return f"{name}/{number} {subject}".rstrip()


def read_mailbox(stream: Readable, name: str, where: str, limit: int) -> Iterator[Raw | Failure]:
    """The mails of a mailbox, each an account of its own.

    Args:
        stream: the file.
        name: of the file; a mail's id is ``name/N subject``.
        where: what to call it in messages; a mail is ``where:N``, N from 1.
        limit: size limit of one mail.
    """
    number = 0
    try:
        for number, mail in enumerate(_mails(stream, limit), 1):
            place = f"{where}:{number}"
            if number > MAX_MAILS:
                yield failure(LimitError("TS-LIMIT-04", place), place)
                return
            if mail is None:
                yield failure(LimitError("TS-LIMIT-01", place), place)
                continue
            try:
                yield from read_letter(mail, _called(mail, name, number), place)
            except TwosourceError as error:
                yield failure(error, place)
    except TwosourceError as error:
        yield failure(error, where)
        return
    if not number:
        yield failed("TS-READ-01", where, "a mailbox without a mail")

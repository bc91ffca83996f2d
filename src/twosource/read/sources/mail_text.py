"""The plain text of a mail: soft line breaks, forwarded headers, earlier mails, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from twosource.patterns import deferred
from twosource.read.about import About
from twosource.read.sources.mail_header import bare_subject, sender_of, stamped
from twosource.read.sources.mail_words import mail_words
from twosource.types import Furniture

_QUOTED = deferred(r"^(?:> ?)+")
_LINE = deferred(r"^\W{0,3}([^\W\d_]{1,12})\W{0,3}\s*[:：]\s*(.*)$")
_RULE = deferred(r"^\s*(?:[-_*=]{3,}.{0,60}|.{0,40}forwarded message.{0,20})\s*$", re.I)
"""The line that programs draw over a forwarded mail."""
SIGNATURE = 15
"""Lines a signature has at most; more behind "-- " are text."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of a mail without what is not its own, and what is known of it."""

    text: str
    about: About


def unflowed(text: str, join_words: bool) -> str:
    """Text of ``format=flowed`` (RFC 3676) with its soft line breaks undone."""
    out: list[str] = []
    soft = False
    for line in text.split("\n"):
        line = line[1:] if line.startswith(" ") else line
        if soft and not line.startswith(">"):
            out[-1] += line
        else:
            out.append(line)
        soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if soft and join_words:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def plain(text: str, known: About) -> Letter:
    """The own text of a mail.

    A forwarded mail's header lines say who wrote what follows, and when; words of
    earlier mails and the signature become furniture, unless they are all there is.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept, quoted = _earlier(lines)
    if len("".join(kept).split()) < 8 and quoted:
        kept, quoted = [_QUOTED.sub("", line) for line in lines], []
    kept, signature = _signature(kept)
    kept, known = _forwarded(kept, known)
    extra = [Furniture("quoted", q, None, "words of an earlier mail") for q in quoted]
    if signature:
        extra.append(Furniture("signature", signature, None, 'stands under a line "--"'))
    about = replace(known, furniture=(*known.furniture, *extra))
    return Letter("\n".join(kept).strip("\n"), about)


def _earlier(lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines without runs that are marked with ``>`` and the words that lead in to them."""
    kept: list[str] = []
    runs: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].startswith(">"):
            end += 1
        if end == at:
            kept.append(lines[at])
            at += 1
            continue
        lead = _lead(kept)
        run = [*lead, *(_QUOTED.sub("", line) for line in lines[at:end])]
        runs.append("\n".join(run).strip())
        at = end
    return kept, [run for run in runs if run]


def _lead(kept: list[str]) -> list[str]:
    """Take "On 5 May 2031, Ida Holm wrote:" off the end of the lines, if it is there."""
    blank = len(kept)
    while blank and not kept[blank - 1].strip():
        blank -= 1
    for first in (blank - 1, blank - 2):
        joined = " ".join(kept[max(first, 0) : blank])
        dated = re.search(r"\d|@", joined) is not None
        if first >= 0 and dated and len(joined) < 200 and mail_words().wrote.search(joined):
            lead = kept[first:blank]
            del kept[first:]
            return lead
    return []


def _signature(lines: list[str]) -> tuple[list[str], str]:
    """Lines and the signature under them (RFC 3676, 4.3)."""
    for at in range(len(lines) - 1, max(-1, len(lines) - SIGNATURE - 2), -1):
        if lines[at].rstrip() == "--" and at:
            return lines[:at], "\n".join(lines[at + 1 :]).strip()
    return lines, ""


def _forwarded(lines: list[str], known: About) -> tuple[list[str], About]:
    """The text behind a forwarded mail's header, with that header taken for its own."""
    found: dict[str, str] = {}
    first = last = -1
    for at, line in enumerate(lines[:60]):
        match = _LINE.match(line)
        key = mail_words().header.get(match[1].lower()) if match else None
        if match and key:
            first = at if first < 0 else first
            last = at
            found.setdefault(key, match[2].strip(" *"))
        elif first >= 0 and not line.strip() and len(found) >= 3:
            break
        elif first >= 0 and at - last > 1:
            found, first = {}, -1
    if not {"from", "date"} <= found.keys() or len(found) < 3:
        return lines, known
    head = [line for line in lines[:first] if line.strip() and not _RULE.match(line)]
    who = sender_of(found["from"])
    raw = found["date"]
    date = stamped(raw, f"header of the forwarded mail, Date: {raw}")
    extra = [Furniture("mail", line.strip(), None, "a line of the forwarded mail's header")
             for line in lines[first : last + 1] if line.strip()]  # fmt: skip
    if head:
        extra.append(Furniture("mail", " ".join(head), None, "words over the forwarded mail"))
    about = replace(
        known,
        title=bare_subject(found.get("subject", "")) or known.title,
        byline=(who.person,) if who.person else (),
        outlet=who.house or None,
        dates=(*known.dates, *([date] if date else [])),
        furniture=(*known.furniture, *extra),
    )
    return lines[last + 1 :], about

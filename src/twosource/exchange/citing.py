"""What a reference list needs of an account: names, dates, addresses, a key of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from twosource.exchange.rim import one_line, web_address
from twosource.exchange.told import Told
from twosource.records.models import AccountRecord

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ARCHIVED = re.compile(r"(https?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)\d*[a-z_]*/)(.+)", re.S)
_WORD = re.compile(r"[A-Za-z0-9]+")
_SMALL = frozenset({"a", "an", "the", "of", "in", "on", "and", "to", "for", "is", "at"})
Date = tuple[int, ...]
"""Year, or year and month, or year, month and day."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An account as it is cited.

    Attributes:
        key: unique over the export, ASCII letters, digits and hyphens.
        issued: when it was published; empty where that is not established.
        accessed: when it was fetched, where the page tells.
        archived: the address of an archived copy, where the account is one.
        note: agencies, and why there is no date.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    outlet: str | None
    publisher: str | None
    issued: Date
    accessed: Date
    url: str | None
    archived: str | None
    language: str
    note: str


def date_parts(value: str) -> Date:
    """The day of an ISO 8601 date, as precise as it is; empty where it is none."""
    found = _DATE.match(value)
    return tuple(int(p) for p in found.groups() if p) if found else ()


def _plain(text: str) -> list[str]:
    """The words of a text in ASCII: accents are left out, other scripts give none."""
    bare = unicodedata.normalize("NFKD", text)
    return _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))


def _key(a: AccountRecord, issued: Date) -> str:
    who = _plain(a.byline[0])[-1:] if a.byline else _plain(a.outlet or "")[:2]
    what = [w for w in _plain(a.title or "") if w.lower() not in _SMALL][:1]
    year = [str(issued[0])] if issued else []
    return "-".join(w.lower()[:24] for w in (*who, *year, *what)) or "account"


def _accessed(a: AccountRecord) -> Date:
    days = [d.value for d in a.dates if d.kind == "crawled" and len(d.value) >= 10]
    return date_parts(max(days)) if days else ()


def references(stories: Iterable[Told]) -> Iterator[Reference]:
    """The accounts of all stories, each under a key of its own."""
    used: dict[str, int] = {}
    for told in stories:
        for a in told.accounts:
            yield _reference(a, used)


def _reference(a: AccountRecord, used: dict[str, int]) -> Reference:
    issued = date_parts(a.published.value) if a.published else ()
    key = _key(a, issued)
    count = used[key] = used.get(key, 0) + 1
    while count > 1 and f"{key}-{count}" in used:
        count = used[key] = count + 1
    if count > 1:
        key = f"{key}-{count}"
        used[key] = 1
    url, archived, accessed = web_address(a.url), None, _accessed(a)
    found = _ARCHIVED.fullmatch(url or "")
    if found is not None:
        archived, url = url, web_address(found[5]) or url
        accessed = (int(found[2]), int(found[3]), int(found[4]))
    notes = [f"Agency: {', '.join(a.agency)}"] if a.agency else []
    if not issued:
        notes.append(f"No date established: {a.published_reason or 'none is told'}")
    return Reference(
        key, one_line(a.title or ""), tuple(filter(None, map(one_line, a.byline))),
        one_line(a.outlet or "") or None, one_line(a.publisher or "") or None, issued, accessed,
        url, archived, a.language, one_line("; ".join(notes)),
    )  # fmt: skip

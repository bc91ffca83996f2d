"""Records of JSON Lines: finished accounts, and pages inside records."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from twosource.errors import InputError
from twosource.read.assemble import unique_credits
from twosource.read.found.credits import text_credits
from twosource.read.metadata.choose import NO_DATE, choose_date
from twosource.read.metadata.outlet import host_name
from twosource.read.pages import read_bytes
from twosource.read.record_fields import (
    record_authors,
    record_credits,
    record_dates,
    stated_byline,
)
from twosource.read.spans import paragraph_spans
from twosource.read.tongue import direction_of, language_of
from twosource.types import Account


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value else None


def finished(record: dict[str, Any], id: str) -> Account:
    """An account from a record with ``text``: taken as it is, never repaired.

    Raises:
        InputError: ``TS-READ-01`` when the text is blank.
    """
    text = record["text"]
    if not text.strip():
        raise InputError("TS-READ-01", id)
    paragraphs = paragraph_spans(text)
    dates, reason = record_dates(record)
    published = dates[0] if not reason else None
    return Account(
        id=id,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=_string(record, "title"),
        url=_string(record, "url"),
        outlet=_string(record, "outlet"),
        publisher=_string(record, "publisher"),
        paragraphs=paragraphs,
        credits=tuple(text_credits(text, paragraphs)),
        byline=stated_byline(record),
        published=published,
        published_reason=reason,
        dates=dates,
        language=_string(record, "language") or language_of(text),
        direction=direction_of(text),
        charset_reason="finished record",
        finished=True,
    )


def _filled(account: Account, record: dict[str, Any]) -> Account:
    """A page's account with what the page leaves open taken from its record: a feed
    gives title, date and author beside the page, not in it.
    """
    dates, reason = record_dates(record)
    published = account.published or (dates[0] if not reason else None)
    outlet = _string(record, "outlet")
    if account.outlet and account.outlet != host_name(account.url):
        outlet = account.outlet
    owners = [o for o in (outlet, account.publisher) if o]
    every = tuple(dict.fromkeys((*account.dates, *dates)))
    unknown = account.published_reason
    if reason.startswith("the record's"):
        unknown = reason
    elif unknown.startswith(NO_DATE):
        unknown = choose_date(every)[1] or unknown
    return replace(
        account,
        title=account.title or _string(record, "title"),
        outlet=outlet or account.outlet,
        publisher=account.publisher or _string(record, "publisher"),
        byline=account.byline or record_authors(record, owners),
        credits=unique_credits((*account.credits, *record_credits(record))),
        published=published,
        published_reason="" if published else unknown,
        dates=every,
    )


def from_record(record: Any, fallback: str) -> Account:
    """The account of one record; ``fallback`` is its id where it names none.

    Raises:
        InputError: ``TS-READ-05`` when it has neither ``text`` nor ``html``.
    """
    if not isinstance(record, dict):
        raise InputError("TS-READ-05", fallback)
    given = record.get("id")
    id = str(given) if isinstance(given, str | int) and str(given) else fallback
    if isinstance(record.get("text"), str):
        return finished(record, id)
    if isinstance(record.get("html"), str):
        data = record["html"].encode("utf-8", "surrogatepass")
        account = read_bytes(
            data,
            id,
            url=_string(record, "url"),
            headers={"content-type": "text/html; charset=utf-8"},
            title=_string(record, "title"),
        )
        return _filled(account, record)
    raise InputError("TS-READ-05", id)


__all__ = ["finished", "from_record"]

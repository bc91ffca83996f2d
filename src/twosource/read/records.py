"""Records of JSON Lines: finished accounts, and pages inside records."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from twosource.errors import InputError
from twosource.read.found.credits import text_credits
from twosource.read.found.days import machine_date
from twosource.read.pages import read_bytes
from twosource.read.spans import paragraph_spans
from twosource.read.tongue import direction_of, language_of
from twosource.types import Account, DateCandidate


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, list):
        return tuple(v for v in value if isinstance(v, str) and v.strip())
    return ()


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value else None


def _published(record: dict[str, Any]) -> DateCandidate | None:
    value = record.get("published")
    if isinstance(value, dict):
        value = value.get("value")
    day = machine_date(value) if isinstance(value, str) else None
    if day is None:
        return None
    return DateCandidate(day.value, day.precision, "published", "record field published", 1.0)


def finished(record: dict[str, Any], id: str) -> Account:
    """An account from a record with ``text``: taken as it is, never repaired.

    Raises:
        InputError: ``TS-READ-01`` when the text is blank.
    """
    text = record["text"]
    if not text.strip():
        raise InputError("TS-READ-01", id)
    paragraphs = paragraph_spans(text)
    published = _published(record)
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
        byline=_names(record.get("byline")),
        published=published,
        published_reason="" if published else "the record gives none",
        dates=(published,) if published else (),
        language=_string(record, "language") or language_of(text),
        direction=direction_of(text),
        charset_reason="finished record",
        finished=True,
    )


def _filled(account: Account, record: dict[str, Any]) -> Account:
    """A page's account with what the page leaves open taken from its record: a feed
    gives title, date and author beside the page, not in it.
    """
    published = None if account.published is not None else _published(record)
    return replace(
        account,
        title=account.title or _string(record, "title"),
        outlet=account.outlet or _string(record, "outlet"),
        publisher=account.publisher or _string(record, "publisher"),
        byline=account.byline or _names(record.get("byline")),
        published=account.published or published,
        published_reason="" if published else account.published_reason,
        dates=(*account.dates, published) if published else account.dates,
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

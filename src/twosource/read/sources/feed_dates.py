"""Dates of feed entries as ISO 8601, the offset they state kept."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from twosource.read.found.days import machine_date
from twosource.read.metadata.choose import same_moment


def feed_date(text: str | None) -> str | None:
    """A date of a feed: RSS writes those of e-mails (RFC 822), Atom those of RFC 3339,
    and publishers also others ("1 mai 2025", "10:00:00 UTC+0300").  What is none of these
    is given back as it stands, for the account to say so; ``None`` for nothing.
    """
    text = (text or "").strip()[:200]
    day = machine_date(text)
    if day is not None:
        return text if text[:4].isdecimal() and text[4:5] == "-" else day.value
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text or None


def rss_dates(texts: Mapping[str, str]) -> tuple[str | None, str | None]:
    """When an RSS item was published and changed: ``pubDate``, and ``dc:date`` or an
    Atom or Dublin Core field beside it; ``dc:date`` alone is that of publication.
    """
    published = next(
        (
            d
            for k in ("pubdate", "published", "issued", "created")
            if (d := feed_date(texts.get(k)))
        ),
        None,
    )
    other = feed_date(texts.get("date"))
    updated = next((d for k in ("updated", "modified") if (d := feed_date(texts.get(k)))), None)
    if published is None:
        return other, updated
    same = other is None or other == published or same_moment(_value(other), _value(published))
    return published, updated or (None if same else other)


def _value(text: str) -> str:
    day = machine_date(text)
    return day.value if day else text

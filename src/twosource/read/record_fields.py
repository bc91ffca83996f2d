"""Dates and authors of records, by the names that tools give their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from twosource.patterns import deferred
from twosource.read.found.credits import agency_of_name
from twosource.read.found.days import Day, machine_date
from twosource.read.metadata.authors import field_authors
from twosource.read.metadata.names import split_names
from twosource.types import Credit, DateCandidate, DateKind

PUBLISHED = (
    "published", "date_published", "datePublished", "published_at", "publishedAt", "publish_date",
    "publishDate", "published_date", "publishedDate", "publication_date", "publicationDate",
    "published_time", "published_on", "pub_date", "pubDate", "pubdate", "date_publish", "date",
)  # fmt: skip
"""Fields of a record that give its publication date, the surest first."""
UPDATED = (
    "updated", "date_modified", "dateModified", "modified", "updated_at", "updatedAt",
    "modified_at", "modified_time", "last_modified", "lastModified", "date_updated",
)  # fmt: skip
"""Fields that give the date of a change."""
_EPOCH = deferred(r"\d{9,10}|\d{12,13}")
EARLIEST, LATEST = 631_152_000, 4_102_444_800
"""Seconds since 1970 that are read as a date: 1990 to 2100; a thousand times as many are
milliseconds."""


def _moment(value: object) -> Day | None:
    """A date as a record gives it: text, seconds or milliseconds since 1970, or an
    object with a ``value`` (an account written by this library) or ``$date``.
    """
    if isinstance(value, Mapping):
        value = value.get("value", value.get("$date"))
    if isinstance(value, str) and not _EPOCH.fullmatch(value.strip()):
        return machine_date(value[:200])
    if isinstance(value, str):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / 1000 if value > LATEST else value
    if not EARLIEST <= seconds <= LATEST:
        return None
    stamp = datetime.fromtimestamp(int(seconds), tz=UTC).isoformat()
    return Day(stamp, "second", 0, 0)


def _first(record: Mapping[str, Any], names: Sequence[str], kind: DateKind) -> DateCandidate | str:
    """The first of some fields that holds a date, as a candidate; else what is said of
    those that hold something else, empty where there are none.
    """
    wrong = ""
    for name in names:
        value = record.get(name)
        if value is None or value == "" or value == {}:
            continue
        day = _moment(value)
        if day is not None and day.value > "1500":
            evidence = f"record field {name}"
            return DateCandidate(day.value, day.precision, kind, evidence, 1.0)
        wrong = wrong or f"the record's {name} is no date that is understood: {str(value)[:60]!r}"
    return wrong


def record_dates(record: Mapping[str, Any]) -> tuple[tuple[DateCandidate, ...], str]:
    """The dates of a record, that of publication first, and why it has none if so."""
    published = _first(record, PUBLISHED, "published")
    updated = _first(record, UPDATED, "updated")
    found = tuple(d for d in (published, updated) if isinstance(d, DateCandidate))
    if isinstance(published, DateCandidate):
        return found, ""
    return found, published or "the record gives none"


def _texts(value: object) -> list[str]:
    """The names in a field: a string, an object with a name, or a list of these."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for part in value[:50] for text in _texts(part)]
    return []


def stated_byline(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The byline of a finished record, as it is given."""
    return tuple(_texts(record.get("byline")))


def record_authors(record: Mapping[str, Any], owners: Sequence[str]) -> tuple[str, ...]:
    """The authors of the page in a record, by the rules for a page's own fields."""
    return field_authors(_texts(record.get("byline")), owners)


def record_credits(record: Mapping[str, Any]) -> tuple[Credit, ...]:
    """Agencies that a record gives as its author, or beside one ("A. Name, Reuters")."""
    named = [(agency_of_name(part), text) for text in _texts(record.get("byline"))
             for part in (*field_authors([text], ()), *split_names(text))]  # fmt: skip
    return tuple(
        dict.fromkeys(
            Credit(name, "metadata", f"record field byline {text!r}"[:160])
            for name, text in named
            if name
        )
    )

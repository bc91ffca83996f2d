"""What a watch has seen of feeds and pages, kept in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from twosource.read.sources.cache import Kept
from twosource.store.base import Base
from twosource.store.codec import json_bytes, json_value, to_bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a feed or a page.

    Attributes:
        url: its address.
        headers: the marks by which the site knows what we have.
        first, last: when it was first and last had.
        after: when it may be asked again.
        failed: times in a row that it could not be had.
        mark: a digest of what it said, or of what its feed said of it.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    first: float = 0.0
    last: float = 0.0
    after: float = 0.0
    failed: int = 0
    mark: str = ""


class Memory:
    """What was seen, in the table ``state``; what is new waits for a transaction."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._new: dict[str, Seen] = {}

    def of(self, url: str) -> Seen | None:
        """What is known of an address."""
        key = _key(url)
        if key in self._new:
            return self._new[key]
        rows = self._base.rows("SELECT value FROM state WHERE key = ?", (key,))
        try:
            return Seen(*json_value(bytes(rows[0][0]))) if rows else None
        except (ValueError, TypeError):
            return None

    def note(self, seen: Seen) -> None:
        """Remember something at the next :meth:`write`."""
        self._new[_key(seen.url)] = seen

    def write(self) -> None:
        """Write what waits, in the transaction that is open."""
        for key, s in sorted(self._new.items()):
            value = [s.url, dict(s.headers), s.first, s.last, s.after, s.failed, s.mark]
            self._base.run("DELETE FROM state WHERE key = ?", (key,))
            self._base.run("INSERT INTO state (key, value) VALUES (?, ?)", (key, json_bytes(value)))
        self._new = {}

    def get(self, url: str) -> Kept | None:
        """What the site is told that we have: its own marks, without the page."""
        seen = self.of(url)
        return Kept(url, seen.headers, b"") if seen is not None and seen.headers else None

    def put(self, asked: str, kept: Kept) -> None:
        """Remember the marks of an answer."""
        marks = {k: v for k, v in kept.headers.items() if k in {"etag", "last-modified"}}
        self.note(replace(self.of(asked) or Seen(asked), headers=marks))


def _key(url: str) -> str:
    return f"seen {hashlib.sha256(to_bytes(url)).hexdigest()}"

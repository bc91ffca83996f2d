"""Feeds -> a store: polled politely, again and again; new accounts placed, changed pages kept.

A feed is asked only if it changed (RFC 9110, 13.1), not more often than agreed, and less and less
often while it fails.  A page is fetched once, again where its feed says that it changed, and four
times a day in the first two days, when corrections come.  A site that asks to be left alone
(``Retry-After``) is.  What was seen is written together with
the accounts, so that a watch that is stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from twosource.errors import InputError, StoreError, TwosourceError
from twosource.read import read_raws
from twosource.read.sources import Raw
from twosource.read.sources.feeds import (
    MAX_ENTRIES,
    MAX_FEEDS,
    Entry,
    Feed,
    is_json_feed,
    parse_feed,
    parse_json_feed,
)
from twosource.read.sources.fetch import Fetcher
from twosource.read.sources.json_lines import parse_json
from twosource.store.codec import to_bytes
from twosource.store.items import Item
from twosource.store.ledger import now
from twosource.store.placed import Added
from twosource.store.seen import Memory, Seen
from twosource.store.store import Store
from twosource.types import Failure

EVERY = 900.0
"""Seconds between two polls of a feed."""
_LONGEST = 86_400.0  # between two polls of a feed that fails
_AGAIN = 6 * 3600.0  # between two looks at a page
_FRESH = 48 * 3600.0  # age up to which a page is looked at again
_TRIES = 5  # of a page that cannot be fetched
_AT_ONCE = 16  # pages written in one transaction


@dataclass(frozen=True, slots=True)
class Digest:
    """What a round changed.

    Attributes:
        at: when it ended.
        polled: feeds that were asked; ``unchanged`` of them had nothing new.
        failures: feeds and pages that could not be had.
        added: what became of every entry that was new or changed.
    """

    at: str
    polled: int
    unchanged: int
    failures: tuple[Failure, ...]
    added: tuple[Added, ...]


@dataclass(slots=True)
class _Round:
    polled: int = 0
    unchanged: int = 0
    left: int = 0  # pages that are still to be had
    failures: list[Failure] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)


def feeds_of(data: bytes, where: str) -> tuple[str, ...]:
    """The addresses of an OPML list.

    Raises:
        StoreError: ``TS-STORE-10``, it is none or holds none.
    """
    try:
        found = parse_feed(data, where).feeds
    except InputError as error:
        raise StoreError("TS-STORE-10", f"{where} ({error})") from error
    if not found:
        raise StoreError("TS-STORE-10", f"{where} (no feed in it)")
    return found[:MAX_FEEDS]


class Watch:
    """Polls feeds into a store.

    Args:
        store: where accounts go.
        feeds: addresses.
        every: seconds between two polls of a feed.
        clock: the time in seconds, for tests.
        options: as :class:`~twosource.read.sources.fetch.Fetcher` takes them: ``allow_hosts``,
            ``delay``, ``max_bytes``.
    """

    def __init__(
        self, store: Store, feeds: Sequence[str], *, every: float = EVERY,
        clock: Callable[[], float] = time.time, **options: Any,
    ) -> None:  # fmt: skip
        self._store = store
        self._feeds = list(dict.fromkeys(feeds))
        self._every = every
        self._clock = clock
        self._memory = Memory(store.base)
        self._fetcher = Fetcher(cache=self._memory, **options)

    def close(self) -> None:
        """Close all connections."""
        self._fetcher.close()

    def forget(self, feed: str) -> None:
        """Ask a feed in the next round, whenever it was asked last; one that asked to be left
        alone, or failed, still is.
        """
        seen = self._memory.of(feed)
        if seen is not None and not seen.failed:
            self._memory.note(replace(seen, after=0.0))

    def wait(self) -> float:
        """Seconds until a feed may be asked again."""
        times = (seen.after if (seen := self._memory.of(f)) else 0.0 for f in self._feeds)
        return max(0.0, min(times, default=0.0) - self._clock())

    def round(self) -> Digest:
        """Ask every feed whose time has come, and take in what is new."""
        done = _Round()
        for feed in self._feeds:
            seen = self._memory.of(feed)
            if seen is None or seen.after <= self._clock():
                self._poll(feed, seen or Seen(feed), done)
        return Digest(
            now(), done.polled, done.unchanged, tuple(done.failures), tuple(done.added)
        )  # fmt: skip

    def _poll(self, url: str, seen: Seen, done: _Round) -> None:
        done.polled += 1
        looked = seen.first
        if seen.headers and self._clock() - looked >= _AGAIN:
            # pages that failed, or are to be looked at again: its entries are needed as they are
            self._memory.note(replace(seen, headers={}))
        try:
            got = self._fetcher.get(url)
            if got.data:
                left = done.left
                # written with its first entries: whoever is stopped there asks for all again
                self._memory.note(replace(self._memory.of(url) or seen, first=0.0))
                self._entries(_parsed(got.data, url, got.url), url, done)
                looked = self._clock() if done.left == left else 0.0
            else:
                done.unchanged += 1
        except TwosourceError as error:
            done.failures.append(Failure(url, error.code, str(error)))
            wait = min(self._every * 2 ** min(seen.failed + 1, 20), _LONGEST)
            after = self._clock() + max(wait, self._fetcher.rest(url))
            self._memory.note(replace(seen, after=after, failed=seen.failed + 1))
        else:
            known = self._memory.of(url) or seen
            time_now = self._clock()
            self._memory.note(
                replace(known, first=looked, last=time_now, after=time_now + self._every, failed=0)
            )
        self._keep([], done)

    def _entries(self, feed: Feed, url: str, done: _Round) -> None:
        if feed.wrong is not None:
            code = "TS-READ-11"
            done.failures.append(Failure(url, code, str(InputError(code, f"{url} ({feed.wrong})"))))
        items: list[Item] = []
        for number, entry in enumerate(feed.entries[:MAX_ENTRIES], 1):
            for raw in self._raws(entry, feed, url, f"{url}:{number}", done):
                items += read_raws([raw])
                if len(items) >= _AT_ONCE:
                    self._keep(items, done)
                    items = []
        self._keep(items, done)

    def _keep(self, items: Sequence[Item], done: _Round) -> None:
        """Write accounts, and what was seen of them, at once."""
        done.added += self._store.add_with(items, self._memory.write)

    def _raws(self, entry: Entry, feed: Feed, url: str, where: str, done: _Round) -> Iterator[Raw]:
        """An entry that is new or changed, as an input."""
        address = entry.url or f"{url}#{entry.title}"
        seen, told = self._memory.of(address), _mark(entry)
        if entry.html.strip():
            if seen is None or seen.mark != told:
                raw = entry.raw(feed.title, url, where)
                yield replace(raw, id=address, record={**(raw.record or {}), "id": address})
                self._note(address, seen, told)
            return
        if entry.url is None or not self._due(seen, told):
            done.left += seen is not None and 0 < seen.failed < _TRIES
            return
        if self._fetcher.rest(entry.url):  # its site asked to be left alone: no try of this page
            done.left += 1
            return
        try:
            got = self._fetcher.get(entry.url)
        except TwosourceError as error:
            done.failures.append(Failure(entry.url, error.code, str(error)))
            self._failed(address, seen, told)
            done.left += 1
            return
        if got.data:
            yield Raw(got.data, address, got.url, got.headers, "page", input=address)
        self._note(address, self._memory.of(address), told)

    def _due(self, seen: Seen | None, told: str) -> bool:
        """Whether a page is to be fetched (again)."""
        if seen is None:
            return True
        time_now = self._clock()
        if seen.failed:
            return seen.failed < _TRIES and seen.after <= time_now
        if told and seen.mark != told:
            return True
        return time_now - seen.first < _FRESH and time_now - seen.last >= _AGAIN

    def _note(self, address: str, seen: Seen | None, told: str) -> None:
        time_now = self._clock()
        first = seen.first if seen is not None and seen.first else time_now
        self._memory.note(
            replace(seen or Seen(address), first=first, last=time_now, failed=0, mark=told)
        )

    def _failed(self, address: str, seen: Seen | None, told: str) -> None:
        count = (seen.failed if seen is not None else 0) + 1
        after = self._clock() + min(self._every * 2**count, _LONGEST)
        known = seen or Seen(address)
        self._memory.note(replace(known, failed=count, after=after, mark=told))


def _parsed(data: bytes, url: str, base: str) -> Feed:
    if data.lstrip()[:1] == b"{":
        value = parse_json(data, url)
        if isinstance(value, Failure):
            raise InputError(value.code, url)
        if is_json_feed(value):
            return parse_json_feed(value, base)
    return parse_feed(data, url, base)


def _mark(entry: Entry) -> str:
    """What a feed says of an entry that changes when the page does: its content, or the time of
    its change; nothing where it says neither.
    """
    if entry.html.strip():
        return hashlib.sha256(to_bytes(f"{entry.title}\n{entry.html}")).hexdigest()
    return entry.updated or ""


__all__ = ["EVERY", "Digest", "Watch", "feeds_of"]

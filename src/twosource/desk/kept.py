"""Pages of stories that were made before, by all that they rest on."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from twosource.review import Lookup
from twosource.store import ReviewedStore, analyses, kept
from twosource.store.reviewed import looked_up

PAGE = "desk.page"
LAST = "desk.last"
BESIDE = "desk.beside"
_STATES = 256
"""Keys of stories remembered; each is told anew when the store has changed."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a story.

    Attributes:
        key: of the state of the story that it shows.
        fresh: whether that is the state of now.
    """

    key: str
    title: str
    html: str
    fresh: bool


def beside_kind(base: str, other: str) -> str:
    """What accounts side by side are kept as."""
    named = hashlib.sha256(f"{base}\0{other}".encode("utf-8", "surrogatepass"))
    return f"{BESIDE}.{named.hexdigest()[:16]}"


def state_of(store: ReviewedStore, story: str) -> tuple[str, bytes]:
    """The id of a story, and the key of its state of now."""
    id, accounts, _, overrides, _, decisions = store.told(story, "desk")
    return id, analyses.key_of(id, accounts, overrides, decisions)


class States:
    """Keys of stories, told anew only when something was written to the store."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, int], tuple[str, bytes]] = OrderedDict()

    def of(self, store: ReviewedStore, story: str) -> tuple[str, bytes]:
        """See :func:`state_of`."""
        at = (story, changes(store))
        found = self._held.get(at)
        if found is None:
            found = self._held[at] = state_of(store, story)
            while len(self._held) > _STATES:
                self._held.popitem(last=False)
        return found


def changes(store: ReviewedStore) -> int:
    """A number that is another whenever accounts or decisions were written."""
    number: int = store.base.rows("SELECT coalesce(max(number), 0) FROM ledger")[0][0]
    return number


def page_of(store: ReviewedStore, id: str, key: bytes) -> Page | None:
    """The page of a story as it is now, else the last that was made of it."""
    for held, fresh in ((key, True), (_last(store, id), False)):
        if held is None:
            continue
        found = kept.get(store.base, PAGE, held)
        if found is not None:
            return Page(held.hex(), found[0], found[1], fresh)
    return None


def _last(store: ReviewedStore, id: str) -> bytes | None:
    found = kept.get(store.base, LAST, id.encode())
    return bytes.fromhex(found[0]) if found else None


def lookup_of(store: ReviewedStore, key: str) -> Lookup | None:
    """The lines of a story in the state that a page showed; ``None`` where it is not kept."""
    try:
        found = kept.get(store.base, f"{PAGE}.json", bytes.fromhex(key))
    except ValueError:
        return None
    return looked_up(found, key) if found else None


def beside_of(store: ReviewedStore, key: bytes, base: str, other: str) -> list[str] | None:
    """Accounts side by side, a piece for each two."""
    return kept.get(store.base, beside_kind(base, other), key)

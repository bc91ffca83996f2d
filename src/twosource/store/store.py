"""A store: accounts that stay, and the links and stories that new ones join.

What reads, links and groups is imported where it is called: whoever only looks something up
should not wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

from twosource.errors import StoreError
from twosource.store import analyses, ledger, transfer
from twosource.store.analyses import Made
from twosource.store.base import Base
from twosource.store.codec import to_bytes, to_text
from twosource.store.filed import Shelf
from twosource.store.listing import grouped, numbers_of, story_lines
from twosource.store.placed import Added, Entry, Hit, StoryLine, story_id, story_number
from twosource.store.search import MOST, Filters, search
from twosource.types import Account, Derivation, Story

if TYPE_CHECKING:
    from twosource.engine import Track
    from twosource.parties import Overrides
    from twosource.read.sources import Raw
    from twosource.store.adding import Adding
    from twosource.store.items import Item

T = TypeVar("T")
_AT_ONCE = 128  # accounts written in one transaction
_SECONDS = 1.0  # after which those read so far are written


class Store:
    """Accounts kept in a file or a database; :func:`twosource.open_store` opens one.

    A context manager.  One object belongs to one thread; any number of processes may use one
    store: writers wait for one another, readers never.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        self._shelf = Shelf(base)
        self._adding: Adding | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    @property
    def address(self) -> str:
        """The path or address."""
        return self._base.address

    @property
    def base(self) -> Base:
        """The tables, for those who look after them."""
        return self._base

    def close(self) -> None:
        """Close the connection."""
        self._base.close()

    def __len__(self) -> int:
        """How many accounts there are, versions included."""
        count: int = self._base.rows("SELECT count(*) FROM account")[0][0]
        return count

    def add(self, *sources: str | Path | Account, **options: Any) -> Iterator[Added]:
        """Read inputs and file them one by one, joining them to links and stories.

        Args:
            sources: files, folders, URLs, ``-``, and accounts read before.
            options: as :func:`twosource.read.read` takes them.

        Yields:
            What became of each input, in order, once it is on the disk: what was yielded is
            never lost.  Those of one transaction come together, after 64 or a second.

        Raises:
            StoreError: ``TS-STORE-04`` or ``05``, the store cannot be written; what was
                yielded stands.
        """
        from twosource.store.items import items_of

        yield from self.add_read(items_of(sources, options))

    def add_read(self, items: Iterable[Item]) -> Iterator[Added]:
        """:meth:`add` for what was read already, each with the raw input it came from."""
        held: list[Item] = []
        since = time.monotonic()
        for item in items:
            held.append(item)
            if len(held) >= _AT_ONCE or time.monotonic() - since > _SECONDS:
                yield from self._write(held)
                held, since = [], time.monotonic()
        yield from self._write(held)

    def _write(self, items: Sequence[Item]) -> list[Added]:
        return self.add_with(items, lambda: None) if items else []

    def add_with(self, items: Sequence[Item], also: Callable[[], None]) -> list[Added]:
        """Add what was read, all in one transaction, and do something else in it."""
        from twosource.store import upkeep
        from twosource.store.adding import Adding

        if self._adding is None:
            self._adding = Adding(self._base, self._shelf)
        try:
            with self._base.writing():
                upkeep.renew(self._base, self._shelf)
                also()
                return self._adding.add(items)
        except BaseException:  # numbers that were undone will go to others
            self._adding, self._shelf = None, Shelf(self._base)
            raise

    def accounts(self, story: str | None = None) -> tuple[Account, ...]:
        """The accounts, all or those of a story, in the order of arrival.

        Raises:
            StoreError: ``TS-STORE-07``, there is no such story.
        """
        with self._base.reading():
            return tuple(self._shelf.whole(numbers_of(self._base, self.number_of(story))))

    def raw(self, account: str) -> Raw | None:
        """The input an account was read from, ``None`` where there was none."""
        from twosource.store.inputs import raw_of

        return raw_of(self._base, account)

    def links(self, story: str | None = None) -> tuple[Derivation, ...]:
        """The links between the accounts, all or those of a story, as
        :func:`twosource.trace` gives them.
        """
        from twosource.store.linking import links_among

        with self._base.reading():
            numbers = numbers_of(self._base, self.number_of(story))
            return links_among(self._base, self._shelf, numbers)

    def stories(self, *, at_least: int = 1) -> tuple[StoryLine, ...]:
        """The stories, those first that grew last; only those of so many accounts."""
        with self._base.reading():
            return story_lines(self._base, at_least)

    def story_ids(self) -> list[str]:
        """The ids of all stories, the oldest first."""
        rows = self._base.rows("SELECT DISTINCT story FROM account ORDER BY story")
        return [story_id(r[0]) for r in rows]

    def groups(self, story: str | None = None) -> tuple[Story, ...]:
        """Which accounts tell one story, as :func:`twosource.group` says it."""
        with self._base.reading():
            return grouped(self._base, self.number_of(story))

    def search(
        self, query: str, filters: Filters | None = None, *, most: int = MOST
    ) -> tuple[Hit, ...]:
        """Full text over accounts and statements.

        Args:
            query: words, which must all be found; phrases in quotation marks; ``*`` behind
                the beginning of a word.  Anything may be typed.
            filters: by party, outlet, day, language, type of difference, story.
            most: hits at most, best first.
        """
        with self._base.reading():
            return search(self._base, self._shelf, query, filters or Filters(), most)

    def ledger(self, most: int | None = None) -> tuple[Entry, ...]:
        """What was done when, by which version of twosource."""
        return ledger.entries(self._base, most)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the store, in words; nothing where all is well."""
        from twosource.store import upkeep

        return upkeep.check(self._base)

    def compact(self) -> tuple[int, int]:
        """Give back unused space; bytes before and after."""
        from twosource.store import upkeep

        return upkeep.compact(self._base)

    def export(self, sink: IO[bytes]) -> int:
        """Write everything but kept analyses as one file (gzipped JSON Lines), the same bytes
        for the same store; how many rows there were.
        """
        return transfer.export(self._base, sink)

    def restore(self, path: str | Path) -> dict[str, int]:
        """Fill this store from an export; where it holds accounts, those of the export are
        added to them: the same again, a new version, or new.

        Returns:
            How many accounts were ``new``, the ``same``, and a ``version``.

        Raises:
            StoreError: ``TS-STORE-09``, it is no export or damaged; nothing was changed.
        """
        try:
            return transfer.restore(self._base, self._shelf, Path(path))
        except BaseException:  # numbers that were undone will go to others
            self._adding, self._shelf = None, Shelf(self._base)
            raise

    def dossier(
        self, story: str, form: str = "json", *, overrides: Overrides | None = None,
        track: Track | None = None,
    ) -> Made:  # fmt: skip
        """The dossier of a story, made once and kept until the story, the corrections or the
        program are others.

        Args:
            story: its id.
            form: ``json``, ``html``, ``md``, or ``compare``: the findings alone.
            overrides: the user's corrections to the parties.
            track: shows progress.

        Raises:
            StoreError: ``TS-STORE-07``, there is no such story.
        """
        return analyses.dossier(
            self._base, *self._of_story(story), form, overrides, track or silent
        )

    def stage(
        self, story: str, name: str, *, overrides: Overrides | None = None,
        track: Track | None = None,
    ) -> Made:  # fmt: skip
        """The lines of ``statements``, ``events`` or ``positions`` for a story, kept as a
        :meth:`dossier` is.
        """
        return analyses.stage(self._base, *self._of_story(story), name, overrides, track or silent)

    def _of_story(self, story: str) -> tuple[str, tuple[Account, ...]]:
        number = self.number_of(story)
        with self._base.reading():
            return f"story-{number}", tuple(self._shelf.whole(numbers_of(self._base, number)))

    def story_of(self, account: str) -> str:
        """The story of an account.

        Raises:
            StoreError: ``TS-STORE-07``, there is no such account.
        """
        rows = self._base.rows("SELECT story FROM account WHERE id = ?", (to_bytes(account),))
        if not rows:
            raise StoreError("TS-STORE-07", f"{self.address}: {account}")
        return story_id(rows[0][0])

    def title_of(self, story: str) -> str | None:
        """The title of a story: that of its first account that has one."""
        rows = self._base.rows(
            "SELECT title FROM account WHERE story = ? AND title IS NOT NULL "
            "ORDER BY number LIMIT 1",
            (self.number_of(story),),
        )
        return to_text(rows[0][0]) if rows else None

    def number_of(self, story: str | None) -> int | None:
        """The number of a story, or of that which it was joined to; ``None`` for ``None``.

        Raises:
            StoreError: ``TS-STORE-07``, there is no such story.
        """
        if story is None:
            return None
        number = story_number(story)
        for _ in range(1000):
            rows = (
                self._base.rows("SELECT joined FROM story WHERE number = ?", (number,))
                if number is not None
                else []
            )
            if not rows:
                break
            (joined,) = rows[0]
            if joined is None or joined == number:
                return number
            number = joined
        raise StoreError("TS-STORE-07", f"{self.address}: {story}")


def silent(items: Iterable[T], what: str, total: int | None) -> Iterable[T]:
    """Shows no progress."""
    return items

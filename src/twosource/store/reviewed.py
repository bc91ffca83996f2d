"""A store with what people decided: every reading of it is as they left it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.errors import StoreError
from twosource.review import Decisions, Lookup, correct_accounts, decide_links, party_overrides
from twosource.store import analyses, deciding, reviews
from twosource.store.analyses import Made
from twosource.store.listing import numbers_of
from twosource.store.moving import moved_from
from twosource.store.placed import story_id
from twosource.store.store import Store, silent
from twosource.types import Account, Derivation, Review

if TYPE_CHECKING:
    from twosource.engine import Track
    from twosource.parties import Overrides


def looked_up(lines: Sequence[str], where: str) -> Lookup:
    """The lines of a dossier that was kept as JSON."""
    from twosource.exchange import stories_of

    return Lookup(next(stories_of(io.StringIO("\n".join(lines)), where)))


class ReviewedStore(Store):
    """See :class:`twosource.store.store.Store`; decisions are made and carried out here."""

    def decide(self, *made: Review) -> tuple[Review, ...]:
        """Keep decisions, all or none; they are on the disk when this returns.

        Raises:
            StoreError: ``TS-STORE-11``, one cannot be carried out.
        """
        return deciding.decide(self.base, made)

    def undo(self, author: str, id: str = "") -> Review:
        """Take back the decision of that name, or the author's last.

        Raises:
            StoreError: ``TS-STORE-12``, there is none.
        """
        return deciding.undo(self.base, author, id)

    def redo(self, author: str, id: str = "") -> Review:
        """Let a decision hold again that was taken back, or the author's last such.

        Raises:
            StoreError: ``TS-STORE-12``, there is none.
        """
        return deciding.redo(self.base, author, id)

    def take_in(self, made: Sequence[Review]) -> tuple[int, int]:
        """Keep decisions of another store; how many were new, and how many were here.

        Raises:
            StoreError: ``TS-STORE-11``, one cannot be carried out; none was kept.
        """
        with self.base.writing():
            return deciding.take_in(self.base, made)

    def reviews(self, story: str | None = None) -> tuple[Review, ...]:
        """Every decision, or those on the accounts of a story, the earliest first; those that
        were taken back too.
        """
        with self.base.reading():
            ids = None if story is None else [a.id for a in self._read(story)]
            return reviews.log(self.base, ids)

    def decisions(self, story: str | None = None) -> Decisions:
        """What holds of the accounts of a story, or of all."""
        with self.base.reading():
            return self._decisions(self._read(story))

    def _decisions(self, accounts: Sequence[Account]) -> Decisions:
        return reviews.decisions_on(self.base, [a.id for a in accounts])

    def _read(self, story: str | None) -> tuple[Account, ...]:
        """The accounts as they were read."""
        return super().accounts(story)

    def accounts(self, story: str | None = None) -> tuple[Account, ...]:
        """The accounts, all or those of a story, with what people set of them."""
        with self.base.reading():
            found = self._read(story)
            return correct_accounts(found, self._decisions(found))

    def lookup(
        self, story: str, *, overrides: Overrides | None = None, track: Track | None = None
    ) -> Lookup:
        """The lines of a story's dossier, to be decided on."""
        made = self.dossier(story, "json", overrides=overrides, track=track)
        return looked_up(made.lines, story)

    def beside(self, story: str, account: str) -> str:
        """An account of a story that another is to be moved to.

        Raises:
            StoreError: ``TS-STORE-07``, there is no such story, or it has no other account.
        """
        moved = {r.accounts[0] for r in self.decisions(story).reviews if r.decision == "move"}
        others = [a.id for a in self._read(story) if a.id != account]
        if not others:
            raise StoreError("TS-STORE-07", f"{self.address}: {story}")
        return next((a for a in others if a not in moved), others[0])

    def number_of(self, story: str | None) -> int | None:
        """The number of a story, or of that which its accounts went to.

        Raises:
            StoreError: ``TS-STORE-07``, there is no such story, or nothing is in it.
        """
        number = super().number_of(story)
        if number is None or numbers_of(self.base, number):
            return number
        to = moved_from(self.base, number)
        if to is None:
            raise StoreError("TS-STORE-07", f"{self.address}: {story}")
        return to

    def links(self, story: str | None = None) -> tuple[Derivation, ...]:
        """The links between the accounts, as people left them."""
        with self.base.reading():
            found = super().links(story)
            read = self._read(story)
            decisions = self._decisions(read)
            if not decisions.reviews:
                return found
            accounts = correct_accounts(read, decisions)
            changed = {a.id for a, b in zip(accounts, read, strict=True) if a != b}
            if changed:
                found = self._traced(found, changed, accounts)
            return decide_links(found, accounts, decisions)

    def _traced(
        self, found: Sequence[Derivation], changed: set[str], accounts: Sequence[Account]
    ) -> tuple[Derivation, ...]:
        """The links, those traced anew that hang together with a changed account."""
        from twosource.trace import trace
        from twosource.trace.lineage import components

        root = components([a.id for a in accounts], ((k.a, k.b) for k in found))
        anew = {root[c] for c in changed}
        made = trace([a for a in accounts if root[a.id] in anew])
        kept = [k for k in found if root[k.a] not in anew]
        place = {a.id: n for n, a in enumerate(accounts)}
        both = [*kept, *made]
        return tuple(sorted(both, key=lambda k: sorted((place[k.a], place[k.b]))))

    def dossier(
        self, story: str, form: str = "json", *, overrides: Overrides | None = None,
        track: Track | None = None,
    ) -> Made:  # fmt: skip
        """The dossier of a story as people left it; see the base class."""
        return analyses.dossier(self.base, *self.told(story, form, overrides, track))

    def stage(
        self, story: str, name: str, *, overrides: Overrides | None = None,
        track: Track | None = None,
    ) -> Made:  # fmt: skip
        """The lines of a stage for a story, as people left it; see the base class."""
        return analyses.stage(self.base, *self.told(story, name, overrides, track))

    def told(
        self, story: str, name: str, overrides: Overrides | None = None, track: Track | None = None
    ) -> tuple[str, tuple[Account, ...], str, Overrides | None, Track, Decisions]:
        """All that a dossier or a stage of a story rests on."""
        with self.base.reading():
            number = self.number_of(story)
            id = story_id(number) if number is not None else story
            read = self._read(id)
            decisions = self._decisions(read)
            accounts = correct_accounts(read, decisions)
        merged = party_overrides(decisions, [a.id for a in accounts], overrides)
        return id, accounts, name, merged, track or silent, decisions

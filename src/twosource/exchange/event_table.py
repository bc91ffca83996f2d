"""A table of events in the types of PLOVER, one row a mention, in columns of our own.

The types are those of PLOVER (https://osf.io/preprints/socarxiv/rm5dw); no other data set's list of
columns is followed, and none is claimed to be.  ``first`` marks one mention of every event.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from twosource.exchange.csv_package import defused
from twosource.exchange.tables import Column, Value, column
from twosource.exchange.told import Told
from twosource.packaged import table
from twosource.records.models import AccountRecord, EventRecord, RoleRecord

FLAGS = ("historical", "future", "hypothetical", "negated")


def columns() -> tuple[Column, ...]:
    """The columns, in order."""
    return tuple(map(column, table("exchange", "event_columns")["columns"]))


class _Story:
    def __init__(self, told: Told) -> None:
        self.told = told
        self.accounts = {a.id: a for a in told.accounts}
        self.speakers = {
            (s.account, s.id): s.speaker.name for s in told.statements if s.speaker is not None
        }
        self.mentions = Counter(e.same for e in told.events)
        pairs = {(e.same, e.account) for e in told.events}
        self.tellers = Counter(same for same, _ in pairs)

    def rows(self) -> Iterator[list[Value]]:
        seen: set[str] = set()
        for e in self.told.events:
            yield self._row(e, self.accounts[e.account], first=e.same not in seen)
            seen.add(e.same)

    def _row(self, e: EventRecord, a: AccountRecord, *, first: bool) -> list[Value]:
        counted = [self._words(e, q.what or q.span, q.span) for q in e.quantities]
        return [
            self.told.story.id, a.id, a.outlet, a.published.value if a.published else None, a.url,
            e.id, e.same, int(first), self.mentions[e.same], self.tellers[e.same], e.type,
            e.mode or None, *(int(f in e.flags) for f in FLAGS), *self._role(e, e.source),
            *self._role(e, e.target), e.when.value if e.when else None,
            self._words(e, e.where) if e.where else None, "; ".join(counted) or None,
            self.speakers.get((e.account, e.statement or "")), self._words(e, e.trigger), e.part,
            *e.trigger,
        ]  # fmt: skip

    def _words(self, e: EventRecord, *spans: tuple[int, int]) -> str:
        """The words of a span, or of all that lies between two."""
        whole = (min(s[0] for s in spans), max(s[1] for s in spans))
        return self.told.quote(e.account, e.part, whole)

    def _role(self, e: EventRecord, role: RoleRecord | None) -> tuple[Value, Value, Value]:
        if role is None:
            return (None, None, None)
        if role.actor is None:
            return (self._words(e, role.span), None, None)
        return (role.actor.name, role.actor.id, self.told.actors[role.actor.id].kind)


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The table as text (CSV, UTF-8), no cell of which is a formula."""
    buffer = io.StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    write([c.name for c in columns()])
    for told in stories:
        for row in _Story(told).rows():
            write([defused(v) if isinstance(v, str) else v for v in row])
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()

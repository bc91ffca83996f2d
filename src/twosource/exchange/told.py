"""A dossier as the exchange formats read it: records checked against the texts they point at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import Generic, TypeVar

from twosource.records.models import (
    AccountRecord,
    ActorRecord,
    EventRecord,
    FailureRecord,
    FindingRecord,
    LinkRecord,
    MomentRecord,
    OriginRecord,
    PartyRecord,
    PositionRecord,
    RoleRecord,
    StandingRecord,
    StatementRecord,
    StoryRecord,
)

T = TypeVar("T")


class Again(Generic[T]):
    """Records that are made anew each time they are asked for.

    Links and findings grow with the square of the accounts: two hundred accounts have some
    twenty thousand links, which as objects take half a gigabyte and as bytes a tenth of it.

    Args:
        count: how many there are.
        make: begins to make them.
    """

    def __init__(self, count: int, make: Callable[[], Iterator[T]]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        return self._make()


@dataclass(frozen=True, slots=True)
class RawInput:
    """The bytes an account was read from, and what was told with them.

    Attributes:
        data: as they were read, never decoded.
        media: ``page``, ``text`` or ``record`` (a line of JSON).
        headers: of the answer that brought them, names in lower case.
        url: where they came from, where known.
    """

    data: bytes
    media: str
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str | None = None


def nothing(account: str) -> RawInput | None:
    """No input is at hand."""
    return None


@dataclass(frozen=True)
class Told:
    """One story, ready to be written: its records, and the text of every part.

    Every span of every record lies inside the part it points at; ids are unique where the
    schema says so (:func:`twosource.exchange.checked.check`).

    Attributes:
        raw: account id -> the input it was read from, ``None`` where that is not at hand.
    """

    story: StoryRecord
    accounts: Sequence[AccountRecord]
    statements: Sequence[StatementRecord]
    events: Sequence[EventRecord]
    positions: Sequence[PositionRecord]
    links: Again[LinkRecord]
    origins: Sequence[OriginRecord]
    findings: Again[FindingRecord]
    parties: Sequence[PartyRecord]
    timeline: Sequence[MomentRecord]
    failures: Sequence[FailureRecord]
    raw: Callable[[str], RawInput | None] = nothing
    reviews: Sequence[StandingRecord] = ()

    @cached_property
    def texts(self) -> Mapping[tuple[str, str], str]:
        """(account, part) -> its text."""
        return {(a, p): text for a, parts in self.parts.items() for p, text in parts.items()}

    @cached_property
    def parts(self) -> Mapping[str, Mapping[str, str]]:
        """Account -> part -> its text."""
        return {a.id: dict(parts_of(a)) for a in self.accounts}

    @cached_property
    def mark(self) -> str:
        """What tells the dossier from others, whatever its story is called: a digest of the
        accounts and of what was found in each.
        """
        made = sha256()
        for a in self.accounts:
            made.update(json.dumps([a.id, a.sha256, *self.parts[a.id].items()]).encode())
        for record in chain(self.statements, self.events, self.positions, self.origins):
            made.update(record.model_dump_json().encode())
        return made.hexdigest()[:16]

    def quote(self, account: str, part: str, span: tuple[int, int]) -> str:
        """The words of a span."""
        return self.texts[account, part][span[0] : span[1]]

    @cached_property
    def actors(self) -> Mapping[str, PartyRecord]:
        """Every party that a record names, by id: those of the dossier's list first, then the
        others in order of first sight with nothing known but their name.
        """
        found = {p.id: p for p in self.parties}
        for actor in self._named():
            if actor.id not in found:
                found[actor.id] = PartyRecord(
                    id=actor.id, name=actor.name, kind="unknown", roles=[], aliases=[], of=None,
                    evidence=[],
                )  # fmt: skip
        lacking = [p.of for p in self.parties] + [o.speaker for o in self.origins]
        for id in lacking:
            if id is not None and id not in found:
                found[id] = PartyRecord(
                    id=id, name=id, kind="unknown", roles=[], aliases=[], of=None, evidence=[]
                )
        return found

    def _named(self) -> Iterator[ActorRecord]:
        for s in self.statements:
            yield from _actors(s.speaker, s.addressee)
        for e in self.events:
            yield from _actors(e.source, e.target)
        for p in self.positions:
            yield from _actors(p.holder, p.addressee)


def _actors(*given: ActorRecord | RoleRecord | None) -> Iterator[ActorRecord]:
    for one in given:
        actor = one.actor if isinstance(one, RoleRecord) else one
        if actor is not None:
            yield actor


def parts_of(account: AccountRecord) -> Iterator[tuple[str, str]]:
    """The parts of an account with their texts, title first."""
    if account.title:
        yield "title", account.title
    yield "text", account.text
    for number, caption in enumerate(account.captions):
        yield f"caption:{number}", caption.text

"""What people's reviews point at: the records of the dossiers, by name and by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from twosource.errors import ExchangeError
from twosource.exchange.anchor import Hint, find
from twosource.exchange.checked import event_spans, position_spans, statement_spans
from twosource.exchange.rim import account_iri, record_iri, web_address
from twosource.exchange.told import Told
from twosource.exchange.web_annotation import quoted
from twosource.packaged import table
from twosource.records.models import (
    EventRecord,
    PositionRecord,
    ReviewedRecord,
    ReviewRecord,
    StatementRecord,
)

Kind = Literal["statement", "event", "position", "finding", "origin", "link"]
KINDS: tuple[str, ...] = get_args(Kind)
Decision = Literal["keep", "strike", "change", "add", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a record."""

    account: str
    part: str
    span: tuple[int, int] | None
    role: str


@dataclass(frozen=True, slots=True)
class Known:
    """A record that can be reviewed: its kind, ids and places, the main one first."""

    story: str
    kind: Kind
    names: tuple[str, ...]
    places: tuple[Place, ...]
    record: Any = field(compare=False)

    @property
    def iri(self) -> str:
        """What the record is called in exports."""
        return record_iri(self.story, self.kind, *self.names)

    def reviewed(self, role: str) -> ReviewedRecord:
        """How a review names it."""
        return ReviewedRecord(kind=self.kind, id="#".join(self.names), role=role)


def known_of(told: Told) -> Iterator[Known]:
    """All records of a story that can be reviewed."""
    story = told.story.id
    for s in told.statements:
        yield _known(story, "statement", s, statement_spans(s))
    for e in told.events:
        yield _known(story, "event", e, event_spans(e))
    for p in told.positions:
        yield _known(story, "position", p, position_spans(p))
    for f in told.findings:
        shown = tuple(
            Place(a, f.parts.get(a, "text"), span, "finding") for a, span in f.spans.items()
        )
        yield Known(story, "finding", (f.id,), shown, None)
    for o in told.origins:
        shown = tuple(Place(a, "text", s, "origin") for a, spans in o.spans.items() for s in spans)
        yield Known(story, "origin", (o.id,), shown, None)
    for link in told.links:
        both = (Place(link.a, "text", None, "a"), Place(link.b, "text", None, "b"))
        yield Known(story, "link", (link.a, link.b), both, None)


def _known(
    story: str, kind: Kind, record: StatementRecord | EventRecord | PositionRecord,
    spans: Iterable[tuple[str, int, tuple[int, int]]],
) -> Known:  # fmt: skip
    places = tuple(Place(record.account, record.part, span, role) for role, _, span in spans)
    return Known(story, kind, (record.account, record.id), places, record)


class Dossiers:
    """The dossiers that reviews were made on.

    Attributes:
        made: what the reader of a format worked out of a story, for the story's next file.
    """

    def __init__(self, stories: Iterable[Told]) -> None:
        self.stories: Sequence[Told] = tuple(stories)
        self.made: dict[str, Any] = {}
        self._by_name = {t.story.id: t for t in self.stories}
        self._by_iri: dict[str, Known] = {}
        self._at: dict[tuple[str, str, str, tuple[int, int]], list[tuple[Known, str]]] = {}
        self._sources: dict[str, tuple[Told, str]] = {}
        for told in self.stories:
            self._add(told)

    def _add(self, told: Told) -> None:
        for known in known_of(told):
            self._by_iri[known.iri] = known
            for p in known.places:
                if p.span is not None:
                    key = (known.story, p.account, p.part, p.span)
                    self._at.setdefault(key, []).append((known, p.role))
        for a in told.accounts:
            for name in (web_address(a.url), account_iri(told.story.id, a.id)):
                if name is not None:
                    self._sources.setdefault(_bare(name), (told, a.id))

    def known(self, iri: object) -> Known | None:
        """The record of that name."""
        return self._by_iri.get(iri) if isinstance(iri, str) else None

    def at(self, story: str, place: Place, kinds: Sequence[str]) -> tuple[Known, str] | None:
        """The record that stands exactly there, if it is the only one of these kinds (all
        kinds where none is named).
        """
        if place.span is None:
            return None
        found = self._at.get((story, place.account, place.part, place.span), [])
        found = [one for one in found if not kinds or one[0].kind in kinds]
        names = {(one.kind, one.names) for one, _ in found}
        return found[0] if len(names) == 1 else None

    def account(self, source: object, account: object, where: str) -> tuple[Told, str]:
        """The account of a name of ours, or of an address.

        Raises:
            ExchangeError: ``TS-EXCH-08``, no dossier has it.
        """
        if isinstance(source, str) and _bare(source) in self._sources:
            told, id = self._sources[_bare(source)]
            if not isinstance(account, str) or account == id:
                return told, id
        if isinstance(account, str):
            for told in self.stories:
                if (account, "text") in told.texts:
                    return told, account
        raise ExchangeError("TS-EXCH-08", f"{where} ({str(account or source)[:120]})")

    def story(self, name: str) -> Told:
        """The story of that name."""
        return self._by_name[name]

    def find(
        self, told: Told, account: str, part: object, hint: Hint, where: str
    ) -> tuple[Place, bool]:
        """Where the words of a hint stand: in the part that is named, else in the text, the
        title and the captions, the first that has them.
        """
        parts = told.parts[account]
        if isinstance(part, str) and part in parts:
            span, moved = find(parts[part], hint, where)
            return Place(account, part, span, ""), moved
        missing: ExchangeError | None = None
        for name in sorted(parts, key=lambda p: p != "text"):
            try:
                span, moved = find(parts[name], hint, where)
                return Place(account, name, span, ""), moved
            except ExchangeError as error:
                if error.code != "TS-EXCH-06":
                    raise
                missing = missing or error
        raise missing or ExchangeError("TS-EXCH-06", where)


def _bare(address: str) -> str:
    """An address without the mark of a place in it."""
    return address.partition("#")[0].rstrip("/")


def decided(words: Iterable[object]) -> Decision | None:
    """The decision that tags say, ``None`` where they say none (``data/decisions.toml``)."""
    said = table("exchange", "decisions")["word"]
    for word in words:
        found = said.get(str(word).strip().lower())
        if found is not None:
            made: Decision = found
            return made
    return None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who reviewed, when, in what, and what the tool calls it."""

    id: str
    tool: str
    author: str | None = None
    time: str | None = None
    note: str = ""


def review(
    told: Told, place: Place, decision: Decision, signed: Signed, *, moved: bool = False,
    record: ReviewedRecord | None = None, before: tuple[int, int] | None = None,
    values: dict[str, str] | None = None,
) -> ReviewRecord:  # fmt: skip
    """The record of a review; its quote is what stands at its span in our text."""
    text = told.texts[place.account, place.part]
    words = {"exact": "", "prefix": "", "suffix": ""}
    if place.span is not None:
        words = quoted(text, *place.span)
    return ReviewRecord(
        id=signed.id, story=told.story.id, account=place.account, part=place.part,
        span=place.span, quote=words["exact"], prefix=words["prefix"], suffix=words["suffix"],
        found="moved" if moved else "as given", before=before, record=record, decision=decision,
        values=values or {}, note=signed.note, author=signed.author, time=signed.time,
        tool=signed.tool,
    )  # fmt: skip

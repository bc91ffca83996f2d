"""What people's reviews point at: the records of the dossiers, by name and by place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from twosource.errors import ExchangeError
from twosource.exchange.anchor import Hint, find
from twosource.exchange.checked import event_spans, position_spans, statement_spans
from twosource.exchange.rim import MARK, account_iri, record_iri, web_address
from twosource.exchange.told import Told
from twosource.exchange.web_annotation import facts_of, quoted
from twosource.exchange.whose import base
from twosource.packaged import table
from twosource.records.models import (
    EventRecord,
    FindingRecord,
    LinkRecord,
    OriginRecord,
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
    record: Any = field(compare=False, default=None)

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
        yield Known(story, "finding", (f.id,), shown)
    for o in told.origins:
        shown = tuple(Place(a, "text", s, "origin") for a, spans in o.spans.items() for s in spans)
        yield Known(story, "origin", (o.id,), shown)
    for link in told.links:
        both = (Place(link.a, "text", None, "a"), Place(link.b, "text", None, "b"))
        yield Known(story, "link", (link.a, link.b), both)


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
        self._by_iri: dict[str, list[Known]] = {}
        self._facts: dict[str, dict[Known, bytes]] = {}
        self._at: dict[tuple[str, str, str, tuple[int, int]], list[tuple[Known, str]]] = {}
        self._sources: dict[str, list[tuple[Told, str]]] = {}
        for told in self.stories:
            self._add(told)

    def _add(self, told: Told) -> None:
        for known in known_of(told):
            self._by_iri.setdefault(base(known.iri), []).append(known)
            for p in known.places:
                if p.span is not None:
                    key = (known.story, p.account, p.part, p.span)
                    self._at.setdefault(key, []).append((known, p.role))
        for a in told.accounts:
            for name in (web_address(a.url), account_iri(told.story.id, a.id)):
                if name is not None:
                    self._sources.setdefault(_bare(name), []).append((told, a.id))

    def known(self, iri: object) -> Sequence[Known]:
        """The records of that name, in each story that bears the name."""
        return self._by_iri.get(base(iri), ()) if isinstance(iri, str) else ()

    def facts(self, known: Known) -> Mapping[str, Any]:
        """What a record says beside its spans, as an annotation has it."""
        if known.record is not None:
            return facts_of(known.record)
        if known.story not in self._facts:
            # made in one pass: findings and links are many, and are made anew each time
            told = self.story(known.story)
            held = self._facts[known.story] = {}
            for f in told.findings:
                held[Known(known.story, "finding", (f.id,), ())] = _packed(f)
            for o in told.origins:
                held[Known(known.story, "origin", (o.id,), ())] = _packed(o)
            for link in told.links:
                held[Known(known.story, "link", (link.a, link.b), ())] = _packed(link)
        found: Mapping[str, Any] = json.loads(
            self._facts[known.story][Known(known.story, known.kind, known.names, ())]
        )
        return found

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

    def accounts(self, source: object, account: object) -> Sequence[tuple[Told, str]]:
        """The accounts of a name of ours, or of an address: one of each story that has it."""
        found = self._sources.get(_bare(source), []) if isinstance(source, str) else []
        if isinstance(account, str):
            found = [one for one in found if one[1] == account] or [
                (told, account) for told in self.stories if account in told.parts
            ]
        first: dict[str, tuple[Told, str]] = {}
        for told, id in found:
            first.setdefault(told.story.id, (told, id))
        return [*first.values()]

    def account(self, told: Told, source: object, account: object) -> str | None:
        """The account of a story that is meant."""
        if isinstance(account, str) and account in told.parts:
            return account
        found = self._sources.get(_bare(source), []) if isinstance(source, str) else []
        return next((id for one, id in found if one is told), None)

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
    return base(address.partition("#")[0].rstrip("/"))


def _packed(record: FindingRecord | OriginRecord | LinkRecord) -> bytes:
    return json.dumps(facts_of(record)).encode()


_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """A text of a stranger with a mark for each half of a character, which no UTF-8 can hold."""
    return _HALF.sub(MARK, text)


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
    given = {whole(k): whole(v) for k, v in (values or {}).items()}
    words = {"exact": "", "prefix": "", "suffix": ""}
    if place.span is not None:
        words = quoted(text, *place.span)
    return ReviewRecord(
        id=whole(signed.id), story=told.story.id, account=place.account, part=place.part,
        span=place.span, quote=words["exact"], prefix=words["prefix"], suffix=words["suffix"],
        found="moved" if moved else "as given", before=before, record=record, decision=decision,
        values=given, note=whole(signed.note), author=signed.author and whole(signed.author),
        time=signed.time and whole(signed.time),
        tool=signed.tool,
    )  # fmt: skip

"""What leaves the program: one pydantic model per JSON Lines shape.

Inside, the stages speak in :mod:`twosource.types`; here those types are turned
into the records of the command line, whose JSON Schemas are published under
``docs/schema``.  A span is ``[start, end]`` in code points of the part it
belongs to; an absent list is ``[]``, an absent span or object ``null``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from twosource import types as t

SCHEMA_VERSION = "twosource/1"
REVIEW_VERSION = "twosource-review/1"

SpanRecord = Annotated[tuple[int, int], Field(description="[start, end) in code points")]
Spans = list[SpanRecord]


class Record(BaseModel):
    """Base of all records: closed, immutable; each is made ready when it is first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class ActorRecord(Record):
    """The same ``id`` if and only if the same party, over a whole call."""

    id: str
    name: str


class RoleRecord(Record):
    """A participant: a tight noun phrase, and its party where resolved."""

    span: SpanRecord
    actor: ActorRecord | None


class DateRecord(Record):
    """A date with its evidence."""

    value: str
    precision: t.Precision
    kind: t.DateKind
    evidence: str
    confidence: float


class PublishedRecord(Record):
    """The established publication date."""

    value: str
    precision: t.Precision
    evidence: str
    confidence: float


class CaptionRecord(Record):
    """A caption, kept beside the text."""

    text: str
    credit: str | None


class FurnitureRecord(Record):
    """A block of the page that is not the account."""

    kind: str
    text: str
    source: SpanRecord | None
    reason: str


class CreditRecord(Record):
    """An agency or syndication credit and what it was read from."""

    name: str
    kind: str
    evidence: str
    span: SpanRecord | None


class RepairRecord(Record):
    """One kind of encoding repair and how many places it mended."""

    kind: str
    count: int


class AccountRecord(Record):
    """One published telling, as ``twosource read`` writes it."""

    id: str
    url: str | None
    kind: t.AccountKind
    title: str | None
    text: str
    paragraphs: Spans
    subheads: Spans
    captions: list[CaptionRecord]
    furniture: list[FurnitureRecord]
    outlet: str | None
    publisher: str | None
    agency: list[str]
    credits: list[CreditRecord]
    byline: list[str]
    published: PublishedRecord | None
    published_reason: str
    dates: list[DateRecord]
    language: str
    direction: Literal["ltr", "rtl"]
    charset: str
    charset_reason: str
    repairs: list[RepairRecord]
    source_map: list[tuple[SpanRecord, SpanRecord]]
    sha256: str


class TimeRecord(Record):
    """A time in the text; ``value`` is null where it stays open."""

    span: SpanRecord
    value: str | None
    anchor: str | None


class QuantityRecord(Record):
    """A number in the text."""

    span: SpanRecord
    value: float
    high: float | None
    bound: str
    unit: str
    what: SpanRecord | None


class StatementRecord(Record):
    """Attributed content."""

    account: str
    id: str
    part: str
    source: Spans
    cue: Spans
    content: Annotated[Spans, Field(min_length=1)]
    form: t.Form
    speaker: ActorRecord | None
    addressee: RoleRecord | None
    polarity: t.Polarity
    modality: t.Modality
    stance: str
    occasion: SpanRecord | None
    said_at: TimeRecord | None
    inside: str | None
    rule: str


class EventRecord(Record):
    """Who did what to whom."""

    account: str
    id: str
    same: str
    part: str
    type: t.EventType
    mode: str
    trigger: SpanRecord
    source: RoleRecord | None
    target: RoleRecord | None
    flags: list[t.Flag]
    when: TimeRecord | None
    where: SpanRecord | None
    quantities: list[QuantityRecord]
    statement: str | None
    rule: str


class JudgementRecord(Record):
    """What a language model that the user chose to ask said of a line."""

    model: str
    verdict: t.Verdict
    reason: str
    before: float | None


class GlossRecord(Record):
    """What a sentence says in English, as a language model that the user chose said it."""

    model: str
    words: str


def _empty(value: object) -> bool:
    """Whether a field is left out: it came later, and says nothing here."""
    return not value


class ReviewMarkRecord(Record):
    """What a person decided of a line; ``before`` is the score the line had."""

    outcome: Literal["accepted", "struck", "corrected", "added"]
    author: str
    time: str
    note: str
    review: str
    before: float | None


class PositionRecord(Record):
    """What a party wants, offers, refuses, threatens ..."""

    account: str
    id: str
    part: str
    holder: RoleRecord
    kind: t.PositionKind
    addressee: RoleRecord | None
    content: SpanRecord
    condition: SpanRecord | None
    exchange_for: SpanRecord | None
    modality: t.Modality
    voice: t.Voice
    statement: str | None
    judged: JudgementRecord | None = None
    reviewed: ReviewMarkRecord | None = Field(default=None, exclude_if=_empty)
    rule: str


class GroupRecord(Record):
    """The story an account belongs to."""

    account: str
    story: str


class EvidenceRecord(Record):
    """One piece of evidence for a link."""

    kind: str
    a: SpanRecord | None
    b: SpanRecord | None
    note: str


class LinkRecord(Record):
    """How two accounts are related."""

    a: str
    b: str
    relation: t.Relation
    direction: t.Direction
    score: float
    evidence: list[EvidenceRecord]
    reason: str
    reviewed: ReviewMarkRecord | None = Field(default=None, exclude_if=_empty)
    rule: str


class OriginRecord(Record):
    """Where information first entered print."""

    id: str
    kind: str
    name: str
    accounts: list[str]
    spans: dict[str, Spans]
    holder: str | None
    speaker: str | None
    statements: list[str]
    rule: str


class SourcesRecord(Record):
    """Independent sources, as a range with reasons."""

    at_least: int
    at_most: int
    origins: list[str]
    reasons: list[str]


class FindingRecord(Record):
    """One matter as several accounts tell it."""

    id: str
    kind: t.FindingKind
    type: t.FindingType
    spans: dict[str, SpanRecord]
    parts: dict[str, str]
    align: float
    score: float
    severity: float
    reason: str
    proposition: str | None
    sources: SourcesRecord | None
    judged: JudgementRecord | None = None
    reviewed: ReviewMarkRecord | None = Field(default=None, exclude_if=_empty)
    glosses: dict[str, GlossRecord] = Field(default_factory=dict, exclude_if=_empty)
    rule: str


class PairFindingRecord(FindingRecord):
    """A finding of ``compare --pairs``, with the id of its pair."""

    pair: str


class PartyRecord(Record):
    """A party with what is known of it."""

    id: str
    name: str
    kind: str
    roles: list[str]
    aliases: list[str]
    of: str | None
    evidence: list[str]


class StoryRecord(Record):
    """The story: its id, its leading title, its accounts."""

    id: str
    title: str | None
    accounts: list[str]


class MomentRecord(Record):
    """A point of the timeline."""

    when: str
    kind: Literal["published", "updated", "event"]
    account: str
    part: str
    span: SpanRecord | None
    text: str


class FailureRecord(Record):
    """An input that could not be read."""

    input: str
    code: str
    message: str


class StandingRecord(Record):
    """What a person decided of a story, in one line, and whether it holds: ``no`` where a later
    decision is otherwise, ``not established`` where what it rests on does not stand there now.
    """

    review: str
    decision: str
    of: str
    said: str
    author: str
    time: str
    note: str
    holds: t.Answer
    reason: str


class DossierRecord(Record):
    """All that is known of one story."""

    schema_: str = Field(default=SCHEMA_VERSION, alias="schema")
    story: StoryRecord
    accounts: list[AccountRecord]
    statements: list[StatementRecord]
    events: list[EventRecord]
    positions: list[PositionRecord]
    links: list[LinkRecord]
    origins: list[OriginRecord]
    findings: list[FindingRecord]
    parties: list[PartyRecord]
    timeline: list[MomentRecord]
    failures: list[FailureRecord]
    reviews: list[StandingRecord] = Field(default_factory=list, exclude_if=_empty)


class AddedRecord(Record):
    """What became of one input: ``new``, ``same`` (it was there), ``version`` (its page said
    something else before, see ``version_of``) or ``refused``, with the code of its reason.
    """

    id: str
    status: Literal["new", "same", "version", "refused"]
    version_of: str | None
    story: str | None
    code: str | None


class StoredStoryRecord(Record):
    """A story of a store; ``origins`` counts its accounts, copies and rewrites with what they
    came from.
    """

    story: str
    title: str | None
    accounts: list[str]
    origins: int
    first: str | None
    last: str | None


class ChangedRecord(Record):
    """A story that a round of a watch changed, and by which accounts."""

    story: str
    title: str | None
    new: list[str]
    versions: list[str]


class DigestRecord(Record):
    """What a round of a watch changed: how many feeds were asked, and how many of them had nothing
    new; inputs that could not be had; the stories that grew.
    """

    at: str
    polled: int
    unchanged: int
    new: int
    versions: int
    same: int
    refused: int
    failures: list[FailureRecord]
    stories: list[ChangedRecord]


class SaidRecord(Record):
    """A statement in which a query was found."""

    id: str
    speaker: str | None
    content: Spans


class HitRecord(Record):
    """An account that a query finds: the passage that holds most of it, and where its words
    stand there; spans count in ``part``.
    """

    account: str
    story: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str
    part: str
    passage: SpanRecord
    text: str
    words: Spans
    statements: list[SaidRecord]


class ReviewedRecord(Record):
    """The record that a review is of; ``role`` is the span of it that was reviewed, ``says``
    what it said in the words of its fields.
    """

    kind: Literal["statement", "event", "position", "finding", "origin", "link", "party", "account"]
    id: str
    role: str
    says: str = Field(default="", exclude_if=_empty)


class PassageRecord(Record):
    """Words that a review rests on, with those around them."""

    account: str
    part: str
    span: SpanRecord
    quote: str
    prefix: str
    suffix: str
    role: str


class ReviewRecord(Record):
    """What a person decided about a stretch of an account, in whatever tool it was done.

    ``decision`` is ``keep`` (the record is right), ``strike`` (it is wrong), ``change`` (it is
    right with this span or these values; ``before`` is the span it had), ``add`` (something that
    was not found) or ``note`` (a remark).  ``found`` says how the span was found: as given, or
    moved to where its words stand.  ``span`` is null for a review of a whole link.

    Reviews of a store have more: ``merge``, ``split`` and ``rename`` of parties (``names``),
    ``move`` and ``set`` of an account; ``passages``, all the words that the record rested on,
    and ``better``, those that it should rest on; ``accounts``, what it bears on; ``undone``, by
    whom and when it was taken back.
    """

    schema_: str = Field(default=REVIEW_VERSION, alias="schema")
    id: str
    story: str
    account: str
    part: str
    span: SpanRecord | None
    quote: str
    prefix: str
    suffix: str
    found: Literal["as given", "moved"]
    before: SpanRecord | None
    record: ReviewedRecord | None
    decision: Literal[
        "keep", "strike", "change", "add", "note", "merge", "split", "rename", "move", "set"
    ]
    values: dict[str, str]
    note: str
    author: str | None
    time: str | None
    tool: str
    passages: list[PassageRecord] = Field(default_factory=list, exclude_if=_empty)
    better: list[PassageRecord] = Field(default_factory=list, exclude_if=_empty)
    names: list[str] = Field(default_factory=list, exclude_if=_empty)
    accounts: list[str] = Field(default_factory=list, exclude_if=_empty)
    undone: str = Field(default="", exclude_if=_empty)


RECORDS: Mapping[str, type[Record]] = {
    "read": AccountRecord,
    "statements": StatementRecord,
    "events": EventRecord,
    "positions": PositionRecord,
    "group": GroupRecord,
    "trace": LinkRecord,
    "compare": FindingRecord,
    "compare-pairs": PairFindingRecord,
    "dossier": DossierRecord,
    "add": AddedRecord,
    "stories": StoredStoryRecord,
    "search": HitRecord,
    "watch": DigestRecord,
    "import": ReviewRecord,
    "review": ReviewRecord,
}
"""Command -> the record of one of its output lines."""

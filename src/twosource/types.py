"""The frozen public types every stage speaks in.

Offsets are Unicode code points, half open ``[start, end)``, into one *part* of
an account: its ``text``, its ``title`` or one of its captions (see
:data:`Part`).  Text is never altered after reading, so a span is valid for as
long as the account is.

Nothing here can be built without text to rest on: a :class:`Span` is never
empty, and a statement, event, position, link or finding refuses to exist
without at least one (``TS-TYPE-01``, ``TS-TYPE-02``).  That the spans lie
inside the text is checked where records meet their accounts
(:func:`twosource.dossier.check.check_spans`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from twosource.errors import SpanError

if TYPE_CHECKING:
    from spacy.tokens import Doc

Part = str
"""``"text"``, ``"title"`` or ``"caption:N"`` (N counts from 0)."""

Answer = Literal["yes", "no", "not established"]
Form = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "conditional", "hypothetical", "negated"]
Voice = Literal["direct", "indirect", "narrator"]
DateKind = Literal["published", "updated", "crawled", "copyright", "event", "photo"]
Precision = Literal["year", "month", "day", "minute", "second"]
AccountKind = Literal["article", "paywall", "live", "gallery", "index", "consent", "empty", "error"]
Flag = Literal["historical", "future", "hypothetical", "negated"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
PositionKind = Literal[
    "demand", "offer", "promise", "refusal", "threat",
    "accusation", "denial", "support", "appeal", "apology",
]  # fmt: skip
Relation = Literal[
    "verbatim", "contained", "edited", "rewritten", "common-origin", "independent",
    "not-established",
]  # fmt: skip
Direction = Literal["a>b", "b>a", "common", "unknown"]
FindingKind = Literal["agree", "differ", "only"]
FindingType = Literal[
    "fact", "quote", "number", "date", "name", "role", "status", "polarity", "hedging",
    "strength", "scope", "attribution", "context_omitted", "speech_act", "condition",
    "opinion", "caption", "boilerplate",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty stretch ``[start, end)`` of code points of one part.

    Raises:
        SpanError: ``TS-TYPE-01`` when negative, empty or reversed.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise SpanError("TS-TYPE-01", f"[{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text it covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """Number of code points shared with ``other``."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shifted(self, by: int) -> Span:
        """The same stretch, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


def _need(spans: Iterable[Span], what: str) -> None:
    if not any(True for _ in spans):
        raise SpanError("TS-TYPE-02", what)


# --------------------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date found in or around an account.

    Attributes:
        value: ISO 8601, as precise as ``precision`` says, time zone kept
            (``2025-03-07``, ``2025-03-07T14:05+01:00``).
        kind: what it is the date of; only ``published`` can become
            :attr:`Account.published`.
        evidence: where it was found, quotable (``meta article:published_time``,
            ``line "Today: April 01, 2025"``).
        confidence: 0 to 1.
    """

    value: str
    precision: Precision
    kind: DateKind
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or syndication credit.

    Attributes:
        name: canonical agency name (``Reuters``, ``CNN``).
        kind: ``dateline``, ``tag`` (``The-CNN-Wire``), ``byline``,
            ``contributing``, ``copyright``, ``metadata``, ``citation`` or
            ``photo``; a photo credit says nothing of the text.
        evidence: the words or field it was read from.
        span: where it stands in ``text``, if it stands there.
    """

    name: str
    kind: str
    evidence: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of repair of a damaged encoding: ``kind`` is quotable
    (``utf-8 read as windows-874``), ``count`` the places mended.
    """

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """A block of the page that is not the account.

    Attributes:
        kind: ``navigation``, ``share``, ``related``, ``sign-in``, ``comment``,
            ``stamp``, ``legal``, ``credit``, ``repeat``, ``other`` ...
        text: the block, repaired.
        source: its span in the decoded input, where there is one.
        reason: the rule that labelled it.
    """

    kind: str
    text: str
    source: Span | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption kept beside the text; its own part ``caption:N``."""

    text: str
    credit: str | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One published telling.

    Attributes:
        id: the record's ``id``, or the file's name.
        text: the body: paragraphs joined by a blank line, or a finished
            record's ``text`` exactly as it came.
        paragraphs: spans of ``text``, in order.
        subheads: the paragraphs that are subheadings of the account itself.
        source_map: pairs (span of ``text``, span of the decoded input) of equal
            meaning, in order; empty for finished records.
        published: the publication date, or ``None`` when not established
            (``published_reason`` says why).
        kind: what the page is; only ``article`` is read as an account.
        sha256: of the raw input bytes.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    paragraphs: tuple[Span, ...] = ()
    subheads: tuple[Span, ...] = ()
    captions: tuple[Caption, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    credits: tuple[Credit, ...] = ()
    byline: tuple[str, ...] = ()
    published: DateCandidate | None = None
    published_reason: str = ""
    dates: tuple[DateCandidate, ...] = ()
    language: str = "und"
    direction: Literal["ltr", "rtl"] = "ltr"
    charset: str = "utf-8"
    charset_reason: str = ""
    repairs: tuple[Repair, ...] = ()
    kind: AccountKind = "article"
    finished: bool = False
    source_map: tuple[tuple[Span, Span], ...] = ()

    @property
    def agency(self) -> tuple[str, ...]:
        """Agencies credited with the text, each once, photo credits and mere
        citations left out.
        """
        names = (c.name for c in self.credits if c.kind not in {"photo", "citation"})
        return tuple(dict.fromkeys(names))

    def part(self, part: Part) -> str:
        """The text of a part; ``KeyError`` where the account has none such."""
        if part == "text":
            return self.text
        if part == "title" and self.title is not None:
            return self.title
        if part.startswith("caption:"):
            return self.captions[int(part[8:])].text
        raise KeyError(part)

    def parts(self) -> tuple[Part, ...]:
        """The parts there are, title first."""
        head = ("title",) if self.title else ()
        return (*head, "text", *(f"caption:{i}" for i in range(len(self.captions))))


# ----------------------------------------------------------------------- language


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks, marks included.

    Attributes:
        inner: without the marks.
        closed: whether a closing mark was found; an open one ends at its
            paragraph.
        speech: told apart from scare quotes and titles of works.
        group: quotes with one number are one utterance (split, or running over
            paragraphs).
    """

    span: Span
    inner: Span
    closed: bool
    speech: bool
    group: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text.

    Attributes:
        value: the number, or the low end of a range.
        high: the high end of a range, else ``None``.
        bound: ``exact``, ``about``, ``at least``, ``at most``, ``more than``,
            ``less than``.
        unit: ``percent``, ``USD``, ... or ``""``.
        what: the head of what is counted (``hostages``), as it stands.
    """

    span: Span
    value: float
    high: float | None
    bound: str
    unit: str
    what: Span | None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text. ``value`` is ISO 8601 or a TIMEX3-like value, resolved
    against ``anchor`` (the account's date), or ``None`` where left open.
    """

    span: Span
    value: str | None
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an account, parsed.  ``doc`` covers ``text`` exactly: a token's
    ``idx`` is its offset in the part.
    """

    part: Part
    text: str
    doc: Doc
    sentences: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]


@dataclass(frozen=True, slots=True)
class Parse:
    """An account with its parsed sections, text first."""

    account: Account
    sections: tuple[Section, ...]
    pipeline: str

    def section(self, part: Part) -> Section:
        """The section of that part; ``KeyError`` where there is none."""
        for section in self.sections:
            if section.part == part:
                return section
        raise KeyError(part)


# ------------------------------------------------------------------------ parties


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: the same ``id`` if and only if the same party, over all accounts
    of a call.

    Attributes:
        name: the fullest name known.
        kind: ``person``, ``organisation``, ``place``, ``group`` or ``unknown``.
        roles: titles and roles seen, in order of first sight.
        aliases: the forms seen.
        of: the id of the organisation or state it speaks for, where stated.
        evidence: why its mentions were taken as one.
    """

    id: str
    name: str
    kind: str = "unknown"
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    of: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A tight noun phrase (or pronoun) naming an actor; ``actor`` is ``None``
    where unsure, and ``reason`` says why or by which rule.
    """

    account: str
    part: Part
    span: Span
    actor: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The parties of a call: actors, and every mention of them."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    _by_id: Mapping[str, Actor] = field(init=False, repr=False, compare=False)
    _at: Mapping[tuple[str, Part], tuple[Mention, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        places: dict[tuple[str, Part], list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.account, m.part, m.span)):
            places.setdefault((mention.account, mention.part), []).append(mention)
        object.__setattr__(self, "_by_id", {a.id: a for a in self.actors})
        object.__setattr__(self, "_at", {k: tuple(v) for k, v in places.items()})

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id; ``KeyError`` where there is none."""
        return self._by_id[actor_id]

    def within(self, account: str, part: Part, span: Span) -> tuple[Mention, ...]:
        """Mentions lying inside ``span``, in order."""
        return tuple(m for m in self._at.get((account, part), ()) if span.contains(m.span))

    def at(self, account: str, part: Part, span: Span) -> Actor | None:
        """The actor a noun phrase stands for: that of the longest resolved
        mention that lies inside it or contains it, the earliest where several
        are as long.
        """
        best: Mention | None = None
        for m in self._at.get((account, part), ()):
            fits = span.contains(m.span) or m.span.contains(span)
            if fits and m.actor is not None and (best is None or len(m.span) > len(best.span)):
                best = m
        return self._by_id[best.actor] if best is not None and best.actor is not None else None


@dataclass(frozen=True, slots=True)
class Role:
    """A participant: its span, and the actor where resolved."""

    span: Span
    actor: Actor | None


# --------------------------------------------------------------------------- find


@dataclass(frozen=True, slots=True)
class Statement:
    """Attributed content.

    Attributes:
        content: at least one span; quote marks inside, closing punctuation out.
        source: the speaker's words in the text; empty where nobody is named
            ("is believed").
        cue: the reporting words.
        stance: what the cue commits the writer to (``say``, ``claim``,
            ``deny``, ``warn``, ``urge``, ``ask``, ``reveal`` ...).
        occasion: setting or channel ("in a statement", "on his account").
        said_at: the time of the saying.
        inside: id of the statement whose content holds this one, in a chain
            ("Reuters reported that an official said").
        rule: id of the rule or model.
    """

    account: str
    id: str
    part: Part
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    speaker: Actor | None
    addressee: Role | None
    polarity: Polarity
    modality: Modality
    rule: str
    stance: str = "say"
    occasion: Span | None = None
    said_at: TimeExpression | None = None
    inside: str | None = None

    def __post_init__(self) -> None:
        _need(self.content, "a statement without content")


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER 2021 types.

    Attributes:
        same: one value for all mentions of one event within the call.
        mode: PLOVER mode, or ``""``.
        statement: id of the statement that tells it, or ``None`` for the
            narrator.
        part: where the trigger stands.
    """

    account: str
    id: str
    same: str
    type: EventType
    mode: str
    trigger: Span
    source: Role | None
    target: Role | None
    flags: tuple[Flag, ...]
    when: TimeExpression | None
    where: Span | None
    quantities: tuple[Quantity, ...]
    statement: str | None
    rule: str
    part: Part = "text"


@dataclass(frozen=True, slots=True)
class Position:
    """What a party demands, offers, promises, refuses, threatens, accuses of,
    denies, supports, appeals for or apologises for.
    """

    account: str
    id: str
    holder: Role
    kind: PositionKind
    addressee: Role | None
    content: Span
    condition: Span | None
    exchange_for: Span | None
    modality: Modality
    voice: Voice
    rule: str
    statement: str | None = None
    part: Part = "text"


# -------------------------------------------------------------------------- group


@dataclass(frozen=True, slots=True)
class Story:
    """The accounts of one event, by id, in input order."""

    id: str
    accounts: tuple[str, ...]


# -------------------------------------------------------------------------- trace


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for a link: ``kind`` (``run``, ``figure``,
    ``quote``, ``rare``, ``credit``, ``order``, ``title``, ``citation`` ...) and
    where it stands in each account's ``text``.  A kind that rests on one
    account alone (a credit) leaves the other ``None``.
    """

    kind: str
    a: Span | None
    b: Span | None
    note: str = ""

    def __post_init__(self) -> None:
        _need((s for s in (self.a, self.b) if s is not None), "evidence without a span")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A link between two accounts.

    Attributes:
        relation: degree of shared text, or shared origin.
        direction: ``a>b`` when b came from a.
        score: 0 to 1, comparable over all pairs.
        evidence: never empty unless ``independent`` or ``not-established``.
    """

    a: str
    b: str
    relation: Relation
    direction: Direction
    score: float
    evidence: tuple[Evidence, ...]
    reason: str
    rule: str

    def __post_init__(self) -> None:
        if self.relation not in {"independent", "not-established"}:
            _need((s for e in self.evidence for s in (e.a, e.b) if s), "a link without evidence")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece of information first entered print.

    Attributes:
        kind: ``interview``, ``press conference``, ``document``, ``agency``,
            ``own report`` or ``unknown``.
        name: readable ("CNN's interview with Mushir al-Masri").
        accounts: the accounts that rest on it.
        spans: per account, where that is shown.
        holder: the outlet or agency that has it, where known.
        speaker: actor id of the person who speaks there, where known.
        statements: ids of the statements that come from it.
    """

    id: str
    kind: str
    name: str
    accounts: tuple[str, ...]
    spans: Mapping[str, tuple[Span, ...]]
    holder: str | None = None
    speaker: str | None = None
    statements: tuple[str, ...] = ()
    rule: str = ""

    def __post_init__(self) -> None:
        _need((s for group in self.spans.values() for s in group), "an origin without a span")


@dataclass(frozen=True, slots=True)
class SourceRange:
    """Independent sources of a proposition: ``at_least`` proven distinct
    origins, ``at_most`` not proven dependent.  Unknown lineage adds nothing to
    the low end.
    """

    at_least: int
    at_most: int
    origins: tuple[str, ...]
    reasons: tuple[str, ...]


# ------------------------------------------------------------------------ compare


@dataclass(frozen=True, slots=True)
class Finding:
    """One matter as several accounts tell it.

    Attributes:
        spans: account id to the span that shows it (the detail, for
            ``differ``); for ``only`` just the account that has it.
        parts: account id to part, for spans outside ``text``.
        align: same matter, 0 to 1.  score: sure of the kind, 0 to 1.
        reason: one plain sentence.
        severity: 0 (wording) to 1 (a changed figure).
        sources: for a proposition, its independent-source range.
        proposition: findings about one proposition share this value.
    """

    id: str
    kind: FindingKind
    type: FindingType
    spans: Mapping[str, Span]
    align: float
    score: float
    reason: str
    rule: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    severity: float = 0.0
    sources: SourceRange | None = None
    proposition: str | None = None

    def __post_init__(self) -> None:
        _need(self.spans.values(), "a finding without a span")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read; the rest goes on.  ``code`` is one of
    :mod:`twosource.errors`, ``message`` says what to do next.
    """

    input: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in the accounts of one call, before comparing."""

    parses: tuple[Parse, ...]
    register: Register
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts, in input order."""
        return tuple(p.account for p in self.parses)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one story."""

    story: Story
    analysis: Analysis
    links: tuple[Derivation, ...]
    origins: tuple[Origin, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...] = ()

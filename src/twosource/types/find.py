"""What is found in one account: statements, events, positions."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.types.judgement import Judgement
from twosource.types.language import Quantity, TimeExpression
from twosource.types.party import Actor, Role
from twosource.types.review import Reviewed
from twosource.types.span import Span, need
from twosource.types.words import (
    EventType,
    Flag,
    Form,
    Modality,
    Part,
    Polarity,
    PositionKind,
    Voice,
)


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
        need(self.content, "a statement without content")


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
    denies, supports, appeals for or apologises for; ``judged`` is what a judge said of
    it, where one was asked, ``reviewed`` what a person decided.
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
    judged: Judgement | None = None
    reviewed: Reviewed | None = None

"""Between accounts: stories, derivations, origins, source ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.types.review import Reviewed
from twosource.types.span import Span, need
from twosource.types.words import Direction, Relation


@dataclass(frozen=True, slots=True)
class Story:
    """The accounts of one event, by id, in input order."""

    id: str
    accounts: tuple[str, ...]


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
        need((s for s in (self.a, self.b) if s is not None), "evidence without a span")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A link between two accounts.

    Attributes:
        relation: degree of shared text, or shared origin.
        direction: ``a>b`` when b came from a.
        score: 0 to 1, comparable over all pairs.
        evidence: never empty unless ``independent`` or ``not-established``.
        reviewed: what a person decided of it.
    """

    a: str
    b: str
    relation: Relation
    direction: Direction
    score: float
    evidence: tuple[Evidence, ...]
    reason: str
    rule: str
    reviewed: Reviewed | None = None

    def __post_init__(self) -> None:
        if self.relation not in {"independent", "not-established"}:
            need((s for e in self.evidence for s in (e.a, e.b) if s), "a link without evidence")


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
        need((s for group in self.spans.values() for s in group), "an origin without a span")


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

"""What a person decided of a line, a party, a link or an account; and the mark it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from twosource.types.span import Span
from twosource.types.words import Answer, Part

Decided = Literal["accept", "strike", "correct", "add", "merge", "split", "rename", "move", "set"]
"""What was decided: of a finding or a position ``accept``, ``strike``, ``correct``; of a link
``strike`` and ``add``; of parties ``merge``, ``split``, ``rename``; of an account ``move`` (to
another story) and ``set`` (its date, outlet, agency, byline)."""
Subject = Literal["finding", "position", "link", "party", "account"]
Outcome = Literal["accepted", "struck", "corrected", "added"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an account, told so that they are found again where its text is another.

    Attributes:
        span: where they stood, in code points of the part.
        quote: the words; ``prefix`` and ``suffix`` stand around them.
        role: which span of the record it was: ``content`` and ``holder`` of a position, ``a``
            and ``b`` of a link, ``""`` of a finding.
    """

    account: str
    part: Part
    span: Span
    quote: str
    prefix: str = ""
    suffix: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of one person.

    Attributes:
        id: names it wherever it goes; no two decisions share one.
        time: ISO 8601, in UTC.
        story: where it was made, for the reader; what it bears on is told by the accounts.
        says: what the record said, in the words of its fields (``differ number date``).
        passages: the words that the record rested on.
        better: those that it should rest on, for a correction.
        values: what is right: the fields of a correction or of an account, the relation of a
            link, the name of a party, ``with`` for the account that another belongs with.
        names: parties that are one, or the forms that are taken out of one.
        accounts: what it bears on: the two accounts of a link, the one moved or set, those of
            the story in which parties were merged, split or renamed.
        undone: by whom and when it was taken back, ``""`` while it holds.
    """

    id: str
    author: str
    time: str
    decision: Decided
    of: Subject
    note: str = ""
    story: str = ""
    says: str = ""
    passages: tuple[Passage, ...] = ()
    better: tuple[Passage, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    undone: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """Every account that it bears on, each once."""
        named = (*self.accounts, *(p.account for p in (*self.passages, *self.better)))
        beside = (self.values["with"],) if self.values.get("with") else ()
        return tuple(dict.fromkeys((*named, *beside)))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The mark that a decision leaves on a line; ``before`` is the score the line had."""

    outcome: Outcome
    author: str
    time: str
    note: str = ""
    review: str = ""
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a decision in a dossier.

    Attributes:
        holds: ``yes``; ``no``, a later one decided otherwise; ``not established``, what it rests
            on does not stand there now.
        reason: why it does not hold, or what it did (``carried over to a#2``).
    """

    review: Review
    holds: Answer
    reason: str = ""

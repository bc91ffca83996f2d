"""What parsing gives: sections with quotes, quantities and times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.types.account import Account
from twosource.types.span import Span
from twosource.types.words import Part

if TYPE_CHECKING:
    from spacy.tokens import Doc


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

    @property
    def by_lists(self) -> bool:
        """Whether it was made by the lists of a language: its words carry no tags."""
        return self.pipeline.startswith("lists:")

    def section(self, part: Part) -> Section:
        """The section of that part; ``KeyError`` where there is none."""
        for section in self.sections:
            if section.part == part:
                return section
        raise KeyError(part)

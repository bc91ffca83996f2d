"""What reading gives: accounts with their credits, dates and furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from twosource.types.span import Span
from twosource.types.words import AccountKind, DateKind, Part, Precision


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
        name: canonical agency name (``Reuters``, ``CNN``); ``""`` for a feed that
            names nobody.
        kind: ``dateline``, ``tag`` (``The-CNN-Wire``), ``byline``, ``material``
            (``with files from``), ``source``, ``distributed``, ``feed``,
            ``copyright``, ``metadata``; and three that are no credit of the text:
            ``contributing`` (its reporters helped), ``citation`` and ``photo``.
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
            ``stamp``, ``legal``, ``credit``, ``repeat``, ``advertisement``, ``hidden``
            (the page does not show it), ``byline``, ``dek``, ``other`` ...
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
        """Agencies credited with the text, each once; photo credits, citations and
        mere contributions left out.
        """
        apart = {"photo", "citation", "contributing"}
        return tuple(dict.fromkeys(c.name for c in self.credits if c.name and c.kind not in apart))

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

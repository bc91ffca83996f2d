"""Labelled blocks and metadata -> Account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from twosource.read.found.credits import (
    line_credits,
    photo_credits,
    text_credits,
)
from twosource.read.found.days import days
from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT
from twosource.types import Caption, Credit, DateCandidate, Furniture, Span

_BYLINE = re.compile(r"^\s*(?:by|von|par|por)\s+(?P<names>[^\n|•]{3,80})", re.I)


@dataclass(slots=True)
class Body:
    """The body being put together: text, spans and the map to the source."""

    parts: list[str] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    subheads: list[Span] = field(default_factory=list)
    source_map: list[tuple[Span, Span]] = field(default_factory=list)
    size: int = 0

    def add(self, item: Labelled) -> None:
        """Append one block as a paragraph."""
        text = item.block.text
        if self.parts:
            self.size += 2
        span = Span(self.size, self.size + len(text))
        self.parts.append(text)
        self.paragraphs.append(span)
        if item.label == "subhead":
            self.subheads.append(span)
        if item.block.start >= 0:
            self.source_map.append((span, Span(item.block.start, item.block.end)))
        self.size = span.end

    @property
    def text(self) -> str:
        """Paragraphs joined by a blank line."""
        return "\n\n".join(self.parts)


def build_body(items: Sequence[Labelled]) -> Body:
    """The body of labelled blocks."""
    body = Body()
    for item in items:
        if item.label in CONTENT:
            body.add(item)
    return body


def _source(item: Labelled) -> Span | None:
    return Span(item.block.start, item.block.end) if item.block.start >= 0 else None


def captions_of(items: Sequence[Labelled]) -> tuple[Caption, ...]:
    """The captions, with their picture credit where one is written."""
    out = []
    for item in items:
        if item.label == "caption":
            names = [c.name for c in photo_credits(item.block.text)]
            out.append(Caption(item.block.text, names[0] if names else None, _source(item)))
    return tuple(out)


def furniture_of(items: Sequence[Labelled]) -> tuple[Furniture, ...]:
    """Everything that is neither body, title nor caption."""
    keep = CONTENT | {"title", "caption"}
    return tuple(
        Furniture(i.label, i.block.text, _source(i), i.reason) for i in items if i.label not in keep
    )


def credits_of(items: Sequence[Labelled], body: Body) -> tuple[Credit, ...]:
    """All credits: in the body, in lines round it, in captions."""
    found = text_credits(body.text, body.paragraphs)
    near = _near(items)
    for item in near:
        if item.label == "caption":
            found += photo_credits(item.block.text)
        elif item.label not in CONTENT | {"title", "repeat"}:
            found += line_credits(item.block.text)
    return unique_credits(found)


def unique_credits(found: Iterable[Credit]) -> tuple[Credit, ...]:
    """Each credit once, the first of its words."""
    unique: dict[tuple[str, str, str], Credit] = {}
    for credit in found:
        unique.setdefault((credit.name, credit.kind, credit.evidence), credit)
    return tuple(unique.values())


def _near(items: Sequence[Labelled]) -> list[Labelled]:
    """The blocks close to the body: eight before it, four after it."""
    inside = [i for i, item in enumerate(items) if item.label in CONTENT]
    if not inside:
        return []
    return list(items[max(0, inside[0] - 8) : inside[-1] + 5])


_STAMP = {
    "crawled": re.compile(r"^\s*(?:today|heute|aujourd.hui|hoy|oggi|сегодня)\b", re.I),
    "updated": re.compile(
        r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado|aggiornato|обновлено|"
        r"оновлено|edited)\b",
        re.I,
    ),
    "copyright": re.compile(r"©|\(c\)|copyright", re.I),
}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


_STATED = re.compile(
    r"\b(?:published|posted|publié|mis en ligne|veröffentlicht|erstellt|publicado|pubblicato|"
    r"опубликовано|gepubliceerd|publicerad|julkaistu|opublikowano|datum|date)\b", re.I)  # fmt: skip
NEAR, FAR, BEHIND = 8, 24, 3
"""Blocks before the body where a bare date is likely that of publication, where it may
be, and blocks after its first line (a byline under the dek)."""


def _line_confidence(text: str, before: int, machine: bool) -> float:
    """How sure a written date is the publication date; ``before`` counts blocks from
    the line to the body (negative after its start).
    """
    if _STATED.search(text):
        sure = 0.78
    elif before > 0 and before <= NEAR:
        sure = 0.72
    else:
        sure = 0.64 if -BEHIND <= before <= FAR else 0.0
    return sure - (0.2 if machine else 0.0)


def _line(text: str, before: int, behind: bool, machine: bool, order: str) -> list[DateCandidate]:
    """Candidates of one line outside the body."""
    evidence = f'line "{text}"'
    if _STAMP["copyright"].search(text):
        m = _YEAR.search(text)
        return [DateCandidate(m.group(), "year", "copyright", evidence, 0.9)] if m else []
    found = []
    for day in days(text, order) if len(text) <= 120 else ():
        if _STAMP["crawled"].match(text):
            found.append(DateCandidate(day.value, day.precision, "crawled", evidence, 0.9))
        elif _STAMP["updated"].search(text[: day.start]):
            found.append(DateCandidate(day.value, day.precision, "updated", evidence, 0.7))
        else:
            sure = _line_confidence(text, before, machine)
            if behind and not _STATED.search(text):
                sure = 0.5 - (0.2 if machine else 0.0)
            if sure > 0.2:
                found.append(DateCandidate(day.value, day.precision, "published", evidence, sure))
    return found


def line_dates(
    items: Sequence[Labelled], machine: bool = False, order: str = ""
) -> list[DateCandidate]:
    """Dates written on the page, each with its kind and the line it stands in.

    ``machine`` says that the page gives a publication date in fields of its own: then
    lines count less.  ``order`` is that of figures (:func:`twosource.read.found.days.days`).
    """
    found: list[DateCandidate] = []
    bodies = [i for i, item in enumerate(items) if item.label in CONTENT]
    first, last = (bodies[0], bodies[-1]) if bodies else (0, -1)
    for i, item in enumerate(items):
        text = item.block.text
        if item.label == "caption":
            evidence = f'caption "{text}"'
            found += [
                DateCandidate(d.value, d.precision, "photo", evidence, 0.8)
                for d in days(text, order)
            ]
        elif item.label not in CONTENT and len(text) <= 400:
            behind = last < i <= last + 2
            near = behind or first - FAR <= i <= first + BEHIND
            candidates = _line(text, first - i, behind, machine, order)
            found += [c for c in candidates if near or c.kind != "published"]
    return list(dict.fromkeys(found))

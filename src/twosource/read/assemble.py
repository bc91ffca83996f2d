"""Labelled blocks and metadata -> Account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from twosource.read.found.credits import (
    line_credits,
    photo_credits,
    text_credits,
)
from twosource.read.found.lines import line_dates
from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT
from twosource.types import Caption, Credit, Furniture, Span


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


EDGE = 3
"""Blocks at the beginning and the end of a body that may be the name of its author."""


def without_names(items: list[Labelled], byline: Sequence[str]) -> list[Labelled]:
    """The items, those of the body's edge that are no more than the names of its authors
    labelled so in place; a body of nothing else is left as it is.
    """
    inside = [i for i, item in enumerate(items) if item.label in CONTENT]
    names = {" ".join(n.split()).casefold() for n in byline}
    edge = [*inside[:EDGE], *inside[-1:]] if len(inside) > EDGE else inside[:1]
    for i in edge if len(inside) > 1 else ():
        item = items[i]
        if item.block.text.strip(" .|·•–—-").casefold() in names:
            items[i] = replace(item, label="byline", reason="the author's name alone")
    return items


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


__all__ = [
    "Body",
    "build_body",
    "captions_of",
    "credits_of",
    "furniture_of",
    "line_dates",
    "unique_credits",
    "without_names",
]

"""A proposed position on exact spans: its holder near its content, and known."""

from __future__ import annotations

from twosource.judge.answers import PositionItem
from twosource.judge.odds import Place
from twosource.types import Analysis, Position, Role, Section, Span, Voice

WORDS = 2
"""Words of a content, at least: fewer say nothing of what is wanted."""


def stand(item: PositionItem, content: Place, analysis: Analysis) -> Position | None:
    """The position, without an id; ``None`` where it cannot stand.

    Its holder must stand in a sentence of the content, or in the one before, and be a party
    of the register; its condition in a sentence of the content.
    """
    account, section, span = content
    held = [i for i, s in enumerate(section.sentences) if s.overlap(span)]
    if not held or len(span.of(section.text).split()) < WORDS:
        return None
    own = Span(section.sentences[held[0]].start, section.sentences[held[-1]].end)
    near = Span(section.sentences[max(0, held[0] - 1)].start, own.end)
    holder = _last(section, item.holder, near, span)
    if holder is None or holder.overlap(span) == len(span):
        return None
    actor = analysis.register.at(account, section.part, holder)
    if actor is None:
        return None
    condition = _last(section, item.condition, own, span) if item.condition.strip() else None
    if item.condition.strip() and condition is None:
        return None
    return Position(
        account, "", Role(holder, actor), item.kind, None, span, condition, None,
        "conditional" if condition is not None else "actual", _voice(content, analysis), "",
    )  # fmt: skip


def _last(section: Section, words: str, within: Span, before: Span) -> Span | None:
    """Where words stand as whole words within a stretch: the nearest at or before ``before``,
    else the first after it.
    """
    if not words.strip():
        return None
    found = []
    at = section.text.find(words, within.start, within.end)
    while at >= 0:
        span = Span(at, at + len(words))
        if _whole(section.text, span):
            found.append(span)
        at = section.text.find(words, at + 1, within.end)
    earlier = [s for s in found if s.start <= before.start]
    return earlier[-1] if earlier else next(iter(found), None)


def _whole(text: str, span: Span) -> bool:
    left, right = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (left.isalnum() and text[span.start].isalnum()) and not (
        right.isalnum() and text[span.end - 1].isalnum()
    )


def _voice(content: Place, analysis: Analysis) -> Voice:
    """Whether the words are the holder's own, reported, or the narrator's."""
    account, section, span = content
    if any(q.speech and 2 * q.inner.overlap(span) > len(span) for q in section.quotes):
        return "direct"
    told = any(
        2 * sum(c.overlap(span) for c in s.content) > len(span)
        for s in analysis.statements
        if s.account == account and s.part == section.part
    )
    return "indirect" if told else "narrator"

"""A quotation that is a sentence of its own, and narration that was taken on with it."""

from __future__ import annotations

from twosource.find.statements.draft import Draft
from twosource.types import Section, Span

_ENDS = ",.?!…"


def quoted_alone(section: Section, draft: Draft) -> None:
    """Cut, in place, what stands in no quotation mark behind a quoted sentence and its cue:
    in "“It is late,” he said, a hint at the vote" the hint is the writer's.
    """
    if len(draft.content) < 2 or not draft.cue:
        return
    quotes = [q.span for q in section.quotes if q.speech]
    inside = [any(q.contains(c) for q in quotes) for c in draft.content]
    first = draft.content[0]
    if not inside[0] or first.start > draft.cue[0].start or not _sentence(section.text, first):
        return
    bare = [not any(q.overlap(c) for q in quotes) for c in draft.content]
    last = max(s.end for s in [*draft.cue, *draft.source])
    draft.content = [
        c for c, none in zip(draft.content, bare, strict=True) if not (none and c.start >= last)
    ]


def _sentence(text: str, span: Span) -> bool:
    """Whether the quotation closes like a sentence: a comma or stop before its mark."""
    body = span.of(text).rstrip("\"”’'»")
    return body[-1:] in _ENDS and len(body.split()) > 2

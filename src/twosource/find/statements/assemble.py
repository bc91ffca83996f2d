"""From drafts to a clean list: quotes completed, doubles dropped, order kept."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.find.statements.draft import Draft
from twosource.types import Quote, Section, Span


def assemble(section: Section, drafts: Sequence[Draft]) -> list[Draft]:
    """Join split quotes, add quotes that no cue reaches, drop doubles; text
    order.
    """
    kept = _dedupe(sorted(drafts, key=lambda d: (d.start(), -_size(d))))
    groups: dict[int, list[Quote]] = {}
    for quote in _outer(section.quotes):
        if quote.speech:
            groups.setdefault(quote.group, []).append(quote)
    for draft in kept:
        _complete(draft, groups)
    kept = _dedupe(sorted(kept, key=lambda d: (d.start(), -_size(d))))
    kept += _alone(section, kept, groups)
    return sorted(kept, key=lambda d: (d.start(), -_size(d), d.rule))


def _size(draft: Draft) -> int:
    return sum(len(s) for s in draft.content)


def _outer(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes that no other holds."""
    outer: list[Quote] = []
    for quote in quotes:
        if not outer or not outer[-1].span.contains(quote.span):
            outer.append(quote)
    return outer


def _complete(draft: Draft, groups: dict[int, list[Quote]]) -> None:
    """A content that takes in one whole quote of a split utterance takes in the
    others too.
    """
    for members in groups.values():
        if len(members) < 2:
            continue
        touched = [q for q in members if any(_same(s, q.span) for s in draft.content)]
        if not touched:
            continue
        for quote in members:
            if not any(s.overlap(quote.span) for s in draft.content):
                draft.content.append(quote.span)
    draft.content = join(draft.content)


def _same(content: Span, quote: Span) -> bool:
    """The content ends or begins with that quote."""
    return content.overlap(quote) >= 0.8 * len(quote)


def join(spans: Sequence[Span]) -> list[Span]:
    """Sorted, overlaps merged."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _dedupe(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft per content; the one with a source wins, then the first."""
    kept: dict[tuple[Span, ...], Draft] = {}
    for draft in drafts:
        key = tuple(draft.content)
        old = kept.get(key)
        if old is None or (draft.source and not old.source):
            kept[key] = draft
    return list(kept.values())


def _alone(
    section: Section, drafts: Sequence[Draft], groups: dict[int, list[Quote]]
) -> list[Draft]:
    """Speech that no cue took: whole quoted sentences get a draft without a cue,
    for the speaker who holds the floor.
    """
    extra: list[Draft] = []
    covered = sorted(s for d in drafts for s in d.content)
    for members in groups.values():
        free = [q for q in members if not any(s.overlap(q.span) for s in covered)]
        body = " ".join(q.inner.of(section.text) for q in free)
        if free and len(body.split()) >= 6 and body[:1].isupper():
            extra.append(Draft([q.span for q in free], rule="rule:quote alone"))
    return extra

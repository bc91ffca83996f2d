"""From drafts to a clean list: quotes completed, doubles dropped, order kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from twosource.find.statements.draft import Draft
from twosource.find.statements.signatures import signature_drafts
from twosource.find.statements.turns import turn_drafts
from twosource.types import Quote, Section, Span

TOLD = frozenset({
    "say", "claim", "deny", "warn", "urge", "ask", "reveal", "confirm", "accuse", "report",
    "promise", "according", "suggest",
})  # fmt: skip
"""Kinds of saying that may stand inside another statement: a chain.  Beliefs and
wishes inside a statement are part of what is said."""

NEIGHBOURS = 40
"""Drafts before and after, in text order, that may hold another: keeps long texts
linear, and no news paragraph has as many."""


def assemble(section: Section, drafts: Sequence[Draft]) -> list[Draft]:
    """Join split quotes, add quotes that no cue reaches, drop doubles; text
    order.
    """
    outer = _outer(section.quotes)
    kept = [d for d in drafts if not any(_in_speech(d, q) for q in outer)]
    whole_quotes(kept, section)
    groups = quote_groups(section)
    printed = printed_drafts(section, groups)
    kept = [*give_way(section, kept, printed), *printed]
    kept = _chains(_dedupe(by_place(kept)))
    return by_place([*kept, *alone(section, kept, groups)])


PRINTED = frozenset({"rule:signed", "rule:turn:colon", "rule:lead"})
"""Rules that read who speaks off the page's own layout, not off its words."""


def printed_drafts(section: Section, groups: dict[int, list[Quote]]) -> list[Draft]:
    """Turns of a conversation and, outside them, signatures and lines that lead up to
    somebody's words.
    """
    turns = turn_drafts(section, groups)
    taken = sorted(s for d in turns for s in [*d.content, *d.source])
    signed = [
        d
        for d in signature_drafts(section, groups)
        if not any(near_any(s, taken) for s in [*d.content, *d.source])
    ]
    return [*turns, *signed]


def give_way(section: Section, drafts: list[Draft], printed: Sequence[Draft]) -> list[Draft]:
    """Signatures and turns of an interview stand as printed: other drafts lose what
    these hold, and go where nothing is left.
    """
    if not printed:
        return drafts
    kept: list[Draft] = []
    taken = sorted(s for d in printed for s in [*d.content, *d.cue, *d.source])
    turns = sorted(s for d in printed if d.rule == "rule:turn:colon" for s in d.content)
    for draft in drafts:
        if _retold(section, draft, turns):
            kept.append(draft)  # what a speaker of a conversation says that others said
            continue
        content = [s for s in draft.content if not near_any(s, taken)]
        if content and not any(near_any(s, taken) for s in [*draft.cue, *draft.source]):
            draft.content = content
            kept.append(draft)
    return kept


_SELF = frozenset({"i", "we", "you", "me", "us", "who", "that", "which"})


def _retold(section: Section, draft: Draft, turns: Sequence[Span]) -> bool:
    """Wholly inside one turn, and said by somebody else than who speaks it."""
    parts = [*draft.content, *draft.cue, *draft.source]
    low, high = min(p.start for p in parts), max(p.end for p in parts)
    at = bisect_left(turns, high, key=lambda s: s.end)
    inside = at < len(turns) and turns[at].start <= low and high <= turns[at].end
    named = [s for s in draft.source if s.of(section.text).lower() not in _SELF]
    return inside and bool(named) and bool(draft.cue) and high - low < len(turns[at])


def near_any(span: Span, taken: Sequence[Span]) -> bool:
    """Whether one of some sorted spans, none inside another, overlaps it."""
    at = bisect_left(taken, span.start, key=lambda s: s.end)
    return any(span.overlap(s) for s in taken[at : at + 2])


def by_place(drafts: Sequence[Draft]) -> list[Draft]:
    """Text order, the larger first."""
    return sorted(drafts, key=lambda d: (d.start(), -_size(d), d.rule))


def quote_groups(section: Section) -> dict[int, list[Quote]]:
    """Speech quotes, outermost, by utterance."""
    groups: dict[int, list[Quote]] = {}
    for quote in _outer(section.quotes):
        if quote.speech:
            groups.setdefault(quote.group, []).append(quote)
    return groups


def whole_quotes(drafts: Sequence[Draft], section: Section) -> None:
    """Complete the quotes that contents touch, and split utterances."""
    outer, groups = _outer(section.quotes), quote_groups(section)
    for draft in drafts:
        low = min(s.start for s in draft.content) - 1
        high = max(s.end for s in draft.content) + 1
        near = [q for q in outer if q.span.start < high and low < q.span.end]
        _whole_quotes(draft, near)
        _complete(draft, {q.group: groups[q.group] for q in near if q.group in groups})


def _in_speech(draft: Draft, quote: Quote) -> bool:
    """The cue stands inside quoted speech: the words of the one quoted."""
    return quote.speech and any(quote.inner.contains(c) for c in draft.cue)


def _whole_quotes(draft: Draft, outer: Sequence[Quote]) -> None:
    """A content that begins with a quote's first words, or ends inside one,
    takes in the whole quote.
    """
    grown: list[Span] = []
    for span in draft.content:
        for quote in outer:
            if not quote.speech or not span.overlap(quote.span):
                continue
            if span.start <= quote.inner.start or quote.span.contains(span):
                span = Span(min(span.start, quote.span.start), max(span.end, quote.span.end))
        grown.append(span)
    draft.content = join(grown)


def _chains(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop drafts inside another's content unless they are told, with a source
    of their own.
    """
    kept: list[Draft] = []
    for k, draft in enumerate(drafts):
        around = drafts[max(0, k - NEIGHBOURS) : k + NEIGHBOURS]
        holders = [d for d in around if d is not draft and _holds(d, draft)]
        told = draft.rule.rsplit(":", 1)[-1] in TOLD and bool(draft.source)
        if not holders or told:
            kept.append(draft)
    return kept


def _holds(one: Draft, other: Draft) -> bool:
    return any(s.contains(c) for s in one.content for c in other.cue) and _size(one) > _size(other)


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


def alone(section: Section, drafts: Sequence[Draft], groups: dict[int, list[Quote]]) -> list[Draft]:
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

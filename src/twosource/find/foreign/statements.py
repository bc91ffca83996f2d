"""Frames of reported speech -> statements with speakers."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.language.foreign.frame import Frame
from twosource.language.foreign.reading import Reading, reading_of
from twosource.types import Actor, Parse, Register, Span, Statement

_NEAR = 700
"""Code points between two sayings of one speaker whom the second does not name."""


def statements_by_lists(parse: Parse, register: Register) -> tuple[Statement, ...]:
    """The statements of the text of an account, in order; none where no list knows its language.

    Args:
        parse: an account parsed by lists.
        register: the parties of the call.
    """
    reading = reading_of(parse.account)
    if reading is None:
        return ()
    out: list[Statement] = []
    last: tuple[Actor | None, int] = (None, 0)
    for frame in reading.frames:
        speaker = _speaker(reading, frame, register, last)
        last = (speaker, frame.content.end)
        out.append(_statement(reading, frame, speaker, f"s{len(out) + 1}"))
    return tuple(out)


def _statement(reading: Reading, frame: Frame, speaker: Actor | None, number: str) -> Statement:
    return Statement(
        account=reading.account.id,
        id=number,
        part="text",
        source=(frame.source,) if frame.source is not None and frame.rule != "on" else (),
        cue=(frame.cue,) if frame.cue is not None else (),
        content=(frame.content,),
        form="direct" if frame.direct else "indirect",
        speaker=speaker,
        addressee=None,
        polarity="affirmed",
        modality="actual",
        rule=f"lists:{reading.lists.code}:{frame.rule}",
    )


def _speaker(
    reading: Reading, frame: Frame, register: Register, last: tuple[Actor | None, int]
) -> Actor | None:
    if frame.source is not None:
        return register.at(reading.account.id, "text", frame.source)
    if not frame.again:
        return None
    since = last[1] if last[0] is not None else max(0, frame.content.start - _NEAR)
    if frame.rule in {"alone", "colon"}:  # nothing but the paragraph ties it to anybody
        text = reading.account.text
        since = max(since, text.rfind("\n", 0, frame.content.start) + 1)
        if last[0] is not None and "\n" in text[last[1] : frame.content.start]:
            last = (None, 0)
    named = _between(reading, frame, register, since)
    if named is not None:
        return named
    if last[0] is not None and frame.content.start - last[1] <= _NEAR:
        return last[0]
    return None


def _between(reading: Reading, frame: Frame, register: Register, since: int) -> Actor | None:
    """The one person whom the nearest sentence since the last saying, or this one's own before
    the words, names.
    """
    own = next((s.span for s in reading.sentences if s.span.contains(frame.content)), frame.content)
    spans: list[Span] = [s.span for s in reading.sentences if since <= s.span.end <= own.start]
    if own.start < frame.content.start:
        spans.append(Span(own.start, frame.content.start))
    for span in reversed(spans[-3:]):
        people = _people(reading, register, span)
        if people:
            return people[0] if len(people) == 1 else None
    return None


def _people(reading: Reading, register: Register, span: Span) -> Sequence[Actor]:
    found: dict[str, Actor] = {}
    for mention in register.within(reading.account.id, "text", span):
        if mention.actor is not None:
            actor = register.actor(mention.actor)
            if actor.kind == "person":
                found.setdefault(actor.id, actor)
    return list(found.values())

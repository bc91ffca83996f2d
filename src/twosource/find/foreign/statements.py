"""Frames of reported speech -> statements with speakers."""

from __future__ import annotations

from twosource.find.foreign.speakers import Voice, voices
from twosource.language.foreign.frame import Frame
from twosource.language.foreign.reading import Reading, reading_of
from twosource.types import Parse, Register, Statement


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
    for frame, voice in zip(reading.frames, voices(reading, register), strict=True):
        out.append(_statement(reading, frame, voice, f"s{len(out) + 1}"))
    return tuple(out)


def _statement(reading: Reading, frame: Frame, voice: Voice, number: str) -> Statement:
    source = frame.source if frame.rule != "on" else None
    source = source or voice.source
    return Statement(
        account=reading.account.id,
        id=number,
        part="text",
        source=(source,) if source is not None else (),
        cue=(frame.cue,) if frame.cue is not None else (),
        content=(frame.content,),
        form="direct" if frame.direct else "indirect",
        speaker=voice.actor,
        addressee=None,
        polarity="affirmed",
        modality="actual",
        rule=f"lists:{reading.lists.code}:{frame.rule}",
    )

"""A piece of reported speech as words around it show it."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.types import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """Attributed content: ``rule`` names the pattern (``after``, ``before``, ``colon``, ``on``,
    ``dash``, ``that``, ``according``); ``again`` where the last speaker goes on; ``ahead`` the
    words behind it that may name who speaks, ``pointed`` where they point back to it; ``closed``
    unless its paragraph ends before its closing mark.
    """

    content: Span
    cue: Span | None
    source: Span | None
    direct: bool
    rule: str
    again: bool = False
    ahead: Span | None = None
    pointed: bool = False
    closed: bool = True

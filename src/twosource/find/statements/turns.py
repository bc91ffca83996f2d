"""Turns of an interview printed inside quotation marks: ``"MARR: The dam holds.``"""

from __future__ import annotations

import re

from twosource.find.statements.draft import Draft
from twosource.types import Quote, Section, Span

_TURN = re.compile(r"\s*(?P<who>[A-Z][A-Z.'’ -]{0,40})(?P<colon>:)\s+(?=\S)")


def turn_drafts(section: Section, groups: dict[int, list[Quote]]) -> list[Draft]:
    """A draft for each turn whose speaker's name stands in capitals before a colon.

    Args:
        section: the part.
        groups: its speech quotes by utterance.

    Returns:
        Nothing where fewer than two people take turns: one name in capitals may
        be a sign or a heading.  A quote without a name goes on with the turn
        before it in its utterance.
    """
    out: list[Draft] = []
    for members in groups.values():
        turn: Draft | None = None
        for quote in members:
            hit = _TURN.match(section.text, quote.inner.start, quote.inner.end)
            if hit is not None:
                tokens = section.doc.char_span(*hit.span("who"), alignment_mode="expand")
                turn = Draft(
                    [Span(hit.end(), quote.inner.end)],
                    [Span(*hit.span("who"))],
                    [Span(*hit.span("colon"))],
                    head=int(tokens.root.i) if tokens is not None else None,
                    rule="rule:turn:colon",
                )
                out.append(turn)
            elif turn is not None:
                turn.content.append(quote.inner)
    names = {d.source[0].of(section.text) for d in out}
    return out if len(names) > 1 else []

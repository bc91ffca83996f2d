"""Turns of a conversation: printed with a label each, or inside quotation marks."""

from __future__ import annotations

import re

from twosource.find.statements.draft import Draft, trimmed
from twosource.language.turns import find_turns
from twosource.types import Quote, Section, Span

_TURN = re.compile(r"\s*(?P<who>[A-Z][A-Z.'’ -]{0,40})(?P<colon>:)\s+(?=\S)")
RULE = "rule:turn:colon"


def turn_drafts(section: Section, groups: dict[int, list[Quote]]) -> list[Draft]:
    """A draft for each turn of a conversation.

    Args:
        section: the part.
        groups: its speech quotes by utterance.

    Returns:
        Nothing where fewer than two people take turns: one label may be a sign or a
        heading.
    """
    return [*_labelled(section), *_quoted(section, groups)]


def _labelled(section: Section) -> list[Draft]:
    """Turns outside quotation marks, whole, every paragraph of them."""
    out: list[Draft] = []
    for turn in find_turns(section.text):
        name = section.doc.char_span(turn.name.start, turn.name.end, alignment_mode="expand")
        head = int(name[-1].i) if name is not None else None
        raw = (trimmed(section.text, s.start, s.end, section.quotes) for s in turn.said)
        said = [s for s in raw if s is not None]
        if said:
            out.append(Draft(said, [turn.label], [turn.mark], head=head, rule=RULE))
    return out


def _quoted(section: Section, groups: dict[int, list[Quote]]) -> list[Draft]:
    """Turns inside quotation marks, ``"MARR: The dam holds.``; a quote without a name
    goes on with the turn before it in its utterance.
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
                    rule=RULE,
                )
                out.append(turn)
            elif turn is not None:
                turn.content.append(quote.inner)
    names = {d.source[0].of(section.text) for d in out}
    return out if len(names) > 1 else []

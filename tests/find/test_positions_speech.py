"""Positions in what people are quoted as saying."""

from __future__ import annotations

import pytest

from twosource.find.positions import find_positions
from twosource.find.positions.chance import CUT
from twosource.language import parse
from twosource.types import Account, Position, Register, Span, Statement

TAIL = " Mora said."


def said(content: str, cut: float = 0.0) -> tuple[tuple[Position, ...], str]:
    text = f"“{content}”{TAIL}"
    start = text.index("Mora", len(content) + 2)
    statement = Statement(
        account="a", id="s1", part="text", source=(Span(start, start + 4),),
        cue=(Span(start + 5, start + 9),), content=(Span(1, 1 + len(content)),),
        form="direct", speaker=None, addressee=None, polarity="affirmed", modality="actual",
        rule="test",
    )  # fmt: skip
    read = parse(Account("a", text, "0"))
    return find_positions(read, Register((), ()), [statement], cut=cut), text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("The army must leave Velm now,", "demand"),
        ("We will not sign the treaty,", "refusal"),
        ("We will rebuild the bridge,", "promise"),
        ("I support the nurses of Velm,", "support"),
        ("I am sorry for the delay,", "apology"),
        ("The plan is a disgrace,", "accusation"),
        ("The firm ignores its own workers,", "accusation"),
        ("We did not attack the convoy,", "denial"),
        ("It is vital that the mediator stays neutral,", "demand"),
        ("Attempts to move the villagers are futile,", "refusal"),
        ("There will be consequences,", "threat"),
        ("If you help us, you will have the contract,", "offer"),
        ("Please leave the building,", "appeal"),
    ],
)
def test_plain_speech(content: str, kind: str) -> None:
    found, text = said(content)
    assert kind in {p.kind for p in found}
    position = next(p for p in found if p.kind == kind)
    assert position.holder.span.of(text) == "Mora"
    assert position.voice == "direct"
    assert position.statement == "s1"


def test_plain_remark_is_no_position() -> None:
    found, _ = said("The river froze in January,", CUT)
    assert found == ()

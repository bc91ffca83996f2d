"""Positions told by a word for them, construction by construction."""

from __future__ import annotations

import pytest

from twosource.find.positions import find_positions
from twosource.find.positions.lexicon import KINDS, cue, frames
from twosource.language import parse
from twosource.types import Account, Position, Register


def positions(text: str) -> tuple[Position, ...]:
    return find_positions(parse(Account("a", text, "0")), Register((), ()), (), cut=0.0)


@pytest.mark.parametrize(
    ("text", "kind", "holder", "content"),
    [
        ("The union demanded higher pay for drivers.", "demand", "The union", "higher pay"),
        (
            "The bishop urged Mora to free the crew.",
            "demand",
            "The bishop",
            "Mora to free the crew",
        ),
        (
            "The mayor called on the army to leave Velm.",
            "demand",
            "The mayor",
            "army to leave Velm",
        ),
        ("The mayor called for an inquiry into the fire.", "demand", "The mayor", "an inquiry"),
        ("The rebels offered to free the crew.", "offer", "The rebels", "to free the crew"),
        ("The rebels are willing to free the crew.", "offer", "The rebels", "to free the crew"),
        ("The governor vowed to rebuild the bridge.", "promise", "The governor", "rebuild"),
        ("Dorvia refused to hold talks with the rebels.", "refusal", "Dorvia", "to hold talks"),
        ("The council decided not to sell the port.", "refusal", "The council", "sell the port"),
        ("The minister is not willing to resign.", "refusal", "The minister", "resign"),
        (
            "The mayor condemned plans to flood the valley.",
            "refusal",
            "The mayor",
            "flood the valley",
        ),
        ("The army threatened to shell the harbour.", "threat", "The army", "to shell the harbour"),
        (
            "The union accused the firm of hiding the report.",
            "accusation",
            "The union",
            "hiding the report",
        ),
        ("Critics called the plan an outrage.", "accusation", "Critics", "the plan an outrage"),
        (
            "The firm denied that it had hidden the report.",
            "denial",
            "The firm",
            "hidden the report",
        ),
        (
            "The senator praised the nurses of Velm hospital.",
            "support",
            "The senator",
            "the nurses",
        ),
        ("The senator apologized for the remarks.", "apology", "The senator", "for the remarks"),
        (
            "The priest appealed for calm in the valley.",
            "appeal",
            "The priest",
            "calm in the valley",
        ),
    ],
)
def test_kind_holder_content(text: str, kind: str, holder: str, content: str) -> None:
    found = [p for p in positions(text) if p.kind == kind]
    assert [p.holder.span.of(text) for p in found] == [holder]
    assert content in found[0].content.of(text)


def test_or_else_is_a_demand_and_a_threat_with_its_condition() -> None:
    text = "Mora warned the rebels to free the crew or face consequences."
    by_kind = {p.kind: p for p in positions(text)}
    assert by_kind["demand"].content.of(text) == "the rebels to free the crew"
    threat = by_kind["threat"]
    assert threat.content.of(text) == "face consequences"
    assert threat.condition is not None
    assert "free the crew" in threat.condition.of(text)
    assert threat.modality == "conditional"


def test_condition_and_exchange_are_spans_outside_the_content() -> None:
    text = "The rebels offered to free the crew in exchange for a safe road home."
    (offer,) = (p for p in positions(text) if p.kind == "offer")
    assert offer.content.of(text) == "to free the crew"
    assert offer.exchange_for is not None
    assert offer.exchange_for.of(text) == "a safe road home"
    text = "The union threatened to close the port unless the firm pays."
    (threat,) = (p for p in positions(text) if p.kind == "threat")
    assert threat.content.of(text) == "to close the port"
    assert threat.condition is not None
    assert threat.condition.of(text) == "unless the firm pays"
    assert threat.modality == "conditional"


def test_what_is_said_not_to_be_held_is_not_told() -> None:
    text = "The union did not demand higher pay for drivers."
    assert positions(text) == ()


def test_criticism_that_one_faces_is_not_ones_own() -> None:
    for text in (
        "The plan has faced criticism from the union.",
        "The mayor drew criticism for the delay.",
    ):
        assert not [
            p for p in positions(text) if p.holder.span.of(text) in {"The plan", "The mayor"}
        ]


def test_lexicon_covers_every_kind() -> None:
    assert {f.kind for group in frames().values() for f in group} == set(KINDS)
    assert "must" in cue("must")

"""Who did what to whom, construction by construction, in sentences of our own."""

from __future__ import annotations

import pytest

from twosource.find.events import find_events
from twosource.language import parse
from twosource.types import Account, Event, Register

NOBODY = Register((), ())


def events(text: str) -> list[tuple[Event, str]]:
    found = find_events(parse(Account("a", text, "0")), NOBODY, ())
    return [(event, text) for event in found]


def triples(text: str) -> set[tuple[str, str, str]]:
    return {
        (
            event.type,
            event.source.span.of(t) if event.source else "",
            event.target.span.of(t) if event.target else "",
        )
        for event, t in events(text)
    }


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        # active, passive, by-phrase
        (
            "Arvalan troops attacked the rebels on Monday.",
            ("ASSAULT", "Arvalan troops", "the rebels"),
        ),
        (
            "The rebels were attacked by Arvalan troops.",
            ("ASSAULT", "Arvalan troops", "The rebels"),
        ),
        # relative clause: the antecedent acts
        (
            "The soldiers who arrested the mayor left at dawn.",
            ("COERCE", "The soldiers", "the mayor"),
        ),
        # reduced relative
        (
            "The men arrested by the police were taken to the capital.",
            ("COERCE", "the police", "The men"),
        ),
        # light verb with a noun
        (
            "The minister held talks with the union on Friday.",
            ("CONSULT", "The minister", "the union"),
        ),
        ("The army launched an attack on the village.", ("ASSAULT", "The army", "the village")),
        # nominal predicate with a possessor and "on"
        (
            "Dorvia's invasion of Arvala shocked the world.",
            ("ASSAULT", "Dorvia", "Arvala"),
        ),
        # outer acts swallow the act refused or asked for
        (
            "Dorvia refused to hold talks with the rebels.",
            ("REJECT", "Dorvia", "the rebels"),
        ),
        (
            "The bishop urged the rebels to lay down their arms.",
            ("REQUEST", "The bishop", "the rebels"),
        ),
        (
            "The governor has threatened to attack the strikers.",
            ("THREATEN", "The governor", "the strikers"),
        ),
        # gerund behind a preposition: the accused is the doer
        (
            "The union accused the company of attacking workers.",
            ("ASSAULT", "the company", "workers"),
        ),
        # conjunction of verbs shares the subject
        (
            "The president met the envoy and criticized the rebels.",
            ("ACCUSE", "The president", "the rebels"),
        ),
        # subject control
        ("The president promised to help the farmers.", ("AGREE", "The president", "the farmers")),
        # both sides of a reciprocal
        (
            "The president and the rebels signed an agreement.",
            ("SUPPORT", "The president", "the rebels"),
        ),
        # "it" in reported speech is the reporter
        ("The ministry said it condemned the rebels.", ("ACCUSE", "The ministry", "the rebels")),
    ],
)
def test_finds_triple(text: str, triple: tuple[str, str, str]) -> None:
    assert triple in triples(text)


def test_spans_are_tight() -> None:
    text = "The army's chief, General Odo Brant, who is 61, criticized Mayor Lena Ruud of Korsk."
    event = next(e for e, _ in events(text) if e.type == "ACCUSE")
    assert event.source is not None
    assert "," not in event.source.span.of(text)
    assert event.target is not None
    assert event.target.span.of(text).startswith("Mayor Lena Ruud")


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "flags"),
    [
        ("The army did not attack the village.", "attack", "ASSAULT", {"negated"}),
        ("The army will attack the village.", "attack", "THREATEN", {"future"}),
        ("The president will meet the rebels.", "meet", "AGREE", {"future"}),
        ("The president will not meet the rebels.", "meet", "REJECT", {"future", "negated"}),
        ("The army may attack the village.", "attack", "ASSAULT", {"hypothetical"}),
        ("If the army attacks the village, we leave.", "attacks", "ASSAULT", {"hypothetical"}),
        ("The army had attacked the village.", "attacked", "ASSAULT", {"historical"}),
        ("The army attacked the village.", "attacked", "ASSAULT", set()),
    ],
)
def test_flags(text: str, trigger: str, kind: str, flags: set[str]) -> None:
    event = next(e for e, _ in events(text) if e.trigger.of(text) == trigger)
    assert (event.type, set(event.flags)) == (kind, flags)


def test_ids_are_unique_over_parts() -> None:
    account = Account("a", "Police arrested the mayor.", "0", title="Police arrest the mayor")
    found = find_events(parse(account), NOBODY, ())
    assert len(found) >= 2
    assert len({e.id for e in found}) == len(found)
    assert {e.part for e in found} == {"title", "text"}


def test_furniture_of_language_gives_nothing() -> None:
    assert events("The weather was mild and the river was low.") == []

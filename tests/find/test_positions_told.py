"""What is told of the stands that are found: sentences a party would sign."""

from __future__ import annotations

import pytest

from twosource.find import find_positions, find_statements
from twosource.find.positions.chance import CUT, weights
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account


def told(text, cut=CUT):
    read = parse(Account("a", text, "0"))
    register = resolve([read])
    found = find_positions(read, register, find_statements(read, register), cut=cut)
    return [(p.holder.actor.name, p.kind, p.content.of(text)) for p in found]


@pytest.mark.parametrize(
    "text",
    [
        "Asked on Monday whether the minister broke the law, Ilse Dahl, a press secretary, said "
        "she would look into it.",
        "“What do we need?” asked Ilse Dahl, the mayor of Ode.",
        "“Did the company lie to us?” Ilse Dahl asked.",
        "Ilse Dahl did not rule out force.",
        "Ilse Dahl has not threatened to close the port.",
        "Ilse Dahl said she would never rule it out.",
        "Ilse Dahl denied that the council had broken the law.",
        "Ilse Dahl, the mayor of Ode, offered to give her.",
        "They had been promised two ferries, Ilse Dahl, the mayor of Ode, said.",
    ],
)
def test_nothing_that_was_asked_denied_or_left_empty(text):
    kinds = {kind for _, kind, _ in told(text, cut=0.0)}
    assert not kinds & {"accusation", "demand", "refusal", "threat", "offer", "promise"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Varn Harbour does not intend to raise the price.", "refusal"),
        ("Varn Harbour is not planning to sell the quay.", "refusal"),
        ("The company did not agree to open its books.", "refusal"),
        ("The mayor, Ilse Dahl, is not willing to resign.", "refusal"),
        ("The board has no intention of selling and will not plan to sell the quay.", "refusal"),
    ],
)
def test_what_is_not_intended_is_no_promise(text, kind):
    kinds = {k for _, k, _ in told(text, cut=0.0)}
    assert kind in kinds
    assert "promise" not in kinds


@pytest.mark.parametrize(
    "text",
    [
        "Its secretary, Runa Kast, demanded that the crew be let off the vessel and threatened to "
        "stop unloading coal.",
        "Runa Kast insisted that the men be paid by Friday and threatened to stop unloading coal.",
        "Runa Kast asked that the crew be freed and threatened to stop unloading coal.",
    ],
)
def test_a_threat_is_of_who_demanded_and_not_of_whom_it_was_demanded_for(text):
    threats = [(who, what) for who, kind, what in told(text, cut=0.0) if kind == "threat"]
    assert threats == [("Runa Kast", "to stop unloading coal")]


@pytest.mark.parametrize(
    "text",
    [
        "The union demanded higher pay for drivers.",
        "The governor vowed to rebuild the bridge.",
        "The army threatened to shell the harbour.",
        "Mayor Ilse Dahl refused to hold talks with the owners.",
        "The union accused the firm of hiding the report.",
        "The firm denied that it had hidden the report.",
    ],
)
def test_plain_stands_are_told(text):
    assert told(text)


def test_one_stand_is_told_once():
    text = "“We will fight against the closure of the quay,” said Ilse Dahl, the mayor of Ode."
    assert len(told(text, cut=0.0)) == 1


def test_the_weights_are_of_features_that_exist():
    assert "bias" in weights()
    heads = {name.split()[0] for name in weights()} - {"bias"}
    assert heads <= {
        "rule",
        "word",
        "place",
        "modality",
        "told",
        "holder",
        "words",
        "content",
        "has",
    }

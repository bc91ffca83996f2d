"""What is told of the stands that are found: sentences a party would sign."""

from __future__ import annotations

import pytest

from twosource.find import find_positions, find_statements
from twosource.find.positions.chance import CUT, weights
from twosource.find.positions.lexicon import KINDS
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
        "she had not read the report.",
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


def test_the_weights_are_of_signs_that_exist():
    assert "bias" in weights()
    known = {"bias", "a", "has", "content", "holder", "party", "place", "words", "sure", "told",
             "stance", "direct", "indirect", "mixed", "all", "blame", "praise", "bad", "denying",
             "no", "subject", "will", "may", "must", "been", "negated", "tag", "pos", "to",
             "the", "hypothetical", "in"}  # fmt: skip
    for name in weights():
        head = name.split()[0]
        assert head.rstrip(":") in KINDS | known, name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“I’m not going to vote for this bill,” Senator Ada Morn said.", "refusal"),
        ("“I don’t support a longer season,” the coach, Rhona Bell, said.", "refusal"),
        ("The Dorvian guild withdrew its support for the new canal.", "refusal"),
        ("Jon Brann dismissed allegations that he had sold the boat.", "denial"),
        ("“We didn’t break any law,” said Jon Brann, the leader of the council.", "denial"),
    ],
)
def test_what_is_turned_round_keeps_its_turn(text, kind):
    kinds = [k for _, k, _ in told(text, cut=0.3)]
    assert kind in kinds
    assert not {"promise", "support", "accusation"} & set(kinds)


@pytest.mark.parametrize(
    "text",
    [
        "“You don’t need a coat,” Senator Ada Morn said.",
        "Governor Ada Morn will decide by June whether to run.",
        "Ilse Dahl called for Governor Ada Morn to veto the bill.",
    ],
)
def test_what_is_open_or_asked_of_another_is_nobodys_refusal_or_demand(text):
    found = {(who, k) for who, k, _ in told(text)}
    assert not {("Ada Morn", "refusal"), ("Ada Morn", "demand"), ("Ada Morn", "promise")} & found


def test_every_sentence_of_a_quotation_is_read():
    text = "“The law must go. It is a wet day. We will not sign it,” Senator Ada Morn said."
    kinds = [k for _, k, _ in told(text)]
    assert kinds == ["demand", "refusal"]

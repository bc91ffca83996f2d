"""Who holds a position that stands inside another's sentence, and what is none."""

from __future__ import annotations

from twosource.find import find_positions, find_statements
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account


def held(text: str) -> list[tuple[str, str, str]]:
    read = parse(Account("a", text, "0"))
    register = resolve([read])
    found = find_positions(read, register, find_statements(read, register))
    return [(p.holder.span.of(text), p.kind, p.content.of(text)) for p in found]


def test_who_presses_without_giving_is_the_one_who_gives_nothing() -> None:
    found = held(
        "Dorvia has been pushing Velm to extend the truce and free more sailors without"
        " offering any firm commitment to withdraw its troops."
    )
    assert ("Dorvia", "demand", "Velm to extend the truce and free more sailors") in found
    assert ("Dorvia", "refusal", "to withdraw its troops") in found
    assert not any(kind == "promise" or holder == "Velm" for holder, kind, _ in found)


def test_a_given_commitment_stays_a_promise() -> None:
    found = held("Dorvia gave a firm commitment to withdraw its troops.")
    assert [(h, k) for h, k, _ in found] == [("Dorvia", "promise")]


def test_what_somebody_is_charged_with_is_the_charge() -> None:
    found = held("The bishop accused the council of siding with the landlords.")
    assert [k for _, k, _ in found] == ["accusation"]


def test_a_judgement_of_nothing_is_no_position() -> None:
    text = "“You can do what’s right for your people,” the envoy, Orla Brandt, said."
    assert not any(kind == "support" for _, kind, _ in held(text))


def test_praise_of_something_is_support() -> None:
    found = held("“The new bridge is wonderful,” said Orla Brandt, the mayor of Velm.")
    assert any(kind == "support" for _, kind, _ in found)


def test_the_occasion_is_no_part_of_what_is_promised() -> None:
    found = held("Orla Brandt vowed to remain in the race on Friday in a radio interview.")
    assert ("Orla Brandt", "promise", "to remain in the race") in found

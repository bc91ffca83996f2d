"""Mentions of one event share ``same``; other events do not."""

from __future__ import annotations

from twosource.find.events import find_events, link_events
from twosource.language import parse_all
from twosource.types import Account, Event, Register

NOBODY = Register((), ())


def linked(*texts: str) -> list[Event]:
    parses = list(parse_all(Account(f"a{i}", text, "0") for i, text in enumerate(texts)))
    found = [e for p in parses for e in find_events(p, NOBODY, ())]
    return list(link_events(found, parses, NOBODY))


def test_one_event_in_two_accounts() -> None:
    a, b = linked(
        "Korsk police arrested the mayor of Velm on Sunday.",
        "The mayor of Velm was arrested by Korsk police on Sunday.",
    )
    assert a.same == b.same


def test_other_target_is_another_event() -> None:
    a, b = linked(
        "Korsk police arrested the mayor of Velm.",
        "Korsk police arrested two students near Velm.",
    )
    assert a.same != b.same


def test_negated_is_not_the_same() -> None:
    a, b = linked("Dorvia attacked the port of Velm.", "Dorvia did not attack the port of Velm.")
    assert a.same != b.same


def test_every_event_has_a_value_and_alone_keeps_its_own() -> None:
    events = linked("Dorvia attacked the port. The bishop praised the nurses.")
    assert len({e.same for e in events}) == len(events)
    assert all(e.same == f"{e.account}/{e.id}" for e in events)


def test_a_noun_and_its_verb_can_tell_of_one_event() -> None:
    found = linked(
        "Dorvia negotiated with the Velm rebels in the port of Karst over the stolen grain.",
        "The negotiations between Dorvia and the Velm rebels over the stolen grain went on in"
        " the port of Karst.",
    )
    told = [e for e in found if e.type == "CONSULT"]
    assert {e.account for e in told} == {"a0", "a1"}
    assert len({e.same for e in told}) == 1


def test_one_word_in_two_stories_is_two_events() -> None:
    a, b = linked(
        "Gunmen attacked a bank in the harbour quarter and fled by boat with the cash.",
        "Wolves attacked sheep on a hill farm; shepherds want dogs and higher fences.",
    )[:2]
    assert a.same != b.same


def test_what_is_refused_keeps_two_refusals_apart() -> None:
    a, b = linked(
        "Dorvia refused to pay the fine for the bridge.",
        "Dorvia refused to sell the bridge to the bank.",
    )
    assert a.same != b.same


def test_bound_to_act_is_told_as_to_come_and_the_occasion_has_no_doer() -> None:
    text = "Since the May raid, Dorvia remains committed to eliminating the Velm rebels."
    found = linked(text)
    raid = next(e for e in found if e.trigger.of(text) == "raid")
    vowed = next(e for e in found if e.trigger.of(text) == "eliminating")
    assert raid.source is None
    assert (vowed.type, vowed.flags) == ("THREATEN", ("future",))
    assert raid.same != vowed.same


def test_order_of_accounts_does_not_matter() -> None:
    texts = (
        "Korsk police arrested the mayor of Velm on Sunday.",
        "The mayor of Velm was arrested by Korsk police on Sunday.",
        "Korsk police arrested two students near Velm.",
    )
    there, back = linked(*texts), linked(*reversed(texts))
    assert there[0].same == there[1].same != there[2].same
    assert back[1].same == back[2].same != back[0].same

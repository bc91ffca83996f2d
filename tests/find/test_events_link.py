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

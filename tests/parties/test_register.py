"""What a register tells of a party."""

from __future__ import annotations

from parties.telling import speakers_of
from twosource.parties.register import told_roles


def test_roles_are_told_once_and_without_pronouns() -> None:
    assert told_roles(["Its chief executive", "chief executive of Karlow", "Mr"]) == [
        "chief executive of Karlow"
    ]
    assert told_roles(["mayor", "former mayor"]) == ["mayor", "former mayor"]


def test_an_office_of_a_person_speaks_for_the_person() -> None:
    assert speakers_of("Mayor Clara Dorn was away. Her office said she would be back.") == [
        "Clara Dorn"
    ]

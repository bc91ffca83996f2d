"""Names are tight: title, honours and state are no part of them."""

from __future__ import annotations

import pytest

from parties.telling import account, actor_of, one, register_of
from twosource.language import parse
from twosource.parties import resolve


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("US President Ada Brandt spoke on Monday.", "Ada Brandt", "US President"),
        ("Prime Minister Lena Holm resigned.", "Lena Holm", "Prime Minister"),
        ("Mia Sand opened the show, said team captain Jon Reed.", "Jon Reed", "team captain"),
        ("Carl Voss, spokesman for the Harbour Union, denied it.", "Carl Voss",
         "spokesman for the Harbour Union"),
        ("Carl Voss, who is also a member of the Harbour Council, left.", "Carl Voss",
         "member of the Harbour Council"),
    ],
)  # fmt: skip
def test_titles_are_roles_and_no_part_of_the_mention(text: str, name: str, role: str) -> None:
    actor = one(register_of(text), name)
    assert role in actor.roles
    assert actor.aliases == (name,)


def test_honours_are_no_family_name() -> None:
    text = "Clara Dorn KC spoke in Lessing. “The case is weak,” Dorn said."
    register = register_of(text)
    assert actor_of(register, text, "Dorn") == actor_of(register, text, "Clara Dorn KC")
    assert register.actors[0].name == "Clara Dorn"


def test_a_capital_stands_for_its_state_only_where_it_acts() -> None:
    text = "Norway sent a boat. Oslo said the boat was safe. He lives in Oslo."
    register = register_of(text)
    norway = actor_of(register, text, "Norway")
    assert actor_of(register, text, "Oslo") == norway
    assert actor_of(register, text, "Oslo", nth=1) != norway


def test_members_of_a_party_are_not_the_party() -> None:
    text = "The Republican Party met. Two Republicans left early."
    register = register_of(text)
    assert actor_of(register, text, "Two Republicans") != actor_of(
        register, text, "Republican Party"
    )


def test_title_and_captions_are_read_too() -> None:
    title = "Brandt Rejects Plan, Says Holm"
    parsed = parse(account("Ada Brandt said no. Peter Holm agreed.", title=title))
    register = resolve([parsed])
    found = {m.span.of(title): m.actor for m in register.mentions if m.part == "title"}
    assert found["Brandt"] == "ada-brandt"
    assert found["Holm"] == "peter-holm"

"""Names, titles, roles: one person under all the forms of a name."""

from __future__ import annotations

import pytest

from parties.telling import actor_of, one, register_of, words_of

WIRE = (
    "The Veldanian envoy for the Northern Islands, Tomas al-Radi, has accused the port workers "
    "of stalling. Al-Radi said the talks had failed. Radi will return on Monday, and he expects "
    "a protest."
)


def test_article_and_hyphen_forms_are_one_person() -> None:
    register = register_of(WIRE)
    radi = one(register, "Tomas al-Radi")
    assert radi.kind == "person"
    assert {"Tomas al-Radi", "Al-Radi", "Radi", "he"} <= set(words_of(register, radi.id, WIRE))
    assert "Veldanian envoy for the Northern Islands" in radi.roles
    assert any("surname" in reason for reason in radi.evidence)


def test_an_apposition_is_a_mention_and_tight() -> None:
    register = register_of(WIRE)
    assert actor_of(register, WIRE, "The Veldanian envoy") == "tomas-al-radi"


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


def test_office_and_title_name_the_same_person_later() -> None:
    text = (
        "Foreign Minister David Reed met traders in Oster. The foreign minister said the port "
        "would open. He left at noon."
    )
    register = register_of(text)
    reed = one(register, "David Reed")
    assert words_of(register, reed.id, text) == ["David Reed", "The foreign minister", "He"]


def test_two_bearers_of_a_surname_stay_apart() -> None:
    text = (
        "Mrs. Holm said she would stay. Anna Holm founded the club. Her brother Peter Holm sold "
        "it. Mr. Holm said he was sorry."
    )
    register = register_of(text)
    assert actor_of(register, text, "Anna Holm") != actor_of(register, text, "Peter Holm")
    assert actor_of(register, text, "Anna Holm") != actor_of(register, text, "Holm", nth=1)


def test_a_person_is_not_the_administration_nor_the_state() -> None:
    text = (
        "US President Ada Brandt spoke. The White House confirmed the talks. The Brandt "
        "administration wants a deal, and the US administration said so. The United States waits."
    )
    register = register_of(text)
    ids = {
        name: actor_of(register, text, name)
        for name in ("Ada Brandt", "White House", "United States", "The Brandt administration")
    }
    assert len(set(ids.values())) == 4
    assert actor_of(register, text, "the US administration") == ids["The Brandt administration"]
    assert one(register, "White House").of == ids["United States"]


def test_acronyms_and_listed_names() -> None:
    text = (
        "The Coastal Fishing Council (CFC) agreed. The CFC has 40 members. The European Union "
        "and the EU are one."
    )
    register = register_of(text)
    assert actor_of(register, text, "CFC", nth=1) == "coastal-fishing-council"
    assert actor_of(register, text, "EU") == actor_of(register, text, "European Union")


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

"""Names, titles, roles: one person under all the forms of a name in one account."""

from __future__ import annotations

from parties.telling import ENVOY, actor_of, called, one, register_of, words_of


def test_article_and_hyphen_forms_are_one_person() -> None:
    register = register_of(ENVOY)
    radi = one(register, "Tomas al-Radi")
    assert radi.kind == "person"
    assert {"Tomas al-Radi", "Al-Radi", "Radi", "he"} <= set(words_of(register, radi.id, ENVOY))
    assert "Veldanian envoy for the Northern Islands" in radi.roles
    assert any("surname" in reason for reason in radi.evidence)


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


def test_acronyms_and_listed_names() -> None:
    text = (
        "The Coastal Fishing Council (CFC) agreed. The CFC has 40 members. The European Union "
        "and the EU are one."
    )
    register = register_of(text)
    assert actor_of(register, text, "CFC", nth=1) == "coastal-fishing-council"
    assert actor_of(register, text, "EU") == actor_of(register, text, "European Union")


def test_double_family_names_go_together() -> None:
    register = register_of(
        "Yaw Mensah-Dahl spoke in Dorn. Kim Dahl listened. “Pay up,” Mensah-Dahl said. Dahl left."
    )
    assert {a.name for a in called(register, "Dahl")} == {"Yaw Mensah-Dahl", "Kim Dahl"}


def test_father_and_son_of_one_name_stay_two() -> None:
    register = register_of(
        "Otto Dorn Jr. opened the mill in Lessing. Otto Dorn III closed it in May.",
        "Otto Dorn Jr. spoke in Lessing of the mill.",
    )
    ids = {m.actor for m in register.mentions if m.actor and m.actor.startswith("otto-dorn")}
    assert ids == {"otto-dorn-jr", "otto-dorn-iii"}


def test_a_niece_of_the_same_surname_is_somebody_else() -> None:
    text = "Mr Dorn called a strike. His niece, Dr Dorn, said the wards would stay open."
    register = register_of(text)
    assert actor_of(register, text, "Dorn") != actor_of(register, text, "Dorn", nth=1)

"""Nominals that point back; when to abstain."""

from __future__ import annotations

from parties.telling import actor_of, called, one, register_of, words_of


def test_the_group_is_the_group_last_spoken_of() -> None:
    text = (
        "Hamas rejected the plan. Talks with the group began in May. The militant group said it "
        "was ready."
    )
    register = register_of(text)
    hamas = one(register, "Hamas")
    assert words_of(register, hamas.id, text) == ["Hamas", "the group", "The militant group", "it"]


def test_another_side_is_another_party() -> None:
    text = "The home side led. The away side scored twice."
    register = register_of(text)
    assert actor_of(register, text, "The home side") != actor_of(register, text, "The away side")


def test_a_clause_says_which_one_is_meant() -> None:
    text = (
        "The council met on Monday. The council founded by Peter Holm is another one. A website "
        "called it a joke. The council agreed."
    )
    register = register_of(text)
    council = actor_of(register, text, "The council")
    assert actor_of(register, text, "The council", nth=1) != council


def test_an_age_stands_for_the_person_last_spoken_of() -> None:
    register = register_of("Ngozi Adeyemi closed the bridge. The 51-year-old said it was unsafe.")
    ages = [m.actor for m in register.mentions if m.reason == "role of the person last spoken of"]
    assert ages == ["ngozi-adeyemi"]


def test_a_body_called_by_name_and_noun_is_one() -> None:
    register = register_of(
        "Brightwater said it would dredge. A ship of the Brightwater company sank. "
        "Ada Brandt, the chief executive of Brightwater, wept."
    )
    assert [a.name for a in called(register, "Brightwater")] == ["Brightwater"]


def test_a_nationality_is_no_employer() -> None:
    text = (
        "The Fisheries Council's envoy Otto Veld said the cod were gone. “We looked everywhere,” "
        "the Norwegian diplomat said."
    )
    register = register_of(text)
    assert actor_of(register, text, "the Norwegian diplomat") == "otto-veld"


def test_who_spoke_before_in_the_paragraph_speaks_on() -> None:
    text = "Otto Veld said the weir would hold. “I built it,” the veteran engineer said."
    register = register_of(text)
    assert actor_of(register, text, "the veteran engineer") == "otto-veld"
    other = "Otto Veld said the weir would hold.\n\nThe mayor said it would not."
    register = register_of(other)
    assert actor_of(register, other, "The mayor") != "otto-veld"


def test_initials_of_an_office_are_no_other_office() -> None:
    text = (
        "Chief Electoral Officer Clara Dorn said the vote was calm. "
        "The count would start at noon, the CEO said."
    )
    register = register_of(text)
    assert actor_of(register, text, "the CEO") == "clara-dorn"

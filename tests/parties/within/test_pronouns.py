"""Pronouns that point back; when to abstain."""

from __future__ import annotations

from parties.telling import actor_of, register_of


def test_gender_decides() -> None:
    text = "Ada Brandt met Peter Holm on Monday. She thanked the crew. He left early."
    register = register_of(text)
    assert actor_of(register, text, "She") == "ada-brandt"
    assert actor_of(register, text, "He") == "peter-holm"


def test_the_speaker_goes_on_speaking() -> None:
    text = (
        "Peter Holm said the mill would close. Only one worker, Tom Gray, has been paid. The mill "
        "owes more. He said the bank had refused."
    )
    register = register_of(text)
    assert actor_of(register, text, "He") == "peter-holm"


def test_i_is_the_speaker_and_he_is_not() -> None:
    text = "“I told him that he was wrong,” said Peter Holm. Carl Voss left."
    register = register_of(text)
    assert actor_of(register, text, "I") == "peter-holm"
    assert actor_of(register, text, "he") != "peter-holm"


def test_we_is_nobody_certain_where_a_person_speaks() -> None:
    text = "“We will stay,” said Peter Holm."
    register = register_of(text)
    assert actor_of(register, text, "We") is None
    reasons = [m.reason for m in register.mentions if m.actor is None]
    assert reasons and all(reasons)


def test_empty_it_is_no_party() -> None:
    text = "The council met. It is clear that the bridge is old. It said the bridge would close."
    register = register_of(text)
    assert actor_of(register, text, "It") is None
    assert actor_of(register, text, "It", nth=1) == actor_of(register, text, "The council")


def test_beside_my_mother_she_is_not_surely_the_topic() -> None:
    text = "Lena Holm wrote to us. I was told that my mother had left and that I must not call her."
    register = register_of(text)
    assert actor_of(register, text, "her") != "lena-holm"


def test_nobody_is_her_own_lawyer() -> None:
    text = "Clara Dorn was fined. Otto Veld, her lawyer, said he would appeal."
    register = register_of(text)
    assert actor_of(register, text, "her") == "clara-dorn"

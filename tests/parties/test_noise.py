"""What is no party, and what is one although it looks like several."""

from __future__ import annotations

from parties.telling import account
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.types import Actor, Register


def _register(*texts: str) -> Register:
    accounts = [account(text, f"a{n}") for n, text in enumerate(texts)]
    return resolve(list(parse_all(accounts)))


def _called(register: Register, words: str) -> list[Actor]:
    return [a for a in register.actors if words.lower() in a.name.lower()]


def test_numbers_predicates_and_nobody_are_no_parties() -> None:
    register = _register(
        "The ministry gave the wrong figure, Ada Brandt said. None of the boats had complained. "
        "No government of Ostrey had done so. She came in person. "
        "Otto Lind is not a neutral mediator, she said."
    )
    for words in ("wrong figure", "None", "no government", "person", "neutral mediator"):
        assert not _called(register, words), words
    assert _called(register, "Otto Lind")


def test_a_figure_that_is_somebody_is_a_party() -> None:
    register = _register("A senior opposition figure in Ostrey said the vote was lost.")
    assert _called(register, "figure")


def test_what_somebody_is_accused_of_is_no_role() -> None:
    register = _register(
        "Maren Dahl accused the minister of bad faith. The minister, Ilsa Corv, denied it."
    )
    roles = [r for a in register.actors for r in (a.name, *a.roles)]
    assert not any("faith" in role for role in roles), roles
    assert "minister" in _called(register, "Ilsa Corv")[0].roles


def test_the_only_board_of_a_story_is_that_board() -> None:
    register = _register(
        "The Athletics Integrity Board banned Tesfaye Worku, Kirsten Vaage said in Dorn.",
        "In Dorn, the board says Tesfaye Worku lied. Kirsten Vaage agreed.",
    )
    boards = {m.actor for m in register.mentions if m.actor and "board" in m.actor}
    assert boards == {"athletics-integrity-board"}


def test_two_boards_stay_two() -> None:
    register = _register(
        "The Athletics Integrity Board banned Tesfaye Worku, Kirsten Vaage said in Dorn. "
        "The Dorn Lottery Board paid.",
        "In Dorn, the board says Tesfaye Worku lied. Kirsten Vaage agreed.",
    )
    short = [m for m in register.mentions if m.account == "a1" and m.actor and "board" in m.actor]
    assert short
    assert not {m.actor for m in short} & {m.actor for m in register.mentions if m.account == "a0"}


def test_double_family_names_go_together() -> None:
    register = _register(
        "Yaw Mensah-Dahl spoke in Dorn. Kim Dahl listened. “Pay up,” Mensah-Dahl said. Dahl left."
    )
    assert {a.name for a in _called(register, "Dahl")} == {"Yaw Mensah-Dahl", "Kim Dahl"}


def test_an_age_stands_for_the_person_last_spoken_of() -> None:
    register = _register("Ngozi Adeyemi closed the bridge. The 51-year-old said it was unsafe.")
    ages = [m.actor for m in register.mentions if m.reason == "role of the person last spoken of"]
    assert ages == ["ngozi-adeyemi"]


def test_a_body_called_by_name_and_noun_is_one() -> None:
    register = _register(
        "Brightwater said it would dredge. A ship of the Brightwater company sank. "
        "Ada Brandt, the chief executive of Brightwater, wept."
    )
    assert [a.name for a in _called(register, "Brightwater")] == ["Brightwater"]

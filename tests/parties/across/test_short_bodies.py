"""Bodies that an account names by their noun alone."""

from __future__ import annotations

from parties.telling import register_of


def test_the_only_board_of_a_story_is_that_board() -> None:
    register = register_of(
        "The Athletics Integrity Board banned Tesfaye Worku, Kirsten Vaage said in Dorn.",
        "In Dorn, the board says Tesfaye Worku lied. Kirsten Vaage agreed.",
    )
    boards = {m.actor for m in register.mentions if m.actor and "board" in m.actor}
    assert boards == {"athletics-integrity-board"}


def test_two_boards_stay_two() -> None:
    register = register_of(
        "The Athletics Integrity Board banned Tesfaye Worku, Kirsten Vaage said in Dorn. "
        "The Dorn Lottery Board paid.",
        "In Dorn, the board says Tesfaye Worku lied. Kirsten Vaage agreed.",
    )
    short = [m for m in register.mentions if m.account == "b" and m.actor and "board" in m.actor]
    assert short
    assert not {m.actor for m in short} & {m.actor for m in register.mentions if m.account == "a"}

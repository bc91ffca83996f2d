"""Nominals that are mentions of a party, and such as are none."""

from __future__ import annotations

from parties.telling import called, register_of


def test_numbers_predicates_and_nobody_are_no_parties() -> None:
    register = register_of(
        "The ministry gave the wrong figure, Ada Brandt said. None of the boats had complained. "
        "No government of Ostrey had done so. She came in person. "
        "Otto Lind is not a neutral mediator, she said."
    )
    for words in ("wrong figure", "None", "no government", "person", "neutral mediator"):
        assert not called(register, words), words
    assert called(register, "Otto Lind")


def test_a_figure_that_is_somebody_is_a_party() -> None:
    register = register_of("A senior opposition figure in Ostrey said the vote was lost.")
    assert called(register, "figure")

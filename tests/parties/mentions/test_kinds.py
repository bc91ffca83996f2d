"""Person, body, place or ship: told by what stands around the name."""

from __future__ import annotations

from parties.telling import actor_of, register_of


def test_a_ship_is_no_company() -> None:
    text = "The ferry Solvei ran aground. Its owner, Karlow, said the company would pay."
    register = register_of(text)
    assert actor_of(register, text, "the company") == actor_of(register, text, "Karlow")

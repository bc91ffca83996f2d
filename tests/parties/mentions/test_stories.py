"""Accounts of two stories are kept apart."""

from __future__ import annotations

from parties.telling import actor_of, register_of


def test_a_surname_is_not_carried_into_another_story() -> None:
    first = "Ada Brandt, the mayor of Oster, opened the harbour with Carl Voss of the Port Union."
    other = "Coach Brandt said the Hill Rovers had played badly against Lake Town."
    register = register_of(first, other)
    assert actor_of(register, other, "Brandt", "b") != actor_of(register, first, "Ada Brandt")

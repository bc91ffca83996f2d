"""Whose leader, whose office."""

from __future__ import annotations

from parties.telling import actor_of, register_of


def test_its_leader_is_the_head_the_story_names() -> None:
    a = "Clara Dorn, president of the Lessing Pilots' Union, said the port would stand still."
    b = (
        "The Lessing Pilots' Union met on Monday. Its leader said the port would stand still. "
        "Otto Veld, chief executive of Karlow Shipping, declined to comment."
    )
    register = register_of(a, b)
    assert actor_of(register, b, "Its leader", "b") == actor_of(register, a, "Clara Dorn")
    assert actor_of(register, b, "Otto Veld", "b") != actor_of(register, a, "Clara Dorn")

"""Bodies without a name that two accounts call alike."""

from __future__ import annotations

from parties.telling import actor_of, register_of


def test_unnamed_bodies_with_equal_words_in_one_story() -> None:
    first = "Tom Harrow, spokesman for the Veldanian army, met Ada Brandt in Oster."
    other = "Tom Harrow told Ada Brandt in Oster that the Veldanian army was ready."
    register = register_of(first, other)
    assert actor_of(register, first, "the Veldanian army") == actor_of(
        register, other, "the Veldanian army", "b"
    )

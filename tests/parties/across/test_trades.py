"""People of one trade over a story."""

from __future__ import annotations

from parties.telling import register_of


def test_people_of_one_trade_are_one_over_a_story() -> None:
    a = "Fishers blocked Lessing Quay. The fishers want their nets back, Clara Dorn said."
    b = "The Lessing fishers told Clara Dorn on Lessing Quay that they would stay."
    register = register_of(a, b)
    ids = {x.id for x in register.actors if "fishers" in x.id}
    assert len(ids) == 1

"""The short name of a firm over accounts."""

from __future__ import annotations

from parties.telling import actor_of, register_of, speakers_of


def test_the_short_name_of_a_firm_is_the_firm() -> None:
    a = "Karlow Holdings said it would build ships in Lessing, Mayor Ines Amari announced."
    b = "Mayor Ines Amari welcomed Karlow to Lessing. A Karlow spokesman said work would start."
    register = register_of(a, b)
    assert actor_of(register, a, "Karlow Holdings") == actor_of(register, b, "Karlow", "b")
    assert speakers_of(a, b)[-1] == "Karlow Holdings"

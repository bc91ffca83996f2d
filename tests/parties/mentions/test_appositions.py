"""Which nominal stands for which name, and where a role ends."""

from __future__ import annotations

from parties.telling import ENVOY, actor_of, called, register_of


def test_an_apposition_is_a_mention_and_tight() -> None:
    register = register_of(ENVOY)
    assert actor_of(register, ENVOY, "The Veldanian envoy") == "tomas-al-radi"


def test_according_to_someone_a_detective_is_no_apposition() -> None:
    text = "According to Holm, a detective was given the files. Peter Holm is a baker."
    register = register_of(text)
    assert actor_of(register, text, "a detective") != "peter-holm"


def test_what_somebody_is_accused_of_is_no_role() -> None:
    register = register_of(
        "Maren Dahl accused the minister of bad faith. The minister, Ilsa Corv, denied it."
    )
    roles = [r for a in register.actors for r in (a.name, *a.roles)]
    assert not any("faith" in role for role in roles), roles
    assert "minister" in called(register, "Ilsa Corv")[0].roles

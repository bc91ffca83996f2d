"""A role first and the name after it."""

from __future__ import annotations

from parties.telling import FRONT, FRONT_TOLD, actor_of, one, register_of


def test_role_first_and_name_after() -> None:
    register = register_of(FRONT, FRONT_TOLD)
    sabek = one(register, "Imran al-Sabek")
    assert actor_of(register, FRONT_TOLD, "A senior Karst Front figure", "b") == sabek.id
    assert actor_of(register, FRONT_TOLD, "Sabek", "b") == sabek.id
    assert actor_of(register, FRONT, "A senior Karst Front official") == sabek.id
    assert any("calls Imran al-Sabek" in reason for reason in sabek.evidence)
    assert actor_of(register, FRONT_TOLD, "Karst Front", "b", 1) != sabek.id


def test_role_first_alone_needs_other_evidence() -> None:
    told = register_of(FRONT_TOLD)
    assert actor_of(told, FRONT_TOLD, "A senior Karst Front figure") == "imran-al-sabek"
    apart = (
        "A senior Karst Front figure has accused the mayor of bad faith.\n\n"
        "Lena Holm said the harbour was closed."
    )
    register = register_of(apart)
    assert actor_of(register, apart, "A senior Karst Front figure") != "lena-holm"

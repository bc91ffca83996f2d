"""One person whom two accounts name in different ways."""

from __future__ import annotations

from parties.telling import actor_of, register_of
from twosource.parties.words.name_forms import one_name


def test_a_short_first_name_joins_over_accounts() -> None:
    a = "William Dorn runs the ferry at Lessing Quay, the Harbour Board said."
    b = "The Harbour Board said Lessing Quay would shut. “Never,” said Bill Dorn."
    register = register_of(a, b)
    assert actor_of(register, a, "William Dorn") == actor_of(register, b, "Bill Dorn", "b")


def test_marks_in_a_group_do_no_harm() -> None:
    register = register_of(
        "The - fishers left Lessing. The ... fishers, Clara Dorn said, '' drivers."
    )
    assert {m.account for m in register.mentions} == {"a"}
    assert not one_name("", "Clara Dorn")
    assert not one_name("-", "-")

"""A person, the government, its seat and the state are four."""

from __future__ import annotations

from parties.telling import actor_of, one, register_of


def test_a_person_is_not_the_administration_nor_the_state() -> None:
    text = (
        "US President Ada Brandt spoke. The White House confirmed the talks. The Brandt "
        "administration wants a deal, and the US administration said so. The United States waits."
    )
    register = register_of(text)
    ids = {
        name: actor_of(register, text, name)
        for name in ("Ada Brandt", "White House", "United States", "The Brandt administration")
    }
    assert len(set(ids.values())) == 4
    assert actor_of(register, text, "the US administration") == ids["The Brandt administration"]
    assert one(register, "White House").of == ids["United States"]

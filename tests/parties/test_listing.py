"""Which parties a list of them holds."""

from __future__ import annotations

from parties.telling import register_of
from twosource.parties import listed
from twosource.types import Register


def _listed(register: Register, text: str, voices: set[str], deeds: set[str]) -> list[str]:
    texts = {("a", "text"): text, ("a", "title"): ""}
    found = listed(register, frozenset(voices), frozenset(deeds), frozenset(), texts)
    return [a.id for a in found]


def test_the_list_holds_parties_and_no_crowds_or_papers() -> None:
    text = (
        "A neutral mediator met 13 people in Lessing. The report shows a loss. "
        "The dockers stopped work, Clara Dorn said."
    )
    register = register_of(text)
    everybody = {a.id for a in register.actors}
    ids = _listed(register, text, {"clara-dorn", "report"}, everybody)
    assert "clara-dorn" in ids
    assert "dockers" in ids
    assert not {"13-people", "report", "neutral-mediator"} & set(ids)

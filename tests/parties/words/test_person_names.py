"""Parts of names."""

from __future__ import annotations

from twosource.parties.words.body_names import short_of
from twosource.parties.words.name_forms import short_form
from twosource.parties.words.person_names import generation, surname


def test_parts_of_names() -> None:
    assert (surname("Otto Dorn Jr."), generation("Otto Dorn Jr.")) == ("dorn", "jr")
    assert (generation("Otto Dorn III"), generation("Otto Dorn")) == ("iii", "")
    assert short_form("maggie", "margaret")
    assert not short_form("otto", "clara")
    assert short_of("Karlow Holdings") == "karlow"
    assert short_of("Karlow Dockers") == ""

"""Shortened words and titles as the parser sees them; datelines."""

from __future__ import annotations

import pytest

from twosource.find import find_statements
from twosource.language import parse
from twosource.language.datelines import dateline_end
from twosource.packaged import table
from twosource.parties import resolve
from twosource.types import Account


def who(text: str) -> list[str | None]:
    read = parse(Account("a", text, "0"))
    found = find_statements(read, resolve([read]))
    return [s.speaker.name if s.speaker is not None else None for s in found]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_shortened_not_is_a_not(mark: str) -> None:
    text = f"She didn{mark}t sign it and he won{mark}t."
    doc = parse(Account("a", text, "0")).section("text").doc
    assert [t.dep_ for t in doc if t.text == f"n{mark}t"][:1] == ["neg"]
    assert doc.text == text


def test_a_title_with_a_stop_ends_no_sentence() -> None:
    assert "Smt." in table("language", "titles")["abbreviated"]
    assert who("“It is safe,” said Smt. Revathi Devi, the controller.") == ["Revathi Devi"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ODE, May 3 (Brightwire) - Mayor Ilse Dahl said so.", "Mayor"),
        ("PELL HARBOR (Continental) — A jury sat.", "A jury"),
        ("Ranjipur, 19 February 2026 – The board met.", "The board"),
        ("VELM -- “We go,” she said.", "“We"),
        ("NATO - the alliance - said so.", "NATO"),
        ("The mayor — Ilse Dahl — said so.", "The mayor"),
    ],
)
def test_where_a_dateline_ends(text: str, rest: str) -> None:
    assert text[dateline_end(text, 0) :].startswith(rest)


def test_a_dateline_does_not_speak() -> None:
    text = "PELL HARBOR, March 12, 2026 – District Attorney Lucille Brand said that it was over."
    assert who(text) == ["Lucille Brand"]


def test_who_has_the_turn_is_not_he() -> None:
    text = (
        "VENN: I have spoken to the priest, Father Anselm Duart, who keeps the list. He told me "
        "the slope fell at five.\n\nHOST: Was there a warning?\n\nVENN: I said it was late."
    )
    read = parse(Account("a", text, "0"))
    found = find_statements(read, resolve([read]))
    told = next(s for s in found if s.content[0].of(text).startswith("the slope"))
    assert told.speaker is not None
    assert told.speaker.name == "Anselm Duart"


def test_answers_alone_are_labelled() -> None:
    text = (
        "Sixto Marchel receives us at the bar.\n\nIs it done?\nMarchel: It is done when I see "
        "the ink.\n\nHow much is it?\nMarchel: Twenty million now.\n"
    )
    assert who(text) == ["Sixto Marchel", "Sixto Marchel"]


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Ada Morn of Ode voted no. The Ode Democrat said she would try again.",
        "Rep. Ada Morn said she was running. The freshman lawmaker said it was time.",
        "President Ada Morn met her deputy. Vice President Lena Vik spoke. The president said no.",
    ],
)
def test_an_office_points_back_to_its_holder(text: str) -> None:
    assert who(text)[-1] == "Ada Morn"

"""A sentence without what only one account has: what goes, and what must stay."""

from __future__ import annotations

import pytest

from dossier.test_told import scene
from twosource.dossier.abridged import kept, tells
from twosource.types import Span


def without(text: str, *gone: str) -> str:
    """What stays of a text where the other accounts have nothing of some stretches."""
    section = scene({"a": text}).section("a", "text")

    def odd(span: Span) -> bool:
        return any(span.of(text).strip(" ,.") == g for g in gone)

    return " … ".join(p.of(text) for p in kept(section, Span(0, len(text)), odd))


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("The ferry Alma ran aground off Tarn on Sunday.", "on Sunday",
         "The ferry Alma ran aground off Tarn"),
        ("The ferry Alma, the oldest there, ran aground off Tarn.", "the oldest there",
         "The ferry Alma … ran aground off Tarn."),
        ("The council closed the quay after a long night of talks and will open it in May.",
         "after a long night of talks", "The council closed the quay … and will open it in May."),
    ],
)  # fmt: skip
def test_phrases_that_turn_nothing_go(text: str, gone: str, left: str) -> None:
    assert without(text, gone) == left


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The council will open the quay if the owners pay for it.", "if the owners pay for it"),
        ("The ferry sailed without its captain.", "without its captain"),
        ("Orla Venn was chief of staff.", "of staff"),
        ("The ferry Alma (built in Tarn) ran aground.", "built in Tarn"),
        ("The ferry did not sail to Tarn in spring.", "not"),
    ],
)
def test_what_turns_the_rest_stays(text: str, gone: str) -> None:
    assert without(text, gone) == text


def test_all_stays_where_nothing_is_odd() -> None:
    text = "The ferry Alma ran aground off Tarn on Sunday."
    assert without(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ines Vold said on Tuesday in the town hall.", False),
        ("Mayor Ines Vold said that the quay was closed.", True),
        ("The quay was closed on Tuesday.", True),
    ],
)
def test_somebody_said_is_not_enough(text: str, expected: bool) -> None:
    section = scene({"a": text}).section("a", "text")
    assert tells(section, [Span(0, len(text))]) is expected

"""No row is agreed while its accounts differ."""

from __future__ import annotations

import pytest

from compare.tellings import account, analysis
from twosource.compare import compare
from twosource.types import Finding

REST = (
    "The council of Velmora met the owners of the western quay in the town hall.\n\n"
    "A ferry with 31 passengers had to turn back to Sarnholm in the fog."
)


def agreed(*texts: str) -> list[tuple[Finding, list[str]]]:
    """The rows that three accounts agree on, with their words."""
    accounts = [account(n, f"{t}\n\n{REST}") for n, t in zip("abc", texts, strict=False)]
    found = compare(analysis(*accounts), (), ())
    by_id = {a.id: a.text for a in accounts}
    return [
        (f, [s.of(by_id[i]) for i, s in f.spans.items()]) for f in found if f.kind == "agree"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two", "odd_one", "odd_two"),
    [
        ("The minister of Vellin did not rule out the use of force on the quay.",
         "The minister of Vellin ruled out the use of force on the quay.",
         "did not rule out", "ruled out"),
        ("The authority is investigating 62 confirmed cases of fever in the town of Velmora.",
         "The authority is investigating 26 confirmed cases of fever in the town of Velmora.",
         "62", "26"),
        ("Doctors said that the captain of the ferry was fully fit.",
         "Doctors said that the captain of the ferry was not fully fit.", "was fully", "not fully"),
        ("The union said it would stop the cranes if the owners of the quay refused to talk.",
         "The union said it would stop the cranes.", "if the owners", "would stop the cranes."),
        ("The owners must hand over the quay by midnight on Friday, the court ruled.",
         "The owners must hand over the quay by midnight on Saturday, the court ruled.",
         "Friday", "Saturday"),
    ],
)  # fmt: skip
def test_no_row_holds_both_sides_of_a_contradiction(
    one: str, two: str, odd_one: str, odd_two: str
) -> None:
    for _, words in agreed(one, two):
        assert not (odd_one in words[0] and odd_two in words[1])


def test_what_both_tell_around_an_odd_figure_is_still_agreed() -> None:
    rows = agreed(
        "The authority said 62 people fell ill after a visit to the western fish market.",
        "The authority said 26 people fell ill after a visit to the western fish market.",
    )
    assert any("western fish market" in words[0] and "62" not in words[0] for _, words in rows)


def test_the_same_words_are_agreed() -> None:
    rows = agreed(*["The union of the dockers asked the owners for a rise of 6 percent."] * 2)
    assert any("asked the owners" in words[0] for _, words in rows)


def test_a_third_that_contradicts_stands_outside_the_row() -> None:
    plain = "The minister of Vellin did not rule out the use of force on the quay."
    rows = agreed(plain, plain, "The minister of Vellin ruled out the use of force on the quay.")
    force = [f for f, words in rows if "use of force" in words[0]]
    assert all(set(f.spans) == {"a", "b"} for f in force)

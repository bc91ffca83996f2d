"""An account that speaks against itself."""

from __future__ import annotations

import pytest

from compare.tellings import account, analysis
from twosource.compare import compare

CALLED = "Former President Otto Reyl of Velmora was criticised by the dockers on Monday. "


def inside(text: str) -> list:
    made = compare(analysis(account("a", text), account("b", "It rained.")), (), ())
    return [f for f in made if f.rule == "compare.inside.role"]


@pytest.mark.parametrize(
    "rest",
    ["The union urged the Reyl administration to lower the harbour fees.",
     "The Reyl government is raising the harbour fees again."],
)  # fmt: skip
def test_a_former_president_whose_government_acts(rest: str) -> None:
    (found,) = inside(CALLED + rest)
    assert (found.kind, found.type, list(found.spans)) == ("differ", "role", ["a"])
    assert "Former President Otto Reyl" in found.reason
    assert "Reyl " in found.reason.split("treats", 1)[1]


@pytest.mark.parametrize(
    "rest",
    ["The Reyl administration raised the harbour fees in 2009.",
     'The union said: "The Reyl administration is robbing us."',
     "The union urged the Brandt administration to lower the harbour fees."],
)  # fmt: skip
def test_what_a_government_once_did_is_no_contradiction(rest: str) -> None:
    assert not inside(CALLED + rest)


def test_a_president_in_office_has_a_government() -> None:
    assert not inside(CALLED.replace("Former ", "") + "The Reyl government is raising the fees.")


def counts(text: str) -> list:
    made = compare(analysis(account("a", text), account("b", "It rained.")), (), ())
    return [f for f in made if f.rule == "compare.inside.number"]


def test_a_figure_told_twice_and_not_alike():
    text = (
        "The flood at Tarn destroyed 14 houses on Monday, the mayor said. Nobody was hurt.\n\n"
        "The flood at Tarn destroyed 19 houses, and the bridge is shut."
    )
    found = counts(text)
    assert len(found) == 1
    assert found[0].type == "number"
    assert found[0].spans["a"].of(text) == "19 houses"
    assert "14 houses" in found[0].reason


@pytest.mark.parametrize(
    "second",
    [
        "The flood at Tarn destroyed 14 houses, and the bridge is shut.",
        "The flood at Tarn destroyed 19 other houses downstream.",
        "The flood at Tarn destroyed at least 19 houses.",
        "The flood at Tarn destroyed 19 houses on Friday.",
        "The fire at Selm destroyed 19 houses.",
        "The flood at Tarn spared 19 houses.",
        '"The flood at Tarn destroyed 19 houses," a neighbour said.',
    ],
)
def test_other_counts_are_no_contradiction(second):
    assert not counts(f"The flood at Tarn destroyed 14 houses on Monday, the mayor said. {second}")

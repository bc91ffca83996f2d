"""Surely or not, now or once: how a matter stands."""

from __future__ import annotations

import pytest

from compare.tellings import account, analysis
from twosource.compare import compare

HEDGED = [
    ("The owner of the Velmora quay may close the western ferry terminal in spring.",
     '"I think the owner is going to close the western ferry terminal in spring," Reyl said.'),
    ("The western ferry terminal of Velmora could be closed by the owner in spring.",
     "The western ferry terminal of Velmora is believed to be closed by the owner in spring."),
]  # fmt: skip
NOW = "At present the harbour is calm. Currently, it is thought that 14 divers from Sarnholm are in the wreck."  # noqa: E501
ONCE = "The harbour is calm. The 14 divers from Sarnholm were seized in the wreck on Monday."


def found(a: str, b: str) -> list[tuple[str, str]]:
    made = compare(analysis(account("a", a), account("b", b)), (), ())
    return [(f.type, f.rule) for f in made if f.kind == "differ"]


@pytest.mark.parametrize(("a", "b"), HEDGED)
def test_another_kind_of_hedge_is_a_difference(a: str, b: str) -> None:
    assert "hedging" in {t for t, _ in found(a, b)}
    assert "hedging" in {t for t, _ in found(b, a)}


def test_the_same_hedge_is_none() -> None:
    a, b = HEDGED[0][0], HEDGED[0][0].replace("western ferry", "big western ferry")
    assert "hedging" not in {t for t, _ in found(a, b)}


def test_what_holds_now_against_what_happened() -> None:
    assert ("status", "status/now-once") in found(NOW, ONCE)
    assert ("status", "status/now-once") in found(ONCE, NOW)


def test_now_on_both_sides_is_no_difference_of_status() -> None:
    other = NOW.replace("Currently", "Now")
    assert not [t for t, _ in found(NOW, other) if t == "status"]

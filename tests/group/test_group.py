"""Accounts fall into the stories they tell."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import ModelError
from twosource.group import group
from twosource.group import model as model_module
from twosource.group.linkage import clusters
from twosource.types import Account

FLOOD = [
    "The river Ondra burst its banks at Vell on Monday and drove 400 families from their homes. "
    "Mayor Ilse Bramm asked the army for boats.",
    "Some 400 families fled Vell after the Ondra flooded the old town on Monday, mayor Ilse Bramm "
    "said. Soldiers with boats were on their way.",
    "Army boats reached flooded Vell late on Monday. The Ondra had risen four metres, Bramm said.",
]
TRIAL = [
    "A court in Karsk jailed shipping magnate Oto Ferrin for six years on Monday for bribing port "
    "inspectors.",
    "Oto Ferrin, who owns the Karsk ferry line, got six years in prison for bribes to inspectors "
    "of the port.",
]
ALONE = "Astronomers in Tulay counted the moons of a dwarf planet again and found one more."


def accounts(texts: list[str]) -> list[Account]:
    return [Account(id=f"a{n}", text=t, sha256="") for n, t in enumerate(texts)]


def cells(texts: list[str]) -> set[frozenset[str]]:
    named = accounts(texts)
    text = {a.id: a.text for a in named}
    return {frozenset(text[i] for i in s.accounts) for s in group(named)}


def test_two_stories_and_a_loner_come_apart() -> None:
    assert cells([*FLOOD, *TRIAL, ALONE]) == {
        frozenset(FLOOD), frozenset(TRIAL), frozenset([ALONE]),
    }  # fmt: skip


def test_the_order_of_arrival_changes_nothing() -> None:
    texts = [*FLOOD, *TRIAL, ALONE]
    expected = cells(texts)
    for seed in range(4):
        shuffled = texts[:]
        random.Random(seed).shuffle(shuffled)
        assert cells(shuffled) == expected


def test_ids_come_in_input_order_and_each_once() -> None:
    found = group(accounts([TRIAL[0], FLOOD[0], TRIAL[1], FLOOD[1]]))
    assert found[0].accounts[0] == "a0"
    assert sorted(i for s in found for i in s.accounts) == ["a0", "a1", "a2", "a3"]
    assert all(list(s.accounts) == sorted(s.accounts) for s in found)


def test_nothing_and_one_account() -> None:
    assert group([]) == ()
    assert [s.accounts for s in group(accounts(["One."]))] == [("a0",)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_grouped_whole(texts: list[str]) -> None:
    found = group(accounts(texts))
    assert sorted(i for s in found for i in s.accounts) == [f"a{n}" for n in range(len(texts))]


def test_linkage_needs_the_mean_not_one_bridge() -> None:
    near = [(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.5)]
    assert clusters(4, near, 0.3) == [0, 0, 2, 2]
    assert clusters(4, near, 0.1) == [0, 0, 0, 0]


def test_an_altered_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_module, "_SHA256", "0" * 64)
    model_module.trees.cache_clear()
    try:
        with pytest.raises(ModelError, match="TS-MODEL-02"):
            model_module.trees()
    finally:
        monkeypatch.undo()
        model_module.trees.cache_clear()

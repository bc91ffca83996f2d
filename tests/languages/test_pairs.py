"""Figures and dates of two accounts told otherwise, and those only said in other words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from languages.told import account
from twosource.engine.pipeline import dossiers

FILE = Path(__file__).parent / "pairs" / "figures.toml"
SURE = 0.5


def pairs() -> list[dict[str, Any]]:
    with FILE.open("rb") as file:
        held: list[dict[str, Any]] = tomllib.load(file)["pair"]
    return held


@pytest.mark.parametrize("pair", pairs(), ids=lambda p: "-".join(p["languages"]))
def test_what_is_told_otherwise(pair: dict[str, Any]) -> None:
    texts = dict(zip("ab", pair["texts"], strict=True))
    accounts = [
        account(k, t, c) for (k, t), c in zip(texts.items(), pair["languages"], strict=True)
    ]
    dossier = dossiers(accounts, one_story=True)[0]
    told = [
        [s.of(texts[i]) for i, s in sorted(f.spans.items())] for f in dossier.findings
        if f.kind == "differ" and f.type in {"number", "date"} and f.score >= SURE
    ]  # fmt: skip
    assert told == pair["told"]

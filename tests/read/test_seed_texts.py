"""The two texts the project began with, where the shared data is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from twosource.read import read
from twosource.types import Account

SHARED = Path(os.environ.get("TWOSOURCE_SHARED", Path(__file__).parents[2].parent / "shared"))


@pytest.fixture(scope="module")
def accounts() -> tuple[Account, Account]:
    paths = sorted((SHARED / "seeds").glob("0*.txt"))
    if not paths:
        pytest.skip("shared data not present")
    first, second = (a for a in read(paths) if isinstance(a, Account))
    return first, second


def test_second_is_repaired_whole(accounts: tuple[Account, Account]) -> None:
    text = accounts[1].text + "".join(c.text for c in accounts[1].captions)
    assert (text.count("“"), text.count("”")) == (16, 16)
    assert not any("\u0e00" <= c <= "\u0e7f" for c in text)
    assert accounts[1].repairs
    assert accounts[0].repairs == ()


def test_second_keeps_furniture_and_captions_apart(accounts: tuple[Account, Account]) -> None:
    account = accounts[1]
    assert account.outlet == "The Los Angeles Post"
    assert account.agency == ("CNN",)
    assert len(account.captions) == 2
    assert account.title is not None
    assert account.title not in account.text
    assert account.text.startswith("(CNN) — ")
    assert account.text.endswith("“riviera.”")
    assert {f.kind for f in account.furniture} >= {"repeat", "credit", "legal", "sign-in", "stamp"}


def test_dates_have_their_kind(accounts: tuple[Account, Account]) -> None:
    kinds = {(d.kind, d.value) for d in accounts[1].dates}
    assert {("crawled", "2025-04-01"), ("photo", "2024-10-07")} <= kinds
    assert accounts[0].published is None
    assert accounts[1].published is None


def test_first_has_subheads_and_no_agency(accounts: tuple[Account, Account]) -> None:
    account = accounts[0]
    assert account.agency == ()
    assert len(account.subheads) == 2
    assert {f.kind for f in account.furniture} == {"comment"}

"""A line of an account is the same bytes with and without the checked record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import HARBOUR
from twosource import records
from twosource.read import read
from twosource.types import Account, DateCandidate


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    return [a for a in read([str(HARBOUR)]) if isinstance(a, Account)]


def checked(account: Account) -> str:
    return records.line(records.account(account))


def test_the_accounts_of_the_example(accounts: list[Account]) -> None:
    assert len(accounts) == 5
    for account in accounts:
        assert records.account_line(account) == checked(account)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    number=st.floats(0, 1) | st.sampled_from([0, 1, 1e-7, 5e-324, 1e-5, 0.1 + 0.2]),
)
def test_any_text_and_number(accounts: list[Account], text: str, number: float) -> None:
    told = replace(
        accounts[0], title=text, text=text, publisher=text,
        published=DateCandidate("2031-02-03", "day", "event", text, number),
        dates=(DateCandidate("2031-02-03", "day", "event", text, number),),
    )  # fmt: skip
    assert records.account_line(told) == checked(told)


def test_what_is_no_text_is_refused_alike(accounts: list[Account]) -> None:
    broken = replace(accounts[0], publisher="a\ud800")
    with pytest.raises(ValueError) as fast:
        records.account_line(broken)
    with pytest.raises(ValueError) as slow:
        checked(broken)
    assert type(fast.value) is type(slow.value)

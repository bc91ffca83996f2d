"""Odd and hostile input: read or refused, in time, never a raise of another kind."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import TwosourceError
from twosource.read import read_bytes
from twosource.types import Account

SENTENCE = "The council of Varn met on Tuesday and voted for the new bridge, officials said. "


def attempt(data: bytes) -> Account | None:
    try:
        return read_bytes(data, "x")
    except TwosourceError:
        return None


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 700,
        "“" * 2000 + SENTENCE + "”" * 3,
        "👩‍👩‍👧 " * 400 + SENTENCE,
        "قال رئيس البلدية إن الجسر سيفتح يوم الأحد، وأضاف أن الأعمال انتهت.\n" * 30,
        "one",
        "é" + "A" * 400_000,
        "a\n" * 60_000,
        "<" * 5000,
        "<p>" + "&amp;" * 20_000,
        "<html><body>" + "<b><i>" * 3000 + SENTENCE * 5,
        "<html><body>" + f"<p>{SENTENCE}</p>" * 1500,
        "<html><body><p>" + "x" * 100_000 + "<p " + 'a="' * 3000,
    ],
    ids=range(12),
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    start = time.process_time()
    account = attempt(text.encode())
    assert time.process_time() - start < 8
    if account is not None:
        for span in account.paragraphs:
            assert span.of(account.text).strip()


def test_right_to_left_text_keeps_its_direction() -> None:
    account = attempt(
        "قال رئيس البلدية إن الجسر سيفتح يوم الأحد، وأضاف أن الأعمال انتهت.\n\n".encode() * 6
    )
    assert account is not None
    assert (account.direction, account.language) == ("rtl", "ar")


@given(st.binary(max_size=600))
@settings(max_examples=120, deadline=None)
def test_any_bytes(data: bytes) -> None:
    account = attempt(data)
    assert account is None or account.text


@given(st.text(alphabet="<>/=\"' abpdivh1&;#é\n", max_size=200))
@settings(max_examples=120, deadline=None)
def test_any_markup(text: str) -> None:
    account = attempt(f"<html><body>{text}<p>{SENTENCE}".encode())
    assert account is None or account.paragraphs

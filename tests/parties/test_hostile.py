"""Odd input never raises, never makes a span that is not in the text, and costs no square."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parties.telling import account, register_of
from twosource.language import parse
from twosource.parties import resolve

PIECES = [
    "Ada Brandt", "al-", "-Masri", "“", "”", '"', "said", ", the mayor,", "He", "it", "(CFC)", "US",
    "\n\n", "\u200f", "🙂", "شارع", "of the", "President", "and", "'s", "’", "—", ".", "M. K.",
    "9/11",
    "Sir", "The", "\xa0", "Dr.", "O'Neil",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["x", " ", "\n", "🙂", "”””", "US", "He", "I", "The", "-", "al-", "A-", "’s", "President"],
)
def test_tiny_texts(text: str) -> None:
    register_of(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_spans_lie_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    register = register_of(text)
    known = {a.id for a in register.actors}
    for mention in register.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text).strip() == mention.span.of(text)
        assert mention.actor is None or mention.actor in known
        assert mention.reason
    assert {m.actor for m in register.mentions} - {None} == known
    assert all(a.of is None or a.of in known for a in register.actors)


def test_a_long_paragraph_costs_no_square() -> None:
    sentence = "Ada Brandt told the council that she and Peter Holm had met the union in Oster. "

    def seconds(times: int) -> float:
        parsed = parse(account(sentence * times))
        began = time.process_time()
        resolve([parsed])
        return time.process_time() - began

    seconds(20)
    small, large = (min(seconds(times) for _ in range(3)) for times in (60, 480))
    assert large < 24 * small

"""Spans lie in their text whatever the text is; same input, same output."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.find.events import find_events, link_events
from twosource.find.positions import find_positions
from twosource.language import parse
from twosource.types import Account, Parse, Register, Span

NOBODY = Register((), ())
PIECES = st.sampled_from(
    [
        "The army attacked", " the rebels", " refused to", " hold talks with", " Dorvia", ".",
        " “", "”", "\"", " unless", " if it", " did not", " demanded that", " leave", " or face",
        " consequences", "\n\n", "🙂", "é", "\u200f שלום", " who", " was", " by", " of",
        " and", ",", " will", " in exchange for", " talks", "'s", " --", "\u00a0", " said",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def _inside(text: str, span: Span | None) -> bool:
    return span is None or span.end <= len(text)


def _check(result: Parse) -> None:
    text = result.account.text
    events = find_events(result, NOBODY, ())
    for event in events:
        assert _inside(text, event.trigger)
        for role in (event.source, event.target):
            assert role is None or _inside(text, role.span)
    for position in find_positions(result, NOBODY, ()):
        assert _inside(text, position.holder.span)
        assert _inside(text, position.content)
        assert _inside(text, position.condition)
        assert _inside(text, position.exchange_for)
    linked = link_events(events, [result], NOBODY)
    assert [e.id for e in linked] == [e.id for e in events]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_spans_lie_in_text(text: str) -> None:
    _check(parse(Account("a", text, "0")))


def test_odd_texts_do_not_raise() -> None:
    for text in ("", " ", "🙂", "Attack", "“", "Attacked. Attacked. Attacked.", "of of of of"):
        _check(parse(Account("a", text, "0")))


def test_long_run_on_paragraph_stays_linear() -> None:
    _check(parse(Account("a", "the army attacked the town and " * 700, "0")))


def test_same_input_same_output() -> None:
    text = "Dorvia threatened to attack Arvala unless it frees the crew. Police arrested two men."
    first = find_events(parse(Account("a", text, "0")), NOBODY, ())
    again = find_events(parse(Account("a", text, "0")), NOBODY, ())
    assert first == again

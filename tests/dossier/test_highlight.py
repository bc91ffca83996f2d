from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.dossier.highlight import Mark, stretches
from twosource.types import Span

TEXT = "The ferry, the “old” one 🛳, will not sail.\r\nNo."
KINDS = st.sampled_from(["differ", "agree", "only"])


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    out = []
    for i in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        out.append(Mark(Span(start, end), draw(KINDS), f"f{i}", i + 1))
    return out


@given(marks())
def test_the_stretches_are_the_text_and_every_mark_is_whole(found: list[Mark]) -> None:
    cut = stretches(TEXT, found)
    assert "".join(s.text for s in cut) == TEXT
    for mark in found:
        assert "".join(s.text for s in cut if mark in s.covering) == mark.span.of(TEXT)


@given(marks())
def test_every_finding_can_be_reached_from_the_text(found: list[Mark]) -> None:
    cut = stretches(TEXT, found)
    linked = {s.shown for s in cut} | {m for s in cut for m in s.ends}
    assert set(found) <= linked


@given(marks(), st.integers(0, len(TEXT) - 2), st.integers(1, 20))
def test_a_window_shows_its_own_text_only(found: list[Mark], start: int, size: int) -> None:
    window = Span(start, min(len(TEXT), start + size))
    cut = stretches(TEXT, found, window)
    assert "".join(s.text for s in cut) == window.of(TEXT)


def test_what_matters_most_is_shown() -> None:
    whole = Mark(Span(0, 9), "agree", "f1", 1)
    part = Mark(Span(4, 9), "differ", "f2", 2)
    cut = stretches(TEXT, [whole, part])
    assert [(s.text, s.shown and s.shown.kind) for s in cut[:2]] == [
        ("The ", "agree"),
        ("ferry", "differ"),
    ]


def test_a_full_stop_alone_is_no_link() -> None:
    cut = stretches(
        "No.", [Mark(Span(0, 2), "differ", "f1", 1), Mark(Span(2, 3), "differ", "f2", 2)]
    )
    assert [s.linked for s in cut] == [True, False]

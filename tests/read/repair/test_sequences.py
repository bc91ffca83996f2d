"""Damaged characters as a table finds them: whole, cut, spaced, lost, and what settles them."""

from __future__ import annotations

import pytest

from twosource.read.repair.sequences import LOST, find, reach

W = "windows-1252"


def found(text: str, name: str = W) -> list[tuple[int, int, str, bool, float]]:
    """Start, end, character, whole, weight of each."""
    return [(s.start, s.end, s.char, s.whole, round(s.weight, 3)) for s in find(text, name)]


def test_whole_sequences_of_two_three_and_four_bytes() -> None:
    assert found("cafÃ© â€œso") == [(3, 5, "é", True, 1.75), (6, 9, "“", True, 1.45)]
    assert found("a ðŸ˜€") == [(2, 6, "😀", True, 1.95)]
    assert found("plain “text” é") == []


def test_a_cut_sequence_is_the_likeliest_of_what_it_may_have_been() -> None:
    (cut,) = find("said so.â€ ", W)
    assert (cut.start, cut.end, cut.char, cut.whole, cut.weight) == (8, 10, "”", False, 0.8)
    assert set(cut.options) > {"”", "\u200d"}
    assert "“" not in cut.options  # whose last byte the table has
    (lead,) = find("Ã", W)
    assert (lead.char, lead.weight, lead.options) == ("Á", 0.0, "ÁÍÏÐÝ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a no-break space that became a plain one
        ("voilÃ  la", (4, 6, "à", False, 1.0)),
        ("Ã  la", (0, 2, "à", False, 0.5)),
        ("Ã quele", (0, 2, "à", False, 0.5)),
        ("Ã quilo", (0, 2, "à", False, 0.5)),
        ("Ã s duas", (0, 2, "à", False, 0.5)),
        ("Ã  s.", (0, 2, "à", False, 0.5)),
        ("Ã la", (0, 1, "à", False, 0.5)),
        ("Å abac", (0, 2, "Š", False, 0.0)),
        ("Å éa", (0, 2, "Š", False, 0.0)),
        ("Å Zed", (0, 1, "Ł", False, 0.0)),
        ("Â x", (0, 2, "\u00a0", False, 0.0)),
        ("â €x", (0, 3, "\u2800", False, 0.5)),
    ],
)
def test_a_blank_that_was_a_byte(text: str, expected: tuple[int, int, str, bool, float]) -> None:
    assert found(text) == [expected]


def test_a_byte_replaced_counts_inside_a_word_behind_a_capital() -> None:
    assert found("aÃ\ufffdb") == [(1, 3, LOST, False, 0.9)]
    assert found("AÃ\ufffdb") == [(1, 3, LOST, False, 0.0)]
    assert found("aÃ\ufffdB") == [(1, 3, LOST, False, 0.0)]
    assert found("aâ\ufffdb") == [(1, 3, LOST, False, 0.0)]
    assert found("ab\ufffd c") == []


def test_two_surrogates_are_one_character() -> None:
    assert found("\xed\xa0\xbd\xed\xb8\x80", "iso-8859-1") == [(0, 6, "😀", True, 3.25)]


def test_one_letter_of_a_foreign_script_alone_is_chance() -> None:
    assert found("×© x") == [(0, 2, "ש", True, -1.0)]
    assert [w for *_, w in found("×©×œ×•")] == [0.85] * 3
    assert found("Ð¿Ð¾") == [(0, 2, "п", True, 1.35), (2, 4, "о", True, 1.35)]
    # Greek alone stands in formulas
    assert found("Î±") == [(0, 2, "α", True, 1.15)]
    far = "Ð¿" + " " * 10
    assert [w for *_, w in found(far + "Ð¾")] == [-1.0, -1.0]
    assert [w for *_, w in found(far[:-1] + "Ð¾")] == [1.35, 1.35]


def test_reach_counts_what_sequences_can_take_at_most() -> None:
    assert reach("cafÃ© â€œso", W) == 2 + 4
    assert reach("Ã a", W) == 2
    assert reach("plain", W) == 0
    for text in ("cafÃ© â€œsoâ€ voilÃ  la", "×©×œ×•×", "ðŸ˜€ðŸ˜€"):
        assert reach(text, W) >= sum(s.end - s.start for s in find(text, W) if s.whole)

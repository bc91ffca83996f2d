"""Fingerprints: any eight shared words are found, whatever surrounds them."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.group.sketch import candidates, sketch
from twosource.group.words import split

WORDS = [f"{a}{b}" for a in ("bar", "kol", "ven", "dus", "mip") for b in ("a", "en", "ik", "ost")]


def _text(chance: random.Random, size: int) -> list[str]:
    return [f"{chance.choice(WORDS)}{chance.randrange(10_000)}" for _ in range(size)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 40), st.integers(0, 40))
def test_a_shared_run_of_eight_words_is_never_missed(seed: int, before: int, behind: int) -> None:
    chance = random.Random(seed)
    run = _text(chance, 8)
    one = [*_text(chance, before), *run, *_text(chance, 5)]
    two = [*_text(chance, 7), *run, *_text(chance, behind)]
    i, j, shared = candidates(sketch([" ".join(one), " ".join(two)]), least=1)
    assert (i.tolist(), j.tolist()) == ([0], [1])
    assert shared[0] >= 1


def test_strangers_are_no_candidates() -> None:
    chance = random.Random(3)
    texts = [" ".join(_text(chance, 200)) for _ in range(50)]
    assert len(candidates(sketch(texts))[0]) == 0


def test_quote_marks_and_dashes_do_not_hide_a_copy() -> None:
    straight = 'the mayor said "we will not leave" - and stayed in the old town hall'
    curly = "the mayor said “we will not leave” — and stayed in the old town hall"
    i, _, _ = candidates(sketch([straight, curly]))
    assert len(i) == 1


def test_other_scripts_are_found_too() -> None:
    text = "市長は月曜日に洪水の後で軍に船を求めたと述べた"
    i, _, _ = candidates(sketch([text + "。以上", "号外" + text]))
    assert len(i) == 1


def test_empty_and_short_texts_are_harmless() -> None:
    found = sketch(["", "one", "\n", "two words", "“”"])
    assert found.count == 5
    assert found.sizes.tolist() == [0, 0, 0, 0, 0]


@given(st.text(max_size=200))
def test_word_offsets_lie_in_the_text(text: str) -> None:
    words = split(text)
    for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True):
        assert text[start:end].strip() == text[start:end] != ""

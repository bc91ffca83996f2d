"""What replaces what between words that stand for one another."""

from __future__ import annotations

from compare.tellings import aligned
from twosource.compare.align.matches import Match
from twosource.compare.align.word_alignment import pair_terms
from twosource.compare.details.rivals import MOST, differ


def rivals(a, b):
    """Pairs of stretches of two sentences taken as one matter, whatever the model says."""
    pair = aligned(a, b)
    everything = Match(
        tuple(range(len(pair.a.passages))), tuple(range(len(pair.b.passages))), ((0, 0, 1.0),), 1.0
    )
    found = list(differ(pair_terms(pair, everything, 0)))
    assert all(d.kind == "differ" for d in found)
    return {(pair.a.text(d.a), pair.b.text(d.b), d.rule) for d in found}


def test_what_hangs_on_the_same_word_in_the_same_way_is_held_against_one_another():
    found = rivals(
        "The mayor opened the bridge with a brass band.",
        "The mayor opened the bridge despite heavy hail.",
    )
    assert ("with a brass band", "despite heavy hail", "rival/under") in found


def test_words_that_the_same_words_hang_on_are_held_against_one_another():
    found = rivals(
        "The harbour guild welcomed a levy of ninety crowns.",
        "The harbour guild mocked a levy of ninety crowns.",
    )
    assert any("welcomed" in a and "mocked" in b for a, b, _ in found)


def test_what_stands_between_the_same_words_is_shown_with_them():
    found = rivals(
        "The ferry sailed on Sunday from Orle with guests.",
        "The ferry sailed from Orle with guests.",
    )
    assert ("sailed on Sunday from Orle", "sailed from Orle", "rival/between") in found


def test_equal_sentences_have_no_rivals():
    text = "The ferry sailed on Sunday from Orle with guests."
    assert not rivals(text, text)


def test_a_word_with_hundreds_of_dependents_does_not_blow_up():
    first = "The guild listed " + ", ".join(f"item{k}" for k in range(300)) + "."
    second = "The guild listed " + ", ".join(f"thing{k}" for k in range(300)) + "."
    assert len(rivals(first, second)) <= 20 * MOST * MOST

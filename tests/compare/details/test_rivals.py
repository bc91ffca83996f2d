"""What replaces what between words that stand for one another; where a draft stands."""

from __future__ import annotations

import numpy as np
import pytest

from compare.tellings import account, analysis
from twosource.compare.align.alignment import align_sides
from twosource.compare.align.matches import Match
from twosource.compare.align.word_alignment import pair_terms
from twosource.compare.cut.accounts import sides
from twosource.compare.details.drafts import Draft
from twosource.compare.details.rivals import MOST, differ
from twosource.compare.weigh.draft_features import NAMES, draft_features
from twosource.compare.weigh.surrounding_features import companies
from twosource.types import Span


def laid(a, b):
    one, two = sides(analysis(account("a", a), account("b", b)), "text")
    return align_sides("text", one, two)


def rivals(a, b):
    """Pairs of stretches of two sentences taken as one matter, whatever the model says."""
    pair = laid(a, b)
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


def draft(a, b, rule="phrase/noun"):
    return Draft("differ", "scope", "text", Span(*a), Span(*b), 0.5, 0.5, "", rule, 0)


def test_drafts_that_show_one_place_keep_company():
    drafts = [
        draft((0, 10), (5, 15)), draft((1, 10), (5, 14), "lost/prep"), draft((0, 10), (50, 60)),
    ]  # fmt: skip
    assert list(companies(drafts)) == [(1.0, 2.0), (1.0, 2.0), (0.0, 1.0)]
    assert list(companies([])) == []


@pytest.mark.parametrize("said", [True, False])
def test_what_the_other_account_says_elsewhere_is_known(said):
    more = "A juggler in red boots led the parade." if said else "It was a long day."
    pair = laid(
        "The council of Tarn paid for the parade and for a juggler.",
        f"The council of Tarn paid for the parade and for a pianist. {more}",
    )
    a, b = pair.a.section.text, pair.b.section.text
    one = Span(a.index("a juggler"), a.index("a juggler") + len("a juggler"))
    two = Span(b.index("a pianist"), b.index("a pianist") + len("a pianist"))
    assert pair.matches
    facts = draft_features(pair, [Draft("differ", "fact", "text", one, two, 0.9, 0.5, "", "x", 0)])[
        0
    ]
    assert np.isfinite(facts).all()
    assert facts[NAMES.index("elsewhere_a")] == pytest.approx(1.0 if said else 0.0)

"""Two sentences: their features and the two scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.compare.cut.negation import denial
from twosource.compare.sentences import context_features, phrase_similarity, scores
from twosource.compare.sentences.features import NAMES, pair_facts
from twosource.compare.sentences.phrase_similarity import is_phrase, phrase_likeness
from twosource.compare.sentences.scores import alignment, difference
from twosource.compare.sentences.text_pair import pair_texts
from twosource.compare.sentences.word_features import WORD_FEATURES, word_features
from twosource.language.pipeline import load


def _facts(a: str, b: str) -> dict[str, float]:
    nlp = load()
    two = pair_texts(nlp(a), nlp(b))
    assert two is not None
    return dict(zip(WORD_FEATURES, word_features(two), strict=True))


def test_the_lists_of_denial_load():
    lists = denial()
    assert "refuse" in lists.deny
    assert ("yet", "to") in lists.phrases
    assert not lists.deny & lists.total


def test_denial_in_other_words_is_seen():
    plain = "Mayor Ilse Varn opened the ferry dock at Orl."
    assert _facts("Mayor Ilse Varn refused to open the ferry dock.", plain)["one_denies"] == 1
    assert _facts("Mayor Ilse Varn has yet to open the ferry dock.", plain)["one_denies"] == 1
    assert _facts("The dock was opened by Mayor Ilse Varn.", plain)["one_denies"] == 0
    assert _facts("The dock at Orl is unsafe.", "The dock at Orl is safe.")["prefix"] == 1


def test_what_replaces_a_lost_word_and_how_far_a_number_is():
    facts = _facts("The ferry carried 90 sailors.", "The ferry carried 30 tourists.")
    assert facts["replaced"] > 0
    assert facts["number_gap"] == pytest.approx(2 / 3)
    same = _facts("The ferry carried 90 sailors.", "The ferry carried 90 sailors.")
    assert same["replaced"] == same["bare"] == same["number_gap"] == 0
    assert same["window_1"] == pytest.approx(1)


def test_turned_roles_are_seen():
    turned = _facts("The sailors accused the mayor.", "The mayor accused the sailors.")
    kept = _facts("The sailors accused the mayor.", "The sailors accused the mayor.")
    assert turned["reversed"] > kept["reversed"] == 0


def test_a_claim_is_found_in_one_window_of_a_long_text():
    near = "The port of Orl shut on Monday. Rain fell. " + "The bakers met in Sarnholm. " * 5
    facts = _facts("The port of Orl shut on Monday.", near)
    assert facts["window_1"] > 0.95
    assert facts["place"] == 0


def test_denied_claims_score_above_the_same_claim():
    nlp = load()
    fact = nlp("Ilse Varn signed the ferry contract in 2019.")
    for wrong in ("Ilse Varn refused to sign the ferry contract.",
                  "Ilse Varn signed the ferry contract in 1987."):  # fmt: skip
        assert difference(nlp(wrong), fact) > difference(fact, fact) + 0.2


def test_phrases_of_near_words_are_alike(monkeypatch):
    nlp = load()
    texts = ["smuggling of drugs", "drug trafficking", "a bridge to Sarnholm", "the", ""]
    smuggling, trafficking, bridge, empty, nothing = map(nlp, texts)
    assert is_phrase(bridge)
    assert not is_phrase(nlp("The bridge fell."))
    near = phrase_likeness(smuggling, trafficking)
    assert near > phrase_likeness(smuggling, bridge) + 0.3
    assert near == pytest.approx(phrase_likeness(trafficking, smuggling))
    assert phrase_likeness(smuggling, smuggling) > 0.9
    assert phrase_likeness(smuggling, empty) == phrase_likeness(nothing, bridge) == 0
    with_encoder = alignment(smuggling, trafficking)
    assert with_encoder > alignment(smuggling, bridge) + 0.3
    monkeypatch.setattr(context_features, "encoded", lambda text, sentences: None)
    assert alignment(smuggling, trafficking) == near != with_encoder


def test_phrases_without_vectors(monkeypatch):
    monkeypatch.setattr(phrase_similarity, "words", lambda: None)
    nlp = load()
    ferry = nlp("the ferry contract")
    assert phrase_likeness(ferry, nlp("the contract for the ferry")) > 0.9
    assert phrase_likeness(ferry, nlp("a harbour tower")) < 0.3


FILLER = "The bakers of Sarnholm met at noon and talked about flour. "


@pytest.mark.parametrize("times", [1, 9, 14, 30])
def test_what_evidence_of_any_length_holds_scores_below_what_it_lacks(times):
    nlp = load()
    evidence = nlp("Ilse Varn signed the ferry contract in 2019. " + FILLER * times)
    held = difference(nlp("Ilse Varn signed the ferry contract in 2019."), evidence)
    lacking = difference(nlp("Ilse Varn sold the harbour tower in 1987."), evidence)
    assert held < 0.3 < lacking


def test_an_article_is_judged_by_what_it_lacks_alone(monkeypatch):
    nlp = load()
    claim, article = nlp("Ilse Varn sold the harbour tower."), nlp(FILLER * 25)
    assert len(article) >= scores.ARTICLE
    with_trees = difference(claim, article)
    monkeypatch.setattr(scores, "trees", lambda name, names: None)
    assert difference(claim, article) == with_trees


def test_one_token_more_moves_the_score_little():
    nlp = load()
    text = "Ilse Varn signed the ferry contract in 2019. " + FILLER * 30
    doc, claim = nlp(text), nlp("Ilse Varn sold the harbour tower in 1987.")
    ends = [s.end for s in doc.sents if 60 < s.end < 260]
    scores = [difference(claim, doc[:end].as_doc()) for end in ends]
    assert max(abs(x - y) for x, y in itertools.pairwise(scores)) < 0.15


def test_without_trees_the_shares_decide(monkeypatch):
    monkeypatch.setattr(scores, "trees", lambda name, names: None)
    nlp = load()
    a, b, c = nlp("The port of Orl shut."), nlp("Orl's port shut."), nlp("Bakers met.")
    assert alignment(a, b) > alignment(a, c)
    assert difference(a, c) > difference(a, b)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_give_finite_scores(a, b):
    nlp = load()
    one, two = nlp(a), nlp(b)
    assert pair_facts(one, two).shape == (len(NAMES),)
    assert np.isfinite(pair_facts(one, two)).all()
    assert 0 <= alignment(one, two) <= 1
    assert 0 <= difference(one, two) <= 1


def test_sentence_scores_are_ordered():
    nlp = load()
    a, same, other = (nlp(t) for t in (
        "The bridge at Orl fell on Monday, killing 3 people.",
        "Three people died when Orl's bridge collapsed on Monday.",
        "The bakers of Sarnholm asked for lower taxes."))  # fmt: skip
    assert alignment(a, same) > alignment(a, other)
    assert alignment(a, same) == pytest.approx(alignment(same, a))
    wrong = nlp("The bridge at Orl fell on Friday, killing 9 people.")
    assert difference(a, wrong) > difference(a, a)

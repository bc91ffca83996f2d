"""Two sentences likened word by word in context."""

from __future__ import annotations

import numpy as np

from twosource.compare.sentences import context_features, scores
from twosource.compare.sentences.context_features import CONTEXT, MOST_SENTENCES
from twosource.compare.sentences.features import facts_in_context
from twosource.compare.sentences.scores import alignment
from twosource.language.pipeline import load

CANCELLED = "The ferry company cancelled all crossings to Orl."
OTHER_WORDS = "No boats will sail to the island, the operator said."
ELSEWHERE = "A choir from Varn sang in the old theatre."


def _facts(a: str, b: str) -> dict[str, float]:
    found = facts_in_context(load()(a), load()(b))
    assert found is not None
    return dict(zip(CONTEXT, found, strict=True))


def test_the_same_sentence_is_covered_and_loses_nothing():
    found = _facts(CANCELLED, CANCELLED)
    for name in ("whole", "best_sentence", "soft_ab", "soft_ba", "soft_both", "same_word"):
        assert abs(found[name] - 1) < 1e-3, name
    assert found["soft_worst_a"] < 1e-3


def test_other_words_for_it_are_nearer_than_other_matter():
    same, other = _facts(CANCELLED, OTHER_WORDS), _facts(CANCELLED, ELSEWHERE)
    for name in ("whole", "soft_ab", "soft_both", "marks_ab"):
        assert same[name] > other[name] + 0.05, name


def test_the_sentence_that_tells_it_is_found_among_others():
    found = _facts(CANCELLED, f"{ELSEWHERE} {CANCELLED}")
    assert abs(found["best_sentence"] - 1) < 1e-3 and abs(found["soft_sentence"] - 1) < 1e-3
    assert found["whole"] < 0.99


def test_alignment_uses_it_and_does_without(monkeypatch):
    nlp = load()
    a, b, c = (nlp(t) for t in (CANCELLED, OTHER_WORDS, ELSEWHERE))
    near, far = alignment(a, b), alignment(a, c)
    assert near == alignment(b, a)
    monkeypatch.setattr(context_features, "encoded", lambda text, sentences: None)
    assert facts_in_context(a, b) is None
    assert near > alignment(a, b)
    assert near > far


def test_phrases_are_likened_in_context_too(monkeypatch):
    nlp = load()
    a, b = nlp("cheaper flats"), nlp("affordable housing")
    with_it = alignment(a, b)
    monkeypatch.setattr(scores, "facts_in_context", lambda a, b: None)
    assert with_it != alignment(a, b)
    assert 0 <= with_it <= 1


def test_empty_and_endless_texts_have_finite_facts():
    nlp = load()
    docs = [nlp(t) for t in ("", " \n", "?!", "Ships. " * (2 * MOST_SENTENCES))]
    for a in docs:
        for b in docs:
            found = facts_in_context(a, b)
            assert found is not None and np.isfinite(found).all()

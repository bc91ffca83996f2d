"""The widest net for differences, and what decides which are told."""

from __future__ import annotations

import numpy as np
import pytest

from compare.tellings import account, aligned, analysis
from twosource.compare import compare
from twosource.compare.classifiers import Logistic, instead
from twosource.compare.weigh.confidence import candidates, weighed
from twosource.compare.weigh.draft_features import DRAFT, NAMES, draft_features, weighable
from twosource.compare.weigh.rule_precision import CERTAIN

A = (
    "Tarn town council voted on Monday to close the old swimming pool for good.\n\n"
    "Residents marched through the rain with red banners against the plan."
)
B = (
    "Members of the council of Tarn have voted to close the swimming pool next winter.\n\n"
    "The owner of a nearby bakery fears for her trade."
)


def laid():
    return aligned(A, B)


def always(sure: float) -> Logistic:
    """A weigher that is as sure of everything."""
    return Logistic(np.zeros(len(NAMES)), float(np.log(sure / (1 - sure))))


def test_phrases_that_are_not_the_same_words_are_candidates():
    pair = laid()
    phrases = [d for d in candidates(pair) if d.rule.startswith("phrase/")]
    assert phrases
    for draft in phrases:
        assert pair.a.text(draft.a).lower() != pair.b.text(draft.b).lower()


def test_a_draft_has_one_fact_a_name():
    pair = laid()
    drafts = [d for d in candidates(pair) if d.kind == "differ" and weighable(d)]
    facts = draft_features(pair, drafts)
    assert len(drafts) > 1
    assert facts.shape == (len(drafts), len(NAMES))
    assert np.isfinite(facts).all()
    assert draft_features(pair, []).shape == (0, len(NAMES))


def test_the_weigher_decides_between_reports_that_do_not_rest_on_one_another():
    pair = laid()
    drafts = [d for d in candidates(pair) if d.kind == "differ"]
    with instead(differ=always(0.9)):
        told = weighed(pair, drafts)
    with instead(differ=always(0.01)):
        silent = weighed(pair, drafts)
    assert told
    assert not [d for d in silent if d.match >= 0 and not d.rule.startswith(CERTAIN)]


def test_one_place_has_one_difference():
    pair = laid()
    with instead(differ=always(0.9)):
        told = weighed(pair, [d for d in candidates(pair) if d.kind == "differ"])
    for k, one in enumerate(told):
        for two in told[:k]:
            shares = [
                x.overlap(y) / min(len(x), len(y)) for x, y in ((one.a, two.a), (one.b, two.b))
            ]
            assert min(shares) < 0.6


def test_a_loose_difference_gets_the_likeliest_type():
    pair = laid()
    types = Logistic(np.zeros((len(DRAFT), 15)), np.where(np.arange(15) == 2, 3.0, -3.0))
    with instead(differ=always(0.9), differ_type=types):
        told = weighed(pair, [d for d in candidates(pair) if d.rule.startswith("phrase/")])
    assert told
    assert {d.type for d in told} == {"date"}
    assert all(d.why.startswith("The time differs: ") for d in told)


@pytest.mark.parametrize("turned", [False, True])
def test_likeness_does_not_depend_on_which_account_comes_first(turned):
    first, second = (B, A) if turned else (A, B)
    found = compare(analysis(account("a", first), account("b", second)), (), ())
    pool = [f for f in found if f.kind == "agree"]
    assert any("pool" in f.spans["a"].of(first) and "pool" in f.spans["b"].of(second) for f in pool)

"""What is told of the drafts of a pair: sureness, place, type and severity, at their borders."""

from __future__ import annotations

from dataclasses import replace
from math import log, sqrt
from typing import get_args

import numpy as np
import pytest

from compare.weigh.by_hand import draft, laid
from twosource.compare.classifiers import Logistic, instead
from twosource.compare.weigh.confidence import weighed
from twosource.compare.weigh.difference_type import GIVEN, LOOSE, retyped
from twosource.compare.weigh.draft_features import DRAFT, NAMES, RULES, TYPES
from twosource.compare.weigh.rule_precision import CERTAIN, PRIOR, prior
from twosource.compare.weigh.same_place import in_same_place, tell_same_difference
from twosource.compare.weigh.severity import DIFFER, ONLY, severity
from twosource.types import FindingType, Span


def sureness(value: float) -> Logistic:
    """A weigher that is as sure of everything."""
    return Logistic(np.zeros(len(NAMES)), log(value / (1 - value)))


def told(pair, drafts, sure: float):
    with instead(differ=sureness(sure), differ_type=None):
        return weighed(pair, drafts)


@pytest.mark.parametrize(("sure", "count"), [(0.151, 1), (0.149, 0)])
def test_between_independent_reports_the_weigher_decides(sure, count):
    found = told(laid(), [draft(align=0.0)], sure)
    assert len(found) == count
    assert [d.score for d in found] == [round(sure, 3)] * count


@pytest.mark.parametrize(
    ("rule", "align", "sure", "score"),
    [
        ("number/other", 0.81, 0.54, 0.54),  # .6 times the root of .81, and the weigher's as much
        ("number/other", 0.81, 0.5, 0.52),  # odds of 1.174 and 1
        ("number/other", 1.44, 0.6, 0.6),
        ("number/other", -0.5, 0.1, None),  # .02 and .1
        ("number/other", 0.81, 0.081, 0.243),
        ("number/other", 0.81, 0.079, None),  # the weigher may turn it down
        ("scope/narrowed", 1.0, 0.1, 0.158),  # a rule that is sure enough by itself is told
        ("lost/prep", 1.0, 0.3, None),  # .215: below what must be reached
        ("lost/prep", 1.0, 0.9, 0.558),
        ("edit/name", 0.25, 0.01, 0.25),  # an edit inside equal words is not weighed
    ],
)
def test_where_one_rests_on_the_other_rule_and_weigher_speak_for_half(rule, align, sure, score):
    found = told(laid(derived=True), [draft(rule=rule, align=align)], sure)
    assert [d.score for d in found] == ([] if score is None else [pytest.approx(score, abs=1e-3)])


@pytest.mark.parametrize("derived", [False, True])
def test_what_has_no_match_or_one_side_goes_by_its_rule(derived):
    lone = replace(draft(rule="role/standing", match=-1), a=None)
    found = told(laid(derived=derived), [lone], 0.01)
    assert [d.score for d in found] == [pytest.approx(0.95 * 0.9)]
    weak = replace(draft(rule="hedging/noun", align=0.49, match=-1), a=None)  # .28
    assert len(told(laid(derived=derived), [weak], 0.9)) == derived


def test_certain_rules_are_not_weighed():
    for rule in ("edit/name", "quote/reworded", "quote/cut"):
        assert len(told(laid(), [draft(rule=rule, align=1.0)], 0.01)) == 1
    assert told(laid(), [draft(rule="quote/marks-lost", align=1.0)], 0.01) == []


def test_the_surest_comes_first_and_takes_its_place():
    weak = draft(rule="phrase/noun", type_="scope", align=0.3)
    sure = draft("nine quays .", "two “ docks ” .", "quote/cut", "quote", 1.0)
    apart = draft("Osk", "Osk", "phrase/noun", "name")
    found = told(laid(), [weak, apart, sure], 0.4)
    assert [d.rule for d in found] == ["quote/cut", "phrase/noun"]
    assert found[1].a == apart.a
    # of two as sure, the earlier
    first, second = draft(rule="lost/prep"), draft(rule="lost/acl")
    assert [d.rule for d in told(laid(), [first, second], 0.4)] == ["lost/prep"]


def test_where_one_rests_on_the_other_two_types_in_one_place_may_be_told():
    pair = laid(derived=True)
    number = draft(rule="number/other", align=1.0)
    quote = draft(rule="quote/reworded", type_="quote", align=1.0)
    assert [d.type for d in told(pair, [number, quote], 0.5)] == ["quote", "number"]
    assert [d.type for d in told(laid(), [number, quote], 0.5)] == ["quote"]


def test_two_drafts_in_one_place():
    one = draft("nine quays", "two “ docks ”")
    assert in_same_place(one, one)
    # three of the shorter's five characters on one side, all on the other
    x = replace(one, a=Span(0, 5), b=Span(0, 10))
    assert in_same_place(x, replace(x, a=Span(2, 12)))
    assert not in_same_place(x, replace(x, a=Span(3, 13)))
    assert not in_same_place(x, replace(x, b=Span(9, 20)))
    assert not in_same_place(x, replace(x, a=None))
    assert not in_same_place(replace(x, b=None), x)


def test_two_drafts_that_tell_one_difference():
    x = replace(draft(type_="scope"), a=Span(0, 10), b=Span(0, 10))
    beside = replace(x, b=Span(50, 60))
    assert tell_same_difference(x, replace(beside, a=Span(2, 12)))  # .8 of one side will do
    assert not tell_same_difference(x, replace(beside, a=Span(3, 13)))
    # of other types on both sides
    other = replace(x, type="strength")
    assert tell_same_difference(x, replace(other, a=Span(2, 12)))
    assert not tell_same_difference(x, replace(other, b=Span(50, 60)))
    # two hedges may stand beside one
    hedge = replace(x, type="hedging")
    assert not tell_same_difference(hedge, replace(hedge, b=Span(50, 60)))
    assert tell_same_difference(hedge, hedge)
    # a reworded quotation, or its speaker, is one thing and what the word changes another
    for type_ in ("quote", "attribution"):
        assert not tell_same_difference(x, replace(x, type=type_))
        assert not tell_same_difference(replace(x, type=type_), x)
        same = replace(x, type=type_)
        assert tell_same_difference(same, same)
    assert not tell_same_difference(x, replace(x, a=None, b=None))


def types_for(name: str) -> Logistic:
    """A model that finds one type likeliest, and ``fact`` likelier still."""
    bias = np.array([2.0 if t == name else 5.0 if t == "fact" else -3.0 for t in TYPES])
    return Logistic(np.zeros((len(DRAFT), len(TYPES))), bias)


def test_a_loose_draft_gets_the_likeliest_type_it_may_have():
    pair, facts = laid(), np.zeros(len(NAMES), np.float32)
    with instead(differ_type=types_for("date")):
        for rule in LOOSE:
            made = retyped(pair, draft(rule=f"{rule}x", type_="scope"), facts)
            assert made.type == "date"
            assert made.why.startswith("The time differs: ")
        same = draft(rule="phrase/noun", type_="date")
        assert retyped(pair, same, facts) is same
        known = draft(rule="number/other")
        assert retyped(pair, known, facts) is known
        loose = draft(rule="phrase/noun", type_="scope")
        assert retyped(pair, loose, None) is loose
        for side in ("a", "b"):
            lone = replace(loose, **{side: None})
            assert retyped(pair, lone, facts) is lone
    with instead(differ_type=types_for("polarity")):  # which needs a rule that knows it
        assert retyped(pair, loose, facts).type in GIVEN


def test_figures_of_rules():
    assert prior("role/standing") == 0.95
    assert prior("edit/strength") == 0.45
    assert prior("edit/number") == 0.85  # one that is not listed
    assert prior("rival/under") == 0.2
    assert all(0 < p < 1 for p in PRIOR.values())
    known = {r.split("/")[0] for r in RULES} | {"role"}
    assert {r.split("/")[0] for r in PRIOR} <= known
    assert {r.split("/")[0] for r in CERTAIN} <= known
    assert {*DIFFER, *ONLY} <= set(get_args(FindingType))


@pytest.mark.parametrize(
    ("kind", "type_", "score", "expected"),
    [
        ("differ", "number", 1.0, 1.0),
        ("differ", "number", 0.0, 0.6),
        ("differ", "number", -3.0, 0.6),
        ("differ", "opinion", 0.5, 0.36),
        ("differ", "caption", 1.0, 0.6),
        ("only", "number", 1.0, 0.45),
        ("only", "number", 0.0, 0.315),
        ("only", "polarity", 1.0, 0.35),
        ("only", "boilerplate", 0.0, 0.035),
        ("agree", "fact", 1.0, 0.2),
        ("agree", "number", 7.0, 0.2),
        ("agree", "fact", 0.333, 0.067),
    ],
)
def test_severity(kind, type_, score, expected):
    assert severity(kind, type_, score) == expected


def test_any_difference_is_graver_than_any_agreement():
    least = min(severity("differ", t, 0.0) for t in get_args(FindingType))
    assert least > max(severity("agree", t, 1.0) for t in get_args(FindingType))
    assert sqrt(least) < 1

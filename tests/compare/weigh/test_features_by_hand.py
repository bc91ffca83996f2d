"""Every number that is said of a draft, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest

from compare.weigh.by_hand import draft, laid
from twosource.compare.weigh.draft_features import NAMES, RULES, TYPES, draft_features, weighable
from twosource.compare.weigh.draft_features import ODD as KINDS
from twosource.compare.weigh.surrounding_features import companies, half, halves
from twosource.types import Span


def facts(one=None, pair=None):
    pair = pair or laid()
    (row,) = draft_features(pair, [one or draft()])
    return dict(zip(NAMES, row.tolist(), strict=True))


def test_what_a_draft_and_its_match_say_of_themselves():
    found = facts()
    # nine (2.0, best .2) and quays (.8, best .6) beside two (1.5, best .2) and docks (.6, best .6)
    odd_a, odd_b, common = 2.0 * 0.8 + 0.8 * 0.4, 1.5 * 0.8 + 0.6 * 0.4, 0.8
    expected = {
        "align": 0.81, "align_root": 0.9, "words_a": log(3), "words_b": log(5), "ratio": 2 / 4,
        "odd_a": odd_a, "odd_b": odd_b, "common": common,
        "common_share": common / (common + odd_a + odd_b + 0.1), "derived": 0,
        "quoted_a": 0, "quoted_b": 9 / 13, "quoted_one": 9 / 13, "cover_a": 0.55, "cover_b": 0.45,
        "passages_a": 1, "passages_b": 1, "early": 1, "agreed": 1,
        "odd_number": 1, "odd_time": 0, "odd_name": 0, "odd_hedge": 0, "odd_judging": 0,
        "odd_quantity": 0, "odd_act": 0, "common_number": 0, "common_time": 0, "common_name": 0,
    }  # fmt: skip
    assert {k: found[k] for k in expected} == pytest.approx(expected, abs=1e-6)


def test_what_stands_around_a_draft():
    found = facts()
    expected = {
        "local": 0.8, "local_share": 0.8 / (0.8 + 1e-6),
        # osk (1.0, held 1) and shut (.5, held .7) stand around; of the other, osk and sealed (.4)
        "around_a": (1.0 + 0.5 * 0.7) / (1.5 + 0.3), "around_b": (1.0 + 0.4 * 0.7) / (1.4 + 0.3),
        "odd_count_a": 1, "odd_count_b": 1, "both_odd": 1, "common_count": 1,
        "rare_odd_a": 2.0, "rare_odd_b": 1.5, "rare_common": 0.8,
        # "nine" is said by the other account, in another sentence; "two" nowhere
        "elsewhere_a": 1, "elsewhere_b": 0, "near_by_a": 0, "near_by_b": 0,
        "same_pos": 1, "same_dep": 1, "verb_a": 0, "verb_b": 0, "noun_a": 1,
        "place_a": 9 / 34, "place_b": 11 / 38, "first": 9 / 1000,
        "company": 0, "company_rules": 1,
    }  # fmt: skip
    assert {k: found[k] for k in expected} == pytest.approx(expected, abs=1e-6)
    assert 0 < found["root_near"] < 1  # quays, docks
    assert 0 < found["over_near"] < 1  # shut, sealed


def test_a_draft_of_the_same_words_is_not_odd():
    found = facts(draft("Osk shut", "Osk sealed", "strength/verb", "strength"))
    expected = {
        "odd_count_a": 0, "odd_count_b": 0, "both_odd": 0, "common_count": 2, "rare_common": 1.0,
        "rare_odd_a": 0, "rare_odd_b": 0, "odd_a": 0.5 * 0.3, "odd_b": 0.4 * 0.3, "common": 1.5,
        "elsewhere_a": -1, "elsewhere_b": -1, "near_by_a": -1, "near_by_b": -1,
        "odd_number": 0, "common_name": 1, "common_number": 0, "noun_a": 0, "verb_a": 1,
        "verb_b": 1, "quoted_b": 0, "place_a": 0, "first": 0, "ratio": 1,
    }  # fmt: skip
    assert {k: found[k] for k in expected} == pytest.approx(expected, abs=1e-6)


def test_one_side_alone_may_be_odd():
    found = facts(draft("nine", "docks"))
    assert (found["odd_count_a"], found["odd_count_b"], found["both_odd"]) == (1, 1, 1)
    assert found["odd_number"] == 1
    found = facts(draft("quays", "two “ docks ”"))
    assert (found["odd_count_a"], found["odd_count_b"], found["both_odd"]) == (0, 1, 0)
    assert found["around_a"] == pytest.approx((1.0 + 0.35 + 2.0 * 0.2) / (3.5 + 0.3))


def test_a_stretch_without_terms_has_nothing_in_common():
    found = facts(draft(".", "two"))
    assert (found["odd_a"], found["common"], found["odd_b"]) == (0, 0, pytest.approx(1.5))
    assert (found["elsewhere_a"], found["elsewhere_b"]) == (-1, 0)


def test_rule_and_type_are_one_of_each():
    for rule in RULES:
        found = facts(draft(rule=f"{rule}/x" if rule == "edit" else rule))
        assert [r for r in RULES if found[f"rule:{r}"]] == [rule]
    for type_ in TYPES:
        found = facts(draft(type_=type_))
        assert [t for t in TYPES if found[f"type:{t}"]] == [type_]


def test_a_match_of_little_sureness_late_in_a_derived_account():
    pair = laid(derived=True)
    match = replace(pair.matches[0], a=(1,), b=(1,), pairs=((1, 1, 0.2), (1, 0, 0.1)))
    pair.matches = (match,)
    found = facts(draft("It rained", "Fog came", align=0.25), pair)
    assert found["derived"] == 1
    assert (found["agreed"], found["early"]) == (0, 1)
    assert (found["cover_a"], found["cover_b"]) == (pytest.approx(0.3), pytest.approx(0.35))
    assert found["local"] == pytest.approx(0.2)
    # the second passage of the other is told more surely by the first of this one
    assert found["local_share"] == pytest.approx(0.2 / 0.4, abs=1e-4)
    late = replace(pair.a.passages[1], sentence=2), replace(pair.b.passages[1], sentence=3)
    pair.a = replace(pair.a, passages=(pair.a.passages[0], late[0]))
    pair.b = replace(pair.b, passages=(pair.b.passages[0], late[1]))
    assert facts(draft("It rained", "Fog came", align=0.25), pair)["early"] == 0


def test_words_of_several_clauses_of_one_sentence_count_as_near_by():
    pair = laid()
    joined = tuple(replace(p, sentence=0) for p in pair.b.passages)
    pair.b = replace(pair.b, passages=joined)
    found = facts(draft(), pair)
    assert (found["elsewhere_a"], found["near_by_a"]) == (1, 1)


def test_weighable_drafts_have_a_match_and_both_sides():
    assert weighable(draft())
    assert not weighable(draft(match=-1))
    assert not weighable(replace(draft(), a=None))
    assert not weighable(replace(draft(), b=None))
    with pytest.raises(ValueError, match="a draft without a stretch"):
        halves(laid(), replace(draft(), b=None))


def test_a_half_holds_its_terms_and_those_around():
    pair = laid()
    made = half(pair.a, (0, 1), pair.grid.at_a, draft().a)
    assert made.passages == (0,)
    assert [t.key for t in made.terms] == ["nine", "quays"]
    assert made.rows == (2, 3)
    assert [t.key for t in made.rest] == ["osk", "shut"]
    assert made.rest_rows == (0, 1)
    assert made.root is not None
    assert made.root.text == "quays"
    # a stretch that no passage of the match holds is put to the first
    assert half(pair.a, (1,), pair.grid.at_a, Span(0, 3)).passages == (1,)
    both = half(pair.a, (0, 1), pair.grid.at_a, Span(9, 33))
    assert both.passages == (0, 1)
    assert both.rows == (2, 3, 4)


def test_company_is_counted_over_both_sides():
    one = draft()
    others = [
        draft(rule="lost/prep"), draft("nine", "two “ docks ”", "phrase/noun"),
        draft("nine", "came"), draft("quays", "Osk"),
    ]  # fmt: skip
    found = list(companies([one, *others]))
    # "nine" covers 4 of 10 characters, "two “docks”" all of its own
    assert found[0] == (2.0, 3.0)
    assert found[1] == (2.0, 3.0)
    assert found[2] == (2.0, 3.0)
    assert found[3] == (0.0, 1.0)
    assert found[4] == (0.0, 1.0)
    many = list(companies([one] * 300))
    assert many == [(299.0, 1.0)] * 300


def test_a_row_for_each_draft():
    made = draft_features(laid(), [draft(), draft("Osk", "Osk")])
    assert made.shape == (2, len(NAMES))
    assert made.dtype == np.float32
    assert made[0, NAMES.index("company")] == 0


def test_a_stretch_held_against_a_mark_is_all_odd():
    found = facts(draft("nine", "”"))
    assert (found["odd_a"], found["odd_b"], found["common"]) == (2.0, 0, 0)
    assert (found["odd_count_a"], found["odd_count_b"], found["both_odd"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("kind", "key", "name"),
    [
        ("time", "@monday", "odd_time"), ("name", "hesk", "odd_name"),
        ("number", "#9", "odd_number"), ("word", "may", "odd_hedge"),
        ("word", "radical", "odd_judging"), ("word", "all", "odd_quantity"),
        ("word", "exclusively", "odd_quantity"), ("word", "warn", "odd_act"), ("word", "boat", ""),
    ],
)  # fmt: skip
def test_kinds_of_odd_words(kind, key, name):
    pair = laid()
    first = pair.a.passages[0]
    terms = tuple(replace(t, kind=kind, key=key) if t.token == 2 else t for t in first.terms)
    pair.a = replace(pair.a, passages=(replace(first, terms=terms), pair.a.passages[1]))
    found = facts(draft("nine", "docks"), pair)
    assert [n for n in NAMES if n.startswith("odd_") and n[4:] in KINDS and found[n]] == (
        [name] if name else []
    )


@pytest.mark.parametrize(
    ("kind", "name"), [("number", "number"), ("time", "time"), ("name", "name")]
)
def test_kinds_of_common_words(kind, name):
    pair = laid()
    first = pair.a.passages[0]
    terms = tuple(replace(t, kind=kind) if t.token == 3 else t for t in first.terms)
    pair.a = replace(pair.a, passages=(replace(first, terms=terms), pair.a.passages[1]))
    found = facts(draft("quays", "docks"), pair)
    assert [k for k in KINDS[:3] if found[f"common_{k}"]] == [kind]

"""Differences one at a time: one change, one finding of the right type."""

from __future__ import annotations

import pytest

from compare.tellings import account, analysis
from twosource.compare import compare
from twosource.compare.cut.constituents import core
from twosource.language import parse

CASES = [
    ("number", "The mayor said 14 houses burned in Tarn on Friday.",
     "The mayor said 19 houses burned in Tarn on Friday."),
    ("date", "The mayor said 14 houses burned in Tarn on Friday.",
     "The mayor said 14 houses burned in Tarn on Sunday."),
    ("polarity", "The council of Tarn will pay for the new roofs.",
     "The council of Tarn will not pay for the new roofs."),
    ("hedging", "The council of Tarn will pay for the new roofs.",
     "The council of Tarn may pay for the new roofs."),
    ("role", "The fire was seen first by a teacher from the village of Tarn.",
     "The fire was seen first by a driver from the village of Tarn."),
    ("name", "The prize went to Marta Oduya after a long vote in Tarn.",
     "The prize went to Marta Selmer after a long vote in Tarn."),
    ("attribution", "Brandt said that the dam near Tarn was safe for years.",
     "Reyl said that the dam near Tarn was safe for years."),
    ("attribution", "Five people were hurt near the dam in Tarn, according to the ministry.",
     "Five people were hurt near the dam in Tarn, according to Oduya General Hospital."),
    ("fact", "Oduya beat Selmer in the last round of the vote in Tarn.",
     "Selmer beat Oduya in the last round of the vote in Tarn."),
    ("scope", "All schools in the valley of Tarn stayed shut this week.",
     "Some schools in the valley of Tarn stayed shut this week."),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "a", "b"), CASES)
def test_one_change_one_type(type_, a, b):
    found = compare(analysis(account("a", a), account("b", b)), (), ())
    assert [f.type for f in found if f.kind == "differ"] == [type_]


@pytest.mark.parametrize(("type_", "a", "b"), CASES)
def test_the_other_way_round_is_the_same_difference(type_, a, b):
    found = compare(analysis(account("a", b), account("b", a)), (), ())
    assert [f.type for f in found if f.kind == "differ"] == [type_]


def test_a_quotation_with_a_changed_word():
    a = 'Brandt told the paper: "We have never seen such a flood in this valley before."'
    b = 'Brandt told the paper: "We have never seen such a fire in this valley before."'
    found = compare(analysis(account("a", a), account("b", b)), (), ())
    assert any(f.kind == "differ" and f.type in {"quote", "strength"} for f in found)


def test_a_cut_inside_a_quotation_is_context_omitted():
    a = ('"We will open the gates, if the owners agree to pay for it, and then we will talk to '
         'everybody in the valley," Brandt said.')  # fmt: skip
    b = '"We will open the gates, and then we will talk to everybody in the valley," Brandt said.'
    found = compare(analysis(account("a", a), account("b", b)), (), ())
    assert any(f.kind == "differ" and f.type == "context_omitted" for f in found)


def test_said_against_told_is_no_difference():
    a = "The dam near Tarn is safe, the engineer said on Monday."
    b = "The dam near Tarn is safe, the engineer said on Monday, he added."
    found = compare(analysis(account("a", a), account("b", b)), (), ())
    assert not [f for f in found if f.kind == "differ" and f.type == "attribution"]


def test_reporting_verbs_of_one_kind_are_no_difference():
    a = "Sadri stated that the council of Tarn will open the gates of the old dam."
    b = "Sadri said that the council of Tarn will open the gates of the old dam."
    found = compare(analysis(account("a", a), account("b", b)), (), ())
    assert not [f for f in found if f.kind == "differ"]


def test_the_form_of_a_verb_without_tense_is_no_difference_of_state():
    a = "The council of Tarn remains committed to closing the old dam above the village."
    b = "The council of Tarn has vowed to close the old dam above the village."
    found = compare(analysis(account("a", a), account("b", b)), (), ())
    assert not [f for f in found if f.rule == "edit/status"]


def test_no_quoted_span_of_a_difference_leans_on_what_follows():
    text = "The envoy has also suggested that the owners may open the gates of the dam again soon."
    doc = parse(account("a", text)).section("text").doc
    verb = next(t for t in doc if t.text == "suggested")
    for most in range(3, len(doc)):
        said = core(verb, [(0, len(doc))], most).of(text)
        assert said.split()[-1] not in {"that", "the", "may", "of"}, said

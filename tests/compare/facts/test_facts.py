"""Facts told with another value, and values that are one however they are written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.tellings import account, aligned, analysis
from twosource.compare import compare
from twosource.compare.align.alignment import align_sides
from twosource.compare.cut.accounts import sides
from twosource.compare.facts import amounts, days, names
from twosource.compare.facts.find import find_facts
from twosource.compare.facts.same_value import same_values
from twosource.compare.facts.values import Amount, all_amounts, equal
from twosource.engine import analyse
from twosource.types import Span

START = "The council of Velmora met the owners of the western quay in the town hall.\n\n"


def kinds(a: str, b: str) -> set[str]:
    """The rules of the facts two texts tell otherwise."""
    return {c.rule for c in find_facts(aligned(START + a, START + b))}


@pytest.mark.parametrize(
    ("a", "b", "rule"),
    [
        ("The strike was called by 412 dockers.", "The strike was called by 421 dockers.",
         "amount"),
        ("Brandt offered a fee of £38 million.", "Brandt offered a fee of £42m.", "amount"),
        ("The talks with the owners failed on 3 May 2031.",
         "The talks with the owners failed on 5 May 2031.", "day"),
        ("The owners must answer by midnight on Friday.",
         "The owners must answer by midnight on Saturday.", "day"),
        ("The minister did not rule out a closure of the quay.",
         "The minister ruled out a closure of the quay.", "denied"),
        ("The source of the leak has not been identified.",
         "The source of the leak has been identified.", "denied"),
        ("The harbour was fully open.", "The harbour was not fully open.", "denied"),
        ("The owners may close the quay in spring.", "The owners closed the quay in spring.",
         "hedged"),
        ("The union will stop the cranes if the owners refuse to talk.",
         "The union will stop the cranes.", "condition"),
        ("The owners agreed to repair the crane.", "The owners were ordered to repair the crane.",
         "course"),
        ("Two crane drivers were suspended by the owners.",
         "Two crane drivers were sacked by the owners.", "course"),
        ("The dockers belong to the Amalgamated Quay Union.",
         "The dockers belong to the Associated Quay Union.", "name"),
    ],
)  # fmt: skip
def test_another_value_of_one_fact_is_seen(a: str, b: str, rule: str) -> None:
    assert f"fact/{rule}" in kinds(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The owners paid 2 million pounds for the crane.", "The owners paid £2m for the crane."),
        ("The crane stood still for 21 days.", "The crane stood still for three weeks."),
        ("The turnover of the quay rose by 6 percent.", "The turnover of the quay rose by 6%."),
        ("The owners paid $250,000 for the crane.",
         "The owners paid a quarter of a million dollars for the crane."),
        ("The owners sold 1.2 lakh crates of fish.", "The owners sold 120,000 crates of fish."),
        ("More than 200 dockers walked out.", "In all 212 dockers walked out."),
        ("The firm is worth 2.6 billion euros.", "The firm is worth 2.58 billion euros."),
        ("The quay reopens on Friday, 9 May 2031.", "The quay reopens on 9 May 2031."),
        ("Brandt, 54, spoke for the owners.", "Brandt, who is 54 years old, spoke for the owners."),
        ("The owners don't want a strike.", "The owners don\u2019t want a strike."),
        ("The President of Vellin spoke of Vellin\u2019s quay.",
         "The Vellin president spoke of the quay of Vellin."),
    ],
)  # fmt: skip
def test_equal_values_never_differ(a: str, b: str) -> None:
    assert not kinds(a, b)
    one, two = account("a", START + a), account("b", START + b)
    assert not [
        f for f in compare(analysis(one, two), (), ())
        if f.kind == "differ" and f.type in {"number", "date", "polarity"} and f.score >= 0.35
    ]  # fmt: skip


def test_amounts_are_read_with_unit_and_what_is_counted() -> None:
    laid = aligned("The owners paid 40 million kroner to 22 dockers.", "Nothing else happened.")
    found = amounts.every(laid.a)
    assert [(x.dimension, x.low, x.noun) for x in found] == [
        ("KRONE", 4e7, ""), ("count", 22.0, "docker"),
    ]  # fmt: skip


def test_a_line_of_place_and_date_is_no_day_of_the_story() -> None:
    laid = aligned("VELMORA, May 14 (Corra) - The quay was closed on Monday.", "It rained.")
    assert [laid.a.text(d.span) for d in days.days(laid.a)] == ["Monday"]


def test_bounds_and_rounding() -> None:
    def amount(low: float, bound: str = "exact") -> Amount:
        token = aligned("The owners paid 5 crowns.", "It rained.").a.section.doc[3]
        return Amount(Span(0, 1), low, low, bound, "count", "", (), "", token, False, low % 10 == 0)

    assert equal(amount(200, "more than"), amount(212))
    assert not equal(amount(200, "more than"), amount(300))
    assert not equal(amount(14, "at least"), amount(16))
    assert equal(amount(14, "at least"), amount(14))
    assert equal(amount(2.6e9), amount(2.58e9))
    assert not equal(amount(1.5e6, "at most"), amount(1.6e6, "at most"))
    assert not equal(amount(14, "at least"), amount(15, "more than"))
    assert equal(amount(200, "more than"), amount(212, "at least"))
    assert not equal(amount(26), amount(62))
    assert not equal(amount(2), amount(2.4))


def test_a_dead_child_is_no_admitted_child() -> None:
    laid = aligned(
        START + "Four children have died in Velmora, and nine children were admitted.",
        START + "Nine children have died in Velmora.",
    )
    found = [(c.value_a, c.value_b) for c in amounts.candidates(laid)]
    assert ("4", "9") in found


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("would not pay the dockers", "refused to pay the dockers", False),
        ("would not be pushed into a bad deal", "rejected being pushed into a bad deal", False),
        ("would not close the quay", "ruled out closing the quay", False),
        ("would close the quay", "ruled out closing the quay", True),
        ("did not rule out closing the quay", "ruled out closing the quay", True),
        ("would pay the dockers", "refused to pay the dockers", True),
    ],
)
def test_a_refusal_is_a_denial(one: str, two: str, apart: bool) -> None:
    laid = aligned(
        START + f"Minister Ilsa Brandt said that the owners {one}.",
        START + f"Minister Ilsa Brandt said that the owners {two}.",
    )
    assert any(c.rule == "fact/denied" for c in find_facts(laid)) is apart


def test_names_that_share_all_but_a_letter() -> None:
    laid = aligned(START + "Dr Sudha Kamat led the inquiry.", START + "Dr Sudha Kamath led it.")
    assert [c.type for c in names.candidates(laid)] == ["name"]
    same = aligned(START + "Dr Sudha Kamat led it.", START + "Dr Sudha Kamat led the inquiry.")
    assert not list(names.candidates(same))


def test_stretches_that_differ_only_in_how_a_value_is_written() -> None:
    laid = aligned("The fee is £2m.", "The fee is 2 million pounds.")
    whole = [Span(0, len(s.section.text)) for s in (laid.a, laid.b)]
    assert same_values(laid, *whole)
    other = aligned("The fee is £2m.", "The fee is 3 million pounds.")
    assert not same_values(other, *(Span(0, len(s.section.text)) for s in (other.a, other.b)))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("William Oduya", "Bill Oduya"),
        ("Elizabeth Oduya", "Liz Oduya"),
        ("Trooper Oduya", "Marta Oduya"),
        ("Marta Oduya", "Marta Selmer"),  # two families
        ("Marta Vendôme", "Marta Vendome"),
        ("Karolos Oduya", "Carolos Oduya"),
    ],
)
def test_another_form_of_a_name_or_another_person_is_no_other_name(one: str, two: str) -> None:
    told = "The inquiry into the crane was led by {} in the town hall."
    laid = aligned(START + told.format(one), START + told.format(two))
    assert not list(names.candidates(laid))


def test_two_persons_whom_one_account_both_names() -> None:
    told = "The inquiry into the crane was led by {} Oduya in the town hall."
    one = account("a", START + told.format("Marta"), title="Irena Oduya speaks of the quay")
    two = account("b", START + told.format("Irena"))
    found = compare(analysis(one, two), (), ())
    assert not [f for f in found if f.rule == "fact/name"]
    apart = compare(analysis(replace(one, title=None), two), (), ())
    assert [f for f in apart if f.rule == "fact/name"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Rules hold for owners whose town closes the quay",
         "Rules hold for owners even if the town closes the quay"),
        ("The owners stood by the dockers for a long time", "The owners stood by the dockers"),
        ("The owners were taxed as if they were dockers", "The owners were taxed"),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_no_condition(one: str, two: str) -> None:
    assert "fact/condition" not in kinds(one + ".", two + ".")


def test_a_condition_that_both_name_is_none() -> None:
    told = "If somebody tells you how to run the quay{}, you do not run the quay."
    assert "fact/condition" not in kinds(told.format(""), told.format(", he said"))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Brandt vowed that no crane would move until the order was withdrawn",
         "Brandt said that no crane would move untill the order was withdrawn"),
        ("If you can see the crane move, you are too late",
         "Anyone who could see the crane move was too late"),
        ("Brandt threatened to close the quay",
         "If you strike again, I will close the quay, Brandt said"),
    ],
)  # fmt: skip
def test_a_condition_in_other_words_is_one(one: str, two: str) -> None:
    assert "fact/condition" not in kinds(one + ".", two + ".")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The owners were expected to release the crane", "The owners plan to release the crane"),
        ("Brandt is suspected of burning the crane", "Brandt was charged with burning the crane"),
        ("Brandt may sell the quay", "Brandt threatened to sell the quay"),
        ("Brandt is expected to sell the quay", "It is open whether Brandt sells the quay"),
    ],
)
def test_what_is_planned_or_laid_to_somebody_is_not_surer(one: str, two: str) -> None:
    assert "fact/hedged" not in kinds(one + ".", two + ".")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Brandt said the town could not pay more than 3 percent.",
         "“Three percent is all the town can pay,” Brandt said."),
        ("Brandt said the owners would not sell for less than 40 crowns.",
         "Brandt said the owners would sell for 40 crowns."),
        ("“I cant speak of the crane,” Brandt said.", "“I can't speak of the crane,” Brandt said."),
    ],
)  # fmt: skip
def test_a_bound_and_a_lost_apostrophe_deny_nothing(one: str, two: str) -> None:
    assert "fact/denied" not in kinds(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Brandt said the town could pay the dockers.", "“The town can pay the dockers,” he said."),
        ("The owners could sell the quay, Brandt said.", "“The owners can sell the quay.”"),
    ],
)
def test_what_one_can_he_says_he_could(one: str, two: str) -> None:
    assert "fact/hedged" not in kinds(one, two)


def test_not_yet_and_not_until_are_one() -> None:
    found = kinds(
        "The town has not given the owners permission.",
        "The town will give the owners no permission until the crane is tested.",
    )
    assert not found & {"fact/condition", "fact/when", "fact/denied"}


@pytest.mark.parametrize(("speaker", "differs"), [("Ole Brandt", False), ("Ane Roth", True)])
def test_what_two_people_say_is_no_difference_of_reports(speaker: str, differs: bool) -> None:
    one = "“The owners sold the quay in spring,” said Ane Roth of the Harbour Board."
    two = f"“The owners did not sell the quay,” said {speaker} of the Harbour Board."
    known = analyse([account("a", START + one), account("b", START + two)])
    laid = align_sides("text", *sides(known, "text"))
    assert ("fact/denied" in {c.rule for c in find_facts(laid)}) is differs


def test_the_subject_of_something_is_no_condition() -> None:
    one = "Brandt, who was the subject of a long search, sold the quay."
    assert "fact/condition" not in kinds(one, "Brandt sold the quay.")


def test_as_long_as_is_a_condition() -> None:
    assert "fact/condition" in kinds(
        "The owners will pay the dockers as long as the quay is open.",
        "The owners will pay the dockers.",
    )


def _offices(one: str, two: str) -> set[str]:
    texts = [START + f"{x} spoke of the quay. Otto Reyl then left." for x in (one, two)]
    found = compare(analyse([account(n, x) for n, x in zip("ab", texts, strict=True)]), (), ())
    return {f.rule for f in found if f.type == "role" and f.kind == "differ"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ex-minister Otto Reyl", "Former minister Otto Reyl"),
        ("The late minister Otto Reyl", "Minister Otto Reyl"),
        ("Otto Reyl, the minister,", "Minister Otto Reyl"),
    ],
)
def test_one_standing_in_other_words(one: str, two: str) -> None:
    assert not _offices(one, two)


@pytest.mark.parametrize(
    ("other", "differs"),
    [("football player", False), ("ferry passenger", False), ("harbour director", True)],
)
def test_what_one_may_be_beside_another_thing_is_no_office(other: str, differs: bool) -> None:
    one = "The crane fell at noon, and Otto Reyl, a {} from the quay, saw it fall.\n"
    two = f"On Sunday the {other} Otto Reyl read a letter to the council of Velmora.\n"
    known = analyse([account("a", one.format("fisherman" if not differs else "minister")),
                     account("b", two)])  # fmt: skip
    laid = align_sides("text", *sides(known, "text"))
    assert ("fact/office" in {c.rule for c in find_facts(laid)}) is differs


def test_another_standing() -> None:
    assert _offices("Former minister Otto Reyl", "Minister Otto Reyl")
    assert _offices("Acting minister Otto Reyl", "Minister Otto Reyl")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("About 30 were missing after the storm.", "missing"),
        ("Nine people are still missing.", "missing"),
        ("Six people are not found.", "missing"),
        ("He has 33 names of the dead.", "dead"),
        ("The storm left 300 people injured.", "injured"),
        ("Nine people met in the hall.", ""),
    ],
)
def test_what_is_counted_of_people(text: str, what: str) -> None:
    (one, *_) = sides(analyse([account("a", START + text)]), "text")
    assert all_amounts(one)[0].count == what


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("The harbour board would visit a slate quarry on Thursday.",
         "The harbour board would fly home from Osk on Saturday.", False),
        ("The harbour board will sign the lease on Thursday.",
         "The harbour board will agree the lease on Saturday.", True),
        ("The sale of the quay is on Thursday.", "The sale of the quay takes place on Saturday.",
         True),
    ],
)  # fmt: skip
def test_two_days_of_two_acts_are_no_difference(a: str, b: str, one: bool) -> None:
    assert ("fact/day" in kinds(a, b)) is one


def test_a_claim_denied_is_the_claim_negated() -> None:
    one = "The board denied that it had run out of cranes."
    assert "fact/denied" not in kinds(one, "The board has not run out of cranes.")
    assert "fact/denied" in kinds(one, "The board has run out of cranes.")


def test_what_two_named_parties_do_is_no_difference() -> None:
    assert "fact/when" not in kinds("Brandt sold the quay.", "Roth will sell the quay.")
    assert "fact/when" in kinds("Brandt sold the quay.", "Otto Brandt will sell the quay.")


def test_who_allegedly_did_it_is_not_surer_where_the_police_say_so() -> None:
    hedged = "Brandt allegedly pointed a gun at the owners."
    reported = "The police said that Brandt pointed a gun at the owners."
    known = analyse([account("a", START + hedged), account("b", START + reported)])
    laid = align_sides("text", *sides(known, "text"))
    assert "fact/hedged" not in {c.rule for c in find_facts(laid)}
    assert "fact/hedged" in kinds(hedged, "Brandt pointed a gun at the owners.")


@pytest.mark.parametrize(
    ("x", "y", "alike"),
    [(2029, 2129, True), (5587.75, 5687.75, True), (412, 421, True), (106, 105, True),
     (2029, 2138, False), (12, 13, False), (300, 400, False), (2029, 209, False)],
)  # fmt: skip
def test_long_figures_that_differ_in_a_digit(x: float, y: float, alike: bool) -> None:
    assert amounts.lookalike(x, y) is alike


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # a chance is no sureness
        ("The odds are one in three that the owners will lose the quay.",
         "There is a chance that the owners could lose the quay."),
        # what there is, and what there must be
        ("The party holds 21 seats in the council.",
         "A majority of the council needs 27 seats."),
        # half of a fraction, parted from the other by a blank
        ("Brandt served 4 1 / 2 months in prison.", "Brandt served four months in prison."),
        # two loose descriptions of one person
        ("Ole Brandt, a figure in the affair and a rich man, sold the quay.",
         "Ole Brandt, a close aide to the former mayor, sold the quay."),
    ],
)  # fmt: skip
def test_what_may_all_be_so_is_no_fact_told_otherwise(a: str, b: str) -> None:
    assert not kinds(a, b) & {"fact/hedged", "fact/when", "fact/amount", "fact/office"}

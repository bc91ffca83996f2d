"""Two amounts of one noun that are amounts of two things, and two nouns that count one."""

from __future__ import annotations

import pytest

from compare.tellings import account, aligned
from twosource.compare.cut.accounts import sides
from twosource.compare.facts import amounts, days
from twosource.compare.facts.find import find_facts
from twosource.compare.facts.subsets import other_holder, other_kind, other_time, supposed
from twosource.compare.facts.values import Amount, all_amounts
from twosource.compare.weigh.fact_chance import LATER, chances
from twosource.engine import analyse


def read(text: str) -> list[Amount]:
    side = sides(analyse([account("a", text), account("b", text)]), "text")[0]
    return list(all_amounts(side))


def two(a: str, b: str) -> tuple[Amount, Amount]:
    return read(a)[0], read(b)[0]


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("Brandt has 498 rushing yards.", "Brandt has 176 receiving yards.", True),
        ("The yard holds 40 diesel engines.", "The yard holds 52 steam engines.", True),
        ("The yard holds 40 diesel engines.", "The yard holds 52 engines.", False),
    ],
)
def test_another_kind_of_a_thing(a: str, b: str, apart: bool) -> None:
    assert other_kind(*two(a, b)) is apart


def test_a_figure_of_another_time() -> None:
    now = "The strike was called by 412 dockers."
    assert other_time(*two(now, "The strike of 2019 was called by 300 dockers."))
    assert not other_time(*two(now, "The strike was called by 421 dockers."))


def test_figures_of_two_who_are_named() -> None:
    assert other_holder(*two("Brandt sold 40 boats.", "Reyl sold 52 boats."))
    assert not other_holder(*two("Brandt sold 40 boats.", "Ole Brandt sold 52 boats."))
    assert not other_holder(*two("Brandt sold 40 boats.", "He sold 52 boats."))


def test_what_would_be_is_not_what_is() -> None:
    assert supposed(read("If the owners sell 40 boats, the quay will be empty.")[0])
    assert not supposed(read("The owners sell 40 boats and the quay is empty.")[0])


@pytest.mark.parametrize(
    "text",
    ["The call came at 3: 33 on Monday.", "Last updated: 22: 07 on Monday.",
     "He now has 2, 129 to his name."],
)  # fmt: skip
def test_pieces_of_a_time_or_of_a_number_are_no_amounts(text: str) -> None:
    assert not {x.low for x in read(text)} & {3.0, 33.0, 22.0, 7.0, 129.0}


def test_units_in_short() -> None:
    held = {(x.dimension, x.low) for x in read("The shed held 560 t of ore on 20 ha of land.")}
    assert held == {("mass", 560_000.0), ("area", 200_000.0)}


def test_people_are_counted_by_many_nouns() -> None:
    laid = aligned(
        "The ferry line shut down on Monday, which left 7,400 passengers far from home.",
        "More than 9,000 holidaymakers sat on their cases last night at the closed quay.",
    )
    assert [(c.value_a, c.value_b) for c in amounts.candidates(laid)] == [("7400", "9000")]


def test_the_same_digits_in_another_order_are_looked_at_anywhere() -> None:
    rest = "\n\nIt rained.\n\nThe bakers of Velmora met.\n\nNobody was hurt.\n\n"
    laid = aligned(
        f"The quay has a new crane.{rest}Its owners paid 86,000 crowns.",
        f"For 68,000 crowns you can have a crane.{rest}The town band played.",
    )
    assert [c.facts["swapped"] for c in amounts.candidates(laid)] == [1.0]


def test_a_deadline_may_stand_in_the_next_sentence() -> None:
    start = "The council of Velmora met the owners of the western quay.\n\n"
    laid = aligned(
        start + "Brandt will carry all who hold a ticket for 49 crowns until Sunday.",
        start + "Brandt charges 49 crowns of all who hold a ticket. The offer runs until Friday.",
    )
    assert [(c.value_a, c.value_b) for c in days.candidates(laid)] == [("sunday", "friday")]


def test_one_figure_of_a_share_is_what_it_rounds_to() -> None:
    laid = aligned("Shares of the quay fell 3% on Monday.", "Shares of the quay fell 3.1 percent.")
    assert not list(amounts.candidates(laid))


def test_what_is_done_and_to_come_is_never_sure_between_independent_reports() -> None:
    laid = aligned("The owners will close the quay.", "The owners closed the quay on Monday.")
    found = [c for c in find_facts(laid) if c.rule == "fact/when"]
    assert found
    assert all(p <= LATER for p in chances(found, derived=False))


def test_an_expectation_is_one_however_it_is_put() -> None:
    laid = aligned("The owners were expected to close the quay by many in the town.",
                   "Many in the town had expected the owners to close the quay.")  # fmt: skip
    assert not [c for c in find_facts(laid) if c.rule == "fact/hedged"]

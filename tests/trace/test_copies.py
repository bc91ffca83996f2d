"""Copies stand as one account; a changed figure makes an account of its own."""

from __future__ import annotations

import pytest

from twosource import types as t
from twosource.trace import trace
from twosource.trace.copies import Fold, folds

WIRE = (
    "VELM (Gull) - The ferry Ansa will not sail on Sunday, its captain Ane Roth said.\n\n"
    "She said the hull needs 12 new bolts and a coat of paint before it can leave the port.\n\n"
    "The town council of Velm has hired two buses to carry passengers over the new bridge.\n\n"
    "Tickets that were sold for the crossing stay valid until the end of the month of June.\n\n"
    "The ferry has served the island since the spring of 1971 and was last repaired in April."
)
OTHER = (
    "Nobody on the island of Velm had been told, said the baker Tam Orr on Saturday morning.\n\n"
    "He had ordered flour for the week, and it stands in the rain on the far side of the sound."
)


def account(name: str, text: str, published: str | None = None) -> t.Account:
    date = t.DateCandidate(published, "day", "published", "given", 1.0) if published else None
    return t.Account(name, text, name, published=date, language="en", finished=True)


def folded(*accounts: t.Account) -> tuple[Fold, ...]:
    return folds(accounts, trace(accounts, all_pairs=True))


def test_copies_fold_and_another_account_does_not() -> None:
    made = folded(account("a", WIRE), account("b", WIRE), account("c", OTHER), account("d", WIRE))
    assert made == (Fold("a", ("b", "d")), Fold("c"))


def test_the_earliest_of_equal_texts_stands_for_them() -> None:
    made = folded(account("a", WIRE, "2024-05-04"), account("b", WIRE, "2024-05-03"))
    assert made == (Fold("b", ("a",)),)


def test_a_cut_copy_folds_into_the_whole_text() -> None:
    made = folded(account("cut", WIRE.rsplit("\n\n", 1)[0]), account("whole", WIRE))
    assert made == (Fold("whole", ("cut",)),)


@pytest.mark.parametrize("change", [("12 new bolts", "20 new bolts"), ("1971", "1917")])
def test_a_copy_with_a_changed_figure_is_its_own_account(change: tuple[str, str]) -> None:
    made = folded(account("a", WIRE), account("b", WIRE.replace(*change)))
    assert [f.copies for f in made] == [(), ()]


def test_a_text_that_quotes_another_is_no_copy_of_it() -> None:
    made = folded(account("a", WIRE), account("b", OTHER + "\n\n" + WIRE.split("\n\n")[1]))
    assert [f.copies for f in made] == [(), ()]


def test_every_account_is_in_one_fold() -> None:
    accounts = [account(f"n{i}", WIRE if i % 3 else OTHER) for i in range(12)]
    made = folds(accounts, trace(accounts, all_pairs=True))
    assert sorted(a for f in made for a in f.accounts) == sorted(a.id for a in accounts)

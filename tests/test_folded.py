"""Comparing with copies folded tells the same as comparing them all."""

from __future__ import annotations

import importlib

from twosource import types as t
from twosource.engine import dossiers

findings_module = importlib.import_module("twosource.compare.tell.findings")

WIRE = (
    "The ferry Ansa will not sail on Sunday, its captain Ane Roth said on Friday.\n\n"
    "She said the hull needs 12 new bolts before the ship can leave the port of Velm.\n\n"
    "The council has hired two buses to carry passengers over the new bridge at Torr."
)
REWRITE = (
    "The ferry Ansa will not sail on Sunday, said its captain, Ane Roth, on Friday.\n\n"
    "The hull needs 20 new bolts before the ship can leave the port of Velm, she said."
)


def account(name: str, text: str) -> t.Account:
    return t.Account(name, text, name, outlet=name, language="en", finished=True)


def findings(*accounts: t.Account) -> tuple[t.Finding, ...]:
    (made,) = dossiers(accounts, one_story=True)
    return made.findings


def test_copies_are_named_in_what_is_found_of_their_source() -> None:
    plain = findings(account("a", WIRE), account("z", REWRITE))
    copied = findings(account("a", WIRE), account("b", WIRE), account("c", WIRE),
                      account("z", REWRITE))  # fmt: skip
    assert len(plain) == len(copied)
    for alone, many in zip(plain, copied, strict=True):
        if "a" in alone.spans:
            assert many.spans["b"] == many.spans["c"] == many.spans["a"] == alone.spans["a"]
        else:
            assert many.spans == alone.spans


def test_what_a_source_and_its_copies_tell_is_one_row_of_one_source() -> None:
    copied = findings(account("a", WIRE), account("b", WIRE), account("z", REWRITE))
    rows = [f for f in copied if set(f.spans) == {"a", "b"}]
    assert rows
    assert all(f.kind == "agree" for f in rows)
    assert all(f.sources.at_most <= 1 for f in rows if f.sources is not None)
    assert not [f for f in copied if f.kind == "only" and "a" in f.spans]


def test_a_copy_that_lacks_the_sentence_is_not_named() -> None:
    cut = WIRE.rsplit("\n\n", 1)[0]
    copied = findings(account("a", WIRE), account("b", cut), account("z", REWRITE))
    buses = [f for f in copied if "a" in f.spans and "two buses" in f.spans["a"].of(WIRE)]
    assert buses
    assert all("b" not in f.spans for f in buses)


def test_the_work_of_comparing_grows_with_the_folds_and_not_with_the_copies(monkeypatch) -> None:
    laid: list[tuple[str, str]] = []
    real = findings_module.align_sides

    def counted(part, a, b, derived=False):
        laid.append((a.account, b.account))
        return real(part, a, b, derived)

    monkeypatch.setattr(findings_module, "align_sides", counted)
    findings(account("a", WIRE), account("z", REWRITE))
    few = len(laid)
    laid.clear()
    findings(*(account(f"a{n}", WIRE) for n in range(12)), account("z", REWRITE))
    assert len(laid) == few == 1

"""Parties that a person merged, split or renamed, as the register takes them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from twosource.parties import Overrides
from twosource.parties.overrides import Merge, Rename, Split
from twosource.review.decisions import Decisions, chain
from twosource.types import Review


def party_overrides(
    decisions: Decisions, accounts: Collection[str], given: Overrides | None = None
) -> Overrides | None:
    """What is to be done with the parties of some accounts.

    Args:
        decisions: those on parties hold where one of their accounts, or a later version of it,
            is among the accounts.
        accounts: ids of those at hand.
        given: the user's own file, which comes first.

    Returns:
        ``None`` where there is nothing to do.
    """
    known = {before for a in accounts for before in chain(a, decisions.versions)}
    then: list[Split | Merge | Rename] = [
        _change(r) for r in decisions.of("party") if not known.isdisjoint(r.accounts)
    ]
    if not then:
        return given
    return replace(given or Overrides(), then=tuple(then))


def _change(review: Review) -> Split | Merge | Rename:
    if review.decision == "split":
        return Split(review.values["party"], review.names, review.values["name"])
    if review.decision == "merge":
        return Merge(review.names, review.values.get("name", ""))
    return Rename(review.values["party"], review.values["name"])

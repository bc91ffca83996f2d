"""Parties that a person merged, split or renamed, as the register takes them."""

from __future__ import annotations

from collections.abc import Collection

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
    splits, merges, renames = (
        (list(given.splits), list(given.merges), list(given.renames)) if given else ([], [], [])
    )
    for review in decisions.of("party"):
        if known.isdisjoint(review.accounts):
            continue
        if review.decision == "split":
            splits.append(_split(review))
        elif review.decision == "merge":
            merges.append(Merge(review.names, review.values.get("name", "")))
        else:
            renames.append(Rename(review.values["party"], review.values["name"]))
    if given is None and not (splits or merges or renames):
        return None
    return Overrides(tuple(splits), tuple(merges), tuple(renames))


def _split(review: Review) -> Split:
    return Split(review.values["party"], review.names, review.values["name"])

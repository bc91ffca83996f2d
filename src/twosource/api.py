"""The Python API: one function per command, the same names, the same results.

Every function takes sources in any mix: paths, folders, URLs, ``"-"`` for
standard input, and :class:`~twosource.types.Account` objects made before.
Inputs that cannot be read never stop the rest: :func:`read` returns them as
failures; the other functions leave them out and warn.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twosource.compare import compare_pair as _compare_pair
from twosource.engine import analyse, articles, dossiers
from twosource.errors import UsageError
from twosource.group import group as _group
from twosource.parties import Overrides
from twosource.read import read as _read
from twosource.trace import place_in
from twosource.trace import trace as _trace
from twosource.types import (
    Account,
    Derivation,
    Dossier,
    Event,
    Failure,
    Finding,
    Position,
    Statement,
    Story,
)

Source = str | Path | Account


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the accounts, and the inputs that could not be."""

    accounts: tuple[Account, ...]
    failures: tuple[Failure, ...]


def read(*sources: Source) -> Reading:
    """Read accounts from files, folders, URLs and standard input.

    Returns:
        Accounts in input order (pages that are no article included, see
        :attr:`Account.kind`), and a coded failure for each bad input.
    """
    accounts: list[Account] = []
    failures: list[Failure] = []
    for source in sources:
        if isinstance(source, Account):
            accounts.append(source)
    paths = [s for s in sources if not isinstance(s, Account)]
    for item in _read(paths):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            accounts.append(item)
    return Reading(tuple(accounts), tuple(failures))


def _accounts(sources: Sequence[Source]) -> list[Account]:
    reading = read(*sources)
    accounts, others = articles(reading.accounts)
    for failure in (*reading.failures, *others):
        warnings.warn(failure.message, stacklevel=3)
    if not accounts:
        raise UsageError("TS-USE-01")
    return accounts


def statements(*sources: Source, overrides: Overrides | None = None) -> tuple[Statement, ...]:
    """Who said what, to whom, in every account."""
    return analyse(_accounts(sources), overrides=overrides).statements


def events(*sources: Source, overrides: Overrides | None = None) -> tuple[Event, ...]:
    """Who did what to whom, in PLOVER types."""
    return analyse(_accounts(sources), overrides=overrides).events


def positions(*sources: Source, overrides: Overrides | None = None) -> tuple[Position, ...]:
    """What each party demands, offers, refuses, threatens ..."""
    return analyse(_accounts(sources), overrides=overrides).positions


def group(*sources: Source) -> tuple[Story, ...]:
    """Which accounts tell one story."""
    return _group(_accounts(sources))


def trace(
    *sources: Source, all_pairs: bool = False, index: str | Path | None = None
) -> tuple[Derivation, ...]:
    """Which account came from which.

    Args:
        sources: the accounts, of one story or of several.
        all_pairs: also give the pairs found independent.
        index: a file that keeps the accounts: they are placed among those it
            has, and only their links are given, see
            :func:`twosource.trace.place_in`.
    """
    if index is not None:
        return place_in(Path(index), _accounts(sources))
    return _trace(_accounts(sources), all_pairs=all_pairs)


def compare(*sources: Source, overrides: Overrides | None = None) -> tuple[Finding, ...]:
    """What the accounts agree on, where they differ, what only one has; all
    accounts are taken as one story.
    """
    made = dossiers(_accounts(sources), one_story=True, overrides=overrides)
    return made[0].findings


def compare_pair(a: Account, b: Account) -> tuple[Finding, ...]:
    """The findings of one pair, always with its best alignment."""
    return _compare_pair(analyse([a, b]))


def dossier(
    *sources: Source, one_story: bool = False, overrides: Overrides | None = None
) -> tuple[Dossier, ...]:
    """The dossier of each story among the sources.

    Raises:
        UsageError: ``TS-USE-01`` when no account could be read.
    """
    reading = read(*sources)
    accounts, others = articles(reading.accounts)
    if not accounts:
        raise UsageError("TS-USE-01")
    failures = (*reading.failures, *others)
    return dossiers(accounts, failures, one_story=one_story, overrides=overrides)

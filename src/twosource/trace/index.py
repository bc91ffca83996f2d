"""What an account is found again by, and how much of it two must share to be compared in full.

A pair is looked at in full only where the two share five-word runs, or such runs
of the narrator's, or bonds of rare details, beyond what two reports of one event
do by chance; everything else is independent by construction, whatever its subject.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from twosource.group.words import HashArray, IntArray
from twosource.trace.bonds import BoolArray, bond_share
from twosource.trace.decide import DOUBTFUL_BONDS
from twosource.trace.telling import Telling

# share of the five-word runs of the account that has fewer of them in the other;
# half of what any dependent pair of the development data shows
_ALL = 0.10
_OWN = 0.025  # the same for the narrator's words

Counted = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Runs:
    """The different five-word runs of an account, sorted, and whether the first
    place of each is the narrator's throughout (no word of it set aside).
    """

    hashes: HashArray
    own: BoolArray


@dataclass(frozen=True, slots=True)
class Prints:
    """What an account is found again by: its five-word runs, and its bonds of rare
    details (:class:`twosource.trace.bonds.Bonds`) with whose they are.
    """

    runs: Runs
    bonds: Runs


def prints_of(t: Telling) -> Prints:
    """The prints of a telling."""
    return Prints(runs_of(t), Runs(t.bonds.hashes, t.bonds.own))


def runs_of(t: Telling) -> Runs:
    """The five-word runs of a telling."""
    size = len(t.short.hashes)
    own = np.ones(size, dtype=np.bool_)
    for step in range(len(t.words) - size + 1 if size else 0):
        own &= ~t.aside[step : step + size]
    hashes, first = np.unique(t.short.hashes, return_index=True)
    return Runs(hashes, own[first])


def share_runs(
    runs: Runs, shared: IntArray, own: IntArray, sizes: IntArray, own_sizes: IntArray
) -> BoolArray:
    """Which accounts share enough runs with a new one to be compared in full.

    Args:
        runs: of the new account.
        shared: runs that each of the others shares with it.
        own: those of them that both narrators word.
        sizes: all runs of each of the others.
        own_sizes: those of them that its narrator words.
    """
    return enough_runs(
        shared, own,
        np.minimum(sizes, len(runs.hashes)), np.minimum(own_sizes, np.count_nonzero(runs.own)),
    )  # fmt: skip


def enough_runs(shared: Counted, own: Counted, size: IntArray, own_size: IntArray) -> BoolArray:
    """Which pairs share enough runs, of ``size`` that the shorter of each has and ``own_size``
    of the narrator's.
    """
    enough = (shared >= _ALL * np.maximum(size, 1)) | (own >= _OWN * np.maximum(own_size, 1))
    found: BoolArray = enough & (shared > 0)
    return found


def share_bonds(
    bonds: Runs, own: IntArray, sizes: IntArray, least: float = DOUBTFUL_BONDS
) -> BoolArray:
    """The same by bonds; ``own`` counts those of the one narrator and those of the other."""
    return enough_bonds(own, np.minimum(sizes, len(bonds.hashes)), least)


def enough_bonds(own: Counted, size: IntArray, least: float = DOUBTFUL_BONDS) -> BoolArray:
    """Which pairs share enough bonds, of ``size`` that the one with fewer has."""
    found: BoolArray = bond_share(own / 2.0, size) >= least
    return found

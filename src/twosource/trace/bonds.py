"""Which rare details stand side by side in an account: what a rewriter keeps.

A rewriter changes the words and keeps the selection and the order: "415
passengers" stays beside "the bow door", and "a pilot from Hesk" beside "his
third watch".  Two reporters of one event share details too, but choose and join
them otherwise.  A *bond* is a pair of details that stand near one another; which
of the two comes first does not count, as clauses are turned round.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from twosource.group.background import FloatArray
from twosource.group.words import HashArray, IntArray, Words, word_hash
from twosource.trace.stems import stem

BoolArray = npt.NDArray[np.bool_]

# What a detail is.  Of windows of 10 to 20 words, 3 to 6 partners and rarities of 2 to 3.5 all
# serve alike on the development sets (docs/trace.md); these are the middle.
_RARE = 2.5  # rarity: about one general story in twelve
_PLACES = 3  # a word that stands more often is the subject of the story, and every account has it
_NEAR = 15  # words
_PARTNERS = 4  # details behind it that a detail is joined to
# A bond is worth as much as so many more unshared ones: in a brief of one paragraph, which has to
# say who did what where, five bonds in common are nothing.
_BRIEF = 100
_KNOWN = 0.15  # share of common words under which the table of rarities knows no such language
_LONG = 7  # letters of a word that may be a detail there
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Bonds:
    """The different bonds of an account, sorted.

    Attributes:
        hashes: a number for each pair of details.
        own: whether the narrator words one of the two at least.
        first, second: where the two stand first so, in words.
    """

    hashes: HashArray
    own: BoolArray
    first: IntArray
    second: IntArray

    def __len__(self) -> int:
        return len(self.hashes)


def bonds_of(words: Words, idf: FloatArray, aside: BoolArray, notice: BoolArray) -> Bonds:
    """The bonds of a text; linear in its length."""
    ids, at = _details(words, idf, notice)
    found = [_joined(ids, at, step) for step in range(1, _PARTNERS + 1)]
    hashes = np.concatenate([f[0] for f in found])
    first, second = (np.concatenate([f[n] for f in found]) for n in (1, 2))
    said = aside[first] & aside[second] if len(first) else np.zeros(0, dtype=np.bool_)
    order = np.lexsort((first, said, hashes))  # the narrator's before the quoted one
    hashes, starts = np.unique(hashes[order], return_index=True)
    kept = order[starts]
    return Bonds(hashes, ~said[kept], first[kept], second[kept])


def _details(words: Words, idf: FloatArray, notice: BoolArray) -> tuple[HashArray, IntArray]:
    """Number and place of each detail, in the order of the text."""
    figure = np.fromiter((k[0].isdigit() for k in words.keys), np.bool_, len(words))
    rare = idf >= _RARE
    if len(words) and np.count_nonzero(~rare & ~figure) < _KNOWN * len(words):
        rare &= np.fromiter((len(k) >= _LONG for k in words.keys), np.bool_, len(words))
    at = np.flatnonzero((rare | figure) & ~notice)
    ids = np.fromiter((word_hash(stem(words.keys[n])) for n in at.tolist()), np.uint64, len(at))
    _, number, count = np.unique(ids, return_inverse=True, return_counts=True)
    kept = count[number] <= _PLACES
    return ids[kept], at[kept]


def _joined(ids: HashArray, at: IntArray, step: int) -> tuple[HashArray, IntArray, IntArray]:
    """Each detail with the one so many details behind it."""
    one, two = ids[:-step], ids[step:]
    near = (at[step:] - at[:-step] <= _NEAR) & (one != two)
    one, two = one[near], two[near]
    return np.minimum(one, two) * _MIX + np.maximum(one, two), at[:-step][near], at[step:][near]


def shared_bonds(a: Bonds, b: Bonds) -> tuple[IntArray, IntArray]:
    """The numbers, in each, of the bonds that both have."""
    if not len(a) or not len(b):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    at = b.hashes.searchsorted(a.hashes)
    at[at == len(b)] = 0
    there = np.flatnonzero(b.hashes[at] == a.hashes)
    return there, at[there]


def bond_share(own: FloatArray, size: IntArray) -> FloatArray:
    """How much of the account with fewer bonds (``size``) the other has.  ``own``
    is the mean of what is the narrator's, in the one and in the other: words that
    both quote are those of the event.
    """
    return own / (size + _BRIEF)


def bonded(a: Bonds, b: Bonds) -> float:
    """:func:`bond_share` of two accounts."""
    in_a, in_b = shared_bonds(a, b)
    own = (np.count_nonzero(a.own[in_a]) + np.count_nonzero(b.own[in_b])) / 2.0
    return float(bond_share(np.array([own]), np.array([min(len(a), len(b))]))[0])

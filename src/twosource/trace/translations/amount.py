"""How much of one account stands in another of another language: the chance of a translation.

Two reporters at one press conference share its quotations and figures.  What they do not share
is the narrator's own sentences, and the order in which they come: so quotations count for
nothing here, and a sentence counts where it and its like are each other's nearest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

from twosource.language.foreign.parallel import QUOTED, Match, Parallel, quoted_share
from twosource.language.foreign.reading import Reading

# A logistic curve over four numbers, fitted on the open half of the stories of tests/languages
# (60 independent pairs, 104 translations) and rounded; with each story left out in turn, every
# translation of a source had a chance over LIKELY and no independent pair had (docs/languages.md).
OWN, OTHER, COUNT, ORDER, NONE = 2.0, 2.0, 4.0, 1.4, -9.0
BARE = -1.0
"""Added where there is no encoder: its matches are fewer, and rest on figures and names."""
LIKELY = 0.88
"""Told as a translation from here."""
DOUBTFUL = 0.6
"""From here too much is shared to call two accounts independent."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What of the narrators' sentences two accounts share.

    Attributes:
        share_a, share_b: of each account's, by length.
        own: matched sentences, in the order of ``a``.
        order: the share of pairs of these that stand in one order (one of each added).
        chance: that one account, or its source, was translated into the other.
    """

    share_a: float
    share_b: float
    own: tuple[Match, ...]
    order: float
    chance: float

    def turned(self) -> Amount:
        """The same, the other account first."""
        own = tuple(sorted((Match(m.b, m.a, m.score, m.mutual) for m in self.own),
                           key=lambda m: (m.a, m.b)))  # fmt: skip
        return Amount(self.share_b, self.share_a, own, self.order, self.chance)


def amount_of(pair: Parallel) -> Amount:
    """The amount two accounts share."""
    plain_a, plain_b = narrated(pair.a), narrated(pair.b)
    own = tuple(m for m in pair.matches if m.mutual and m.a in plain_a and m.b in plain_b)
    share_a = _share(pair.a, plain_a, {m.a for m in pair.matches})
    share_b = _share(pair.b, plain_b, {m.b for m in pair.matches})
    kept = [one.b < two.b for one, two in combinations(own, 2)]
    order = (sum(kept) + 1) / (len(kept) + 2)
    odds = (
        NONE + OWN * min(share_a, share_b) + OTHER * max(share_a, share_b)
        + COUNT * math.log1p(len(own)) + ORDER * order + (0.0 if pair.encoded else BARE)
    )  # fmt: skip
    return Amount(share_a, share_b, own, order, 1.0 / (1.0 + math.exp(-odds)))


def narrated(reading: Reading) -> frozenset[int]:
    """The sentences of an account that are the narrator's own."""
    return frozenset(
        k for k, s in enumerate(reading.sentences) if quoted_share(reading, s) < QUOTED
    )


def _share(reading: Reading, among: frozenset[int], matched: set[int]) -> float:
    whole = sum(len(reading.sentences[k].span) for k in among)
    return sum(len(reading.sentences[k].span) for k in among & matched) / whole if whole else 0.0

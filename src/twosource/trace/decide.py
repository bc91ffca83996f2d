"""The numbers of a pair -> score and relation."""

from __future__ import annotations

import math
from dataclasses import dataclass

from twosource.trace.features import Pair
from twosource.types import Relation

VERBATIM = 0.85  # share of words in common eight-word runs
EDITED = 0.30
RULE = "trace.rules.1"


@dataclass(frozen=True, slots=True)
class Decision:
    """How much one account owes the other, whatever the direction."""

    relation: Relation
    score: float
    rule: str


def decide(pair: Pair) -> Decision:
    """Relation and score of a pair, by the words it shares in runs and, below
    that, by the narrator's words: two writers who heard one speech share its
    quotations, not each other's sentences.
    """
    high, low = pair["cover_high"], pair["cover_low"]
    own = pair["short_narrator_low"] + 0.5 * pair["short_narrator_high"]
    strength = max(high, min(1.0, 3.0 * own)) + 0.2 * pair["cosine"]
    score = 1.0 / (1.0 + math.exp(-10.0 * (strength - 0.40)))
    if low >= VERBATIM:
        return Decision("verbatim", score, RULE)
    if high >= VERBATIM:
        return Decision("contained", score, RULE)
    if high >= EDITED:
        return Decision("edited", score, RULE)
    if own >= 0.12 and pair["longest_narrator"] >= 8:
        return Decision("rewritten", score, RULE)
    if own >= 0.08:
        return Decision("not-established", score, RULE)
    return Decision("independent", score, RULE)

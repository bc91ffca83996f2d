"""Whether a link ties two accounts as a whole, or parts of them alone.

A report that tells mostly its own, or that quotes at length what the other has not, was
not written from the other even where they share a passage: both used one release, one
agency's lines, or the one looked a paragraph up.
"""

from __future__ import annotations

import numpy as np

from twosource.trace.bonds import BoolArray
from twosource.trace.features import Pair
from twosource.types import Direction

TOLD = 0.35  # share of a sentence's content in one sentence of the other: it is told there
# Share of an account's content that its source has to tell.  Of the derived pairs of the invented
# stories none has less than .35; of short reports that an editor called falsely tied, half have.
WRITTEN_FROM = 0.34
BOTH = 0.45  # the same, on average, of two accounts that go back to one text
NARRATED = 0.3  # of an account's content; a narrator who says less is weighed with all he quotes
LONG_QUOTE = 6  # words; a shorter one is a phrase


def in_parts(pair: Pair, direction: Direction) -> bool:
    """Whether a pair that is linked by wording shares parts alone.

    Args:
        pair: the two accounts, compared.
        direction: which came from which, as far as it is known.
    """
    turned = pair.turned()
    if direction in {"a>b", "b>a"}:
        derived = turned if direction == "a>b" else pair
        return _told(derived) < WRITTEN_FROM or alien_quotes(derived)
    told = (_told(pair) + _told(turned)) / 2
    return told < BOTH or (alien_quotes(pair) and alien_quotes(turned))


def alien_quotes(pair: Pair) -> bool:
    """Whether the first account quotes at length, and nothing of all that stands in the other:
    who writes a report anew takes its quotations along.
    """
    shared = np.zeros(len(pair.a.words), dtype=np.bool_)
    for run in pair.runs:
        shared[run.a : run.a + run.size] = True
    long = [(first, behind) for first, behind in pair.a.quotes if behind - first >= LONG_QUOTE]
    return bool(long) and not any(shared[first:behind].any() for first, behind in long)


def _told(pair: Pair) -> float:
    """Share of what the first account's narrator tells that the other tells, sentence by sentence:
    what others say in it both may have from them.
    """
    align = pair.align_a
    own = ~_spoken(pair)
    weight = np.where(own, align.weight, 0.0)
    if weight.sum() < NARRATED * align.weight.sum():
        weight = align.weight
    total = float(weight.sum())
    return float(weight[align.share >= TOLD].sum()) / total if total else 0.0


def _spoken(pair: Pair) -> BoolArray:
    """Whether each sentence of the first account is mostly somebody's words, which either account
    puts in quotation marks.
    """
    quoted = pair.a.quoted.copy()
    for run in pair.runs:
        quoted[run.a : run.a + run.size] |= pair.b.quoted[run.b : run.b + run.size]
    many = len(pair.align_a.weight)
    words = np.bincount(pair.a.sentence, minlength=many)[:many]
    said = np.bincount(pair.a.sentence, weights=quoted, minlength=many)[:many]
    return np.asarray(2 * said >= words)

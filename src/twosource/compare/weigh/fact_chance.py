"""The chance that two values of what may be one fact are a difference an editor keeps.

One ridge logistic regression for each kind of fact, over what speaks for one anchor
(``training/compare_facts.py``); both values are used once, the likeliest pair first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twosource.compare.classifiers import regression
from twosource.compare.cut.word_vectors import Matrix
from twosource.compare.facts.candidates import Candidate

_CLAUSE = ("sure", "verb", "shared", "quoted", "copula", "tied", "bare")
"""What speaks for two clauses being one assertion."""
_BETWEEN = ("derived", "kin")
"""What the accounts have to do with one another."""
FACTS: dict[str, tuple[str, ...]] = {
    "fact/amount": (
        "sure", "around", "noun", "noun_same", "noun_missing", "over", "count_class", "swapped",
        "near_value", "small", "time", "share", "money", "alone", "counted_once", "toll",
        "miscopied", "lookalike", "nearby", "leads", "people", "other_kind", "other_time",
        *_BETWEEN,
    ),
    "fact/day": (
        "sure", "around", "over", "deadline", "from", "said", "stated", "alone", "verb_far",
        "nearby", *_BETWEEN,
    ),
    "fact/denied": (*_CLAUSE, *_BETWEEN),
    "fact/hedged": (*_CLAUSE, *_BETWEEN),
    "fact/condition": (*_CLAUSE, "elsewhere", *_BETWEEN),
    "fact/when": (*_CLAUSE, "was", *_BETWEEN),
    "fact/course": (*_CLAUSE, "same_object", *_BETWEEN),
    "fact/office": ("around", "loose", "titled", *_BETWEEN),
    "fact/standing": ("around", "loose", "titled", *_BETWEEN),
    "fact/name": ("around", "letter", "words", *_BETWEEN),
}  # fmt: skip
"""For each rule what is weighed, in the order of the model's columns."""
NAMES = tuple(f"{rule}:{name}" for rule, names in FACTS.items() for name in ("bias", *names))


LATER = 0.45
"""Between independent reports a thing told as done by one and as to come by the other seldom is a
difference: the one was written later.  It is never sure."""


def rows_of(candidates: Sequence[Candidate], derived: bool) -> Matrix:
    """:data:`NAMES` of some candidates, a row each: the columns of its rule, zero elsewhere."""
    at = {name: k for k, name in enumerate(NAMES)}
    out = np.zeros((len(candidates), len(NAMES)), np.float32)
    for row, candidate in zip(out, candidates, strict=True):
        values = {**candidate.facts, "derived": float(derived), "bias": 1.0}
        for name in ("bias", *FACTS[candidate.rule]):
            row[at[f"{candidate.rule}:{name}"]] = values.get(name, 0.0)
    return out


def chances(candidates: Sequence[Candidate], derived: bool) -> list[float]:
    """The chance of each candidate; none is told where the package carries no model."""
    model = regression("facts", NAMES)
    if model is None or not candidates:
        return [0.0] * len(candidates)
    found = [float(p) for p in model(rows_of(candidates, derived))]
    if derived:
        return found
    return [
        min(p, LATER) if c.rule == "fact/when" else p
        for p, c in zip(found, candidates, strict=True)
    ]  # fmt: skip


def chosen(
    candidates: Sequence[Candidate], derived: bool, least: float
) -> list[tuple[Candidate, float]]:
    """Candidates of at least that chance, the likeliest first; of two of one type that share a
    value only the likelier.
    """
    rated = sorted(
        zip(candidates, chances(candidates, derived), range(len(candidates)), strict=True),
        key=lambda x: (-x[1], x[2]),
    )
    out: list[tuple[Candidate, float]] = []
    for candidate, chance, _ in rated:
        if chance >= least and not any(
            candidate.type == other.type
            and (candidate.a.overlap(other.a) or candidate.b.overlap(other.b))
            for other, _ in out
        ):
            out.append((candidate, chance))
    return out

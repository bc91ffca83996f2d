"""How sure a difference is.

Between independent reports, of which there are enough labelled pairs, boosted trees over the
draft and its match decide.  Where one account rests on the other they speak for half: the other
half is how often a rule is right between an account and its rewrite, and how surely the
passages match.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, inf, log, sqrt

import numpy as np

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.matches import agreed, likely
from twosource.compare.classifiers import weigher
from twosource.compare.details.drafts import Draft
from twosource.compare.details.rules import details
from twosource.compare.weigh.difference_type import retyped
from twosource.compare.weigh.draft_features import NAMES, draft_features, weighable
from twosource.compare.weigh.rule_precision import CERTAIN, prior
from twosource.compare.weigh.same_place import in_same_place, tell_same_difference

SURE, SURE_APART = 0.22, 0.3
"""Sureness from which a difference is told: where one account rests on the other, a detail
told otherwise was changed; independent reports differ in words without differing."""

TOLD = 0.15
"""What the weigher must reach.  On the 275 pairs of ``training/labels``, each scored without its
story, F1 is best at .15 in all three sets, where some 13 differences a pair are told, and lies
a hundredth lower at .12 and .18."""

DOUBTED = 0.08
"""What the weigher must reach where one account rests on the other.  On the 24 such pairs of
``training/labels`` a fifth of what the rules tell falls away so, and 48 of 50 hits stay."""


PLAIN = ("rival/", "phrase/")
"""Rules that see that words differ and not how: where another rule says how, they are silent."""


def candidates(laid: Alignment) -> list[Draft]:
    """All differences (and agreements that come with them) worth weighing: in matches that
    may be the same matter.  Roles and whole quotations need no match.
    """
    told = agreed(laid.sure, laid.matches)
    near = agreed(laid.sure, laid.matches, likely(laid.derived))
    return [
        d for d in details(laid)
        if d.match < 0 or d.match in (near if d.kind == "differ" else told)
    ]  # fmt: skip


def weighed(laid: Alignment, drafts: Sequence[Draft]) -> list[Draft]:
    """The differences that are sure enough, with their sureness, the surest first.

    Between accounts that do not rest on one another the trees decide
    (:mod:`twosource.compare.weigh.draft_features`); edits inside equal words need none.  A
    stretch of one side stands in one difference of a type: a day is lost once, however many
    passages of the other side tell the matter.
    """
    model = weigher("differ", NAMES)
    apart = model is not None and not laid.derived
    known = [k for k, d in enumerate(drafts) if model is not None and weighable(d)]
    facts = draft_features(laid, [drafts[k] for k in known])
    told = np.zeros(0) if model is None else model(facts)
    row = {k: n for n, k in enumerate(known)}
    rated = [_rated(laid, d, told[row[k]] if k in row else None) for k, d in enumerate(drafts)]
    order = sorted(
        (k for k, (_, margin) in enumerate(rated) if margin >= 0),
        key=lambda k: (not apart and drafts[k].rule.startswith(PLAIN), -rated[k][1], k),
    )
    kept: list[tuple[int, Draft]] = []
    for k in order:
        one = rated[k][0]
        same = in_same_place if apart else tell_same_difference
        if not any(same(one, two) for _, two in kept):
            kept.append((k, one))
    return [retyped(laid, d, facts[row[k]] if apart and k in row else None) for k, d in kept]


def _rated(laid: Alignment, draft: Draft, told: float | None) -> tuple[Draft, float]:
    """A draft with its sureness (``told`` by the weigher, where it was asked), and how far
    that lies over what its kind must reach.
    """
    rule = prior(draft.rule) * sqrt(min(1.0, max(0.0, draft.align)))
    if told is None or draft.rule.startswith(CERTAIN):
        score = rule
        least = SURE if laid.derived else SURE_APART
    elif laid.derived:
        score = _mean(rule, float(told))
        least = min(SURE, score) if rule >= SURE else SURE
        if told < DOUBTED:
            least = inf
    else:
        score, least = float(told), TOLD
    return replace(draft, score=round(score, 3)), round(score - least, 6)


def _mean(rule: float, told: float) -> float:
    """The mean of two chances, on the scale of their odds."""
    odds = [log(p / (1 - p)) for p in (min(0.98, max(0.02, q)) for q in (rule, told))]
    return 1 / (1 + exp(-sum(odds) / len(odds)))

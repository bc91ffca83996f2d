"""How sure a difference is.

Where one account rests on the other: how often its rule is right, and how surely the
passages match; boosted trees over the draft and its match may only turn it down.  Between
independent reports, of which there are enough labelled pairs, the trees decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf, sqrt

import numpy as np

from twosource.compare.align.alignment import Laid
from twosource.compare.align.matches import agreed, likely
from twosource.compare.classifiers import weigher
from twosource.compare.details.drafts import Draft
from twosource.compare.details.rules import details
from twosource.compare.weigh.difference_type import retyped
from twosource.compare.weigh.draft_features import NAMES, doubts, weighable

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

SAME_PLACE = 0.6
"""Share of the shorter stretch on both sides from which two drafts stand in one place."""

CERTAIN = ("edit/", "quote/reworded", "quote/cut")
"""Rules inside equal words, which are right whatever surrounds them."""

PRIOR = {
    "attribution/narrator": 0.2,
    "attribution/other-speaker": 0.3,
    "attribution/setting-lost": 0.42,
    "date/lost": 0.45,
    "date/other": 0.75,
    "edit/strength": 0.45,
    "edit/context_omitted": 0.2,
    "edit/status": 0.5,
    "hedging/noun": 0.4,
    "hedging/other-kind": 0.45,
    "hedging/verb": 0.35,
    "number/bound": 0.6,
    "number/other": 0.6,
    "opinion/word": 0.4,
    "polarity/negated": 0.6,
    "polarity/opposite": 0.6,
    "quote/cut": 0.6,
    "quote/marks-lost": 0.4,
    "quote/paraphrased": 0.6,
    "quote/reworded": 0.85,
    "role/other-office": 0.6,
    "role/standing": 0.95,
    "scope/before-noun": 0.4,
    "scope/narrowed": 0.24,
    "speech-act/verb": 0.3,
    "status/aspect": 0.5,
    "status/now-once": 0.55,
    "status/stage": 0.5,
    "status/word": 0.6,
    "strength/before-noun": 0.36,
    "strength/verb": 0.28,
    "lost/xcomp": 0.5,
    "lost/npadvmod": 0.2,
    "lost/acl": 0.4,
    "lost/advcl": 0.35,
    "lost/prep": 0.15,
    "lost/dobj": 0.3,
    "lost/advmod": 0.3,
}
"""How often a rule is right on a sure match, rounded from the labelled pairs and pulled
towards one third where a rule has fired only a few times."""


def _prior(rule: str) -> float:
    """The figure of a rule; edits inside equal words are sure."""
    return PRIOR.get(rule, 0.85 if rule.startswith("edit/") else 0.2)


def candidates(laid: Laid) -> list[Draft]:
    """All differences (and agreements that come with them) worth weighing: in matches that
    may be the same matter.  Roles and whole quotations need no match.
    """
    told = agreed(laid.sure, laid.matches)
    near = agreed(laid.sure, laid.matches, likely(laid.derived))
    return [
        d for d in details(laid)
        if d.match < 0 or d.match in (near if d.kind == "differ" else told)
    ]  # fmt: skip


def weighed(laid: Laid, drafts: Sequence[Draft]) -> list[Draft]:
    """The differences that are sure enough, with their sureness, the surest first.

    Between accounts that do not rest on one another the trees decide
    (:mod:`twosource.compare.weigh.draft_features`); edits inside equal words need none.  A
    stretch of one side stands in one difference of a type: a day is lost once, however many
    passages of the other side tell the matter.
    """
    model = weigher("differ", NAMES)
    apart = model is not None and not laid.derived
    known = [k for k, d in enumerate(drafts) if model is not None and weighable(d)]
    facts = doubts(laid, [drafts[k] for k in known])
    told = np.zeros(0) if model is None else model(facts)
    row = {k: n for n, k in enumerate(known)}
    rated = [_rated(laid, d, told[row[k]] if k in row else None) for k, d in enumerate(drafts)]
    order = sorted(range(len(rated)), key=lambda k: (-rated[k][1], k))
    kept: list[tuple[int, Draft]] = []
    for k in order:
        one, margin = rated[k]
        if margin < 0:
            break
        same = _same_place if apart else _same_ground
        if not any(same(one, two) for _, two in kept):
            kept.append((k, one))
    return [retyped(laid, d, facts[row[k]] if apart and k in row else None) for k, d in kept]


def _rated(laid: Laid, draft: Draft, told: float | None) -> tuple[Draft, float]:
    """A draft with its sureness (``told`` by the weigher, where it was asked), and how far
    that lies over what its kind must reach.
    """
    certain = draft.rule.startswith(CERTAIN)
    if told is None or certain or laid.derived:
        score = _prior(draft.rule) * sqrt(min(1.0, max(0.0, draft.align)))
        least = SURE if laid.derived else SURE_APART
        if told is not None and told < DOUBTED and not certain:
            least = inf
    else:
        score, least = float(told), TOLD
    return replace(draft, score=round(score, 3)), round(score - least, 6)


def _shares(one: Draft, two: Draft) -> tuple[float, float]:
    """How much of the shorter stretch two drafts share, on either side."""
    shares = []
    for x, y in ((one.a, two.a), (one.b, two.b)):
        if x is None or y is None:
            return 0.0, 0.0
        shares.append(x.overlap(y) / min(len(x), len(y)))
    return shares[0], shares[1]


def _same_place(one: Draft, two: Draft) -> bool:
    """Whether two drafts stand in one place: the surer tells what differs there."""
    return min(_shares(one, two)) >= SAME_PLACE


def _same_ground(one: Draft, two: Draft) -> bool:
    """Whether two drafts tell one difference: they share most of a stretch on one side
    (on both, where their types are not the same).  Reworded quotation and what the new
    word changes are two.
    """
    shares = _shares(one, two)
    if one.type != two.type and {"quote", "attribution"} & {one.type, two.type}:
        return False
    alike = one.type == two.type and one.type != "hedging"
    return (max(shares) if alike else min(shares)) >= 0.8

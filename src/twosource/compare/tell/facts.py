"""Facts that two accounts give otherwise: as drafts, and as contests of what is agreed."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.compare.align.alignment import Alignment
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.compare.facts.candidates import Candidate
from twosource.compare.facts.find import find_facts
from twosource.compare.tell.contested import Contest
from twosource.compare.weigh.fact_chance import chosen

DOUBTFUL = 0.12
"""Chance from which a fact told otherwise keeps a row from being called agreed: a false
agreement costs more than a missing one."""
TOLD = 0.2
"""Chance from which it is told, below the sure ones."""

Weighed = Sequence[tuple[Candidate, float]]


def weighed_facts(laid: Alignment) -> Weighed:
    """The facts of two sides that may differ, with their chance."""
    return chosen(find_facts(laid), laid.derived, DOUBTFUL)


def fact_drafts(laid: Alignment, facts: Weighed) -> list[Draft]:
    """Those likely enough to be told."""
    return [
        Draft(
            "differ", c.type, laid.part, c.a, c.b,
            laid.matches[c.match].align if c.match >= 0 else 0.5, round(chance, 3),
            f"{c.why}: {quoted_words(laid.a.text(c.a))} against "
            f"{quoted_words(laid.b.text(c.b))}.",
            c.rule, c.match,
        )
        for c, chance in facts if chance >= TOLD
    ]  # fmt: skip


def contests(laid: Alignment, facts: Weighed, drafts: Sequence[Draft]) -> list[Contest]:
    """What the accounts contest: facts, and other differences of kinds that leave no clause
    agreed.
    """
    one, two = laid.a.account, laid.b.account
    found = [Contest(c.type, {one: c.a, two: c.b}, c.whole) for c, _ in facts]
    found.extend(
        Contest(d.type, {one: d.a, two: d.b}, d.type in WHOLE)
        for d in drafts
        if d.kind == "differ"
        and d.a is not None
        and d.b is not None
        and d.type in HARD
        and d.score >= HARD_SURE
    )
    return found


HARD = {"number", "date", "polarity", "status", "fact", "role", "name", "condition", "hedging",
        "speech_act"}  # fmt: skip
WHOLE = {"polarity", "status", "condition", "hedging", "speech_act", "fact"}
"""Types of differences that bear on the whole clause, not on a word in it."""
HARD_SURE = 0.3

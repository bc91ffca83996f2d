"""Accounts -> links: candidates first, evidence and a decision after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from twosource.trace.credits import find_credits
from twosource.trace.decide import Decision, decide
from twosource.trace.direction import Verdict, direct, same_house
from twosource.trace.evidence import evidence_of
from twosource.trace.features import Pair, compare_tellings
from twosource.trace.telling import Telling, telling
from twosource.types import Account, Analysis, Credit, Derivation

_LOOSE = ("independent", "not-established")


def trace(
    accounts: Sequence[Account], analysis: Analysis | None = None, *, all_pairs: bool = False
) -> tuple[Derivation, ...]:
    """The links between accounts, every pair at most once, ``a`` before ``b``
    in input order.

    Args:
        accounts: the accounts of one or several stories.
        analysis: not needed; the texts alone decide.
        all_pairs: also give the pairs found independent.
    """
    tellings = [telling(a) for a in accounts]
    credits = [find_credits(a) for a in accounts]
    links = (
        link(tellings[i], tellings[j], credits[i], credits[j])
        for i, j in combinations(range(len(accounts)), 2)
    )
    return tuple(found for found in links if all_pairs or found.relation != "independent")


def link(
    a: Telling, b: Telling, credits_a: tuple[Credit, ...], credits_b: tuple[Credit, ...]
) -> Derivation:
    """The link between two prepared accounts."""
    pair = compare_tellings(a, b)
    decision = decide(pair)
    if decision.relation in _LOOSE:
        verdict = Verdict("unknown", "")
    else:
        verdict = direct(pair, credits_a, credits_b)
    evidence = evidence_of(pair, credits_a, credits_b) if decision.relation != "independent" else ()
    return Derivation(
        a=a.account.id,
        b=b.account.id,
        relation=decision.relation,
        direction=verdict.direction,
        score=round(decision.score, 6),
        evidence=(*evidence, *verdict.evidence),
        reason=_reason(pair, decision, verdict),
        rule=decision.rule,
    )


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _reason(pair: Pair, decision: Decision, verdict: Verdict) -> str:
    cover = (float(pair.cover_a.mean()) if len(pair.cover_a) else 0.0,
             float(pair.cover_b.mean()) if len(pair.cover_b) else 0.0)  # fmt: skip
    shared = (
        f"{_percent(cover[0])} of the first and {_percent(cover[1])} of the second stand in "
        "shared runs of eight words"
    )
    longest = int(pair["longest_narrator"])
    if decision.relation == "independent":
        return f"{shared}; no more than two writers on one event share by chance"
    if decision.relation == "not-established":
        return f"{shared}; more than chance, too little to call one the source of the other"
    parts = [shared]
    if decision.relation == "rewritten":
        parts.append(
            f"they share the narrator's own words (up to {longest} in a row) and tell the same "
            "facts, which two writers at one event do not"
        )
    if verdict.reason:
        parts.append(verdict.reason)
    house = same_house(pair.a.account, pair.b.account)
    if house:
        parts.append(f"both publishers belong to {house}")
    return "; ".join(parts)

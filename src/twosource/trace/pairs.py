"""Two prepared accounts -> the link between them: relation, direction, evidence, reason."""

from __future__ import annotations

from twosource.trace.decide import EDITED, LONGEST, Decision, apart, decide
from twosource.trace.direction import Verdict, direct, same_house
from twosource.trace.evidence import evidence_of
from twosource.trace.features import Copied, Pair, compare_tellings, copied
from twosource.trace.lineage import LOOSE
from twosource.trace.telling import Telling
from twosource.trace.versions import differences, one_page
from twosource.types import Credit, Derivation


def link_if_any(
    a: Telling, b: Telling, credits_a: tuple[Credit, ...], credits_b: tuple[Credit, ...]
) -> Derivation | None:
    """The link of a pair; none, and most of the work saved, where they are
    independent.
    """
    found = copied(a, b)
    if apart(found):
        return None
    made = link(a, b, credits_a, credits_b, found)
    return None if made.relation == "independent" else made


def link(
    a: Telling,
    b: Telling,
    credits_a: tuple[Credit, ...],
    credits_b: tuple[Credit, ...],
    known: Copied | None = None,
) -> Derivation:
    """The link between two prepared accounts, which rests on them alone; ``known``
    as in ``compare_tellings``.
    """
    pair = compare_tellings(a, b, known)
    decision = decide(pair)
    if decision.relation in LOOSE:
        verdict = Verdict("unknown", "")
    else:
        verdict = direct(pair, credits_a, credits_b)
    evidence = evidence_of(pair, credits_a, credits_b) if decision.relation != "independent" else ()
    if decision.relation not in LOOSE and one_page(a.account, b.account):
        evidence = (*evidence, *differences(a, b))
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
    of_a, of_b = (float(c.mean()) if len(c) else 0.0 for c in (pair.cover_a, pair.cover_b))
    shared = (
        f"{_percent(of_a)} of the first and {_percent(of_b)} of the second stand in shared runs "
        "of eight words"
    )
    longest = int(pair["longest_narrator"])
    if decision.relation == "independent":
        return f"{shared}; no more than two writers on one event share by chance"
    if decision.relation == "not-established":
        if pair["cover_high"] >= EDITED:
            return (
                f"{shared}, but only quotations, verse or tables: two reports of one speech, "
                "burial or market day share these too"
            )
        return f"{shared}; more than chance, too little to call one the source of the other"
    parts = [shared]
    if decision.relation == "contained":
        parts.append("whole passages of one stand unaltered in the other")
    if decision.relation == "rewritten":
        own = f"the narrator's own words (up to {longest} in a row)" if longest >= LONGEST else ""
        parts.append(
            f"they share {own or 'sentence after sentence'} and tell the same facts, "
            "which two writers at one event do not"
        )
    if one_page(pair.a.account, pair.b.account):
        parts.append("versions of one page")
    if verdict.reason:
        parts.append(verdict.reason)
    house = same_house(pair.a.account, pair.b.account)
    if house:
        parts.append(f"both publishers belong to {house}")
    return "; ".join(parts)

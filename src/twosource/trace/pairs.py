"""Two prepared accounts -> the link between them: relation, direction, evidence, reason."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.trace.decide import (
    DETAILS,
    EDITED,
    LIKELY,
    LONGEST,
    PARTS,
    PASSED_ON,
    RULE,
    Decision,
    apart,
    decide,
    told_again,
)
from twosource.trace.direction import Verdict, direct
from twosource.trace.evidence import credit_evidence, run_evidence, shared_evidence
from twosource.trace.features import Copied, Pair, compare_tellings, copied
from twosource.trace.kept import Kept
from twosource.trace.lineage import COPIES, LOOSE
from twosource.trace.naming import same_house
from twosource.trace.parts import in_parts
from twosource.trace.telling import Telling
from twosource.trace.versions import differences, one_page
from twosource.types import Credit, Derivation, Evidence


def link_if_any(
    a: Telling,
    b: Telling,
    credits_a: tuple[Credit, ...],
    credits_b: tuple[Credit, ...],
    kept: Kept | None = None,
    *,
    brief: bool = False,
) -> Derivation | None:
    """The link of a pair; none, and most of the work saved, where they are
    independent.  ``brief`` as in :func:`link`.
    """
    found = copied(b, a) if _turned(a, b) else copied(a, b)
    if apart(found):
        return None
    made = link(a, b, credits_a, credits_b, kept, found, brief=brief)
    return None if made.relation == "independent" else made


def link(
    a: Telling,
    b: Telling,
    credits_a: tuple[Credit, ...],
    credits_b: tuple[Credit, ...],
    kept: Kept | None = None,
    known: Copied | None = None,
    *,
    brief: bool = False,
) -> Derivation:
    """The link between two prepared accounts, which rests on them alone: the same
    evidence in the same order whichever is named first.  ``kept`` holds what other
    accounts with the same texts gave.  ``known`` as in ``compare_tellings``, of the two
    in their own order (:func:`_turned`).  ``brief``: where one has copied the other, show
    the runs alone, as they tell the story of all that print the text.
    """
    kept = kept or Kept()
    turned = _turned(a, b)
    pair = kept.pair(a, b, turned, lambda: _compared(a, b, known))
    decision = decide(pair)
    evidence: tuple[Evidence, ...] = ()
    if decision.relation != "independent":
        brief = brief and decision.relation in COPIES
        shown = kept.evidence(pair, turned, brief, lambda: _evidence(pair, brief))
        evidence = (*shown, *_credits(turned, credits_a, credits_b))
    if decision.relation not in LOOSE and one_page(a.account, b.account):
        evidence = (*evidence, *_differences(a, b))
    if decision.relation in LOOSE:
        verdict = Verdict("unknown", "")
    else:
        verdict = direct(pair, credits_a, credits_b)
    return Derivation(
        a=a.account.id,
        b=b.account.id,
        relation=decision.relation,
        direction=verdict.direction,
        score=round(decision.score, 6),
        evidence=(*evidence, *verdict.evidence),
        reason=_reason(pair, decision, verdict),
        rule=_rule(pair, decision, verdict),
    )


def _rule(pair: Pair, decision: Decision, verdict: Verdict) -> str:
    """What a link rests on: a page that names the other speaks for the whole."""
    if verdict.stated:
        return RULE
    if decision.relation == "rewritten" and in_parts(pair, verdict.direction):
        return PARTS
    return decision.rule


def _turned(a: Telling, b: Telling) -> bool:
    """Whether a pair is compared the other way round than it is named.  Where a run stands
    several times in a text, or words tie for rarity, what is shown depends on which text
    is gone through first; so that is settled by the texts, not by the order of the input.
    """
    return (b.account.text, b.account.id) < (a.account.text, a.account.id)


def _compared(a: Telling, b: Telling, known: Copied | None = None) -> Pair:
    """The numbers of a pair, compared in its own order and given in that of the call."""
    if _turned(a, b):
        return compare_tellings(b, a, known).turned()
    return compare_tellings(a, b, known)


def _evidence(pair: Pair, brief: bool = False) -> tuple[Evidence, ...]:
    """All that the texts of a pair share, or the runs alone, gone through in its own order."""
    show = run_evidence if brief else shared_evidence
    if _turned(pair.a, pair.b):
        return _the_other_way(show(pair.turned()))
    return show(pair)


def _credits(
    turned: bool, of_a: tuple[Credit, ...], of_b: tuple[Credit, ...]
) -> tuple[Evidence, ...]:
    """The credits of a pair, in its own order."""
    if turned:
        return _the_other_way(credit_evidence(of_b, of_a))
    return tuple(credit_evidence(of_a, of_b))


def _differences(a: Telling, b: Telling) -> tuple[Evidence, ...]:
    """What changed between two versions of one page, in their own order."""
    return _the_other_way(differences(b, a)) if _turned(a, b) else tuple(differences(a, b))


def _the_other_way(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence with ``a`` and ``b`` exchanged: what the one added the other dropped."""
    kinds = {"added": "dropped", "dropped": "added"}
    return tuple(Evidence(kinds.get(e.kind, e.kind), e.b, e.a, e.note) for e in evidence)


def _told_again(pair: Pair, longest: int) -> str:
    """What shows that one was written from the other."""
    chance = told_again(pair["bonded"])
    if longest >= LONGEST:
        shared = f"they share the narrator's own words (up to {longest} in a row)"
    elif chance >= LIKELY:
        shared = "the same rare details stand together in both"
    else:
        shared = "they share sentence after sentence and tell the same facts"
    sure = f" (chance of a rewrite by these details {_percent(chance)})" if chance >= LIKELY else ""
    return f"{shared}, which two writers at one event do not{sure}"


def link_through(first: Telling, last: Telling, *, turned: bool) -> Derivation | None:
    """The link between an account and one that came from it through a third.

    Less than a rewrite has to show suffices, as two links lead there; none where
    the last has next to nothing of the first.  ``turned`` where the last stands
    first in the order of the accounts.
    """
    a, b = (last, first) if turned else (first, last)
    pair = _compared(a, b)
    chance = told_again(pair["bonded"])
    evidence = _evidence(pair) if chance >= PASSED_ON else ()
    if not evidence:
        return None
    of_a, of_b = (round(100 * float(c.mean())) for c in (pair.cover_a, pair.cover_b))
    return Derivation(
        a=a.account.id,
        b=b.account.id,
        relation="rewritten",
        direction="b>a" if turned else "a>b",
        score=round(0.5 + 0.1 * chance, 6),
        evidence=evidence,
        reason=f"{of_a}% of the first and {of_b}% of the second stand in shared runs of eight "
        "words; they share details that stand together in both, passed on",
        rule=DETAILS,
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
        parts.append(_told_again(pair, longest))
    if one_page(pair.a.account, pair.b.account):
        parts.append("versions of one page")
    if verdict.reason:
        parts.append(verdict.reason)
    house = same_house(pair.a.account, pair.b.account)
    if house:
        parts.append(f"both publishers belong to {house}")
    return "; ".join(parts)

"""Accounts -> links: candidates first, evidence and a decision after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.group.background import FloatArray
from twosource.trace.credits import credited, find_credits
from twosource.trace.decide import EDITED, LONGEST, Decision, apart, decide, loose_score
from twosource.trace.direction import Verdict, direct, same_house
from twosource.trace.evidence import evidence_of
from twosource.trace.features import Copied, Pair, compare_tellings, copied
from twosource.trace.inherit import inherit_credits
from twosource.trace.likeness import Likeness
from twosource.trace.lineage import LOOSE
from twosource.trace.screen import Screen
from twosource.trace.telling import Telling, telling
from twosource.trace.through import through_copies
from twosource.types import Account, Analysis, Credit, Derivation

SCREENED = "trace.screen.1"


def trace(
    accounts: Sequence[Account], analysis: Analysis | None = None, *, all_pairs: bool = False
) -> tuple[Derivation, ...]:
    """The links between accounts, every pair at most once, ``a`` before ``b``
    in input order, sorted so.

    A link rests on the two texts and their pages alone (the score of a pair that
    is *not* linked also on how common its words are in the batch), so a new
    account changes no link that was there, and their order changes none.

    Args:
        accounts: the accounts of one or several stories.
        analysis: not needed; the texts decide.
        all_pairs: also give the pairs found independent.
    """
    tellings = [telling(a) for a in accounts]
    credits = [find_credits(a) for a in accounts]
    alike = Likeness(accounts, [t.words for t in tellings])
    close: dict[int, list[int]] = {}
    for i, j in Screen(tellings).pairs():
        close.setdefault(i, []).append(j)
    found: list[Derivation] = []
    for i in range(len(accounts)):
        near = close.get(i, [])
        full = {
            j: made
            for j, like in zip(near, alike.of_these(i, near).tolist(), strict=True)
            if (made := _linked(tellings[i], tellings[j], credits[i], credits[j], like, all_pairs))
        }
        found += _row(accounts, i, full, alike.of(i)) if all_pairs else full.values()
    kept = [d for d in found if all_pairs or d.relation != "independent"]
    names = {a.id: credited(c) for a, c in zip(accounts, credits, strict=True)}
    return through_copies(inherit_credits(kept, names))


def _row(
    accounts: Sequence[Account], i: int, full: dict[int, Derivation], likeness: FloatArray
) -> Iterator[Derivation]:
    """Every pair of one account with a later one."""
    for j in range(i + 1, len(accounts)):
        yield full.get(j) or Derivation(
            a=accounts[i].id,
            b=accounts[j].id,
            relation="independent",
            direction="unknown",
            score=round(loose_score(float(likeness[j])), 6),
            evidence=(),
            reason="they share no run of words beyond what two reports of one event do by chance",
            rule=SCREENED,
        )


def _linked(
    a: Telling,
    b: Telling,
    credits_a: tuple[Credit, ...],
    credits_b: tuple[Credit, ...],
    likeness: float,
    all_pairs: bool,
) -> Derivation | None:
    """The link of a pair; none, and most of the work saved, where nobody asks
    for the independent ones.
    """
    found = copied(a, b)
    if not all_pairs and apart(found):
        return None
    return link(a, b, credits_a, credits_b, likeness, found)


def link(
    a: Telling,
    b: Telling,
    credits_a: tuple[Credit, ...],
    credits_b: tuple[Credit, ...],
    likeness: float = 0.0,
    known: Copied | None = None,
) -> Derivation:
    """The link between two prepared accounts; ``known`` as in ``compare_tellings``."""
    pair = compare_tellings(a, b, known)
    decision = decide(pair, likeness)
    if decision.relation in LOOSE:
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
            return f"{shared}, but only quotations: two reports of one speech share these too"
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
    if _one_page(pair.a.account, pair.b.account):
        parts.append("versions of one page")
    if verdict.reason:
        parts.append(verdict.reason)
    house = same_house(pair.a.account, pair.b.account)
    if house:
        parts.append(f"both publishers belong to {house}")
    return "; ".join(parts)


def _one_page(a: Account, b: Account) -> bool:
    return bool(a.url) and a.url == b.url

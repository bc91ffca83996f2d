"""What the judge proposes beside our drafts, for each pair of accounts."""

from __future__ import annotations

from itertools import combinations, islice

from twosource.judge.answers import AgreementItem, DifferenceItem, PositionItem, Proposals, items
from twosource.judge.asking import Asking
from twosource.judge.checked import LONGEST, Checked
from twosource.judge.prompt import proposal_question

TEXT = 5000
"""Code points of an account that are read for proposals: some 800 words."""
MOST = 6
"""Proposals of one kind taken from one answer."""
PAIRS = 200
"""Pairs of accounts asked about, at most: a story of twenty accounts has 190."""
KNOWN = 24
"""Lines named as known already; the gravest."""


def proposed(asking: Asking, checked: Checked) -> None:
    """Ask about each pair of accounts, in input order, as long as the budget lasts; what passes
    the checks stands in ``checked``.
    """
    texts = checked.texts
    for one, two in islice(combinations(texts.leads, 2), PAIRS):
        a, b = (texts.whole(account)[:TEXT] for account in (one, two))
        question = proposal_question(a, b, _known(checked, one, two))
        answer = asking.ask(question, Proposals)
        if answer is None:
            continue
        differences, bad = items(DifferenceItem, answer.differences, MOST)
        bad += sum(not checked.difference(d, one, two) for d in differences)
        asking.dropped("TS-JUDGE-08", bad)
        agreements, bad = items(AgreementItem, answer.agreements, MOST)
        bad += sum(not checked.agreement(a, one, two) for a in agreements)
        asking.dropped("TS-JUDGE-08", bad)
        positions, bad = items(PositionItem, answer.positions, MOST)
        accounts = {"A": one, "B": two}
        bad += sum(not checked.position(p, accounts.get(p.account)) for p in positions)
        asking.dropped("TS-JUDGE-08", bad)


def _known(checked: Checked, one: str, two: str) -> list[dict[str, str]]:
    """What is drafted of two accounts, in their words."""
    out = []
    for f in checked.findings:
        if f.kind != "only" and {one, two} <= set(f.spans) and not f.rule.startswith("pair/"):
            a, b = (
                checked.texts.words(i, f.parts.get(i, "text"), f.spans[i])[:LONGEST]
                for i in (one, two)
            )
            out.append({"kind": f.kind, "a": a, "b": b})
    return out[:KNOWN]

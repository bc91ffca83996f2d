"""Proposals that pass the checks that our own lines pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from twosource.compare.details.drafts import quoted_words
from twosource.compare.weigh.severity import severity
from twosource.judge.answers import AgreementItem, DifferenceItem, PositionItem
from twosource.judge.odds import Place, alike, at_odds, same_place
from twosource.judge.prompt import UNPROPOSED
from twosource.judge.quotations import once, reason, trimmed
from twosource.judge.stands import stand
from twosource.judge.texts import Texts
from twosource.trace import independent_sources
from twosource.types import (
    Analysis,
    Derivation,
    Finding,
    FindingKind,
    FindingType,
    Judgement,
    Origin,
    Position,
)

LONGEST = 400
"""Code points of a quotation, at most: a line is no paragraph."""
CHECKED, UNCHECKED = 0.5, 0.4
"""Score of a proposal whose values our own check finds at odds, which is sure, and of one that
no check of ours can bear out, which is not."""
TYPED: frozenset[FindingType] = frozenset({"number", "date"})
"""Types of which our check must find the values at odds."""
ALIGN = 0.5
"""How surely it is one matter; the judge says no more than that it is."""
RULE = "judge/proposed"
_SAID = {"differ": "Not told alike", "agree": "Told alike"}


@dataclass(slots=True)
class Checked:
    """Takes proposals in, one by one.

    Attributes:
        findings: those there are; what stands in their place is passed over.
        flat: the texts of all accounts, for what a reason quotes.
        made, stands: what was taken in.
    """

    model: str
    analysis: Analysis
    texts: Texts
    links: Sequence[Derivation]
    origins: Sequence[Origin]
    findings: Sequence[Finding]
    flat: Sequence[str]
    made: list[Finding] = field(default_factory=list)
    stands: list[Position] = field(default_factory=list)

    def difference(self, item: DifferenceItem, one: str, two: str) -> bool:
        """Take in a difference of two accounts; whether it passed."""
        a, b = self._place(one, item.a), self._place(two, item.b)
        if a is None or b is None or item.type in UNPROPOSED:
            return False
        odds = at_odds(item.type, a, b, self.analysis)
        if odds is False or (odds is None and item.type in TYPED):
            return False
        self._add("differ", item.type, a, b, CHECKED if odds else UNCHECKED, item.reason)
        return True

    def agreement(self, item: AgreementItem, one: str, two: str) -> bool:
        """Take in an agreement of two accounts; whether it passed."""
        a, b = self._place(one, item.a), self._place(two, item.b)
        if a is None or b is None or not alike(a, b, self.analysis):
            return False
        self._add("agree", "fact", a, b, UNCHECKED, item.reason)
        return True

    def position(self, item: PositionItem, account: str | None) -> bool:
        """Take in a position of an account; whether it passed."""
        content = self._place(account, item.content) if account is not None else None
        if content is None:
            return False
        made = stand(item, content, self.analysis)
        if made is None:
            return False
        others = [p for p in (*self.analysis.positions, *self.stands) if p.account == content[0]]
        if not any(_same(made, p) for p in others):
            judged = self._judgement(item.reason)
            name = f"p{len(others) + 1}"
            self.stands.append(replace(made, id=name, rule=RULE, judged=judged))
        return True

    def _place(self, account: str, words: str) -> Place | None:
        """Where words stand, once, in the text of an account."""
        section = self.texts.section(account, "text")
        span = once(self.texts.whole(account), words)
        if section is None or span is None or len(span) > LONGEST:
            return None
        return account, section, trimmed(section.text, span)

    def _judgement(self, said: str) -> Judgement:
        kept, _ = reason(said, self.flat)
        return Judgement(self.model, "proposed", kept)

    def _add(
        self, kind: FindingKind, type_: FindingType, a: Place, b: Place, score: float, said: str
    ) -> None:
        """Add a finding, unless one of its kind stands in its place, or a difference that speaks
        against it as an agreement.
        """
        spans = {a[0]: a[2], b[0]: b[2]}
        words = " and ".join(quoted_words(p[2].of(p[1].text)) for p in (a, b))
        made = Finding(
            "", kind, type_, spans, ALIGN, score, f"{_SAID[kind]}, says the judge: {words}.", RULE,
            severity=severity(kind, type_, score), judged=self._judgement(said),
        )  # fmt: skip
        for other in (*self.findings, *self.made):
            if other.kind in {kind, "differ"} and same_place(made, other):
                return
        if kind == "agree":
            sources = independent_sources(spans, self.analysis, self.links, self.origins)
            name = f"judge:{len(self.made) + 1}"
            made = replace(made, sources=sources, proposition=name)
        self.made.append(made)


def _same(one: Position, two: Position) -> bool:
    """Whether two positions are of one kind and share half of the shorter content."""
    shared = one.content.overlap(two.content)
    short = min(len(one.content), len(two.content))
    return one.kind == two.kind and one.part == two.part and 2 * shared >= short

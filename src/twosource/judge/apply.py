"""What verdicts do to the lines of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from twosource.compare.tell.facts import HARD
from twosource.judge.notes import SURE, key_of
from twosource.judge.odds import alike, overlap
from twosource.judge.texts import Texts
from twosource.judge.verdicts import Said
from twosource.types import Analysis, Finding, Position

STRUCK = 0.1
"""Score of a struck line, at most: the sure part begins at .5."""
CONTEST = 0.3
"""Score from which a difference of our own keeps an agreement from being raised."""


def judged_findings(
    findings: Sequence[Finding], said: Said, texts: Texts, analysis: Analysis
) -> list[Finding]:
    """The findings with their verdicts.

    A struck one falls out of the sure part, a confirmed one is raised to it: an agreement only
    where no difference (struck or not) and no sign of our own speaks against it.
    """
    differences = [f for f in findings if f.kind == "differ" and f.type in HARD]
    out = []
    for finding in findings:
        verdict = said.get(key_of(finding))
        if verdict is None:
            out.append(finding)
            continue
        score = finding.score
        if verdict.verdict == "struck":
            score = min(score, STRUCK)
        elif finding.kind == "differ" or _uncontested(finding, differences, texts, analysis):
            score = max(score, SURE)
        judged = replace(verdict, before=finding.score)
        out.append(replace(finding, score=score, judged=judged))
    return out


def judged_positions(positions: Sequence[Position], said: Said) -> tuple[Position, ...]:
    """The positions with their verdicts."""
    return tuple(replace(p, judged=said[key_of(p)]) if key_of(p) in said else p for p in positions)


def settled(findings: Sequence[Finding]) -> list[Finding]:
    """Without the agreements that a confirmed or proposed difference speaks against; such a
    difference takes over the sources of its matter.
    """
    out = list(findings)
    against = [
        f for f in findings
        if f.kind == "differ" and f.type in HARD and f.judged is not None
        and f.judged.verdict != "struck"
    ]  # fmt: skip
    for difference in against:
        rows = [
            f for f in out
            if f.kind == "agree" and not f.rule.startswith("pair/")
            and len(overlap(f, difference)) > 1
        ]  # fmt: skip
        if not rows:
            continue
        out = [f for f in out if f not in rows]
        if difference.sources is None and difference in out:
            told = replace(
                difference, sources=rows[0].sources,
                proposition=difference.proposition or rows[0].proposition,
            )  # fmt: skip
            out[out.index(difference)] = told
    return out


def _uncontested(
    agreement: Finding, differences: Sequence[Finding], texts: Texts, analysis: Analysis
) -> bool:
    if any(
        d.score >= CONTEST and len(overlap(agreement, d)) > 1 for d in differences
    ):  # fmt: skip
        return False
    places = []
    for account in texts.leads:
        if account in agreement.spans:
            section = texts.section(account, agreement.parts.get(account, "text"))
            if section is None:
                return False
            places.append((account, section, agreement.spans[account]))
    return all(alike(one, two, analysis) for one, two in combinations(places, 2))

"""What a judge said of a line and what a person decided, in words; and what that does to the page.

A person has the last word: what one decided stands, whatever a judge said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from twosource.dossier.words import count, date, listed, word
from twosource.types import Dossier, Finding, Judgement, Position, Reviewed


def struck(line: Finding | Position) -> bool:
    """Whether the line was struck: it is folded away, with the reason."""
    if line.reviewed is not None:
        return line.reviewed.outcome == "struck"
    return line.judged is not None and line.judged.verdict == "struck"


def by_person(lines: Iterable[Finding | Position]) -> bool:
    """Whether a person decided any of the lines."""
    return any(line.reviewed is not None for line in lines)


def accepted(lines: Iterable[Finding]) -> bool:
    """Whether a person kept any of the lines, as it was or corrected."""
    return any(f.reviewed is not None and f.reviewed.outcome != "struck" for f in lines)


def confirmed(lines: Iterable[Finding]) -> bool:
    """Whether a judge confirmed any of the lines."""
    return any(f.judged is not None and f.judged.verdict == "confirmed" for f in lines)


def standing(finding: Finding) -> float:
    """The score that speaks against an agreement: that before a strike, for a judge cannot
    make agreed what our own check finds at odds.  A person can.
    """
    if finding.reviewed is not None:
        return finding.score
    judged = finding.judged
    if judged is not None and judged.verdict == "struck" and judged.before is not None:
        return judged.before
    return finding.score


def verdict(lines: Iterable[Finding | Position]) -> str:
    """``struck by Ida on 3 May 2031: note``, ``confirmed by the judge (model): reason``, of the
    first line that has such a mark; ``""`` where none has.
    """
    given = list(lines)
    marks = [decision(line.reviewed) for line in given if line.reviewed is not None]
    said = [_said(line.judged) for line in given if line.judged is not None]
    return "; ".join([*marks[:1], *said[:1]])


def decision(reviewed: Reviewed) -> str:
    """``struck by Ida on 3 May 2031: note``."""
    told = f"{reviewed.outcome} by {reviewed.author} on {date(reviewed.time[:10])}"
    return f"{told}: {reviewed.note}" if reviewed.note else told


def _said(judged: Judgement) -> str:
    told = f"{word('verdict', judged.verdict)} by the judge ({judged.model})"
    return f"{told}: {judged.reason}" if judged.reason else told


def summary(dossier: Dossier) -> str:
    """Who judged how many lines of a dossier, in one sentence; ``""`` where nobody did."""
    lines: Sequence[Finding | Position] = (*dossier.findings, *dossier.analysis.positions)
    said = [line.judged for line in lines if line.judged is not None]
    if not said:
        return ""
    models = listed(list(dict.fromkeys(j.model for j in said)))
    numbers = Counter(j.verdict for j in said)
    told = listed([
        f"{count(numbers[v], 'line')} {word('verdict', v)}"
        for v in ("confirmed", "struck", "proposed") if numbers[v]
    ])  # fmt: skip
    return (
        f"Judged by a language model ({models}): {told}. It can be wrong; its marks stand beside "
        "the lines."
    )

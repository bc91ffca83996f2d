"""What a judge said of a line, in words; and what its verdicts do to the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from twosource.dossier.words import count, listed, word
from twosource.types import Dossier, Finding, Judgement, Position


def struck(line: Finding | Position) -> bool:
    """Whether a judge struck the line: it is folded away, with the reason."""
    return line.judged is not None and line.judged.verdict == "struck"


def confirmed(lines: Iterable[Finding]) -> bool:
    """Whether a judge confirmed any of the lines."""
    return any(f.judged is not None and f.judged.verdict == "confirmed" for f in lines)


def standing(finding: Finding) -> float:
    """The score that speaks against an agreement: that before a strike, for a judge cannot
    make agreed what our own check finds at odds.
    """
    judged = finding.judged
    if judged is not None and judged.verdict == "struck" and judged.before is not None:
        return judged.before
    return finding.score


def verdict(lines: Iterable[Finding | Position]) -> str:
    """``confirmed by the judge (model): reason`` of the first line that was judged; ``""``
    where none was.
    """
    said = [line.judged for line in lines if line.judged is not None]
    return _said(said[0]) if said else ""


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

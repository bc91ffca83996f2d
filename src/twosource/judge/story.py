"""One story before the judge: verdicts on its drafts, then what else there is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from twosource.compare.tell.findings import number
from twosource.errors import RunError
from twosource.judge.apply import judged_findings, judged_positions, settled
from twosource.judge.asking import Asking
from twosource.judge.checked import Checked
from twosource.judge.glosses import glossed
from twosource.judge.notes import notes
from twosource.judge.proposals import proposed
from twosource.judge.quotations import flat
from twosource.judge.settings import Judge
from twosource.judge.texts import Texts
from twosource.judge.verdicts import heard
from twosource.types import Analysis, Derivation, Finding, Origin

Judged = tuple[Analysis, tuple[Finding, ...]]


class Judging(Protocol):
    """Has the drafts of a story judged; what goes wrong is told aside and costs nothing else."""

    def __call__(
        self,
        analysis: Analysis,
        findings: Sequence[Finding],
        *,
        leads: Sequence[str] | None = None,
        links: Sequence[Derivation] = (),
        origins: Sequence[Origin] = (),
    ) -> Judged:
        """See :func:`judge_story`."""
        ...


@contextmanager
def judging(
    judge: Judge | None,
    tell: Callable[[str], None],
    *,
    positions: bool = True,
    propose: bool = True,
) -> Iterator[Judging | None]:
    """One call of the program with the judge that the user chose, or with none.

    Args:
        judge: whom to ask; ``None`` gives ``None``.
        tell: called with each warning when the call is over.
        positions: whether positions are judged and proposed too.
        propose: whether anything is proposed.
    """
    if judge is None:
        yield None
        return
    with Asking(judge) as asking:

        def ask(
            analysis: Analysis,
            findings: Sequence[Finding],
            *,
            leads: Sequence[str] | None = None,
            links: Sequence[Derivation] = (),
            origins: Sequence[Origin] = (),
        ) -> Judged:
            try:
                return judge_story(
                    asking, analysis, findings, leads=leads, links=links, origins=origins,
                    positions=positions, propose=propose, gloss=judge.gloss,
                )  # fmt: skip
            except Exception as error:
                if os.environ.get("TWOSOURCE_DEBUG"):
                    raise
                tell(str(RunError("TS-RUN-05", f"{type(error).__name__}: {error}")))
                return analysis, tuple(findings)

        yield ask
        for warning in asking.warnings:
            tell(warning.message)


def judge_story(
    asking: Asking,
    analysis: Analysis,
    findings: Sequence[Finding],
    *,
    leads: Sequence[str] | None = None,
    links: Sequence[Derivation] = (),
    origins: Sequence[Origin] = (),
    positions: bool = True,
    propose: bool = True,
    gloss: bool = False,
) -> Judged:
    """Have the drafts of a story judged.

    Args:
        asking: whom to ask; what goes wrong is told there and costs nothing else.
        analysis: of the accounts.
        findings: drafted, the gravest first.
        leads: the accounts that stand for their copies; all where ``None``.
        links: among the accounts, for the sources of what is proposed.
        origins: for the same.
        positions: whether positions are judged and proposed too.
        propose: whether anything is proposed.
        gloss: whether sentences in other languages are put into English.

    Returns:
        The analysis with its positions judged, and the findings, which are those given where
        nothing was said of any.  The same answers give the same result.
    """
    texts = Texts(analysis, leads if leads is not None else [a.id for a in analysis.accounts])
    drafted = analysis.positions if positions else ()
    parts = [flat(a.part(part)) for a in analysis.accounts for part in a.parts()]
    said = heard(asking, notes(texts, findings, drafted), parts)
    judged = judged_findings(findings, said, texts, analysis)
    checked = Checked(asking.model, analysis, texts, links, origins, judged, parts)
    if propose:
        proposed(asking, checked)
    kept = settled([*judged, *checked.made])
    stands = judged_positions(analysis.positions, said)
    if positions:
        stands += tuple(checked.stands)
    numbered = number(kept, analysis) if checked.made else tuple(kept)
    if gloss:
        numbered = tuple(glossed(asking, analysis, texts, numbered))
    return replace(analysis, positions=stands), numbered

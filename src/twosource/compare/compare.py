"""The stage's two entrances."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.compare.align.alignment import align_sides
from twosource.compare.cut.accounts import sides
from twosource.compare.details.drafts import quoted_words
from twosource.compare.sentences.scores import alignment, difference
from twosource.compare.tell.findings import find_all, number
from twosource.compare.weigh.severity import severity
from twosource.types import Analysis, Derivation, Finding, Origin, Span

SHORT = 80
"""Words up to which a text is held against the other as a whole, like a claim."""


def compare(
    analysis: Analysis, links: Sequence[Derivation], origins: Sequence[Origin]
) -> tuple[Finding, ...]:
    """What the accounts of one story agree on, where they differ, what only one has.

    Args:
        analysis: parses, parties and statements; works on parses alone.
        links: derivations among the accounts, for the independent-source range.
        origins: where information first entered print, for the same.

    Returns:
        Findings, the gravest first.  A proposition is one ``agree`` row over all
        accounts that carry it, with ``sources``; differences stand beside it and share
        its ``proposition``.  Fewer than two accounts give captions and what an account
        says against itself.
    """
    return find_all(analysis, links, origins)


def compare_pair(analysis: Analysis) -> tuple[Finding, ...]:
    """The findings of one pair of accounts, without their origins.

    Where the shorter text has at most :data:`SHORT` words there is also a record of the
    whole texts, ``pair/whole``: ``align`` says how surely they tell the same matter,
    ``score`` how surely neither speaks against the other.  Longer accounts without any
    match give their best pair of passages, however weak (``pair/best``).
    """
    from twosource.trace import trace

    links = trace(analysis.accounts, analysis) if len(analysis.accounts) == 2 else ()
    found = list(find_all(analysis, links, ()))
    parses = [p for p in analysis.parses if p.account.text.strip()]
    if len(parses) != 2:
        return tuple(found)
    docs = [p.section("text").doc for p in parses]
    short, long = sorted(docs, key=len)
    if len(short) <= SHORT:
        same = alignment(*docs)
        sure = 1 - difference(short, long)
        found.append(_pair(analysis, [_whole(p.account.text) for p in parses], same, sure, "whole"))
    elif not any(f.kind == "agree" for f in found):
        best = _best(analysis)
        if best is not None:
            found.append(best)
    return number(found, analysis)


def _whole(text: str) -> Span:
    """A text without the blanks around it."""
    start = len(text) - len(text.lstrip())
    return Span(start, len(text.rstrip()))


def _best(analysis: Analysis) -> Finding | None:
    """The surest pair of passages of two accounts that have no match."""
    both = sides(analysis, "text")
    if len(both) != 2:
        return None
    laid = align_sides("text", both[0], both[1])
    if not laid.sure.size:
        return None
    i, j = divmod(int(laid.sure.argmax()), laid.sure.shape[1])
    spans = [laid.grid.a[i].span, laid.grid.b[j].span]
    return _pair(analysis, spans, float(laid.sure[i, j]), float(laid.sure[i, j]), "best")


def _pair(
    analysis: Analysis, spans: Sequence[Span], align: float, score: float, rule: str
) -> Finding:
    accounts = [a for a in analysis.accounts if a.text.strip()]
    texts = [quoted_words(s.of(a.text)) for a, s in zip(accounts, spans, strict=True)]
    return Finding(
        id="", kind="agree", type="fact",
        spans={a.id: s for a, s in zip(accounts, spans, strict=True)},
        align=round(align, 4), score=round(score, 4),
        reason=f"The nearest the two come to one another: {texts[0]} and {texts[1]}.",
        rule=f"pair/{rule}", severity=severity("agree", "fact", align),
    )  # fmt: skip

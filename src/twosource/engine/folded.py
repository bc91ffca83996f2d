"""Comparing with copies folded: each group of copies is compared once, as its lead.

What is found of a lead holds for those of its copies that have the same sentence word
for word, and is widened to them.  So a story of two hundred accounts of which twenty
are no copies costs the comparison of twenty.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from twosource.compare.compare import compare
from twosource.trace.copies import Fold
from twosource.types import Account, Analysis, Derivation, Finding, Origin, Parse, Part, Span


def compare_folded(
    analysis: Analysis,
    links: Sequence[Derivation],
    origins: Sequence[Origin],
    folded: Sequence[Fold],
) -> tuple[Finding, ...]:
    """As :func:`twosource.compare.compare`, the leads compared and the copies added.

    A thing that only a lead and its copies tell is a row they agree on, with one origin at
    most, as it would be if they were compared.

    Args:
        analysis: of all accounts of the story.
        links: among all of them.
        origins: of all of them.
        folded: of all of them; see :func:`twosource.trace.copies.folds`.
    """
    copies = {f.lead: f.copies for f in folded if f.copies}
    if not copies:
        return compare(analysis, links, origins)
    leads = {f.lead for f in folded}
    within = [k for k in links if k.a in leads and k.b in leads]
    found = compare(only(analysis, leads), within, origins)
    parses = {p.account.id: p for p in analysis.parses}
    order = {account: i for i, account in enumerate(parses)}
    return tuple(_widened(f, copies, parses, order) for f in found)


def only(analysis: Analysis, accounts: Collection[str]) -> Analysis:
    """What was found in some of the accounts."""
    return replace(
        analysis,
        parses=tuple(p for p in analysis.parses if p.account.id in accounts),
        statements=tuple(s for s in analysis.statements if s.account in accounts),
        events=tuple(e for e in analysis.events if e.account in accounts),
        positions=tuple(p for p in analysis.positions if p.account in accounts),
    )


def _widened(
    finding: Finding,
    copies: Mapping[str, Sequence[str]],
    parses: Mapping[str, Parse],
    order: Mapping[str, int],
) -> Finding:
    """The finding with the copies that carry it."""
    spans, parts = dict(finding.spans), dict(finding.parts)
    for lead in finding.spans:
        part = finding.parts.get(lead, "text")
        for copy in copies.get(lead, ()):
            at = _same(parses[lead], finding.spans[lead], part, parses[copy].account)
            if at is not None:
                spans[copy] = at
                if lead in finding.parts:
                    parts[copy] = part
    if len(spans) == len(finding.spans):
        return finding
    spans = dict(sorted(spans.items(), key=lambda x: order[x[0]]))
    if finding.kind != "only":
        return replace(finding, spans=spans, parts=parts)
    return replace(finding, kind="agree", spans=spans, parts=parts, rule=f"{finding.rule}+copies")


def _same(lead: Parse, span: Span, part: Part, copy: Account) -> Span | None:
    """Where the copy has the words of ``span`` in the very same sentences; ``None`` where it
    has them in no place or in several.
    """
    if part not in copy.parts():
        return None
    text, there = lead.account.part(part), copy.part(part)
    sentences = [s for s in lead.section(part).sentences if s.overlap(span)]
    start = min([span.start, *(s.start for s in sentences)])
    whole = text[start : max([span.end, *(s.end for s in sentences)])].rstrip()
    at = there.find(whole)
    if at < 0 or there.find(whole, at + 1) >= 0:
        return None
    moved = at - start
    return Span(span.start + moved, span.end + moved)

"""All findings over the accounts of a story, sorted and numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from twosource.compare.align.alignment import align_sides, resting
from twosource.compare.align.matches import agreed
from twosource.compare.cut.accounts import PARTS, Side, sides
from twosource.compare.faults import guarded
from twosource.compare.tell.across_accounts import gather
from twosource.compare.tell.contested import overruled, settled, surely
from twosource.compare.tell.differences import difference_finding, drafts_of, in_a_row
from twosource.compare.tell.facts import contests, fact_drafts, weighed_facts
from twosource.compare.tell.inside_numbers import recounts
from twosource.compare.tell.inside_roles import contradictions
from twosource.compare.tell.only import caption_findings, lone_findings
from twosource.compare.tell.propositions import Row, build_rows, proposition_finding
from twosource.compare.tell.versions import as_versions
from twosource.trace.versions import one_page
from twosource.types import Analysis, Derivation, Finding, Origin, Part, SourceRange, Span

Sourced = Callable[[Mapping[str, Span]], SourceRange | None]
"""The independent sources of spans over the accounts."""


def find_all(
    analysis: Analysis, links: Sequence[Derivation], origins: Sequence[Origin]
) -> tuple[Finding, ...]:
    """All findings of a story, the gravest first; see :func:`twosource.compare.compare`."""
    found: list[Finding] = []
    for part in PARTS:
        found.extend(_part(analysis, part, links, origins))
    found.extend(caption_findings(analysis))
    if any(p.by_lists for p in analysis.parses):
        from twosource.compare.across import across_findings, told_elsewhere

        found = told_elsewhere(analysis, found)
        differ, rest = across_findings(analysis, links, origins)
        texts = {a.id: a.text for a in analysis.accounts}
        found.extend(gather(differ, list(texts), lambda account, span: span.of(texts[account])))
        found.extend(rest)
    return number(found, analysis)


def number(found: Sequence[Finding], analysis: Analysis) -> tuple[Finding, ...]:
    """Sort by severity, then by place, and number."""
    order = {account.id: i for i, account in enumerate(analysis.accounts)}

    def key(f: Finding) -> tuple[object, ...]:
        at = sorted((order[i], f.parts.get(i, "text"), s.start, s.end) for i, s in f.spans.items())
        return (-f.severity, at, f.kind, f.type, f.rule, f.reason)

    return tuple(replace(f, id=f"f{k + 1}") for k, f in enumerate(sorted(found, key=key)))


def _part(
    analysis: Analysis, part: Part, links: Sequence[Derivation], origins: Sequence[Origin]
) -> list[Finding]:
    all_sides = sides(analysis, part)
    by_id = {s.account: s for s in all_sides}
    laid = {
        (a.account, b.account): align_sides(part, a, b, resting(links, a.account, b.account))
        for a, b in combinations(all_sides, 2)
    }
    facts, drafts = {}, {}
    for ids, pair in laid.items():
        facts[ids] = weighed_facts(pair)
        drafts[ids] = drafts_of(pair, fact_drafts(pair, facts[ids]))
        pair.known.clear()  # what its rules shared; nothing after them asks for it
    kept = {ids: agreed(pair.sure, pair.matches) for ids, pair in laid.items()}
    rows = build_rows(part, all_sides, laid, kept)
    contested = [c for ids, pair in laid.items() for c in contests(pair, facts[ids], drafts[ids])]
    out: list[Finding] = []
    sourced = _sources(part, analysis, links, origins)

    for k, row, spans, alone in settled(rows, by_id, contested):
        row, spans = surely(row, spans, by_id)
        if len(spans) < 2:
            continue
        sources = sourced(spans)
        out.append(
            proposition_finding(
                row, spans, by_id, sources, f"{part}:{k + 1}", len(all_sides), alone
            )
        )
    paired = [
        difference_finding(d, one, two, rows, pair)
        for (one, two), pair in laid.items() for d in drafts[one, two]
        if not in_a_row(d, pair, out)
        and not (d.kind == "agree" and overruled(d, pair.a, pair.b, contested))
    ]  # fmt: skip
    out.extend(f for f in paired if f.kind != "differ")
    told = {f.proposition for f in out if f.sources is not None}
    differ = [
        _with_sources(f, rows, by_id, sourced) if f.proposition not in told else f
        for f in paired if f.kind == "differ"
    ]  # fmt: skip
    out.extend(gather(differ, list(by_id), lambda account, span: by_id[account].text(span)))

    out.extend(lone_findings(all_sides, laid, part, sourced))
    accounts = {account.id: account for account in analysis.accounts}
    for (one, two), pair in laid.items():
        if one_page(accounts[one], accounts[two]):
            out = as_versions(pair, links, out)
    if part == "text":
        for side in all_sides:
            out.extend(guarded(contradictions, side, side.account))
            out.extend(guarded(recounts, side, side.account))
    return out


def _with_sources(
    finding: Finding, rows: Sequence[Row], by_id: Mapping[str, Side], sourced: Sourced
) -> Finding:
    """A difference with the sources of its matter, where no row of it is agreed."""
    if finding.proposition is None:
        return finding
    row = rows[int(finding.proposition.rpartition(":")[2]) - 1]
    spans = {i: by_id[i].span(p) for i, p in row.carriers.items()}
    return replace(finding, sources=sourced(spans))


def _sources(
    part: Part, analysis: Analysis, links: Sequence[Derivation], origins: Sequence[Origin]
) -> Sourced:
    """The independent sources of a row of the text; a title has none of its own."""
    if part != "text":
        return lambda spans: None
    from twosource.trace import Sourcing

    return Sourcing(analysis, links, origins).of

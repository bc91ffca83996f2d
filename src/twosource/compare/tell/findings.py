"""Findings over all accounts of a story: one row for a proposition, whoever carries it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from twosource.compare.align.alignment import PARTS, Laid, Side, lay_sides, sides
from twosource.compare.align.matches import agreed
from twosource.compare.cut.constituents import letters
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.compare.tell.across_accounts import gather
from twosource.compare.tell.inside_numbers import recounts
from twosource.compare.tell.inside_roles import contradictions
from twosource.compare.tell.only import lone_runs, lone_type
from twosource.compare.tell.small_agreements import small_agreements
from twosource.compare.tell.versions import as_versions
from twosource.compare.weigh.confidence import candidates, weighed
from twosource.compare.weigh.severity import severity
from twosource.trace.versions import one_page
from twosource.types import (
    Analysis,
    Derivation,
    Finding,
    FindingType,
    Origin,
    Part,
    SourceRange,
    Span,
)

RESTING = {"verbatim", "contained", "edited", "rewritten", "common-origin"}
"""Relations in which two accounts tell what one of them, or a third, told first."""

HELD = 0.9
"""Share of a small agreement on both sides that a row must have to tell it as well."""


@dataclass(slots=True)
class Row:
    """A proposition: for each account that carries it, the passages; and how surely."""

    part: Part
    carriers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    align: float = 0.0


def find_all(
    analysis: Analysis, links: Sequence[Derivation], origins: Sequence[Origin]
) -> tuple[Finding, ...]:
    """All findings of a story, the gravest first; see :func:`twosource.compare.compare`."""
    found: list[Finding] = []
    for part in PARTS:
        found.extend(_part(analysis, part, links, origins))
    found.extend(_captions(analysis))
    return number(found, analysis)


def resting(links: Sequence[Derivation], one: str, two: str) -> bool:
    """Whether of two accounts one rests on the other, or both on a third."""
    return any({k.a, k.b} == {one, two} and k.relation in RESTING for k in links)


def number(found: Sequence[Finding], analysis: Analysis) -> tuple[Finding, ...]:
    """Sort by severity, then by place, and number."""
    from dataclasses import replace

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
        (a.account, b.account): lay_sides(part, a, b, resting(links, a.account, b.account))
        for a, b in combinations(all_sides, 2)
    }
    drafts = {ids: _drafts(pair) for ids, pair in laid.items()}
    kept = {ids: agreed(pair.sure, pair.matches) for ids, pair in laid.items()}
    rows = build_rows(part, all_sides, laid, kept)
    out: list[Finding] = []
    for k, row in enumerate(rows):
        spans = {i: by_id[i].span(p) for i, p in row.carriers.items()}
        sources = _sources(spans, part, analysis, links, origins)
        out.append(_row_finding(row, spans, by_id, sources, f"{part}:{k + 1}", len(all_sides)))
    paired = [
        _finding(d, one, two, rows, pair)
        for (one, two), pair in laid.items() for d in drafts[one, two]
        if not _in_a_row(d, pair, out)
    ]  # fmt: skip
    out.extend(f for f in paired if f.kind != "differ")
    out.extend(gather([f for f in paired if f.kind == "differ"], list(by_id)))

    def sourced(spans: Mapping[str, Span]) -> SourceRange | None:
        return _sources(spans, part, analysis, links, origins)

    out.extend(_lone(all_sides, laid, part, sourced))
    accounts = {account.id: account for account in analysis.accounts}
    for (one, two), pair in laid.items():
        if one_page(accounts[one], accounts[two]):
            out = as_versions(pair, links, out)
    if part == "text":
        for side in all_sides:
            out.extend(contradictions(side))
            out.extend(recounts(side))
    return out


def _drafts(pair: Laid) -> list[Draft]:
    """Differences and small agreements of the matches both sides tell: where no shared
    fact can be named, nothing differs.  Roles and whole quotations need no match.
    """
    told = agreed(pair.sure, pair.matches)
    found = candidates(pair)
    differ = weighed(pair, [d for d in found if d.kind == "differ" and not _spelt_alike(pair, d)])
    small = [d for d in small_agreements(pair) if d.match in told]
    return [*differ, *(d for d in found if d.kind == "agree"), *small]


def _in_a_row(draft: Draft, pair: Laid, rows: Sequence[Finding]) -> bool:
    """Whether a row tells a name, figure or quotation both have already, with the sentence
    around it.  An office both give a person is told by itself; so is, between an account and
    its rewrite, every detail that was kept.
    """
    if pair.derived or draft.kind != "agree" or draft.type == "role":
        return False
    one, two = pair.a.account, pair.b.account
    return draft.a is not None and draft.b is not None and any(
        {one, two} <= set(row.spans)
        and draft.a.overlap(row.spans[one]) >= HELD * len(draft.a)
        and draft.b.overlap(row.spans[two]) >= HELD * len(draft.b)
        for row in rows
    )  # fmt: skip


def _spelt_alike(pair: Laid, draft: Draft) -> bool:
    """Whether both sides have the same letters, and no marks of quotation are at issue."""
    if draft.a is None or draft.b is None or draft.type in {"quote", "attribution"}:
        return False
    return letters(pair.a.text(draft.a)) == letters(pair.b.text(draft.b))


def build_rows(
    part: Part,
    all_sides: Sequence[Side],
    laid: Mapping[tuple[str, str], Laid],
    kept: Mapping[tuple[str, str], Set[int]],
) -> list[Row]:
    """Rows of a part: the matches of each account with those after it, gathered around
    the first account that carries the matter.

    A match whose passages already stand together in a row makes no new one, so a chain
    of likenesses never joins two matters.
    """
    rows: list[Row] = []
    together: set[tuple[str, int, str, int]] = set()
    for k, first in enumerate(all_sides):
        own: dict[tuple[int, ...], Row] = {}
        for other in all_sides[k + 1 :]:
            ids = (first.account, other.account)
            for number_, match in enumerate(laid[ids].matches):
                if number_ not in kept[ids]:
                    continue
                if all(
                    (first.account, i, other.account, j) in together for i in match.a
                    for j in match.b
                ):  # fmt: skip
                    continue
                row = own.get(match.a)
                if row is None or other.account in row.carriers:
                    row = Row(part, {first.account: match.a})
                    rows.append(row)
                    own.setdefault(match.a, row)
                row.carriers[other.account] = match.b
                row.align = max(row.align, match.align)
                _mark(row, together)
    return rows


def _mark(row: Row, together: set[tuple[str, int, str, int]]) -> None:
    ids = list(row.carriers)
    for x, y in combinations(ids, 2):
        for i in row.carriers[x]:
            for j in row.carriers[y]:
                together.add((x, i, y, j))


def _sources(
    spans: Mapping[str, Span],
    part: Part,
    analysis: Analysis,
    links: Sequence[Derivation],
    origins: Sequence[Origin],
) -> SourceRange | None:
    """The independent sources of a row of the text; a title has none of its own."""
    if part != "text":
        return None
    from twosource.trace import independent_sources

    return independent_sources(spans, analysis, links, origins)


def _parts(ids: Sequence[str], part: Part) -> dict[str, Part]:
    return {} if part == "text" else dict.fromkeys(ids, part)


def _row_finding(
    row: Row,
    spans: Mapping[str, Span],
    by_id: Mapping[str, Side],
    sources: SourceRange | None,
    proposition: str,
    accounts: int,
) -> Finding:
    ids = list(spans)
    sides_ = [by_id[i] for i in ids]
    texts = [quoted_words(s.text(spans[s.account])) for s in sides_]
    why = f"Both tell the same: {texts[0]} and {texts[1]}."
    if accounts > 2:
        left = [i for i in by_id if i not in spans]
        why = f"{len(ids)} of {accounts} accounts tell this, as in {texts[0]} and {texts[1]}."
        if len(left) == 1:
            why += f" Only {left[0]} leaves it out."
    quoted = min(
        sum(by_id[i].passages[k].quoted for k in row.carriers[i]) / len(row.carriers[i])
        for i in ids
    )
    type_: FindingType = "quote" if quoted > 0.5 else "fact"
    return Finding(
        id="", kind="agree", type=type_, spans=dict(spans), align=round(row.align, 3),
        score=round(row.align, 3), reason=why, rule="row/aligned-passages",
        parts=_parts(ids, row.part), severity=severity("agree", type_, row.align),
        sources=sources, proposition=proposition,
    )  # fmt: skip


def _finding(d: Draft, one: str, two: str, rows: Sequence[Row], pair: Laid) -> Finding:
    spans = {i: s for i, s in ((one, d.a), (two, d.b)) if s is not None}
    proposition = None
    if 0 <= d.match < len(pair.matches):
        match = pair.matches[d.match]
        for k, row in enumerate(rows):
            if set(match.a) & set(row.carriers.get(one, ())) and (
                set(match.b) & set(row.carriers.get(two, ()))
            ):
                proposition = f"{d.part}:{k + 1}"
                break
    return Finding(
        id="", kind=d.kind, type=d.type, spans=spans, align=round(d.align, 3),
        score=round(d.score, 3), reason=d.why, rule=d.rule, parts=_parts(list(spans), d.part),
        severity=severity(d.kind, d.type, d.score), proposition=proposition,
    )  # fmt: skip


def _lone(
    all_sides: Sequence[Side],
    laid: Mapping[tuple[str, str], Laid],
    part: Part,
    sourced: Callable[[Mapping[str, Span]], SourceRange | None],
) -> list[Finding]:
    """What only one account has, measured against all others."""
    out: list[Finding] = []
    for side in all_sides:
        best = np.zeros(len(side.passages), np.float32)
        for (one, two), pair in laid.items():
            if side.account == one:
                best = np.maximum(best, pair.sure.max(1))
            elif side.account == two:
                best = np.maximum(best, pair.sure.max(0))
        if len(all_sides) < 2:
            continue
        for run in lone_runs(side, best):
            span = side.span(run)
            score = 1 - float(max(best[k] for k in run))
            type_ = lone_type(side, run)
            out.append(
                Finding(
                    id="",
                    kind="only",
                    type=type_,
                    spans={side.account: span},
                    align=round(1 - score, 3),
                    score=round(score, 3),
                    reason=f"Only {side.account} tells this: {quoted_words(side.text(span))}.",
                    rule="only/no-passage-like-it",
                    parts=_parts([side.account], part),
                    severity=severity("only", type_, score),
                    sources=sourced({side.account: span}),
                )
            )
    return out


def _captions(analysis: Analysis) -> list[Finding]:
    """Captions that no other account has; they are never compared with the text."""
    seen: dict[str, list[str]] = {}
    for account in analysis.accounts:
        for caption in account.captions:
            seen.setdefault(" ".join(caption.text.lower().split()), []).append(account.id)
    out = []
    for account in analysis.accounts:
        for k, caption in enumerate(account.captions):
            key = " ".join(caption.text.lower().split())
            if key and set(seen[key]) == {account.id}:
                out.append(
                    Finding(
                        id="",
                        kind="only",
                        type="caption",
                        spans={account.id: Span(0, len(caption.text))},
                        align=0.0,
                        score=1.0,
                        reason=f"Only {account.id} has this caption: {quoted_words(caption.text)}.",
                        rule="only/caption",
                        parts={account.id: f"caption:{k}"},
                        severity=severity("only", "caption", 1.0),
                    )
                )
    return out

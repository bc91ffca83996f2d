"""All findings between languages: differences, what is agreed, what one alone has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from twosource.compare.across.details import Detail, details
from twosource.compare.across.people import attributions, offices
from twosource.compare.across.rows import Row, rows_of
from twosource.compare.align.alignment import resting
from twosource.compare.details.drafts import quoted_words
from twosource.compare.weigh.severity import severity
from twosource.language.foreign.parallel import Match, Parallel, lay
from twosource.language.foreign.reading import Reading, reading_of
from twosource.trace import Sourcing
from twosource.trace.translations.amount import narrated
from twosource.types import Account, Analysis, Derivation, Finding, FindingType, Origin, Span

SURE = 0.65
"""Likeness from which two sentences, each the other's nearest, are compared."""
LOOSE = 0.42
"""The same for the nearest sentence in an account of the same text."""
AGREED = 0.62
"""Likeness from which two sentences are told as agreed."""
MOST = 60
"""Accounts of a story up to which all pairs of languages are compared."""
Laid = Mapping[tuple[str, str], Parallel]


def across_findings(
    analysis: Analysis, links: Sequence[Derivation], origins: Sequence[Origin]
) -> tuple[list[Finding], list[Finding]]:
    """The findings of every pair of accounts of which one is not English: what differs, pair by
    pair, and the rest.
    """
    readings = _readings(analysis)
    laid = _laid(analysis, readings)
    out: list[Finding] = []
    for pair in laid.values():
        a, b = pair.a.account.id, pair.b.account.id
        linked = resting(links, a, b)
        matches = compared(pair, linked=linked)
        for match in matches:
            out += (_differ(pair, match, d) for d in details(pair, match, linked=linked))
        out += (_differ(pair, m, d) for m, d in attributions(pair, matches, analysis))
        out += (_differ(pair, m, d) for m, d in offices(pair, matches, analysis))
    order = [a.id for a in analysis.accounts if a.id in readings]
    out = _once(out)
    sourcing = Sourcing(analysis, links, origins)
    contested = [f for f in out if f.score >= 0.5]
    rest = [
        _agree(row, readings, sourcing, number, contested, len(order))
        for number, row in enumerate(rows_of(order, laid, AGREED), 1)
    ]
    return out, [*rest, *_only(analysis, readings, laid, sourcing)]


def told_elsewhere(analysis: Analysis, found: Sequence[Finding]) -> list[Finding]:
    """Findings without those that call a matter one English account's alone which an account of
    another language tells too.
    """
    readings = _readings(analysis)
    laid = _laid(analysis, readings)
    told: dict[str, list[Span]] = {}
    for (a, b), pair in laid.items():
        for m in pair.matches:
            told.setdefault(a, []).append(pair.a.sentences[m.a].span)
            told.setdefault(b, []).append(pair.b.sentences[m.b].span)
    return [f for f in found if not (f.kind == "only" and not f.parts and _is_told(f, told))]


def _is_told(finding: Finding, told: Mapping[str, Sequence[Span]]) -> bool:
    return all(any(s.overlap(t) * 2 >= len(s) for t in told.get(i, ()))
               for i, s in finding.spans.items())  # fmt: skip


def _readings(analysis: Analysis) -> dict[str, Reading]:
    found = ((p.account.id, reading_of(_plain(p.account))) for p in analysis.parses)
    return {i: r for i, r in found if r is not None}


def _plain(account: Account) -> Account:
    return replace(account, language="en") if account.language == "und" else account


def _laid(analysis: Analysis, readings: Mapping[str, Reading]) -> Laid:
    """Pairs of accounts side by side, the first of the call first, but for two English ones."""
    other = {p.account.id for p in analysis.parses if p.by_lists}
    order = [a.id for a in analysis.accounts if a.id in readings][:MOST]
    return {
        (x, y): lay(readings[x], readings[y])
        for x, y in combinations(order, 2) if x in other or y in other
    }  # fmt: skip


def compared(pair: Parallel, *, linked: bool) -> list[Match]:
    """The matches of a pair that are sure enough to be compared; of two accounts of one text also
    the nearest sentence of each that is not its nearest: two sentences made one.
    """
    if not linked:
        return [m for m in pair.matches if m.mutual and m.score >= SURE]
    found = {(m.a, m.b): m for m in pair.matches}
    if pair.likeness.size:
        best_b, best_a = pair.likeness.argmax(axis=1), pair.likeness.argmax(axis=0)
        places = [(i, int(j)) for i, j in enumerate(best_b)]
        places += [(int(i), j) for j, i in enumerate(best_a)]
        for i, j in places:
            score = float(pair.likeness[i, j])
            if score >= LOOSE and (i, j) not in found:
                found[i, j] = Match(i, j, score, mutual=False)
    return [found[k] for k in sorted(found)]


def _differ(pair: Parallel, match: Match, detail: Detail) -> Finding:
    a, b = pair.a.account, pair.b.account
    one, two = quoted_words(detail.a.of(a.text)), quoted_words(detail.b.of(b.text))
    languages = f"{pair.a.lists.name} and {pair.b.lists.name}"
    return Finding(
        id="", kind="differ", type=detail.type, spans={a.id: detail.a, b.id: detail.b},
        align=round(min(match.score, 1.0), 3), score=detail.score,
        reason=f"{detail.why}: {one} and {two} ({languages}).", rule=f"across/{detail.type}",
        severity=severity("differ", detail.type, detail.score),
    )  # fmt: skip


def _once(found: Sequence[Finding]) -> list[Finding]:
    """Differences, each pair of places once, the surest first."""
    seen: set[tuple[object, ...]] = set()
    out = []
    for finding in sorted(found, key=lambda f: -f.score):
        key = (finding.type, *sorted(finding.spans.items()))
        if key not in seen:
            seen.add(key)
            out.append(finding)
    return out


def _agree(
    row: Row,
    readings: Mapping[str, Reading],
    sourcing: Sourcing,
    number: int,
    contested: Sequence[Finding],
    accounts: int,
) -> Finding:
    spans = {i: readings[i].sentences[k].span for i, k in row.carriers.items()}
    ids = list(spans)
    words = [quoted_words(spans[i].of(readings[i].account.text)) for i in ids[:2]]
    at_odds = any(
        len([i for i in f.spans if i in spans and f.spans[i].overlap(spans[i])]) == 2
        for f in contested
    )
    quoted = all(readings[i].sentences[k].quotes for i, k in row.carriers.items())
    names = sorted({readings[i].lists.name for i in ids})
    why = f"{len(ids)} of {accounts} accounts tell this, in {_listed(names)}: "
    why += f"{words[0]} and {words[1]}."
    if at_odds:
        why += " They differ in a detail."
    score = round(min(1.0, row.score) * (0.5 if at_odds else 1.0), 3)
    type_: FindingType = "quote" if quoted else "fact"
    return Finding(
        id="", kind="agree", type=type_, spans=spans, align=round(min(row.score, 1.0), 3),
        score=score, reason=why, rule="across/matched-sentences",
        severity=severity("agree", type_, score), sources=sourcing.of(spans),
        proposition=f"across:{number}",
    )  # fmt: skip


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _only(
    analysis: Analysis, readings: Mapping[str, Reading], laid: Laid, sourcing: Sourcing
) -> Iterator[Finding]:
    """Narrators' sentences of accounts in other languages that no other account has."""
    for parse in analysis.parses:
        i = parse.account.id
        if not parse.by_lists or i not in readings:
            continue
        reading = readings[i]
        had: set[int] = set()
        near: set[int] = set()
        for (a, b), pair in laid.items():
            if i not in (a, b):
                continue
            turned = pair if a == i else pair.turned()
            had |= {m.a for m in turned.matches}
            near |= {k for k in range(len(reading.sentences))
                     if turned.likeness[k].max(initial=0.0) >= 0.4}  # fmt: skip
        plain = narrated(reading)
        for k, said in enumerate(reading.sentences):
            if k in had | near or k not in plain or k == 0 or len(said.span) < 25:
                continue
            spans = {i: said.span}
            yield Finding(
                id="", kind="only", type="fact", spans=spans, align=0.0, score=0.5,
                reason=f"Only {i} has {quoted_words(said.span.of(reading.account.text))}.",
                rule="across/alone", severity=severity("only", "fact", 0.5),
                sources=sourcing.of(spans),
            )  # fmt: skip

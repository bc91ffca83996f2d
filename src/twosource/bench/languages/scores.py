"""What was found in labelled stories, counted against their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from twosource.bench.languages.stories import Labelled
from twosource.bench.measures.bcubed import bcubed
from twosource.group import group
from twosource.types import Analysis, Derivation, Dossier, Finding, Register, Span, Statement

OVERLAP = 0.7
"""Share of the longer of two stretches from which a quotation is found."""
SURE = 0.5


@dataclass(slots=True)
class Counts:
    """Counters by what they count, summed over stories."""

    of: Counter[str] = field(default_factory=Counter)

    def ratio(self, part: str, whole: str) -> float:
        """One count over another; 0 of 0 is 0."""
        return self.of[part] / self.of[whole] if self.of[whole] else 0.0


def count_links(story: Labelled, links: Sequence[Derivation], counts: Counts) -> None:
    """Pairs of different languages: translations found, false ones, and their directions."""
    for link in links:
        a, b = story.accounts[link.a], story.accounts[link.b]
        if a.language == b.language:
            continue
        found = link.relation == "translated"
        if story.source(link.a) == link.b or story.source(link.b) == link.a:
            counts.of["pairs"] += 1
            counts.of["pairs found"] += found
            if found and link.direction in {"a>b", "b>a"}:
                right = "a>b" if story.source(link.b) == link.a else "b>a"
                counts.of["directions"] += 1
                counts.of["directions right"] += link.direction == right
        elif story.dependent(link.a, link.b):
            counts.of["siblings"] += 1
            counts.of["siblings found"] += found
        else:
            counts.of["apart"] += 1
            counts.of["apart linked"] += found


def grouped(stories: Sequence[Labelled]) -> float:
    """B-cubed F1 of all accounts of all stories in one call."""
    every, gold = [], []
    for story in stories:
        for label, account in story.accounts.items():
            every.append(replace(account, id=f"{story.name}/{label}"))
            gold.append(story.event(label))
    cell = {i: s.id for s in group(every) for i in s.accounts}
    return bcubed(gold, [cell[a.id] for a in every])[2]


def count_changes(story: Labelled, dossier: Dossier, counts: Counts) -> None:
    """Planted changes of figures and dates, and the differences told of these between
    languages; a difference is right where it shows a planted change.
    """
    planted = [
        c for c in story.gold["changes"]
        if c["type"] in {"number", "date"} and c["a"].get("text") and c["b"].get("text")
    ]  # fmt: skip
    told = [
        f for f in dossier.findings
        if f.kind == "differ" and f.type in {"number", "date"} and f.score >= SURE
        and f.rule.startswith("across/")
    ]  # fmt: skip
    counts.of["changes"] += len(planted)
    counts.of["changes found"] += sum(any(_shows(f, c) for f in told) for c in planted)
    counts.of["told"] += len(told)
    counts.of["told right"] += sum(any(_shows(f, c) for c in planted) for f in told)


def _shows(finding: Finding, change: Mapping[str, Any]) -> bool:
    span = finding.spans.get(change["account"])
    place = Span(change["b"]["start"], change["b"]["end"])
    return span is not None and span.overlap(place) > 0 and finding.type == change["type"]


def count_quotes(story: Labelled, analysis: Analysis, counts: Counts) -> None:
    """Quotations of the accounts that are not English, found and with the right speaker."""
    for quote in story.gold["quotes"]:
        account = story.accounts[quote["account"]]
        if str(story.gold["accounts"][account.id]["language"]) == "en":
            continue
        kind = "direct" if quote["direct"] else "indirect"
        language = account.language
        made = _statement(quote, analysis)
        right = made is not None and _right(story, quote, made, analysis.register)
        for key in (kind, f"{kind} {language}"):
            counts.of[key] += 1
            counts.of[f"{key} found"] += made is not None
            counts.of[f"{key} right"] += right


def _statement(quote: Mapping[str, Any], analysis: Analysis) -> Statement | None:
    place = Span(quote["start"], quote["end"])
    for s in analysis.statements:
        if s.account == quote["account"] and (s.form != "indirect") == bool(quote["direct"]):
            longest = max(len(place), len(s.content[0]))
            if s.part == "text" and s.content[0].overlap(place) >= OVERLAP * longest:
                return s
    return None


def _right(story: Labelled, quote: Mapping[str, Any], made: Statement, register: Register) -> bool:
    if quote["speaker"] is None:
        if not made.source:
            return True
        said, words = (
            quote["speaker_text"] or "",
            made.source[0].of(story.accounts[made.account].text),
        )
        return bool(said) and (said in words or words in said)
    if made.speaker is None:
        return False
    places = [
        Span(m["start"], m["end"]) for p in story.gold["parties"] if p["id"] == quote["speaker"]
        for m in p["mentions"] if m["account"] == made.account
    ]  # fmt: skip
    return any(
        m.actor == made.speaker.id and m.account == made.account
        and any(m.span.overlap(p) for p in places)
        for m in register.mentions
    )  # fmt: skip


def count_parties(story: Labelled, register: Register, counts: Counts) -> None:
    """Pairs of labelled mentions in different scripts: one party found as one, two as one."""
    found = []
    for party in story.gold["parties"]:
        for mention in party["mentions"]:
            actor = _actor(register, mention)
            found.append((party["id"], mention, actor, story.script(mention["account"])))
    for (one, x, a, here), (two, y, b, there) in combinations(found, 2):
        if here == there:
            continue
        if one == two:
            counts.of["same"] += 1
            counts.of["same found"] += a is not None and a == b
        elif x["text"] != y["text"]:
            counts.of["other"] += 1
            counts.of["other merged"] += a is not None and a == b


def _actor(register: Register, mention: Mapping[str, Any]) -> str | None:
    """The party of the mention that lies nearest to a labelled one."""
    place = Span(mention["start"], mention["end"])
    near = [
        m for m in register.mentions
        if m.account == mention["account"] and m.part == "text" and m.actor is not None
        and m.span.overlap(place)
    ]  # fmt: skip

    def share(span: Span) -> float:
        return span.overlap(place) / (len(span) + len(place) - span.overlap(place))

    best = max(near, key=lambda m: (share(m.span), m.actor or ""), default=None)
    return best.actor if best is not None else None

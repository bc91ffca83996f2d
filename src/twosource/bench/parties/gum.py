"""Wikinews of GUM: mentions and speakers against gold chains."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from twosource.bench.data import lines, say
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account, Mention, Parse, Register, Span

_PRONOUNS = {"i", "he", "she", "it", "they", "we", "who", "his", "her", "their"}


@dataclass(slots=True)
class Score:
    """Counts over documents.

    Attributes:
        right, all: speakers in the right chain, by kind of source.
        mentions: mentions with a gold chain; ``off``: of these, outside the chain that most
            mentions of their party have.
        pairs: mention pairs put together; ``wrong``: of these, across gold chains.
        misses: (document, source words, predicted name) of wrong speakers.
    """

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    pairs: int = 0
    wrong: int = 0
    mentions: int = 0
    off: int = 0
    speaker_pairs: int = 0
    speaker_merges: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    bad: Counter[tuple[str, str, str]] = field(default_factory=Counter)


def gum(path: Path) -> tuple[Score, float, int]:
    """Score every document by itself; seconds and words of the resolving alone."""
    score, seconds, words = Score(), 0.0, 0
    for n, record in enumerate(lines(path), 1):
        say("parties", f"GUM {n}")
        parsed = parse(Account(id=record["id"], text=record["text"], sha256=""))
        began = time.process_time()
        register = resolve([parsed])
        seconds += time.process_time() - began
        words += len(parsed.section("text").doc)
        _score(record, parsed, register, score)
    return score, seconds, words


def _score(record: dict[str, Any], parsed: Parse, register: Register, score: Score) -> None:
    gold = record["mentions"]
    chain_of: dict[Span, str] = {}
    members: dict[str, list[str]] = {}
    for mention in register.mentions:
        if mention.actor is None:
            continue
        chain = _chain(mention, gold)
        if chain is not None:
            chain_of[mention.span] = chain
            members.setdefault(mention.actor, []).append(chain)
    for actor, chains in members.items():
        counts = Counter(chains)
        total = len(chains)
        score.mentions += total
        score.off += total - max(counts.values())
        score.pairs += total * (total - 1) // 2
        wrong = sum(a * b for a, b in combinations(counts.values(), 2))
        score.wrong += wrong
        if wrong:
            score.bad[(record["id"], actor, str(dict(counts)))] += wrong
    speakers: list[tuple[str, str]] = []
    for item in record["attributions"]:
        if not item["source_chain"] or not item["source"]:
            continue
        span = Span(*item["source"][0])
        words = span.of(record["text"])
        actor_id = speaker_at(parsed, register, span)
        counts = Counter(members.get(actor_id or "", []))
        right = counts[item["source_chain"]] * 2 > sum(counts.values())
        kind = _kind(parsed, span, words)
        for label in ("all", kind):
            score.all[label] += 1
            score.right[label] += right
        if actor_id is not None:
            speakers.append((item["source_chain"], actor_id))
        if not right:
            named = register.actor(actor_id).name if actor_id else "-"
            score.misses.append((record["id"], words, named))
    for (c1, a1), (c2, a2) in combinations(speakers, 2):
        if c1 != c2:
            score.speaker_pairs += 1
            score.speaker_merges += a1 == a2


def speaker_at(parsed: Parse, register: Register, span: Span) -> str | None:
    """The party of the mention that holds the syntactic head of a source span."""
    doc = parsed.section("text").doc
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    root = words.root
    holding = [
        m
        for m in register.within(parsed.account.id, "text", Span(0, len(doc.text)))
        if m.span.start <= root.idx < m.span.end
    ]
    return min(holding, key=lambda m: len(m.span)).actor if holding else None


def _kind(parsed: Parse, span: Span, words: str) -> str:
    if words.lower() in _PRONOUNS:
        return "pronoun"
    doc = parsed.section("text").doc
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    named = any(t.pos_ == "PROPN" for t in tokens or ())
    return "name" if named and words[:1].isupper() else "nominal"


def _chain(mention: Mention, gold: Sequence[dict[str, Any]]) -> str | None:
    """The chain of the smallest gold mention that ends or starts with ours."""
    best: tuple[int, str] | None = None
    for item in gold:
        inside = item["start"] <= mention.span.start and mention.span.end <= item["end"]
        edge = (
            abs(item["end"] - mention.span.end) <= 2 or abs(item["start"] - mention.span.start) <= 4
        )
        if inside and edge and (best is None or item["end"] - item["start"] < best[0]):
            best = (item["end"] - item["start"], item["chain"])
    return best[1] if best else None

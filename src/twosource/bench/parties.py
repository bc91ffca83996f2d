"""Parties: speakers in the right chain (GUM news), wrong merges, one identity over accounts.

GUM's gold coreference is licensed for non-commercial use: it measures, and trains nothing.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from twosource.bench.table import Row, Table
from twosource.errors import UsageError
from twosource.language import parse
from twosource.parties import resolve
from twosource.parties.words.normalise import fold
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


def run(data: Path) -> Table:
    """The table; ``data`` is the folder of the statement data, beside ``compare``.

    Raises:
        UsageError: ``TS-USE-04`` where the data is missing.
    """
    path = data / "gum_news" / "dev.jsonl.gz"
    if not path.exists():
        raise UsageError("TS-USE-04", str(path))
    score, seconds, words = gum(path)
    rows = [
        Row(f"GUM news, {score.all[kind]} sources", f"speaker in the right chain, {kind}",
            score.right[kind] / max(1, score.all[kind]), {}, target)
        for kind, target in (("all", ">= .80"), ("pronoun", ">= .65"), ("nominal", ">= .50"),
                             ("name", ""))
    ]  # fmt: skip
    rows += [
        Row(f"GUM news, {score.mentions} mentions", "mentions put to the wrong party",
            score.off / max(1, score.mentions), {}, "", False),
        Row(f"GUM news, {score.pairs} mention pairs", "pairs put together wrongly",
            score.wrong / max(1, score.pairs), {}, "", False),
        Row(f"GUM news, {score.speaker_pairs} speaker pairs", "different speakers merged",
            score.speaker_merges / max(1, score.speaker_pairs), {}, "<= .01", False),
    ]  # fmt: skip
    rows.append(Row("GUM news", "words per CPU-second, parse left out", words / max(seconds, 1e-9)))
    rows += _holders(data.parent / "compare" / "gold_pairs")
    return Table("parties", tuple(rows), ("No coreference model installs here; there is no peer.",))


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a packed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def gum(path: Path) -> tuple[Score, float, int]:
    """Score every document by itself; seconds and words of the resolving alone."""
    score, seconds, words = Score(), 0.0, 0
    for n, record in enumerate(records(path), 1):
        print(f"parties: GUM {n}", file=sys.stderr)
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


def _holders(folder: Path) -> list[Row]:
    """Holders of positions, named alike in both accounts of a pair, under one identity."""
    same, both, merged, different = 0, 0, 0, 0
    for path in sorted(folder.glob("*.json")):
        pair = json.loads(path.read_text("utf-8"))
        parses = [
            parse(Account(id=k, text=pair[k]["text"], title=pair[k]["title"], sha256=""))
            for k in ("a", "b")
        ]
        register = resolve(parses)
        found: dict[str, dict[str, str | None]] = {}
        names = {fold(position["holder"]) for position in pair["positions"]}
        for position in pair["positions"]:
            holder = fold(position["holder"])
            if " and " in holder:
                continue  # two parties, and so no one identity
            side = position["account"]
            alone = sum(name.split()[-1] == holder.split()[-1] for name in names) == 1
            found.setdefault(holder, {})[side] = _named(register, side, holder, alone)
        ids = []
        for _holder, sides in sorted(found.items()):
            known = {s: i for s, i in sides.items() if i}
            ids += sorted(set(known.values()))[:1]
            if len(sides) == 2:
                both += 1
                same += len(known) == 2 and len(set(known.values())) == 1
        for one, two in combinations(ids, 2):
            different += 1
            merged += one == two
    if not both:
        return []
    return [
        Row(f"gold pairs, {both} holders", "one identity in both accounts",
            same / both, {}, ">= .95"),
        Row(f"gold pairs, {different} pairs", "different holders merged",
            merged / max(1, different), {}, "<= .01", False),
    ]  # fmt: skip


def _named(register: Register, account: str, holder: str, alone: bool = True) -> str | None:
    """The party of an account that bears a holder's name; ``alone``: no other holder has the
    same last word, so that a party known by surname only can be meant.
    """
    present = {m.actor for m in register.mentions if m.account == account and m.actor}
    ranked = []
    for actor in register.actors:
        if actor.id not in present:
            continue
        forms = [fold(f) for f in (actor.name, *actor.aliases, *actor.roles)]
        if holder in forms:
            ranked.append((0, actor.id))
        elif " " not in holder and any(f.endswith(" " + holder) for f in forms):
            ranked.append((1, actor.id))
        elif alone and actor.kind == "person" and fold(actor.name) == holder.split()[-1]:
            ranked.append((2, actor.id))
    return min(ranked)[1] if ranked else None

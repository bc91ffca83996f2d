"""Wikinews of GUM: recall of attributions, and speakers in the right chain."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from twosource.bench.data import lines
from twosource.bench.statements.scores import Pair, overlap, pairs
from twosource.bench.table import Row
from twosource.find.statements.find import find_statements
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account, Actor, Parse, Register, Statement

_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "i", "we", "who"})


def gum_rows(path: Path) -> Iterator[Row]:
    """Wikinews.  Its contents end with their sentence and leave quote marks out,
    so ours are clipped to that sentence and only letters count; and not every
    quote is marked, so recall is what can be measured.
    """
    records = lines(path)
    total = Counter[str]()
    for number, record in enumerate(records):
        print(f"statements: GUM {number + 1}/{len(records)}", end="\r", file=sys.stderr)
        parsed = parse(Account(id=record["id"], text=record["text"], sha256=""))
        register = resolve([parsed])
        _gum_text(record, parsed, register, find_statements(parsed, register), total)
    print(file=sys.stderr)
    name = f"GUM news ({len(records)} articles, {total['gold']} attributions)"
    yield Row(name, "content >= .8, recall", _share(total, "content", "gold"), {}, ">= .62")
    yield Row(name, "joint, recall", _share(total, "joint", "gold"), {}, ">= .58")
    for kind, target in (("", ">= .80"), (" pronoun", ">= .65"), (" nominal", ">= .50")):
        value = _share(total, f"right{kind}", f"speakers{kind}")
        metric = f"speaker in the right chain{',' if kind else ''}{kind}"
        yield Row(name, f"{metric} (of {total[f'speakers{kind}']})", value, {}, target)


def _share(total: Counter[str], hits: str, of: str) -> float:
    return total[hits] / total[of] if total[of] else 0.0


def _gum_text(
    record: dict[str, Any],
    parsed: Parse,
    register: Register,
    statements: Sequence[Statement],
    total: Counter[str],
) -> None:
    text = record["text"]
    gold = [a for a in record["attributions"] if a["source_kind"] != "other" and a["content"]]

    def letters(start: int, end: int) -> int:
        return sum(c.isalnum() for c in text[start:end])

    chains = [(m["start"], m["end"], m["chain"]) for m in record["mentions"]]
    by_content = {pairs(s.content): s for s in statements if s.part == "text"}
    for item in gold:
        total["gold"] += 1
        want = tuple(sorted((int(s), int(e)) for s, e in item["content"]))
        sentence = _sentence(parsed, want)
        options = []
        for key, statement in by_content.items():
            clipped = tuple(
                (max(s, sentence[0]), min(e, sentence[1]))
                for s, e in key
                if max(s, sentence[0]) < min(e, sentence[1])
            )
            if clipped:
                options.append((overlap(clipped, want, letters), statement))
        value, best = max(options, key=lambda o: o[0], default=(0.0, None))
        if best is None or value < 0.8:
            continue
        total["content"] += 1
        source = tuple((int(s), int(e)) for s, e in item["source"])
        total["joint"] += overlap(pairs(best.source), source, letters) >= 0.5
        if item["source_chain"] is None or not source:
            continue
        words = text[source[0][0] : source[0][1]]
        kind = _kind(words)
        right = _chain(register, record["id"], best.speaker, chains, source) == str(
            item["source_chain"]
        )
        for key2 in ("", kind):
            total[f"speakers{key2}"] += 1
            total[f"right{key2}"] += right


def _kind(words: str) -> str:
    if words.lower() in _PRONOUNS:
        return " pronoun"
    return " name" if any(w[:1].isupper() for w in words.split()[1:] or [words]) else " nominal"


def _sentence(parsed: Parse, content: Sequence[Pair]) -> Pair:
    low, high = content[0][0], content[-1][1]
    for sentence in parsed.section("text").sentences:
        if sentence.start <= low < sentence.end:
            return min(low, sentence.start), max(high, sentence.end)
    return low, high


def _chain(
    register: Register,
    account: str,
    speaker: Actor | None,
    chains: Sequence[tuple[int, int, str]],
    source: Sequence[Pair],
) -> str:
    """The gold chain most mentions of our speaker belong to; the mention that
    is the source itself does not vote where there are others.
    """
    if speaker is None:
        return ""
    votes: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for mention in register.mentions:
        if mention.account != account or mention.actor != speaker.id or mention.part != "text":
            continue
        for start, end, chain in chains:
            if end == mention.span.end and abs(start - mention.span.start) < 40:
                itself = source[0][0] <= mention.span.start < source[0][1]
                (own if itself else votes)[str(chain)] += 1
    best = (votes or own).most_common(1)
    return best[0][0] if best else ""

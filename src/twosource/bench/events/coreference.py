"""Event linking on ECB+: our triggers that are labelled mentions, clustered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from twosource.bench.data import lines, say
from twosource.bench.measures.bcubed import bcubed
from twosource.bench.table import Row
from twosource.find.events import find_events, link_events
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.types import Account, Event, Parse

TOPICS = 12
"""Topics that are scored; the rest add minutes, not digits."""
SEEN = 16
"""The one even topic among those on which the weights of linking were chosen; the others
are odd, so the even ones are scored."""


def detokenised(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Text of tokens joined by blanks, and where each stands."""
    spans, at = [], 0
    for token in tokens:
        spans.append((at, at + len(token)))
        at += len(token) + 1
    return " ".join(tokens), spans


def gold_clusters(doc: Mapping[str, Any]) -> dict[int, str]:
    """Code point of a labelled action's first token -> its cluster."""
    _, spans = detokenised(doc["tokens"])
    found: dict[int, str] = {}
    for number, mention in enumerate(doc["mentions"]):
        if "ACTION" not in mention["type"]:
            continue
        if not all(doc["sentence"][t] in doc["validated_sentences"] for t in mention["tokens"]):
            continue
        cluster = mention.get("cluster") or f"{doc['id']}#{number}"
        for token in mention["tokens"]:
            found[spans[token][0]] = cluster
    return found


def pairs(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of the pairs that are put together."""
    right = made = due = 0
    for i in range(len(gold)):
        for j in range(i):
            same, together = gold[i] == gold[j], found[i] == found[j]
            right += same and together
            made += together
            due += same
    return right / max(1, made), right / max(1, due)


def _lemma(event: Event, parses: Mapping[str, Parse]) -> str:
    doc = parses[event.account].section(event.part).doc
    span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    return str(span.root.lemma_.lower()) if span is not None else ""


def link_rows(data: Path) -> list[Row]:
    """Rows of linking over the first topics."""
    docs = lines(data / "ecbplus" / "topics01_35.jsonl.gz")
    topics = [t for t in sorted({d["topic"] for d in docs}) if t % 2 == 0 and t != SEEN][:TOPICS]
    gold: list[str] = []
    ours: list[str] = []
    peer: list[str] = []
    for topic in topics:
        say("events", f"linking topic {topic}")
        here = [d for d in docs if d["topic"] == topic]
        labels = {d["id"]: gold_clusters(d) for d in here}
        accounts = [Account(d["id"], detokenised(d["tokens"])[0], "0") for d in here]
        parses = list(parse_all(accounts))
        register = resolve(parses)
        events = [e for p in parses for e in find_events(p, register, ())]
        by_id = {p.account.id: p for p in parses}
        for event in link_events(events, parses, register):
            near = [c for at, c in labels[event.account].items()
                    if event.trigger.start <= at < event.trigger.end]  # fmt: skip
            if near:
                gold.append(near[-1])
                ours.append(f"{topic}:{event.same}")
                peer.append(f"{topic}:{_lemma(event, by_id)}")
    size = f"ecbplus, {len(topics)} topics ({len(gold)} mentions)"
    names = ("precision", "recall", "F1")
    mine, theirs = bcubed(gold, ours), bcubed(gold, peer)
    rows = [
        Row(size, f"B-cubed {name} of linking", a, {"same lemma in topic": b})
        for name, a, b in zip(names, mine, theirs, strict=True)
    ]
    for name, a, b in zip(names, pairs(gold, ours), pairs(gold, peer), strict=False):
        rows.append(Row(size, f"pair {name} of linking", a, {"same lemma in topic": b}))
    return rows

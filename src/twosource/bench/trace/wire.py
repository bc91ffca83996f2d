"""The wire set: copied pairs found, and which way they went.

The labels are measured overlaps of the bodies; page furniture is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from twosource.bench.data import account, lines, say
from twosource.bench.table import Row
from twosource.bench.trace.peers import similarity_peers
from twosource.group.background import FloatArray
from twosource.trace import trace
from twosource.trace.lineage import dependent
from twosource.types import Account, Derivation

COPIED = ("verbatim", "contained", "partial")
Pairs = dict[tuple[str, str], Derivation]


def wire_accounts(data: Path) -> list[Account]:
    """The accounts of the wire set, bodies only."""
    docs = lines(data / "wire/docs.jsonl.gz")
    return [account(d["id"], "\n\n".join(d["body"]), outlet=d["publisher"]) for d in docs]


def average_precision(gold: Sequence[bool], scores: Sequence[float] | FloatArray) -> float:
    """Mean precision over the positives, ties in the given order."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    hits = np.asarray(gold)[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def wire_rows(data: Path) -> Iterator[Row]:
    """Copied pairs by score and by kind, uncredited copies, directions."""
    say("trace", "wire set")
    accounts = wire_accounts(data)
    links = {(d.a, d.b): d for d in trace(accounts, all_pairs=True)}
    gold = _gold(data, links)
    keys = list(links)
    labels = [gold[k]["label"] if k in gold else "none" for k in keys]
    positive = [x in COPIED for x in labels]
    scores = np.array([links[k].score for k in keys])
    peers = similarity_peers([a.text for a in accounts])
    yield Row(
        f"wire ({len(accounts)} accounts)", "AP of copied pairs",
        average_precision(positive, scores),
        {n: average_precision(positive, s) for n, s in peers.items()}, ">= .965",
    )  # fmt: skip
    for label, target in zip(COPIED, ("1.00", ">= .99", ">= .85"), strict=True):
        yield Row(
            "wire", f"recall of {label} at precision .95", _recall(labels, positive, scores, label),
            {n: _recall(labels, positive, s, label) for n, s in peers.items()}, target,
        )  # fmt: skip
    yield from _links_told(labels, positive, scores, [dependent(d) for d in links.values()])
    uncredited = [k for k in keys if k in gold and gold[k]["direction"] == "common?"]
    found = [dependent(links[k]) for k in uncredited]
    yield Row(f"wire ({len(found)} pairs)", "uncredited copies found", float(np.mean(found)),
              target=">= .93")  # fmt: skip
    yield from _directions(links, gold)


COPY = 0.75
"""Score from which a link says copy (docs/trace.md)."""


def _links_told(
    labels: Sequence[str], positive: Sequence[bool], scores: FloatArray, told: Sequence[bool]
) -> Iterator[Row]:
    """How many of the links told are copies by the label, and how many copies are told."""
    copies, linked = np.array(positive), np.array(told)
    called = scores >= COPY
    name = f"wire ({called.sum()} copies told)"
    yield Row(name, "precision", float(copies[called].mean()), target=">= .85")
    yield Row(name, "recall", float(called[copies].mean()), target=">= .90")
    shared = np.array([x != "none" for x in labels])
    name = f"wire ({linked.sum()} links told)"
    yield Row(name, "share 5% and more in runs of eight words", float(shared[linked].mean()))
    yield Row(name, "share 30% and more", float(copies[linked].mean()))


def _gold(data: Path, links: Pairs) -> dict[tuple[str, str], dict[str, Any]]:
    """Gold records, turned the way round the links are."""
    turn = {"a>b": "b>a", "b>a": "a>b"}
    gold = {}
    for p in lines(data / "wire/pairs.jsonl.gz"):
        key = (p["a"], p["b"])
        if key not in links:
            p = {**p, "direction": turn.get(p["direction"], p["direction"])}
            key = key[::-1]
        gold[key] = p
    return gold


def _recall(
    labels: Sequence[str], positive: Sequence[bool], scores: FloatArray, label: str
) -> float:
    order = np.argsort(-scores, kind="stable")
    hits = np.asarray(positive)[order]
    precise = np.flatnonzero(np.cumsum(hits) / np.arange(1, len(hits) + 1) >= 0.95)
    if not len(precise):
        return 0.0
    least = scores[order[precise.max()]]
    mine = np.array([x == label for x in labels])
    return float((scores[mine] >= least).mean())


def _directions(links: Pairs, gold: dict[tuple[str, str], dict[str, Any]]) -> Iterator[Row]:
    known = [k for k, p in gold.items() if p["direction"] in {"a>b", "b>a", "common"}]
    answered = [k for k in known if links[k].direction != "unknown"]
    right = [links[k].direction == gold[k]["direction"] for k in answered]
    name = f"wire ({len(known)} pairs)"
    yield Row(name, "direction, three ways: right where answered", float(np.mean(right)),
              target=">= .85")  # fmt: skip
    yield Row(name, "direction: answered", len(answered) / len(known), target=">= .60")

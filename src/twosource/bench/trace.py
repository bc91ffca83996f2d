"""The trace table: copies, rewrites, directions, origins and speed, with peers.

``run`` expects the folder with ``wire``, ``basil``, ``clough_stevenson``,
``neus`` and ``scissors_paste``.  Where a figure needs a fitted step, it is
fitted on the other tasks only and the row says so.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from twosource.bench.lineage import source_counts
from twosource.bench.peers_trace import similarity_peers
from twosource.bench.revision_classes import classify, inputs
from twosource.bench.table import Row, Table
from twosource.bench.trace_speed import speed
from twosource.group.background import FloatArray
from twosource.trace import find_credits, trace
from twosource.trace.likeness import Likeness
from twosource.trace.lineage import dependent
from twosource.types import Account, Derivation

COPIED = ("verbatim", "contained", "partial")
Pairs = dict[tuple[str, str], Derivation]


def run(data: Path) -> Table:
    """All rows; about two minutes on one core."""
    rows = [*_wire(data), *_basil(data), *_clough(data), *_neus(data), *_scissors(data)]
    rows += [*source_counts(data), *speed(data)]
    notes = (
        "wire: text is the body without the page's furniture; the labels are measured overlaps.",
        "Clough and Stevenson: leave one task out, fitted on the other two.",
        "scissors_paste: the label says whether a text was copied, by any sign; only some of "
        "the copied texts say so, and some originals carry a credit line.",
    )
    return Table("trace", tuple(rows), notes)


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def account(key: str, text: str, title: str | None = None, outlet: str | None = None) -> Account:
    """A finished account."""
    return Account(id=key, text=text, title=title, sha256="", outlet=outlet, publisher=outlet)


def _say(what: str) -> None:
    print(f"bench trace: {what}", file=sys.stderr)


def wire_accounts(data: Path) -> list[Account]:
    """The accounts of the wire set, bodies only."""
    docs = lines(data / "wire/docs.jsonl.gz")
    return [account(d["id"], "\n\n".join(d["body"]), outlet=d["publisher"]) for d in docs]


def average_precision(gold: Sequence[bool], scores: Sequence[float] | FloatArray) -> float:
    """Mean precision over the positives, ties in the given order."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    hits = np.asarray(gold)[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def _wire(data: Path) -> Iterator[Row]:
    _say("wire set")
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
        {n: average_precision(positive, s) for n, s in peers.items()}, ">= .97",
    )  # fmt: skip
    for label, target in zip(COPIED, ("1.00", ">= .99", ">= .85"), strict=True):
        yield Row(
            "wire", f"recall of {label} at precision .95", _recall(labels, positive, scores, label),
            {n: _recall(labels, positive, s, label) for n, s in peers.items()}, target,
        )  # fmt: skip
    uncredited = [k for k in keys if k in gold and gold[k]["direction"] == "common?"]
    found = [dependent(links[k]) for k in uncredited]
    yield Row(f"wire ({len(found)} pairs)", "uncredited copies found", float(np.mean(found)),
              target=">= .95")  # fmt: skip
    yield from _directions(links, gold)


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


def _basil(data: Path) -> Iterator[Row]:
    _say("BASIL")
    texts = [account(d["id"], d["text"]) for d in lines(data / "basil/docs.jsonl.gz")]
    derived = {frozenset((d.a, d.b)) for d in trace(texts) if dependent(d)}
    pairs = [p for p in lines(data / "basil/pairs.jsonl.gz") if p["max_cov8"] < 0.15]
    called = [frozenset((p["a"], p["b"])) in derived for p in pairs]
    yield Row(f"BASIL ({len(pairs)} independent pairs)", "called derived", float(np.mean(called)),
              target="<= .01", higher=False)  # fmt: skip


def _clough(data: Path) -> Iterator[Row]:
    _say("Clough and Stevenson")
    pairs = lines(data / "clough_stevenson/pairs.jsonl.gz")
    values = [inputs(account("a", p["answer"]), account("b", p["source"])) for p in pairs]
    gold = [p["label"] for p in pairs]
    tasks = [p["task"] for p in pairs]
    found = classify(values, gold, tasks)
    name = f"Clough & Stevenson ({len(pairs)} answers)"
    accuracy = float(np.mean([g == f for g, f in zip(gold, found, strict=True)]))
    yield Row(name, "four classes, leave task out: accuracy", accuracy, target=">= .82")
    yield Row(name, "four classes: macro-F1", _macro(gold, found), target=">= .76")
    shipped = [_class(account("a", p["answer"]), account("b", p["source"])) for p in pairs]
    accuracy = float(np.mean([g == f for g, f in zip(gold, shipped, strict=True)]))
    yield Row(name, "relations as shipped, constants chosen on these: accuracy", accuracy)


def _class(answer: Account, source: Account) -> str:
    (link,) = trace([answer, source], all_pairs=True)
    classes = {"verbatim": "cut", "contained": "cut", "edited": "light", "rewritten": "heavy"}
    return classes.get(link.relation, "non")


def _macro(gold: Sequence[str], found: Sequence[str]) -> float:
    scores = []
    for label in sorted(set(gold)):
        both = sum(g == f == label for g, f in zip(gold, found, strict=True))
        scores.append(2 * both / (gold.count(label) + list(found).count(label)))
    return float(np.mean(scores))


def _neus(data: Path) -> Iterator[Row]:
    events = lines(data / "neus/events.jsonl.gz")
    pools = [events[n : n + 133] for n in range(0, len(events) - 132, 133)]
    for name, target, batches in (
        ("NeuS, pools of 399 leads", ">= .94", pools),
        (f"NeuS, {3 * len(events)} leads", ">= .78", [events]),
    ):
        _say(name)
        ours, peer = zip(*(_r_precision(b) for b in batches), strict=True)
        peers = {"TF-IDF (scikit-learn)": float(np.mean(peer))}
        yield Row(
            name, "R-precision of a roundup's three leads", float(np.mean(ours)), peers, target
        )


def _r_precision(events: Sequence[dict[str, Any]]) -> tuple[float, float]:
    leads = [account("", a["text"], a["title"]) for e in events for a in e["articles"]]
    roundups = [account("", e["roundup"]["text"], e["roundup"]["title"]) for e in events]
    likeness = Likeness([*leads, *roundups])
    ours = [likeness.ranked(len(leads) + n)[: len(leads)] for n in range(len(events))]
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{a.title}\n{a.text}" for a in (*leads, *roundups)]
    found = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    theirs = (found[len(leads) :] @ found[: len(leads)].T).toarray()

    def top(rows: Sequence[FloatArray]) -> float:
        hits = [np.argsort(-r, kind="stable")[:3] // 3 == n for n, r in enumerate(rows)]
        return float(np.mean(hits))

    return top(ours), top(theirs)


def _scissors(data: Path) -> Iterator[Row]:
    docs = lines(data / "scissors_paste/docs.jsonl.gz")
    gold = [d["derivation"] in {"plagiarism", "revision", "abridgement"} for d in docs]
    found = [any(c.kind == "reprint" for c in find_credits(account("", d["text"]))) for d in docs]
    both = sum(g and f for g, f in zip(gold, found, strict=True))
    f1 = 2 * both / max(1, sum(gold) + sum(found))
    yield Row(f"scissors_paste ({len(docs)} texts)", "copied texts by their credit lines, F1", f1,
              target=">= .60")  # fmt: skip

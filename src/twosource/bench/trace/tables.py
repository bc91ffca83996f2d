"""The trace table: copies, rewrites, directions, origins and speed, with peers.

``run`` expects the folder with ``wire``, ``basil``, ``clough_stevenson``,
``neus`` and ``scissors_paste``.  Where a figure needs a fitted step, it is
fitted on the other tasks only and the row says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from twosource.bench.data import account, lines, say
from twosource.bench.table import Row, Table
from twosource.bench.trace.bond_fit import BASIL, CLOUGH, MADE, WIRE, bond_sets, without
from twosource.bench.trace.revisions import revision_rows
from twosource.bench.trace.source_counts import source_counts
from twosource.bench.trace.speed import speed
from twosource.bench.trace.story_origins import story_rows
from twosource.bench.trace.wire import wire_rows
from twosource.group.background import FloatArray
from twosource.trace import find_credits, trace
from twosource.trace.likeness import Likeness
from twosource.trace.lineage import dependent


def run(data: Path) -> Table:
    """All rows; about four minutes on one core."""
    say("trace", "bonds of all sets")
    sets = bond_sets(data)
    rows: list[Row] = []
    with without(WIRE, sets):
        rows += wire_rows(data)
        rows += source_counts(data)
    with without(BASIL, {name: of for name, of in sets.items() if name != MADE}):
        rows += _basil(data)
    with without(CLOUGH, sets):
        rows += revision_rows(data)
    rows += [*_neus(data), *_scissors(data), *story_rows(), *speed(data)]
    notes = (
        "wire, BASIL, Clough and Stevenson: the chance by bonds is fitted without the set that "
        "is scored (BASIL without the copies made from it too); the other constants are rules, "
        "chosen while looking at these sets.",
        "wire: text is the body without the page's furniture; the labels are measured overlaps.",
        "Clough and Stevenson: leave one task out, fitted on the other two.",
        "NeuS: nothing is fitted; how far accounts vouch for others was chosen on pools left out "
        "in turn.",
        "Copies told: links of a score of .75 and more, which says copy; the label is 30% and "
        "more of one text in runs of eight words, and the rest of the links share less.",
        "scissors_paste: the label says whether a text was copied, by any sign; only some of "
        "the copied texts say so, and some originals carry a credit line.",
    )
    return Table("trace", tuple(rows), notes)


def _basil(data: Path) -> Iterator[Row]:
    say("trace", "BASIL")
    texts = [account(d["id"], d["text"]) for d in lines(data / "basil/docs.jsonl.gz")]
    derived = {frozenset((d.a, d.b)) for d in trace(texts) if dependent(d)}
    pairs = [p for p in lines(data / "basil/pairs.jsonl.gz") if p["max_cov8"] < 0.15]
    called = [frozenset((p["a"], p["b"])) in derived for p in pairs]
    yield Row(f"BASIL ({len(pairs)} independent pairs)", "called derived", float(np.mean(called)),
              target="<= .01", higher=False)  # fmt: skip


def _neus(data: Path) -> Iterator[Row]:
    events = lines(data / "neus/events.jsonl.gz")
    pools = [events[n : n + 133] for n in range(0, len(events) - 132, 133)]
    for name, target, batches in (
        ("NeuS, pools of 399 leads", ">= .93", pools),
        (f"NeuS, {3 * len(events)} leads", ">= .78", [events]),
    ):
        say("trace", name)
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

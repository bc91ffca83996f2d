"""The group table: stories of four collections with one setting, and peers.

Two things are asked, and the packaged model, which was fitted on all of it, answers neither.
Left out: the model saw nothing of the collection (``left_out.py``).  Halves: each
collection is cut in two by story, and the model that clusters a half was fitted on the
other halves of all, this collection's too.  A peer has one setting for all four as well: of
the settings tried, the one with the best mean.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from twosource.bench.data import say
from twosource.bench.group.fit import (
    CALL_OF,
    CALLS,
    Batch,
    Calls,
    Items,
    fit,
    halves,
    made,
    made_halves,
    read,
)
from twosource.bench.group.left_out import chosen_elsewhere, left_out
from twosource.bench.measures.bcubed import bcubed
from twosource.bench.table import Row, Table
from twosource.group import group
from twosource.group.standing import TOGETHER

TARGETS = {"ecbplus": ">= .89", "basil": ">= .965", "neus": ">= .82", "uci": ">= .86"}
Cluster = Callable[[Sequence[str], float], Sequence[int]]


def run(data: Path) -> Table:
    """All rows; some ten minutes on one core, most of them the fits' and the peers'."""
    items = read(data)
    copies = made(data)
    parts = {name: halves(found) for name, found in items.items()}
    ours, small = other_half(parts, made_halves(copies, parts["basil"]))
    peers = _peers(parts)
    rows = [*_left_out(items, copies, peers)]
    rows += [
        Row(
            f"{name} ({len(items[name])} texts, halves)", "B-cubed F1", ours[name],
            {p: scores[name] for p, scores in peers.items()}, target,
        )
        for name, target in TARGETS.items()
    ]  # fmt: skip
    rows += [
        Row(
            f"{name} ({2 * CALLS} calls of one to three stories, halves)", "B-cubed F1", small[name]
        )
        for name in CALL_OF
    ]
    rows.append(_rate(items["ecbplus"]))
    notes = (
        f"One setting for all: mean chance {TOGETHER}, chosen on the halves.",
        "left out: fitted on the other collections alone; setting too: the mean chance is the "
        "one that is best on the other collections, each left out itself.",
        "halves: fitted on the other halves of all collections, this one's too.",
        "Peers: one setting each, the best of those tried on these collections.",
    )
    return Table("group", tuple(rows), notes)


def _left_out(
    items: dict[str, Items], copies: Items, peers: dict[str, dict[str, float]]
) -> Iterator[Row]:
    """B-cubed F1 of the collections and of calls, nothing of their kind fitted on."""
    large, small = left_out(items, copies)
    elsewhere = chosen_elsewhere(large)
    for name, target in TARGETS.items():
        data = f"{name} ({len(items[name])} texts)"
        theirs = {p: scores[name] for p, scores in peers.items()}
        yield Row(data, "B-cubed F1, left out", large[name][TOGETHER], theirs, target)
        least, f1 = elsewhere[name]
        yield Row(data, f"B-cubed F1, left out, setting too ({least})", f1, theirs, target)
    for name, scores in small.items():
        data = f"{name} ({CALLS} calls of one to three stories)"
        yield Row(data, "B-cubed F1, left out", scores[TOGETHER])


def other_half(
    parts: dict[str, tuple[Items, Items]], copies: tuple[Items, Items]
) -> tuple[dict[str, float], dict[str, float]]:
    """B-cubed F1 of the collections, and of calls drawn from them, each half by a model of the
    other halves.
    """
    say("group", "fitting")
    batches = {name: [Batch(h) for h in pair] for name, pair in parts.items()}
    cut = {**parts, "made": copies}
    calls = {name: [Calls(h) for h in cut[name]] for name in CALL_OF}
    models = [
        fit({n: b[1 - h] for n, b in batches.items()}, {n: c[1 - h] for n, c in calls.items()})
        for h in (0, 1)
    ]
    whole = {
        name: float(np.mean([b[h].score(b[h].chances(models[h]), TOGETHER) for h in (0, 1)]))
        for name, b in batches.items()
    }
    small = {
        name: float(np.mean([c[h].score(models[h], TOGETHER) for h in (0, 1)]))
        for name, c in calls.items()
    }
    return whole, small


def _rate(items: Items) -> Row:
    accounts = [a for _, a in items]
    start = time.process_time()
    group(accounts)
    rate = len(accounts) / (time.process_time() - start)
    return Row(f"ecbplus ({len(accounts)} texts)", "grouped, documents per CPU-second", rate)


def _peers(parts: dict[str, tuple[Items, Items]]) -> dict[str, dict[str, float]]:
    try:
        import sklearn  # noqa: F401
    except ImportError:
        return {}
    found = {}
    for name, cluster, settings in (
        ("online TF-IDF", _online, (0.15, 0.2, 0.3)),
        ("agglomerative TF-IDF", _agglomerative, (0.8, 0.85, 0.9)),
        ("HDBSCAN TF-IDF", _hdbscan, (0.0,)),
    ):
        say("group", name)
        tried = [dict(_scores(parts, cluster, s)) for s in settings]
        found[name] = max(tried, key=lambda t: sum(t.values()))
    return found


def _scores(
    parts: dict[str, tuple[Items, Items]], cluster: Cluster, setting: float
) -> Iterator[tuple[str, float]]:
    for name, pair in parts.items():
        scores = []
        for half in pair:
            texts = [f"{a.title}\n{a.text}" if a.title else a.text for _, a in half]
            scores.append(bcubed([s for s, _ in half], list(cluster(texts, setting)))[2])
        yield name, float(np.mean(scores))


def _tfidf(texts: Sequence[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)


def _online(texts: Sequence[str], least: float) -> list[int]:
    """One pass: join the cluster with the nearest mean vector, or open one."""
    found = _tfidf(texts)
    cosines = (found @ found.T).toarray()
    labels = np.zeros(len(texts), dtype=np.int64)
    squares = np.zeros(len(texts))  # squared length of each cluster's sum
    count = 0
    for n in range(len(texts)):
        dots = np.bincount(labels[:n], weights=cosines[n, :n], minlength=max(count, 1))
        near = dots[:count] / np.sqrt(np.maximum(squares[:count], 1e-9))
        best = int(near.argmax()) if count else -1
        if best < 0 or near[best] < least:
            best, count = count, count + 1
        squares[best] += 2.0 * (dots[best] if best < len(dots) else 0.0) + 1.0
        labels[n] = best
    return [int(c) for c in labels]


def _agglomerative(texts: Sequence[str], most: float) -> Sequence[int]:
    from sklearn.cluster import AgglomerativeClustering

    found = _tfidf(texts)
    distances = 1.0 - (found @ found.T).toarray()
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=most, metric="precomputed", linkage="average"
    )
    return [int(c) for c in model.fit_predict(np.clip(distances, 0.0, None))]


def _hdbscan(texts: Sequence[str], _: float) -> Sequence[int]:
    from sklearn.cluster import HDBSCAN

    found = _tfidf(texts)
    distances = np.clip(1.0 - (found @ found.T).toarray(), 0.0, None)
    labels = HDBSCAN(min_cluster_size=2, metric="precomputed", copy=True).fit_predict(distances)
    return [int(c) if c >= 0 else -1 - n for n, c in enumerate(labels)]

"""The table of the event coder: types with the dyad given, whole triples, linking.

``data`` is the ``acts`` folder.  Peers in the same run: a TF-IDF + linear SVM on the
same folds, the published predictions of ZSP (roberta-large-mnli) that stand in the
data, and "same lemma, same topic" for linking.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from twosource.bench.events_link import link_rows
from twosource.bench.table import Row, Table
from twosource.find.events.code import find_events, settle_type
from twosource.find.events.features import features
from twosource.find.events.flags import flags_of
from twosource.find.events.model import MARGIN
from twosource.find.events.phrases import tight
from twosource.find.events.roles import source_of, target_of
from twosource.find.events.triggers import find_triggers
from twosource.language import parse
from twosource.language.pipeline import load
from twosource.types import Account, Event, Register, Role, Span

SAME = 0.6
"""Word Jaccard from which two sentences go into one fold."""
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """The trigger that best fits a labelled dyad: its features and its rule type."""

    names: tuple[str, ...]
    rule: str


def read(path: Path) -> list[dict[str, Any]]:
    """The records of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def merged(kind: str) -> str:
    """PLV holds CONCEDE and RETREAT as one class."""
    return "YIELD" if kind in {"CONCEDE", "RETREAT"} else kind


def _touches(span: Span | None, gold: Sequence[int] | None) -> bool:
    return span is not None and gold is not None and span.overlap(Span(gold[0], gold[1])) > 0


def example(row: dict[str, Any], doc: Doc) -> Example:
    """What the coder sees of a labelled dyad."""
    best: tuple[tuple[int, int], Example] | None = None
    for trigger in find_triggers(doc):
        flags = flags_of(trigger, None)
        source = source_of(trigger)
        target = target_of(trigger, source)
        settled = settle_type(trigger, flags)
        fit = _touches(tight(source) if source is not None else None, row["source_span"])
        both = fit + _touches(tight(target) if target is not None else None, row["target_span"])
        key = (both, -trigger.span.start)
        if best is None or key > best[0]:
            names = tuple(features(trigger, settled, flags, source, target))
            best = (key, Example(names, merged(settled)))
    if best is None:
        words = {f"word={t.lemma_.lower()}" for t in doc if t.is_alpha and not t.is_stop}
        return Example(tuple(sorted(words)), "NONE")
    return best[1]


def examples(rows: Sequence[dict[str, Any]]) -> list[Example]:
    """One example for each row, in order."""
    docs = load().pipe((r["text"] for r in rows), batch_size=16)
    return [example(row, doc) for row, doc in zip(rows, docs, strict=True)]


def near_duplicates(texts: Iterable[str]) -> list[int]:
    """One number for sentences that are nearly the same."""
    bags = [frozenset(t.lower().split()) for t in texts]
    found = list(range(len(bags)))
    for i, a in enumerate(bags):
        for j in range(i):
            if len(a & bags[j]) / max(1, len(a | bags[j])) >= SAME:
                found[i] = found[j]
                break
    return found


def combined(rule: Sequence[str], chances: Any, classes: Sequence[str]) -> list[str]:
    """What is used: the rule's type unless the model is clearly for another."""
    out = []
    for mine, row in zip(rule, chances, strict=True):
        best = int(row.argmax())
        own = row[classes.index(mine)] if mine in classes else 0.0
        out.append(classes[best] if row[best] - own > MARGIN or mine == "NONE" else mine)
    return out


def learner() -> Any:
    """The learner of the type model, with its settings."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=3.0, max_iter=3000, class_weight="balanced")


def cross_validated(rows: Sequence[dict[str, Any]], found: Sequence[Example]) -> dict[str, Any]:
    """Accuracy and macro-F1 by name (rules, ours, TF-IDF + SVM), over folds that keep
    near-duplicate sentences together.
    """
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.model_selection import StratifiedGroupKFold
    from sklearn.svm import LinearSVC

    gold = np.array([r["event"] for r in rows])
    classes = sorted(set(gold))
    x = DictVectorizer(dtype=np.float32).fit_transform([dict.fromkeys(e.names, 1) for e in found])
    plain = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    words = plain.fit_transform([r["marked"] for r in rows])
    chances = np.zeros((len(gold), len(classes)))
    peer = np.array(gold)
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(x, gold, near_duplicates(r["text"] for r in rows)):
        chances[test] = learner().fit(x[train], gold[train]).predict_proba(x[test])
        peer[test] = LinearSVC().fit(words[train], gold[train]).predict(words[test])
    rule = [e.rule for e in found]
    answers = {"rules": rule, "ours": combined(rule, chances, classes), "TF-IDF + SVM": peer}
    answers["ZSP (published)"] = [merged(r.get("peer_zsp_L1") or "") for r in rows]
    return {
        name: (
            float(accuracy_score(gold, answer)),
            float(f1_score(gold, answer, average="macro", labels=classes)),
        )
        for name, answer in answers.items()
    }


def _named(role: Role | None, text: str, names: Sequence[str]) -> bool:
    found = set(role.span.of(text).lower().split()) if role is not None else set()
    return any(found & set(name.lower().split()) for name in names)


def _names(value: Any) -> list[str]:
    return [a["actorText"] for a in value] if isinstance(value, list) else []


def end_to_end(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Shares of records whose type, source, target and whole triple are found."""
    hits = dict.fromkeys(("type", "source", "target", "triple"), 0)
    targets = 0
    for row in rows:
        text = row["text"]
        events = find_events(parse(Account("a", text, "0")), Register((), ()), ())
        source, target = _names(row.get("source")), _names(row.get("target"))
        targets += bool(target)
        checks = [_checks(e, text, row["event_2021"], source, target) for e in events]
        hits["type"] += any(c[0] for c in checks)
        hits["source"] += any(c[1] for c in checks)
        hits["target"] += bool(target) and any(c[2] for c in checks)
        hits["triple"] += any(c[0] and c[1] and (c[2] or not target) for c in checks)
    return {k: v / (targets if k == "target" else len(rows)) for k, v in hits.items()}


def _checks(
    event: Event, text: str, kind: str, source: Sequence[str], target: Sequence[str]
) -> tuple[bool, bool, bool]:
    return (
        event.type == kind,
        _named(event.source, text, source),
        _named(event.target, text, target),
    )


def run(data: Path) -> Table:
    """The table; seconds are of this process."""
    rows = read(data / "plv" / "train.jsonl.gz")
    print("events: parsing plv", file=sys.stderr)
    start = time.process_time()
    found = examples(rows)
    speed = len(rows) / (time.process_time() - start)
    notes = ["plv: the lexicon was written while reading these sentences; the model is"
             " scored on folds it has not seen."]  # fmt: skip
    table: list[Row] = []
    try:
        scores = cross_validated(rows, found)
        peers = [n for n in scores if n not in {"rules", "ours"}]
        for i, metric in enumerate(("type accuracy", "type macro-F1")):
            table.append(
                Row(f"plv train ({len(rows)})", f"{metric}, dyad given, cross-validated",
                    scores["ours"][i], {n: scores[n][i] for n in peers})
            )  # fmt: skip
            table.append(Row(f"plv train ({len(rows)})", f"{metric}, rules alone",
                             scores["rules"][i]))  # fmt: skip
    except ImportError:
        notes.append("scikit-learn is missing: no cross-validated rows, no SVM.")
    gsr = read(data / "plover_gsr" / "dev.jsonl.gz")
    for name, share in end_to_end(gsr).items():
        table.append(Row(f"plover_gsr dev ({len(gsr)})", f"{name} found, end to end", share))
    table += link_rows(data)
    table.append(Row(f"plv train ({len(rows)})", "sentences per CPU-second", speed))
    return Table("events", tuple(table), tuple(notes))

"""Clough and Stevenson: four degrees of revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from twosource.bench.data import account, lines, say
from twosource.bench.table import Row
from twosource.bench.trace.revision_classes import classify, inputs
from twosource.trace import trace
from twosource.types import Account


def revision_rows(data: Path) -> Iterator[Row]:
    """Four classes, fitted without the task they are told on, and the relations as shipped."""
    say("trace", "Clough and Stevenson")
    pairs = lines(data / "clough_stevenson/pairs.jsonl.gz")
    values = [inputs(account("a", p["answer"]), account("b", p["source"])) for p in pairs]
    gold = [p["label"] for p in pairs]
    tasks = [p["task"] for p in pairs]
    found = classify(values, gold, tasks)
    name = f"Clough & Stevenson ({len(pairs)} answers)"
    accuracy = float(np.mean([g == f for g, f in zip(gold, found, strict=True)]))
    yield Row(name, "four classes, leave task out: accuracy", accuracy, target=">= .76")
    yield Row(name, "four classes, leave task out: macro-F1", _macro(gold, found))
    shipped = [_class(account("a", p["answer"]), account("b", p["source"])) for p in pairs]
    accuracy = float(np.mean([g == f for g, f in zip(gold, shipped, strict=True)]))
    yield Row(name, "relations told, rules chosen on these: accuracy", accuracy)


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

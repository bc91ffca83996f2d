"""Make ``src/twosource/find/models/events_types.npz``: the type of an event.

    python training/events_types.py --data ../shared/eval/acts

Multinomial logistic regression over dependency and lexicon features of the trigger
that best fits the labelled source and target of each training sentence.  Prints the
cross-validated figures (folds keep near-duplicate sentences together) of the rules,
the model, and the two as they are used, then trains on everything and writes the
file; put the printed sha256 into ``twosource/find/events/model.py``.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedGroupKFold

from twosource.find.events.code import settle_type
from twosource.find.events.features import features
from twosource.find.events.flags import flags_of
from twosource.find.events.model import MARGIN
from twosource.find.events.phrases import tight
from twosource.find.events.roles import source_of, target_of
from twosource.find.events.triggers import find_triggers
from twosource.language.pipeline import load
from twosource.types import Span

OUT = Path(__file__).parents[1] / "src/twosource/find/models/events_types.npz"
SAME = 0.6
"""Word Jaccard from which two sentences go into one fold."""
C = 3.0


def rows(data: Path) -> list[dict]:
    """The labelled dyads."""
    with gzip.open(data / "plv" / "train.jsonl.gz", "rt") as lines:
        return [json.loads(line) for line in lines]


def overlap(span: Span | None, gold: list[int] | None) -> bool:
    """Whether a found span shares text with a labelled one."""
    return span is not None and gold is not None and span.overlap(Span(*gold)) > 0


def example(row: dict, doc) -> tuple[list[str], str]:
    """Features and rule type of the trigger that best fits the labelled dyad."""
    best: tuple[tuple[int, int], list[str], str] | None = None
    for trigger in find_triggers(doc):
        flags = flags_of(trigger, None)
        source = source_of(trigger)
        target = target_of(trigger, source)
        settled = settle_type(trigger, flags)
        fit = overlap(tight(source) if source is not None else None, row["source_span"])
        fit += overlap(tight(target) if target is not None else None, row["target_span"])
        key = (fit, -trigger.span.start)
        if best is None or key > best[0]:
            best = (key, features(trigger, settled, flags, source, target), settled)
    if best is None:
        return [f"word={t.lemma_.lower()}" for t in doc if t.is_alpha and not t.is_stop], "NONE"
    return best[1], "YIELD" if best[2] in {"CONCEDE", "RETREAT"} else best[2]


def groups(texts: list[str]) -> list[int]:
    """One number for sentences that are nearly the same."""
    bags = [frozenset(t.lower().split()) for t in texts]
    found = list(range(len(bags)))
    for i, a in enumerate(bags):
        for j in range(i):
            if len(a & bags[j]) / len(a | bags[j]) >= SAME:
                found[i] = found[j]
                break
    return found


def model() -> LogisticRegression:
    """The learner, with its settings."""
    return LogisticRegression(C=C, max_iter=3000, class_weight="balanced")


def combined(rule: list[str], chances: np.ndarray, classes: list[str]) -> list[str]:
    """What is used: the rule's type unless the model is clearly for another."""
    out = []
    for mine, row in zip(rule, chances, strict=True):
        best = int(row.argmax())
        own = row[classes.index(mine)] if mine in classes else 0.0
        out.append(classes[best] if row[best] - own > MARGIN or mine == "NONE" else mine)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = rows(parser.parse_args().data)
    docs = load().pipe((r["text"] for r in data), batch_size=16)
    examples = [example(row, doc) for row, doc in zip(data, docs, strict=True)]
    gold = np.array([r["event"] for r in data])
    rule = [kind for _, kind in examples]
    table = DictVectorizer(dtype=np.float32)
    x = table.fit_transform([dict.fromkeys(names, 1) for names, _ in examples])
    classes = sorted(set(gold))
    chances = np.zeros((len(gold), len(classes)))
    folds = StratifiedGroupKFold(10, shuffle=True, random_state=0)
    for train, test in folds.split(x, gold, groups([r["text"] for r in data])):
        chances[test] = model().fit(x[train], gold[train]).predict_proba(x[test])
    alone = [classes[i] for i in chances.argmax(axis=1)]
    for name, found in (("rules", rule), ("model", alone),
                        ("both", combined(rule, chances, classes))):  # fmt: skip
        macro = f1_score(gold, found, average="macro", labels=classes)
        print(f"{name}: accuracy {accuracy_score(gold, found):.3f}, macro-F1 {macro:.3f}")
    final = model().fit(x, gold)
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        OUT,
        names=np.frombuffer("\n".join(table.get_feature_names_out()).encode(), dtype=np.uint8),
        types=np.frombuffer("\n".join(final.classes_).encode(), dtype=np.uint8),
        weights=final.coef_.T.astype(np.float16),
        bias=final.intercept_.astype(np.float32),
    )
    print(OUT, OUT.stat().st_size, hashlib.sha256(OUT.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()

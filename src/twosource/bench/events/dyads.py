"""Types with the dyad given: rules, model and peers on the same folds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from twosource.find.events.code import settle_type
from twosource.find.events.features import features
from twosource.find.events.flags import flags_of
from twosource.find.events.model import MARGIN
from twosource.find.events.phrases import tight
from twosource.find.events.roles import source_of, target_of
from twosource.find.events.triggers import find_triggers
from twosource.language.pipeline import load
from twosource.types import Span

SAME = 0.6
"""Word Jaccard from which two sentences go into one fold."""
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """The trigger that best fits a labelled dyad: its features and its rule type."""

    names: tuple[str, ...]
    rule: str


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

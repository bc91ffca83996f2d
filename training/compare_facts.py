"""Train ``src/twosource/compare/models/facts.npz``: are two values of what may be one fact a
difference that an editor keeps?

    python training/compare_facts.py --data ../shared/eval

Positive is a candidate whose both sides a labelled difference touches: on the 275 pairs of
``labels`` (real reports, which seldom contradict one another), on the six stories of
``tests/stories/open`` and the 39 of ``training/stories`` (invented; 24 of them with
planted contradictions).  The eight pairs of
``compare/gold_pairs``, the seeds and the stories held back are never looked at.

The regression is a maximum a posteriori estimate: its weights are drawn towards :data:`PRIOR`,
what a careful hand expects, for there are a few dozen positives of each kind.  The two corpora
have a base rate of their own; the model ships with the middle of both (:data:`SHARE`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from compare_labels import load

import twosource
from twosource.compare.align.alignment import Alignment, align_sides, resting
from twosource.compare.cut.accounts import sides
from twosource.compare.facts.candidates import Candidate
from twosource.compare.facts.find import find_facts
from twosource.compare.weigh.fact_chance import FACTS, NAMES, rows_of
from twosource.engine import analyse
from twosource.trace import trace
from twosource.types import Account, Span

HERE = Path(__file__).parent
OUT = HERE.parent / "src/twosource/compare/models/facts.npz"
STORIES = (HERE.parent / "tests/stories/open", HERE / "stories")
FOLDS = 8
SHARE = 0.5
"""How much of the difference of base rates the model takes over from real reports."""
REPEAT = 1
"""How often an invented story counts."""
TIGHT, LOOSE, FIRM = 2.0, 1.0, 12.0
"""How strongly weights, intercepts, and the weights of kinds with hardly an example are drawn
towards the prior."""
RARE = ("standing", "name")

PRIOR: Mapping[str, Mapping[str, float]] = {
    "fact/amount": {
        "bias": -2.9, "sure": 1.2, "around": 1.2, "noun": 0.8, "noun_same": 0.6,
        "noun_missing": -0.2, "over": 0.8, "count_class": 0.8, "swapped": 1.4, "near_value": 0.3,
        "close": 0.4, "small": -0.3, "alone": 0.5, "counted_once": 0.35, "toll": 0.8,
        "miscopied": 1.5, "lookalike": 1.8, "nearby": 0.6,
        "leads": 0.5, "people": 0.3, "other_kind": -1.5, "other_time": -0.6,
        "derived": 0.5, "kin": 1.6,
    },
    "fact/day": {
        "bias": -2.5, "sure": 1.2, "around": 1.0, "over": 1.2, "deadline": 0.5, "from": 0.5,
        "said": -0.5, "stated": 0.2, "alone": 0.4, "verb_far": -0.8, "nearby": 0.6,
        "derived": 0.5, "kin": 1.4,
    },
    "fact/denied": {
        "bias": -3.0, "sure": 1.5, "verb": 0.5, "shared": 1.5, "quoted": -0.3, "tied": 1.2,
        "bare": -0.6, "derived": 0.7, "kin": 1.2,
    },
    "fact/hedged": {
        "bias": -2.7, "sure": 1.5, "verb": 0.5, "shared": 1.2, "tied": 0.6, "quoted": -0.3,
        "derived": 0.7, "kin": 1.0,
    },
    "fact/condition": {
        "bias": -2.8, "sure": 1.5, "verb": 0.5, "shared": 1.8, "elsewhere": -1.0, "derived": 0.7,
        "kin": 1.2,
    },
    "fact/when": {
        "bias": -3.0, "sure": 1.5, "verb": 0.5, "shared": 1.2, "was": 0.4, "derived": 0.5,
        "kin": 1.0,
    },
    "fact/course": {
        "bias": -2.6, "sure": 1.5, "shared": 1.0, "same_object": 1.2, "derived": 0.5, "kin": 1.2,
    },
    "fact/office": {
        "bias": -1.0, "around": 1.2, "loose": -1.0, "titled": 0.3, "derived": 0.7, "kin": 1.0,
    },
    "fact/standing": {"bias": -0.9, "around": 0.8, "derived": 2.4},
    "fact/name": {"bias": -0.3, "around": 1.0, "letter": 1.0, "words": 0.1, "derived": 0.5},
}  # fmt: skip
"""Expected weights: in log odds, per unit of each feature."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate as the regression sees it: its story, whether it is of a real report."""

    story: str
    real: bool
    row: np.ndarray
    rule: str
    right: bool


def main() -> None:
    """Collect, cross-validate by story, fit on all, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--no-write", action="store_true")
    args = parser.parse_args()
    examples = [*_reports(args.data), *_stories()]
    validate(examples)
    if not args.no_write:
        write(fit(examples))


def _reports(data: Path) -> Iterator[Example]:
    """Candidates of the labelled pairs of real reports."""
    for labelled in load(data):
        pair = labelled.pair
        gold = [
            (i.a.span, i.b.span) for i in pair.items
            if i.kind == "differ" and i.a and i.b and i.a.part == i.b.part == "text"
        ]  # fmt: skip
        for laid in _laid([pair.a, pair.b]):
            for c in find_facts(laid):
                right = any(_meets(c.a, a) and _meets(c.b, b) for a, b in gold)
                yield Example(labelled.story, True, _row(c, laid), c.rule, right)


def _stories() -> Iterator[Example]:
    """Candidates of the invented stories: right where both snippets of a difference are touched."""
    for path in sorted(p for folder in STORIES for p in folder.glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        accounts = twosource.read(*(path.parent / name for name in gold["inputs"])).accounts
        for laid in _laid(list(accounts)):
            for c in find_facts(laid):
                right = any(_touched(laid, c, d) for d in gold["differences"])
                yield Example(path.parent.name, False, _row(c, laid), c.rule, right)


def _laid(accounts: list[Account]) -> Iterator[Alignment]:
    analysis = analyse(accounts)
    links = tuple(trace(analysis.accounts, analysis))
    for a, b in combinations(sides(analysis, "text"), 2):
        yield align_sides("text", a, b, resting(links, a.account, b.account))


def _row(candidate: Candidate, laid: Alignment) -> np.ndarray:
    return rows_of([candidate], laid.derived)[0].astype(np.float64)


def _meets(one: Span, two: Span) -> bool:
    return 2 * one.overlap(two) >= min(len(one), len(two))


def _touched(laid: Alignment, candidate: Candidate, difference: Mapping[str, Any]) -> bool:
    places = [difference["a"], difference["b"]]
    texts = {laid.a.account: (laid.a, candidate.a), laid.b.account: (laid.b, candidate.b)}
    for x, y in ((0, 1), (1, 0)):
        pairs = zip(texts.values(), (places[x], places[y]), strict=True)
        if all(_holds(side.section.text, span, p["snippet"]) for (side, span), p in pairs):
            return True
    return False


def _holds(text: str, span: Span, snippet: str) -> bool:
    at = text.find(snippet)
    while at >= 0:
        if span.start < at + len(snippet) and at < span.end:
            return True
        at = text.find(snippet, at + 1)
    return False


def fit(examples: list[Example]) -> np.ndarray:
    """The weights of :data:`NAMES`, drawn towards :data:`PRIOR`, by Newton steps."""
    rows = [e for e in examples for _ in range(1 if e.real else REPEAT)]
    x = np.c_[np.array([e.row for e in rows]), [float(e.real) for e in rows]]
    y = np.array([float(e.right) for e in rows])
    bias = np.array([*(n.endswith(":bias") for n in NAMES), False])
    goal = np.array([*(PRIOR[n.split(":")[0]].get(n.split(":")[1], 0.0) for n in NAMES), 0.0])
    pull = np.where(bias, LOOSE, TIGHT) * 1.0
    pull[:-1][[any(r in n for r in RARE) for n in NAMES]] = FIRM
    pull[-1] = 0.01
    w = goal.copy()
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + pull * (w - goal)
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(pull), slope)
        while _cost(x, y, pull, goal, w - step) > _cost(x, y, pull, goal, w) + 1e-9:
            step = step / 2  # a whole step may overshoot where the examples are few
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    w[:-1][bias[:-1]] += SHARE * w[-1]
    return w[:-1]


def _cost(x: np.ndarray, y: np.ndarray, pull: np.ndarray, goal: np.ndarray, w: np.ndarray) -> float:
    odds = x @ w
    return float(np.logaddexp(0, odds).sum() - y @ odds + (pull * (w - goal) ** 2).sum() / 2)


def validate(examples: list[Example]) -> None:
    """What each kind tells at a chance of .5, every story scored without itself; reliability."""
    stories = sorted({e.story for e in examples})
    fold = {s: k % FOLDS for k, s in enumerate(stories)}
    chance = np.zeros(len(examples))
    for k in range(FOLDS):
        w = fit([e for e in examples if fold[e.story] != k])
        for n, e in enumerate(examples):
            if fold[e.story] == k:
                chance[n] = 1 / (1 + np.exp(-float(e.row @ w)))
    right = np.array([e.right for e in examples])
    for rule in FACTS:
        of = np.array([e.rule == rule for e in examples])
        told = of & (chance >= 0.5)
        print(f"{rule}: {of.sum()} candidates, {right[of].sum()} right; told {told.sum()},",
              f"P {right[told].mean() if told.any() else 0:.2f}")  # fmt: skip
    for low in np.arange(0, 1, 0.1):
        of = (chance >= low) & (chance < low + 0.1)
        if of.any():
            print(
                f"{low:.1f}: {of.sum()}, expected {chance[of].mean():.2f}, {right[of].mean():.2f}"
            )


def write(weights: np.ndarray) -> None:
    """Write the model and print its hash, which stands in ``compare/classifiers.py``."""
    np.savez(
        OUT, weights=weights.astype(np.float32), bias=np.zeros(1, np.float32),
        features=np.frombuffer("\n".join(NAMES).encode(), np.uint8),
    )  # fmt: skip
    print("facts", hashlib.sha256(OUT.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()

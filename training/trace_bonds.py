"""Fit the chance that two accounts are no two reporters' own, from their bonds.

    python training/trace_bonds.py ../shared/eval/trace tests/stories/open

Data: edited and independent outlets (BASIL and the copies made from it), answers
written from an encyclopedia (Clough and Stevenson), one summit's accounts (wire),
and the invented stories.  Prints what each set gives while it is held out, the
reliability table of these nested chances, and the two constants fitted on all,
for ``decide.BONDS`` and ``decide.NO_BONDS``.  Pairs of the wire set with 5 to 30%
of common copy are left out of the fit: nobody has said what they are.  Each class
weighs the same.  Needs scikit-learn.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from twosource.api import read
from twosource.bench.data import account, lines
from twosource.bench.trace.wire import COPIED, wire_accounts
from twosource.trace.bonds import bonded
from twosource.trace.telling import Telling, telling
from twosource.types import Account

LOOSE = ("trace", "independent?")
STRANGERS = 1500  # pairs of the wire set without a label, which share nothing to speak of
BINS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 1.0)
Rows = list[tuple[float, bool, str]]  # share of bonds, dependent, label
_made: dict[int, tuple[Account, Telling]] = {}


def _share(a: Account, b: Account) -> float:
    one, two = (_made.setdefault(id(x), (x, telling(x)))[1] for x in (a, b))
    return bonded(one.bonds, two.bonds)


def _invented(folder: Path) -> Iterator[tuple[float, bool, str]]:
    for gold in sorted(folder.glob("*/gold.json")):
        labels = json.loads(gold.read_text(encoding="utf-8"))
        found = read(*(gold.parent / name for name in labels["inputs"])).accounts
        by = {a.id: a for a in found}
        for d in labels["derivations"]:
            yield _share(by[d["a"]], by[d["b"]]), True, "derived"
        for a, b in labels["independent"]:
            yield _share(by[a], by[b]), False, "independent"


def _wire(data: Path) -> Iterator[tuple[float, bool, str]]:
    texts = {a.id: a for a in wire_accounts(data)}
    known = {}
    for p in lines(data / "wire/pairs.jsonl.gz"):
        known[frozenset((p["a"], p["b"]))] = p["label"]
    for pair, label in known.items():
        a, b = sorted(pair)
        yield _share(texts[a], texts[b]), label in COPIED, label
    chance, ids = random.Random(3), sorted(texts)  # noqa: S311  (a sample, no secret)
    for _ in range(STRANGERS):
        a, b = chance.sample(ids, 2)
        if frozenset((a, b)) not in known:
            yield _share(texts[a], texts[b]), False, "none"


def _read(data: Path, stories: Path) -> dict[str, Rows]:
    made = {
        d["id"]: account(d["id"], "\n\n".join(d["paragraphs"]))
        for d in lines(data / "synth_derivation/docs.jsonl.gz")
    }
    basil = {d["id"]: account(d["id"], d["text"]) for d in lines(data / "basil/docs.jsonl.gz")}
    return {
        "invented": list(_invented(stories)),
        "made": [
            (_share(made[p["a"]], made[p["b"]]), p["label"] != "independent", p["label"])
            for p in lines(data / "synth_derivation/pairs.jsonl.gz")
        ],
        "basil": [
            (_share(basil[p["a"]], basil[p["b"]]), False, "independent")
            for p in lines(data / "basil/pairs.jsonl.gz")
            if p["max_cov8"] < 0.15
        ],
        "clough": [
            (_share(account("a", p["answer"]), account("b", p["source"])), p["label"] != "non",
             p["label"])
            for p in lines(data / "clough_stevenson/pairs.jsonl.gz")
        ],
        "wire": list(_wire(data)),
    }  # fmt: skip


def _fit(rows: Rows) -> LogisticRegression:
    kept = [r for r in rows if r[2] not in LOOSE]
    gold = np.array([r[1] for r in kept])
    weight = np.where(gold, 1.0 / gold.sum(), 1.0 / (~gold).sum()) * len(gold)
    return LogisticRegression(C=1e3).fit(_inputs(kept), gold, sample_weight=weight)


def _inputs(rows: Rows) -> np.ndarray:
    return np.log1p(100.0 * np.array([[r[0]] for r in rows]))


def main() -> None:
    """Print the nested figures, their reliability, and the constants."""
    sets = _read(Path(sys.argv[1]), Path(sys.argv[2]))
    said: list[tuple[float, bool]] = []
    for name, rows in sets.items():
        model = _fit([r for other, of in sets.items() if other != name for r in of])
        chance = model.predict_proba(_inputs(rows))[:, 1]
        for label in sorted({r[2] for r in rows}):
            at = np.array([r[2] == label for r in rows])
            told, doubt = (float((chance[at] >= least).mean()) for least in (0.5, 0.2))
            print(f"{name} {label} ({at.sum()}): linked {told:.3f}, .2 and more {doubt:.3f}")
        said += [(c, r[1]) for c, r in zip(chance, rows, strict=True) if r[2] not in LOOSE]
    gold = np.array([g for _, g in said])
    weight = np.where(gold, 1.0 / gold.sum(), 1.0 / (~gold).sum())
    chance = np.array([c for c, _ in said])
    print("chance, pairs, dependent (each class weighing the same)")
    for low, high in pairwise(BINS):
        at = (low <= chance) & (chance < high)
        if at.any():
            share = weight[at & gold].sum() / weight[at].sum()
            print(f"{low} to {high}: {at.sum()}, {share:.3f}")
    model = _fit([r for of in sets.values() for r in of])
    print(f"BONDS {model.coef_[0, 0]:.2f}, NO_BONDS {-model.intercept_[0]:.2f}")


if __name__ == "__main__":
    main()

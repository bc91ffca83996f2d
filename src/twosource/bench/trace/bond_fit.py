"""Fitting the chance that two accounts are no two reporters' own, from their bonds.

Used by ``training/trace_bonds.py``, which prints the constants, and by the bench, which must
not score a set with a curve that was fitted on it.  Data: edited and independent outlets
(BASIL and the copies made from it), answers written from an encyclopedia (Clough and
Stevenson), one summit's accounts (wire), and the invented stories.  Pairs of the wire set
with 5 to 30% of common copy are left out of the fit: nobody has said what they are.  Each
class weighs the same.  Needs scikit-learn.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.api import read
from twosource.bench.data import account, lines
from twosource.bench.trace.wire import COPIED, wire_accounts
from twosource.trace.bonds import bonded
from twosource.trace.telling import Telling, telling
from twosource.types import Account

LOOSE = ("trace", "independent?")
STRANGERS = 1500  # pairs of the wire set without a label, which share nothing to speak of
Rows = list[tuple[float, bool, str]]  # share of bonds, dependent, label
MADE, BASIL, CLOUGH, WIRE = "made", "basil", "clough", "wire"
_decide: Any = import_module("twosource.trace.decide")
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


def bond_sets(data: Path, stories: Path | None = None) -> dict[str, Rows]:
    """The pairs of each set, with their share of bonds; ``stories`` is the folder of the
    invented ones.
    """
    made = {
        d["id"]: account(d["id"], "\n\n".join(d["paragraphs"]))
        for d in lines(data / "synth_derivation/docs.jsonl.gz")
    }
    basil = {d["id"]: account(d["id"], d["text"]) for d in lines(data / "basil/docs.jsonl.gz")}
    return {
        "invented": list(_invented(stories)) if stories else [],
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


def fit_bonds(rows: Rows) -> Any:
    """The logistic curve over shares of bonds, each class weighing the same."""
    from sklearn.linear_model import LogisticRegression

    kept = [r for r in rows if r[2] not in LOOSE]
    gold = np.array([r[1] for r in kept])
    weight = np.where(gold, 1.0 / gold.sum(), 1.0 / (~gold).sum()) * len(gold)
    return LogisticRegression(C=1e3).fit(bond_inputs(kept), gold, sample_weight=weight)


def bond_inputs(rows: Rows) -> NDArray[np.float64]:
    """What the curve sees."""
    return np.asarray(np.log1p(100.0 * np.array([[r[0]] for r in rows])))


def constants(model: Any) -> tuple[float, float]:
    """``BONDS`` and ``NO_BONDS`` of a curve."""
    return round(float(model.coef_[0, 0]), 2), round(-float(model.intercept_[0]), 2)


@contextmanager
def without(name: str, sets: dict[str, Rows]) -> Iterator[tuple[float, float]]:
    """Trace with the curve that the other sets give."""
    model = fit_bonds([r for other, rows in sets.items() if other != name for r in rows])
    kept = _decide.BONDS, _decide.NO_BONDS
    _decide.BONDS, _decide.NO_BONDS = constants(model)
    try:
        yield _decide.BONDS, _decide.NO_BONDS
    finally:
        _decide.BONDS, _decide.NO_BONDS = kept

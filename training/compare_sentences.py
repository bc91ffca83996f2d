"""Train the sentence models: ``sentences_same.npz``, ``sentences_same_context.npz`` (the same
rows with the encoder's facts besides) and ``sentences_differ.npz``.

    python training/compare_sentences.py --data ../shared/eval/compare
    python training/compare_sentences.py --data ../shared/eval/compare --only-context

Boosted trees (scikit-learn, training only), exported as plain arrays.  *Same* is a
regression on STS-B news (train, both ways round) and four fifths of MRPC (train); *differ*
tells refuted from supported in four fifths of the FEVER pairs.  What is held back here
(:func:`held_back`) is what ``twosource bench compare`` uses of these sets; SuperPAL, NAnCo,
CovidFact, CLIFF and WiCE are never trained on.  With ``--check`` nothing is written: FEVER
is cross-validated, pairs with a claim or evidence in common always on one side.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.model_selection import GroupKFold

from twosource.bench.compare.sets import Pair, held_back, rows_of
from twosource.bench.measures.ranking import area, precision_at
from twosource.compare.sentences.context_features import CONTEXT
from twosource.compare.sentences.features import NAMES, facts_in_context, pair_facts
from twosource.language.pipeline import load

OUT = Path(__file__).parents[1] / "src/twosource/compare/models"
TREES = {"max_iter": 200, "max_leaf_nodes": 12, "learning_rate": 0.05, "l2_regularization": 1.0,
         "min_samples_leaf": 20, "random_state": 0, "early_stopping": False}  # fmt: skip
PARAPHRASES = 0.4
"""Weight of an MRPC row beside one of STS-B: it knows two degrees of likeness only."""


def features(rows: list[Pair], both: bool, context: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Facts and labels; ``both`` adds each pair the other way round, ``context`` the facts of
    the encoder.
    """
    nlp = load()
    texts = sorted({t for a, b, _ in rows for t in (a, b)})
    with nlp.select_pipes(disable=["ner"]):
        docs = dict(zip(texts, nlp.pipe(texts, batch_size=64), strict=True))

    def facts(a: str, b: str) -> np.ndarray:
        found = facts_in_context(docs[a], docs[b]) if context else ()
        if found is None:
            raise SystemExit("the encoder is not installed")
        return np.concatenate([pair_facts(docs[a], docs[b]), found])

    x = [facts(a, b) for a, b, _ in rows]
    y = [label for _, _, label in rows]
    if both:
        x += [facts(b, a) for a, b, _ in rows]
        y += y
    return np.array(x), np.array(y)


def export(
    model: HistGradientBoostingClassifier | HistGradientBoostingRegressor, path: Path,
    names: tuple[str, ...] = NAMES,
) -> None:  # fmt: skip
    """Write the trees as arrays and print the file's sha256."""
    nodes, starts = [], [0]
    for (tree,) in model._predictors:
        nodes.append(tree.nodes)
        starts.append(starts[-1] + len(tree.nodes))
    table = np.concatenate(nodes)
    np.savez_compressed(
        path,
        feature=np.where(table["is_leaf"], -1, table["feature_idx"]).astype(np.int16),
        threshold=table["num_threshold"].astype(np.float32),
        left=table["left"].astype(np.int16), right=table["right"].astype(np.int16),
        value=table["value"].astype(np.float32), starts=np.array(starts, np.int32),
        bias=np.array([float(np.ravel(model._baseline_prediction)[0])], np.float32),
        features=np.frombuffer("\n".join(names).encode(), np.uint8),
    )  # fmt: skip
    print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


def train_same(
    sts: tuple[np.ndarray, np.ndarray], mrpc: tuple[np.ndarray, np.ndarray]
) -> HistGradientBoostingRegressor:
    """A regression on likeness, 0 to 1."""
    weight = np.r_[np.ones(len(sts[1])), np.full(len(mrpc[1]), PARAPHRASES)]
    likeness = np.r_[sts[1], 0.4 + 0.6 * mrpc[1]]
    model = HistGradientBoostingRegressor(**TREES)
    return model.fit(np.concatenate([sts[0], mrpc[0]]), likeness, sample_weight=weight)


def train_differ(x: np.ndarray, y: np.ndarray) -> HistGradientBoostingClassifier:
    """Refuted (1) or supported (0)."""
    return HistGradientBoostingClassifier(**TREES).fit(x, y)


def families(rows: list[Pair]) -> np.ndarray:
    """A number for each row; rows that share a claim or evidence have the same."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.setdefault(key, key) != key:
            key = above[key]
        return key

    for a, b, _ in rows:
        above[top("claim " + a)] = top("evidence " + b)
    return np.unique([top("claim " + a) for a, _, _ in rows], return_inverse=True)[1]


def check(rows: list[Pair]) -> None:
    """Print the cross-validated figures of *differ*."""
    x, y = features(rows, both=False)
    told = np.zeros(len(y))
    for known, new in GroupKFold(5).split(x, y, families(rows)):
        told[new] = train_differ(x[known], y[known]).predict_proba(x[new])[:, 1]
    print(f"fever, {len(y)} rows: AUC {area(y, told):.3f}, "
          f"precision at recall .5 {precision_at(y, told):.3f}")  # fmt: skip


def main() -> None:
    """Train and write both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only-context", action="store_true")
    args = parser.parse_args()
    claims = rows_of(args.data, "fever_pairs/dev")
    if args.check:
        check(claims)
        return
    mrpc = [r for r in rows_of(args.data, "mrpc/train") if not held_back(r)]
    graded = rows_of(args.data, "stsb_news/train")
    same = train_same(features(graded, True, True), features(mrpc, False, True))
    export(same, OUT / "sentences_same_context.npz", (*NAMES, *CONTEXT))
    if args.only_context:
        return
    export(train_same(features(graded, True), features(mrpc, False)), OUT / "sentences_same.npz")
    known = [r for r in claims if not held_back(r)]
    export(train_differ(*features(known, both=False)), OUT / "sentences_differ.npz")


if __name__ == "__main__":
    main()

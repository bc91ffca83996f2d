"""Train the two sentence models: ``sentences_same.npz`` and ``sentences_differ.npz``.

    python training/compare_sentences.py --data ../shared/eval/compare

Boosted trees (scikit-learn, training only), exported as plain arrays.  *Same* is trained on
STS-B news (train) and four fifths of MRPC (train); *differ* on four fifths of the FEVER
pairs.  What is held back here (:func:`held_back`) is what ``twosource bench compare`` uses
of these sets; SuperPAL, NAnCo, CovidFact, CLIFF and WiCE are never trained on.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from twosource.bench.compare_tables import held_back, rows_of
from twosource.compare.sentences import NAMES, pair_facts
from twosource.language.pipeline import load

OUT = Path(__file__).parents[1] / "src/twosource/compare/models"


def features(rows: list[tuple[str, str, float]], both: bool) -> tuple[np.ndarray, np.ndarray]:
    """Facts and labels; ``both`` adds each pair the other way round."""
    nlp = load()
    texts = sorted({t for a, b, _ in rows for t in (a, b)})
    with nlp.select_pipes(disable=["ner"]):
        docs = dict(zip(texts, nlp.pipe(texts, batch_size=64), strict=True))
    x = [pair_facts(docs[a], docs[b]) for a, b, _ in rows]
    y = [label for _, _, label in rows]
    if both:
        x += [pair_facts(docs[b], docs[a]) for a, b, _ in rows]
        y += y
    return np.array(x), np.array(y)


def export(model: HistGradientBoostingClassifier, path: Path) -> None:
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
        features=np.frombuffer("\n".join(NAMES).encode(), np.uint8),
    )  # fmt: skip
    print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


def main() -> None:
    """Train and write both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    trees = {"max_iter": 160, "max_leaf_nodes": 12, "learning_rate": 0.06, "random_state": 0,
             "early_stopping": False}  # fmt: skip
    x, y, w = [], [], []
    for name in ("stsb_news/train", "mrpc/train"):
        rows = [r for r in rows_of(args.data, name) if name != "mrpc/train" or not held_back(r)]
        fx, fy = features(rows, both=True)
        share = 4000 / len(fy)
        x += [fx, fx]
        y += [np.ones(len(fy)), np.zeros(len(fy))]
        w += [fy * share, (1 - fy) * share]
    weight = np.concatenate(w)
    used = weight > 0
    same = HistGradientBoostingClassifier(**trees)
    same.fit(np.concatenate(x)[used], np.concatenate(y)[used], sample_weight=weight[used])
    export(same, OUT / "sentences_same.npz")
    rows = [r for r in rows_of(args.data, "fever_pairs/dev") if not held_back(r)][:5000]
    fx, fy = features(rows, both=False)
    differ = HistGradientBoostingClassifier(**(trees | {"max_iter": 220}))
    export(differ.fit(fx, fy), OUT / "sentences_differ.npz")


if __name__ == "__main__":
    main()

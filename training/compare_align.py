"""Train ``src/twosource/compare/models/align.npz``: do two passages tell the same matter?

    python training/compare_align.py --data ../shared/eval/compare --seeds ../shared/seeds

Trained on the labelled account pairs and the seeds: a pair of passages is positive when
both lie in one ``agree`` item.  Prints average precision story by story, each scored by
a model that has not seen it.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from twosource.bench.compare_pairs import Pair, Place, load_gold, load_seeds
from twosource.compare.features import NAMES, pair_features
from twosource.compare.grid import Grid, lay
from twosource.compare.passages import passages_of, weigh
from twosource.compare.runs import find_runs
from twosource.language import parse
from twosource.types import Span

OUT = Path(__file__).parents[1] / "src/twosource/compare/models/align.npz"


def inside(span: Span, place: Place | None) -> bool:
    """Whether a passage and a labelled span share half of the shorter."""
    if place is None or place.part != "text":
        return False
    return 2 * span.overlap(place.span) >= min(len(span), len(place.span))


def labels(pair: Pair, grid: Grid) -> np.ndarray:
    """1 for each pair of passages that one ``agree`` item covers."""
    out = np.zeros((len(grid.a), len(grid.b)), int)
    for item in pair.items:
        if item.kind == "agree":
            rows = [i for i, p in enumerate(grid.a) if inside(p.span, item.a)]
            cols = [j for j, p in enumerate(grid.b) if inside(p.span, item.b)]
            out[np.ix_(rows, cols)] = 1
    return out


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias for raw features."""
    mean, scale = x.mean(0), x.std(0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=1000).fit((x - mean) / scale, y)
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - weights @ mean)


def main() -> None:
    """Cross-validate by story, then train on all and write the file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, required=True)
    args = parser.parse_args()
    sets = []
    for pair in [*load_gold(args.data / "gold_pairs"), load_seeds(args.seeds)]:
        parses = parse(pair.a), parse(pair.b)
        runs = find_runs(parses[0].section("text"), parses[1].section("text"))
        grid = lay(*weigh([passages_of(p) for p in parses]), runs)
        x = pair_features(grid).reshape(-1, len(NAMES)).astype(float)
        sets.append((pair.id, x, labels(pair, grid).ravel()))
    for k, (name, x, y) in enumerate(sets):
        rest = [s for i, s in enumerate(sets) if i != k]
        w, b = fit(np.concatenate([s[1] for s in rest]), np.concatenate([s[2] for s in rest]))
        print(name, "average precision", round(average_precision_score(y, x @ w + b), 3))
    w, b = fit(np.concatenate([s[1] for s in sets]), np.concatenate([s[2] for s in sets]))
    np.savez(
        OUT, weights=w.astype(np.float32), bias=np.array([b], np.float32),
        features=np.frombuffer("\n".join(NAMES).encode(), np.uint8),
    )  # fmt: skip
    print(hashlib.sha256(OUT.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()

"""Train ``src/twosource/compare/models/align.npz``: do two passages tell the same matter?

    python training/compare_align.py --data ../shared/eval/compare

Trained on the labelled account pairs (not on the pair of web texts, which stays held
out): a pair of passages is positive when both lie in one ``agree`` item.  Prints average
precision story by story, each scored by a model that has not seen it.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np

from twosource.bench.compare_folds import example, fit, folds
from twosource.bench.compare_pairs import load_gold
from twosource.bench.compare_scores import average_precision
from twosource.compare.features import NAMES
from twosource.language import parse

OUT = Path(__file__).parents[1] / "src/twosource/compare/models/align.npz"


def main() -> None:
    """Cross-validate by story, then train on all and write the file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    pairs = load_gold(args.data / "gold_pairs")
    examples = [example(pair, (parse(pair.a), parse(pair.b))) for pair in pairs]
    for pair, (x, y), model in zip(pairs, examples, folds(examples), strict=True):
        print(pair.id, "average precision", round(average_precision(y, model(x)), 3))
    model = fit(np.concatenate([x for x, _ in examples]), np.concatenate([y for _, y in examples]))
    np.savez(
        OUT, weights=model.weights.astype(np.float32), bias=np.array([model.bias], np.float32),
        features=np.frombuffer("\n".join(NAMES).encode(), np.uint8),
    )  # fmt: skip
    print(hashlib.sha256(OUT.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()

"""Make ``src/twosource/find/models/events_types.npz``: the type of an event.

    python training/events_types.py --data ../shared/eval/acts

Multinomial logistic regression over dependency and lexicon features of the trigger
that best fits the labelled source and target of each training sentence.  Prints the
cross-validated figures (folds keep near-duplicate sentences together), then trains on
everything and writes the file; put the printed sha256 into
``twosource/find/events/model.py``.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer

from twosource.bench.data import lines
from twosource.bench.events.dyads import cross_validated, examples, learner

OUT = Path(__file__).parents[1] / "src/twosource/find/models/events_types.npz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    rows = lines(parser.parse_args().data / "plv" / "train.jsonl.gz")
    found = examples(rows)
    for name, (accuracy, macro) in cross_validated(rows, found).items():
        print(f"{name}: accuracy {accuracy:.3f}, macro-F1 {macro:.3f}")
    table = DictVectorizer(dtype=np.float32)
    x = table.fit_transform([dict.fromkeys(e.names, 1) for e in found])
    final = learner().fit(x, [r["event"] for r in rows])
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

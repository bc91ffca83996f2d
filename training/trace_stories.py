"""Fit the model that says whether two accounts tell one story, and write it.

    python training/trace_stories.py ../shared/eval/trace [--check]

Data: the development halves of ECB+, BASIL, NeuS leads and UCI headlines, whole and
as many small calls (:class:`twosource.bench.group.fit.Calls`; the copies made
from BASIL too).  Within each, pairs keep their true odds.  ``--check`` fits on half of the stories
of each and clusters the other half, both ways round, and prints B-cubed F1 over
several thresholds; without it the model is fitted on all and written.
"""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import numpy as np

from twosource.bench.group.fit import CALL_OF, Batch, Calls, fit, halves, made, made_halves, read

OUT = Path(__file__).parents[1] / "src/twosource/group/models/story.npz"
CHECKED = (0.15, 0.2, 0.22, 0.23, 0.24, 0.25, 0.3)


def check(data: Path) -> None:
    """Print the cross-validated figures: collections whole, then calls."""
    cut = {name: halves(items) for name, items in read(data).items()}
    parts = {name: [Batch(h) for h in pair] for name, pair in cut.items()}
    cut["made"] = made_halves(made(data), cut["basil"])
    calls = {name: [Calls(h) for h in cut[name]] for name in CALL_OF}
    models = [
        fit({n: b[1 - half] for n, b in parts.items()}, {n: c[1 - half] for n, c in calls.items()})
        for half in (0, 1)
    ]
    chances = {(n, h): b[h].chances(models[h]) for n, b in parts.items() for h in (0, 1)}
    for least in CHECKED:
        means = {
            name: round(float(np.mean([b[h].score(chances[name, h], least) for h in (0, 1)])), 3)
            for name, b in parts.items()
        }
        small = {
            name: round(float(np.mean([c[h].score(models[h], least) for h in (0, 1)])), 3)
            for name, c in calls.items()
        }
        print(least, means, "calls", small, flush=True)


def main() -> None:
    """Check, or fit and write."""
    data = Path(sys.argv[1])
    if "--check" in sys.argv:
        check(data)
        return
    items = {**read(data), "made": made(data)}
    whole = {name: Batch(found) for name, found in items.items() if name != "made"}
    model = fit(whole, {name: Calls(items[name]) for name in CALL_OF})
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        feature=model.feature.astype(np.int16),
        threshold=model.threshold,
        left=model.left.astype(np.int16),
        right=model.right.astype(np.int16),
        value=model.value,
        depth=np.array(model.depth),
        bias=np.array(model.bias),
    )
    OUT.write_bytes(buffer.getvalue())
    print(len(buffer.getvalue()), "bytes", hashlib.sha256(buffer.getvalue()).hexdigest())


if __name__ == "__main__":
    main()

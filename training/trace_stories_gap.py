"""How the grouping of a collection falls when no collection of its kind was fitted on.

    python training/trace_stories_gap.py ../shared/eval/trace

Each collection is left out in turn (BASIL with the copies made from it), the model fitted on the
others and both halves of the one left out grouped, as ``trace_stories.py --check`` groups the
halves it fitted no half of.  Beside it the mean over small calls of its stories.  Some minutes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from twosource.bench.group.fit import CALL_OF, Batch, Calls, fit, halves, made, read

LEAST = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
"""Mean chances from which clusters merge; .2 is in use."""


def main() -> None:
    """Print B-cubed F1 of each collection, left out."""
    data = Path(sys.argv[1])
    items = {**read(data), "made": made(data)}
    whole = {name: Batch(found) for name, found in items.items() if name != "made"}
    calls = {name: Calls(items[name]) for name in CALL_OF}
    for name in whole:
        out = {name, "made"} if name == "basil" else {name}
        model = fit(
            {n: b for n, b in whole.items() if n not in out},
            {n: c for n, c in calls.items() if n not in out},
        )
        parts = [(b, b.chances(model)) for b in map(Batch, halves(items[name]))]
        found = {
            least: round(float(np.mean([b.score(c, least) for b, c in parts])), 3)
            for least in LEAST
        }
        small = round(calls[name].score(model, 0.2), 3) if name in calls else None
        print(name, found, "calls", small, flush=True)


if __name__ == "__main__":
    main()

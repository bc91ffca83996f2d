"""How the grouping of a collection falls when no collection of its kind was fitted on.

    python training/trace_stories_gap.py ../shared/eval/trace

The figures at every mean chance from which clusters merge; ``twosource bench group`` shows
those at the one that is best on the other collections.  Some minutes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from twosource.bench.group.fit import made, read
from twosource.bench.group.left_out import chosen_elsewhere, left_out


def main() -> None:
    """Print B-cubed F1 of each collection, left out, and of small calls of it."""
    data = Path(sys.argv[1])
    for what, scores in zip(("whole", "calls"), left_out(read(data), made(data)), strict=True):
        for name, (least, f1) in chosen_elsewhere(scores).items():
            at = {c: round(v, 3) for c, v in scores[name].items()}
            print(f"{name}, {what}: {at}; the others choose {least}: {f1:.3f}", flush=True)


if __name__ == "__main__":
    main()

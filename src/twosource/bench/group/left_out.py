"""Grouping a collection when none of its kind was fitted on.

Each collection is left out in turn (BASIL with the copies made from it): the model is
fitted on the others, both halves of the one left out are grouped, and the mean chance from
which clusters merge is the one that is best on the others, each of them left out itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from twosource.bench.data import say
from twosource.bench.group.fit import Batch, Calls, Items, fit, halves

LEAST = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
"""Mean chances from which clusters merge that are tried."""
Scores = dict[str, dict[float, float]]
"""Collection -> mean chance -> B-cubed F1."""


def left_out(items: Mapping[str, Items], made: Items) -> tuple[Scores, Scores]:
    """B-cubed F1 of every collection at every mean chance, and of small calls of it; each
    by a model that saw nothing of the collection.
    """
    whole = {name: Batch(found) for name, found in items.items()}
    drawn = {name: found for name, found in {**items, "made": made}.items() if name != "uci"}
    calls = {name: Calls(found) for name, found in drawn.items()}
    large: Scores = {}
    small: Scores = {}
    for name, found in items.items():
        say("group", f"{name} left out")
        out = {name, "made"} if name == "basil" else {name}
        model = fit(
            {n: b for n, b in whole.items() if n not in out},
            {n: c for n, c in calls.items() if n not in out},
        )
        parts = [(b, b.chances(model)) for b in map(Batch, halves(found))]
        large[name] = {c: float(np.mean([b.score(p, c) for b, p in parts])) for c in LEAST}
        if name in calls:
            small[name] = {c: calls[name].score(model, c) for c in LEAST}
    return large, small


def chosen_elsewhere(scores: Scores) -> dict[str, tuple[float, float]]:
    """For each collection the mean chance that is best on the others, and its F1 at it."""
    out = {}
    for name, own in scores.items():
        others = [s for n, s in scores.items() if n != name]
        best = max(LEAST, key=lambda c: sum(s[c] for s in others))
        out[name] = best, own[best]
    return out

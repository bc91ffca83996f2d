"""Stage ``pair``: what pairs share in all ranges -> the pairs to compare, in an order that keeps
together what hangs together.
"""

from __future__ import annotations

import numpy as np

from twosource.run import arrays
from twosource.run.stages.nearing import unpacked
from twosource.run.work import Task, Writing
from twosource.trace.near import ends, joined
from twosource.trace.worth import Sizes, near, together


def perform(task: Task, writing: Writing) -> None:
    """Choose among the pairs of ``given["near"]``."""
    numbered = arrays.Held(task.given["numbered"][0])
    rank = numbered["rank"]
    number = np.argsort(rank)
    table = numbered["sizes"][number]
    files = [arrays.Held(p) for p in task.given["near"]]
    runs, bonds = (joined(unpacked(n, f) for f in files) for n in ("runs", "bonds"))
    keys, much = near(runs, bonds, Sizes(table[:, 0], table[:, 1], table[:, 2]))
    order = together(keys, len(rank))
    one, two = (number[e] for e in ends(keys[order]))
    made = {"a": np.minimum(one, two), "b": np.maximum(one, two), "brief": much[order]}
    with writing.file(".npz", arrays.check) as part:
        arrays.write(part, made)
    writing.done(len(runs[0]) + len(bonds[0]), len(keys), [], pairs=len(keys))

"""Stage ``near``: one range of hashes -> what pairs of accounts share in it."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from twosource.run import arrays
from twosource.run.work import Task, Writing
from twosource.trace.near import Counts, Found, Stock, counted


def perform(task: Task, writing: Writing) -> None:
    """Count what accounts share in range ``settings["range"]`` of ``given["signed"]``."""
    numbered = arrays.Held(task.given["numbered"][0])
    places = numbered["part"] * (1 << 32) + numbered["row"]
    order = np.argsort(places)
    places, ranks = places[order], numbered["rank"][order]
    made: dict[str, arrays.Array] = {}
    rows = 0
    for name, both in (("runs", True), ("bonds", False)):
        hashes, who, own = [], [], []
        for number, path in enumerate(task.given["signed"]):
            signed = arrays.Held(path)
            marks = signed[f"{name}_marks_{task.settings['range']}"]
            hashes.append(signed[f"{name}_hashes_{task.settings['range']}"])
            who.append(ranks[places.searchsorted(number * (1 << 32) + (marks >> 1))])
            own.append((marks & 1).astype(np.bool_))
        found = counted(np.concatenate(hashes), np.concatenate(who), np.concatenate(own), both=both)
        rows += sum(len(h) for h in hashes)
        made.update(packed(name, found))
    with writing.file(".npz", arrays.check) as part:
        arrays.write(part, made)
    writing.done(rows, len(made["runs_keys"]) + len(made["bonds_keys"]), [])


def packed(name: str, found: Found) -> dict[str, arrays.Array]:
    """What was found, as arrays."""
    counts, stock = found
    return {
        **{f"{name}_{f.name}": getattr(counts, f.name) for f in fields(Counts)},
        **{f"{name}_of_stock_{f.name}": getattr(stock, f.name) for f in fields(Stock)},
    }


def unpacked(name: str, held: arrays.Held) -> Found:
    """What :func:`packed` made."""
    return (
        Counts(*(held[f"{name}_{f.name}"] for f in fields(Counts))),
        Stock(*(held[f"{name}_of_stock_{f.name}"] for f in fields(Stock))),
    )

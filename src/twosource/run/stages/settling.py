"""Stage ``settle``: all links -> what third accounts show of them, and links through a third."""

from __future__ import annotations

import json

import numpy as np

from twosource.run import arrays
from twosource.run.work import Task, Writing
from twosource.store.codec import dump, load
from twosource.trace.lineage import dependent
from twosource.trace.pairs import link_through
from twosource.trace.settle import Key, settled
from twosource.trace.telling import telling
from twosource.types import Derivation


def perform(task: Task, writing: Writing) -> None:
    """Settle the links of ``given["links"]``; only those between dependent accounts bear on
    one another.
    """
    accounts = arrays.Accounts(task.given["numbered"][0], task.given["parts"])
    files = [arrays.Held(p) for p in task.given["links"]]
    raw: dict[Key, Derivation] = {}
    every: list[tuple[int, int, int, int]] = []
    for number, file in enumerate(files):
        pairs = file["ends"].tolist()
        for at, ((a, b), data) in enumerate(zip(pairs, file.every("bare"), strict=True)):
            every.append((a, b, number, at))
            link = load(Derivation, data)
            if dependent(link):
                raw[a, b] = link
    names = _Credits(task.given["signed"], arrays.Held(task.given["numbered"][0]))

    def passed(first: int, last: int) -> Derivation | None:
        one, two = telling(accounts(first)), telling(accounts(last))
        return link_through(one, two, turned=first > last)

    found = settled(raw, accounts.id, names, passed)
    changed = {k: d for k, d in found.items() if k in raw and d != raw[k]}
    # a link through a third may stand in the place of one that was not established
    fresh = {k: d for k, d in found.items() if k not in raw}
    where = {(a, b): (number, at) for a, b, number, at in every}
    table = [(a, b, *where[a, b]) for a, b in sorted(where) if (a, b) not in fresh]
    table += [(*key, len(files), at) for at, key in enumerate(fresh)]
    over = [(*where[k], d.direction, d.reason) for k, d in sorted(changed.items())]
    gone = [where[k] for k in sorted(fresh) if k in where]
    with writing.file(".npz", arrays.check) as part:
        arrays.write(part, {
            "table": np.array(sorted(table), dtype=np.int64).reshape(-1, 4),
            "gone": np.array(gone, dtype=np.int64).reshape(-1, 2),
            **arrays.listed("over", [json.dumps(o).encode() for o in over]),
            **arrays.listed("whole", [dump(d) for d in fresh.values()]),
        })  # fmt: skip
    writing.done(len(every), len(table), [])


class _Credits:
    """The agencies that each account credits, by its number."""

    def __init__(self, signed: list[str], numbered: arrays.Held) -> None:
        self._part, self._row = numbered["part"], numbered["row"]
        self._signed = [arrays.Held(p) for p in signed]

    def __call__(self, number: int) -> tuple[str, ...]:
        told = self._signed[int(self._part[number])].item("about", int(self._row[number]))
        return tuple(json.loads(told)["credited"])

"""Stage ``number``: all accounts -> a number each, by their ids, whatever files they came in."""

from __future__ import annotations

import json

import numpy as np

from twosource.read.sources.raw import Names
from twosource.run import arrays
from twosource.run.work import Task, Writing
from twosource.store.codec import to_bytes, to_text


def perform(task: Task, writing: Writing) -> None:
    """Number the accounts of ``given["parts"]``, which ``given["signed"]`` tells about.

    The number of an account is its place by id, so it depends neither on the order of the files
    nor on how they were cut; an id that comes again is made unique, ``name#2``, by what its
    account says.
    """
    ids, ranks, places, sizes = [], [], [], []
    for number, (part, signed) in enumerate(
        zip(task.given["parts"], task.given["signed"], strict=True)
    ):
        about = arrays.Held(signed)
        sizes.append(about["sizes"])
        names = [to_text(b) for b in arrays.Held(part).every("id")]
        for row, (name, told) in enumerate(zip(names, about.every("about"), strict=True)):
            ids.append(name)
            ranks.append(tuple(json.loads(told)["rank"]))
            places.append((number, row))
    unique = Names()
    names = [""] * len(ids)
    for at in sorted(range(len(ids)), key=lambda n: (ids[n], ranks[n])):
        names[at] = unique.unique(ids[at])
    order = sorted(range(len(ids)), key=names.__getitem__)
    rank = np.empty(len(ids), dtype=np.int64)
    by_rank = sorted(range(len(order)), key=lambda n: (*ranks[order[n]][:3], names[order[n]]))
    rank[by_rank] = np.arange(len(order))
    where = np.array(places, dtype=np.int64).reshape(-1, 2)[order]
    table = np.concatenate([np.zeros((0, 3), np.int64), *sizes])[order]
    with writing.file(".npz", arrays.check) as path:
        arrays.write(path, {
            **arrays.listed("id", [to_bytes(names[n]) for n in order]),
            "part": where[:, 0], "row": where[:, 1], "rank": rank, "sizes": table,
        })  # fmt: skip
    writing.done(len(ids), len(ids), [])

"""Stage ``sign``: the accounts of a part -> what they are found by, cut by ranges of the hash."""

from __future__ import annotations

import json

import numpy as np

from twosource.run import arrays
from twosource.run.work import Rejected, Task, Writing
from twosource.store.codec import load
from twosource.trace.credits import credited, find_credits
from twosource.trace.index import Prints, Runs, prints_of
from twosource.trace.near import rank_of
from twosource.trace.telling import telling
from twosource.types import Account


def perform(task: Task, writing: Writing) -> None:
    """Runs and bonds of the accounts of ``given["part"]``, in ``settings["ranges"]`` ranges."""
    (path,) = task.given["part"]
    prints, about, rejected = [], [], list[Rejected]()
    for data in arrays.Held(path).every("slim"):
        account = load(Account, data)
        prints.append(_prints(account, rejected))
        credits = find_credits(account)
        told = {"rank": rank_of(account, credits), "credited": credited(credits)}
        about.append(json.dumps(told).encode())
    sizes = [
        (len(p.runs.hashes), int(np.count_nonzero(p.runs.own)), len(p.bonds.hashes)) for p in prints
    ]
    made = {**arrays.listed("about", about), "sizes": np.array(sizes, np.int64).reshape(-1, 3)}
    ranges = int(task.settings["ranges"])
    made.update(_cut("runs", [p.runs for p in prints], ranges))
    made.update(_cut("bonds", [p.bonds for p in prints], ranges))
    with writing.file(".npz", arrays.check) as part:
        arrays.write(part, made)
    writing.done(len(prints), len(prints) - len(rejected), rejected)


def _prints(account: Account, rejected: list[Rejected]) -> Prints:
    """Its prints; none where tracing fails on it, which is named."""
    try:
        return prints_of(telling(account))
    except Exception as error:  # a fault of ours must not cost the user the other accounts
        rejected.append(Rejected(account.id, "TS-RUN-01", f"trace ({type(error).__name__})"))
        none = Runs(np.empty(0, np.uint64), np.empty(0, np.bool_))
        return Prints(none, none)


def _cut(name: str, many: list[Runs], ranges: int) -> dict[str, arrays.Array]:
    """Hashes with the row of the account of each, doubled, plus one where they are its own."""
    hashes = np.concatenate([np.empty(0, np.uint64), *(r.hashes for r in many)])
    marks = [2 * n + r.own.astype(np.int64) for n, r in enumerate(many)]
    flat = np.concatenate([np.empty(0, np.int64), *marks])
    order = np.argsort(hashes, kind="stable")
    hashes, flat = hashes[order], flat[order]
    step = (1 << 64) // ranges
    edges = np.array([n * step for n in range(ranges)], dtype=np.uint64)
    bounds = [*hashes.searchsorted(edges).tolist(), len(hashes)]
    return {
        f"{name}_{kind}_{n}": column[bounds[n] : bounds[n + 1]]
        for n in range(ranges)
        for kind, column in (("hashes", hashes), ("marks", flat))
    }

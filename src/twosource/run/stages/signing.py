"""Stage ``sign``: the accounts of a part -> what they are found by, cut by ranges of the hash, and
what they are grouped by.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import numpy as np

from twosource.group.days import day_of
from twosource.group.profile import profile
from twosource.group.shelved import profile_bytes
from twosource.group.standing import sort_of
from twosource.group.words import Words, split
from twosource.language.other import is_other
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
    made, rejected = _Signed(), list[Rejected]()
    for data in arrays.Held(path).every("slim"):
        made.add(load(Account, data), rejected)
    ranges = int(task.settings["ranges"])
    with writing.file(".npz", arrays.check) as part:
        arrays.write(part, {
            **made.told(), **_cut("runs", [p.runs for p in made.prints], ranges),
            **_cut("bonds", [p.bonds for p in made.prints], ranges),
        })  # fmt: skip
    writing.done(len(made.prints), len(made.prints) - len(rejected), rejected)


@dataclass(slots=True)
class _Signed:
    """What the accounts of a part are found and grouped by, in order."""

    prints: list[Prints] = field(default_factory=list)
    about: list[bytes] = field(default_factory=list)
    profiles: list[bytes] = field(default_factory=list)
    sorts: list[bytes] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    others: list[bool] = field(default_factory=list)

    def add(self, account: Account, rejected: list[Rejected]) -> None:
        """One more account."""
        words = split(account.text)
        self.prints.append(_prints(account, words, rejected))
        credits = find_credits(account)
        told = {"rank": rank_of(account, credits), "credited": credited(credits)}
        self.about.append(json.dumps(told).encode())
        self.profiles.append(profile_bytes(profile(account, words)))
        self.sorts.append(sort_of(account))
        self.days.append(day_of(account) or 0)
        self.others.append(is_other(account))

    def told(self) -> dict[str, arrays.Array]:
        """All but the prints, as arrays."""
        sizes = [
            (len(p.runs.hashes), int(np.count_nonzero(p.runs.own)), len(p.bonds.hashes))
            for p in self.prints
        ]
        return {
            **arrays.listed("about", self.about), **arrays.listed("profile", self.profiles),
            **arrays.listed("sort", self.sorts), "days": np.array(self.days, dtype=np.int64),
            "others": np.array(self.others, dtype=np.bool_),
            "sizes": np.array(sizes, np.int64).reshape(-1, 3),
        }  # fmt: skip


def _prints(account: Account, words: Words, rejected: list[Rejected]) -> Prints:
    """Its prints; none where tracing fails on it, which is named."""
    try:
        return prints_of(telling(account, words))
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

"""Stage ``compare``: pairs -> the links between them, as the two accounts alone show them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from twosource.run import arrays
from twosource.run.work import Rejected, Task, Writing
from twosource.store.codec import dump
from twosource.trace.credits import find_credits
from twosource.trace.held import Held
from twosource.trace.kept import Kept
from twosource.trace.pairs import link_if_any
from twosource.trace.telling import Telling, telling
from twosource.types import Account, Credit

_HELD = 1024


def perform(task: Task, writing: Writing) -> None:
    """Compare pairs ``settings["low"]`` to ``settings["high"]`` of ``given["pairs"]``."""
    accounts = arrays.Accounts(task.given["numbered"][0], task.given["parts"])
    pairs = arrays.Held(task.given["pairs"][0])
    low, high = task.settings["low"], task.settings["high"]
    ready = Held(_HELD, lambda n: _prepared(accounts(n)))
    kept = Kept()
    rejected: list[Rejected] = []
    ends, bare, whole = [], [], []
    for a, b, brief in zip(
        *(pairs[n][low:high].tolist() for n in ("a", "b", "brief")), strict=True
    ):
        try:
            (one, of_one), (two, of_two) = ready(a), ready(b)
            link = link_if_any(one, two, of_one, of_two, kept, brief=brief)
        except Exception as error:  # a fault of ours must not cost the user the other pairs
            name = f"{accounts.id(a)}, {accounts.id(b)}"
            rejected.append(Rejected(name, "TS-RUN-01", f"trace ({type(error).__name__})"))
            continue
        if link is not None:
            ends.append((a, b))
            bare.append(dump(replace(link, evidence=link.evidence[:1])))
            whole.append(dump(link))
    with writing.file(".npz", arrays.check) as part:
        arrays.write(part, {
            "ends": np.array(ends, dtype=np.int64).reshape(-1, 2),
            **arrays.listed("bare", bare), **arrays.listed("whole", whole),
        })  # fmt: skip
    writing.done(high - low, len(ends), rejected)


def _prepared(account: Account) -> tuple[Telling, tuple[Credit, ...]]:
    return telling(account), find_credits(account)

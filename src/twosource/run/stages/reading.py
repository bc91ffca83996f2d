"""Stage ``read``: a file -> its accounts, in parts of so many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from twosource.read.articles import articles
from twosource.run import arrays
from twosource.run.inputs import items
from twosource.run.work import Rejected, Task, Writing
from twosource.store.codec import dump, to_bytes
from twosource.types import Account, Failure


def perform(task: Task, writing: Writing) -> None:
    """Read ``given["input"]``; pages that are no accounts are left out, each with its code."""
    (path,) = task.given["input"]
    rejected: list[Rejected] = []
    rows = [0, 0]

    def good() -> Iterator[Account]:
        for item in items(path):
            rows[0] += 1
            failures = [item] if isinstance(item, Failure) else articles([item])[1]
            if not failures and isinstance(item, Account):
                rows[1] += 1
                yield item
            rejected.extend(Rejected(f.input, f.code, f.message) for f in failures)

    part: list[Account] = []
    counts: list[int] = []
    for account in good():
        part.append(account)
        if len(part) == task.settings["shard"]:
            counts.append(_write(writing, part))
            part = []
    if part:
        counts.append(_write(writing, part))
    writing.done(rows[0], rows[1], rejected, counts=counts)


def _write(writing: Writing, part: list[Account]) -> int:
    with writing.file(".npz", arrays.check) as path:
        arrays.write(path, {
            **arrays.listed("id", [to_bytes(a.id) for a in part]),
            **arrays.listed("slim", [dump(slim(a)) for a in part]),
            **arrays.listed("whole", [dump(a) for a in part]),
        })  # fmt: skip
    return len(part)


def slim(account: Account) -> Account:
    """What tracing and grouping read of an account."""
    return replace(
        account, paragraphs=(), subheads=(), captions=(), furniture=(), dates=(), repairs=(),
        source_map=(),
    )  # fmt: skip

"""Stage ``group``: all accounts -> their stories."""

from __future__ import annotations

import numpy as np

from twosource.group import group
from twosource.run import arrays
from twosource.run.work import Task, Writing


def perform(task: Task, writing: Writing) -> None:
    """Group the accounts of the run; the stories are numbered by their first account."""
    accounts = arrays.Accounts(task.given["numbered"][0], task.given["parts"])
    every = [accounts(n) for n in range(len(accounts))]
    number = {a.id: n for n, a in enumerate(every)}
    story = np.zeros(len(every), dtype=np.int64)
    stories = group(every)
    for at, made in enumerate(stories, 1):
        story[[number[i] for i in made.accounts]] = at
    with writing.file(".npz", arrays.check) as part:
        arrays.write(part, {"story": story})
    counts = np.bincount(story, minlength=len(stories) + 1)[1:].tolist()
    writing.done(len(every), len(stories), [], sizes=counts)

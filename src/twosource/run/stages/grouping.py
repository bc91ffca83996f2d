"""Stage ``group``: what the accounts of all parts are grouped by -> their stories."""

from __future__ import annotations

from contextlib import closing

import numpy as np

from twosource.group.pairs import Batch, pairs_among
from twosource.group.shelved import Shelved, profile_of
from twosource.group.standing import Facts
from twosource.group.stories import cells_of
from twosource.group.words import HashArray
from twosource.run import arrays
from twosource.run.work import Task, Writing


def perform(task: Task, writing: Writing) -> None:
    """Group the accounts of the run; the stories are numbered by their first account."""
    numbered = arrays.Held(task.given["numbered"][0])
    where = np.lexsort((numbered["row"], numbered["part"]))  # numbers in the order of the files
    place = np.argsort(where).tolist()
    facts: list[Facts] = []
    signs: list[HashArray] = []
    sizes: list[int] = []
    others = False
    with closing(Shelved()) as profiles:
        for path in task.given["signed"]:
            file = arrays.Held(path)
            others = others or bool(file["others"].any())
            days = file["days"].tolist()
            for data, day, sort in zip(
                file.every("profile"), days, file.every("sort"), strict=True
            ):
                mine = profile_of(data)
                profiles.add(mine)
                signs.append(mine.signs.copy())
                sizes.append(mine.size)
                facts.append(Facts(len(mine.signs), day or None, sort))
        batch = Batch(
            lambda n: profiles(place[n]), [signs[p] for p in place], [facts[p] for p in place],
            [sizes[p] for p in place],
        )  # fmt: skip
        found = pairs_among(batch)
    every = arrays.Accounts(task.given["numbered"][0], task.given["parts"])
    accounts = [every(n) for n in range(len(every))] if others else []
    story = _by_first(cells_of(found, accounts))
    with writing.file(".npz", arrays.check) as part:
        arrays.write(part, {"story": np.array(story, dtype=np.int64)})
    counts = np.bincount(story, minlength=1)[1:].tolist() if story else []
    writing.done(len(story), len(counts), [], sizes=counts)


def _by_first(cells: list[int]) -> list[int]:
    """Numbers from 1 in the place of others, in the order in which they first come."""
    numbers: dict[int, int] = {}
    return [numbers.setdefault(cell, len(numbers) + 1) for cell in cells]

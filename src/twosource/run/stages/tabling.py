"""Stages ``accounts``, ``links`` and ``stories``: what is known of them -> parts of the tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from twosource import records
from twosource.run import arrays, tables
from twosource.run.stages.links import Links
from twosource.run.work import Task, Writing
from twosource.types import Account


def accounts(task: Task, writing: Writing) -> None:
    """The accounts of part ``settings["part"]``, each with its story, by number."""
    numbered = arrays.Held(task.given["numbered"][0])
    story = arrays.Held(task.given["grouped"][0])["story"]
    mine = np.flatnonzero(numbered["part"] == task.settings["part"]).tolist()
    found = arrays.Accounts(task.given["numbered"][0], task.given["parts"], "whole")
    rows = (
        tables.row(records.account(found(n)), story=f"story-{story[n]}") for n in mine
    )  # fmt: skip
    with writing.file(".parquet", tables.checked("accounts")) as part:
        count = tables.write("accounts", rows, part)
    writing.done(len(mine), count, [])


def links(task: Task, writing: Writing) -> None:
    """The links of one file of comparisons, or (the last) those through a third account."""
    found = Links(task.given["settled"][0], task.given["links"])
    rows = (tables.row(records.link(d)) for d in found.of_file(task.settings["file"]))
    with writing.file(".parquet", tables.checked("links")) as part:
        count = tables.write("links", rows, part)
    writing.done(count, count, [])


def stories(task: Task, writing: Writing) -> None:
    """All stories: title, accounts, first and last day."""
    story = arrays.Held(task.given["grouped"][0])["story"]
    found = arrays.Accounts(task.given["numbered"][0], task.given["parts"])
    order = np.argsort(story, kind="stable")
    starts = np.flatnonzero(np.diff(story[order], prepend=0))

    def rows() -> Iterator[tables.Row]:
        for members in np.split(order, starts[1:]):
            yield _story(int(story[members[0]]), [found(n) for n in members.tolist()])

    with writing.file(".parquet", tables.checked("stories")) as part:
        count = tables.write("stories", rows() if len(order) else (), part)
    writing.done(len(order), count, [])


def _story(number: int, members: list[Account]) -> tables.Row:
    days = sorted(a.published.value[:10] for a in members if a.published)
    return {
        "story": f"story-{number}", "title": next((a.title for a in members if a.title), None),
        "accounts": [a.id for a in members],
        "first": days[0] if days else None, "last": days[-1] if days else None,
    }  # fmt: skip

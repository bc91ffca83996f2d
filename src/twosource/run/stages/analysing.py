"""Stage ``analyse``: the accounts of some stories -> statements, events, positions, findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from twosource import records
from twosource.compare import collecting
from twosource.engine import analyse
from twosource.engine.folded import compare_folded, only
from twosource.run import arrays, tables
from twosource.run.settings import ANALYSED
from twosource.run.stages.links import Links
from twosource.run.work import Rejected, Task, Writing
from twosource.trace import find_origins
from twosource.trace.copies import Fold, folds
from twosource.types import Account, Analysis, Derivation, Failure, Finding

Rows = dict[str, list[tables.Row]]


def perform(task: Task, writing: Writing) -> None:
    """Analyse stories ``settings["first"]`` to ``settings["behind"]``, each by itself."""
    story = arrays.Held(task.given["grouped"][0])["story"]
    accounts = arrays.Accounts(task.given["numbered"][0], task.given["parts"], "whole")
    links = Links(task.given["settled"][0], task.given["links"])
    wanted = task.settings["tables"]
    rows: Rows = {t: [] for t in wanted}
    rejected: list[Rejected] = []
    count = 0
    for number in range(task.settings["first"], task.settings["behind"]):
        members = np.flatnonzero(story == number).tolist()
        count += len(members)
        told = f"story-{number}"
        try:
            _story(
                told, [accounts(n) for n in members], links.among(members), task, rows, rejected
            )  # fmt: skip
        except Exception as error:  # a fault of ours must not cost the user the other stories
            rejected.append(Rejected(told, "TS-RUN-01", f"{type(error).__name__}: {error}"))
    for table in wanted:
        with writing.file(".parquet", tables.checked(table)) as part:
            tables.write(table, rows[table], part)
    writing.done(count, sum(map(len, rows.values())), rejected)


def _story(
    story: str, members: Sequence[Account], links: Sequence[Derivation], task: Task, rows: Rows,
    rejected: list[Rejected],
) -> None:  # fmt: skip
    analysis = analyse(members)
    _reject(rejected, analysis.failures)
    made: dict[str, Sequence[records.Record]] = {
        "statements": [records.statement(s) for s in analysis.statements],
        "events": [records.event(e) for e in analysis.events],
        "positions": [records.position(p) for p in analysis.positions],
    }
    if "findings" in rows:
        findings = _findings(analysis, links, task.settings["compared"], story, rejected)
        made["findings"] = [records.finding(f) for f in findings]
    for table in ANALYSED:
        if table in rows:
            rows[table] += [tables.row(r, story=story) for r in made[table]]


def _findings(
    analysis: Analysis, links: Sequence[Derivation], most: int, story: str,
    rejected: list[Rejected],
) -> Sequence[Finding]:  # fmt: skip
    """What the accounts of a story agree and differ in, copies folded; of many those that others
    copied the most, then the first by day.
    """
    if len(analysis.accounts) < 2:
        return ()
    origins = find_origins(analysis, links)
    stand = folds(analysis.accounts, links)
    if len(stand) > most:
        left = len(stand) - most
        rejected.append(Rejected(story, "TS-RUN-07", f"{left} of {len(stand)} accounts"))
        stand = _chosen(stand, analysis, most)
        analysis = only(analysis, {a for f in stand for a in f.accounts})
    with collecting() as faults:
        found = compare_folded(analysis, links, origins, stand)
    _reject(rejected, faults)
    return found


def _chosen(stand: Sequence[Fold], analysis: Analysis, most: int) -> tuple[Fold, ...]:
    day = {a.id: a.published.value if a.published else "9999" for a in analysis.accounts}
    first = sorted(stand, key=lambda f: (-len(f.copies), day[f.lead], f.lead))[:most]
    return tuple(f for f in stand if f in first)


def _reject(rejected: list[Rejected], failures: Iterable[Failure]) -> None:
    rejected.extend(Rejected(f.input, f.code, f.message) for f in failures)

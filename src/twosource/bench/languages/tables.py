"""The languages table: translations, stories, changes, quotations and parties over languages.

The stories are ours, written for this by people who did not know the rules, and few: six in the
open half, on which constants were chosen, and six in the other.  Figures of so few move by
several points with one account.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from twosource.bench.languages.scores import (
    Counts,
    count_changes,
    count_links,
    count_parties,
    count_quotes,
    grouped,
)
from twosource.bench.languages.stories import Labelled, stories
from twosource.bench.table import Row, Table
from twosource.engine.pipeline import dossiers
from twosource.errors import UsageError
from twosource.language.foreign.lists import lists_of
from twosource.language.foreign.reading import reading_of
from twosource.language.foreign.vectors import available, encoded
from twosource.trace import trace
from twosource.types import Account

OPEN = Path(__file__).parents[4] / "tests" / "languages" / "stories" / "open"
"""The open half, where the checkout is at hand."""
SIZE = 10
"""Accounts of the story whose cost is measured."""


def folder_of(root: Path | None) -> Path:
    """The stories that ``--data`` means: itself, its ``languages``, else the open half."""
    for folder in (root, root / "languages" if root is not None else None):
        if folder is not None and any(folder.glob("*/gold.json")):
            return folder
    return OPEN


def run(data: Path) -> Table:
    """All rows; a minute on one core.

    Raises:
        UsageError: ``TS-USE-04``, the folder has no stories.
    """
    found = stories(data)
    if not found:
        raise UsageError("TS-USE-04", f"{data}/*/gold.json")
    counts = Counts()
    for story in found:
        accounts = list(story.accounts.values())
        count_links(story, trace(accounts, all_pairs=True), counts)
        dossier = dossiers(accounts, one_story=True)[0]
        count_changes(story, dossier, counts)
        count_quotes(story, dossier.analysis, counts)
        count_parties(story, dossier.analysis.register, counts)
    rows = [*_rows(counts), Row("stories of all languages in one call", "B-cubed F1",
                                grouped(found), target=">= .92"), *_speed(found)]  # fmt: skip
    size = sum(len(s.accounts) for s in found)
    notes = (
        f"{len(found)} stories, {size} accounts, ours and small; "
        f"encoder {'installed' if available() else 'not installed'}.",
    )
    return Table("languages", tuple(rows), notes)


def _rows(counts: Counts) -> Iterator[Row]:
    of = counts.of
    pairs = f"source and translation ({of['pairs']} pairs)"
    yield Row(pairs, "found, share", counts.ratio("pairs found", "pairs"), target=">= .90")
    yield Row(f"two translations of one text ({of['siblings']} pairs)", "found, share",
              counts.ratio("siblings found", "siblings"))  # fmt: skip
    yield Row(f"independent accounts of two languages ({of['apart']} pairs)",
              "called translations, share", counts.ratio("apart linked", "apart"),
              target="<= .01", higher=False)  # fmt: skip
    yield Row(pairs, "direction given, share of found",
              counts.ratio("directions", "pairs found"), target=">= .50")  # fmt: skip
    yield Row(f"directions given ({of['directions']})", "right, share",
              counts.ratio("directions right", "directions"), target=">= .90")  # fmt: skip
    yield Row(f"changed figures and dates ({of['changes']})", "found, share",
              counts.ratio("changes found", "changes"), target=">= .80")  # fmt: skip
    yield Row(f"figures and dates told to differ ({of['told']})", "precision",
              counts.ratio("told right", "told"), target=">= .90")  # fmt: skip
    for kind in ("direct", "indirect"):
        codes = sorted(k.split()[1] for k in of if k.startswith(f"{kind} ") and len(k.split()) == 2
                       and k.split()[1] not in {"found", "right"})  # fmt: skip
        target = ">= .75" if kind == "direct" else ""
        yield Row(f"{kind} quotations ({of[kind]})", "found, share",
                  counts.ratio(f"{kind} found", kind))  # fmt: skip
        yield Row(f"{kind} quotations ({of[kind]})", "found with the right speaker, share",
                  counts.ratio(f"{kind} right", kind), target=target)  # fmt: skip
        for code in codes:
            share = counts.ratio(f"{kind} {code} right", f"{kind} {code}")
            yield Row(f"{kind}, {_name(code)} ({of[f'{kind} {code}']})",
                      "found with the right speaker, share", share, target=target)  # fmt: skip
    yield Row(f"mentions of one party in two scripts ({of['same']} pairs)", "one identity, share",
              counts.ratio("same found", "same"), target=">= .80")  # fmt: skip
    yield Row(f"mentions of two parties in two scripts ({of['other']} pairs)", "merged, share",
              counts.ratio("other merged", "other"), target="<= .01", higher=False)  # fmt: skip


def _name(code: str) -> str:
    return lists_of(code).name


def _speed(found: Sequence[Labelled]) -> Iterator[Row]:
    if available():
        count, spent = _encoding(found)
        yield Row(f"sentences ({count})", "encoded a CPU-second", count / spent, target=">= 500")
    mixed, english = _sample(found)
    if len(mixed) == len(english) == SIZE:
        yield Row(f"a story of {SIZE} accounts in five languages and more",
                  "CPU time over that of English accounts of that number",
                  _cost(mixed) / _cost(english), target="<= 1.3", higher=False)  # fmt: skip


def _encoding(found: Sequence[Labelled]) -> tuple[int, float]:
    """How many sentences there are, and the CPU time that encoding them anew takes."""
    count, spent = 0, 0.0
    encoded(["warm"], lists_of("en"))
    for account in (a for s in found for a in s.accounts.values()):
        reading = reading_of(account)
        if reading is None:
            continue
        # a blank at the end makes them new: what was encoded once is remembered
        lines = [s.span.of(account.text) + " " for s in reading.sentences]
        begin = time.process_time()
        encoded(lines, reading.lists)
        spent += time.process_time() - begin
        count += len(lines)
    return count, spent


def _sample(found: Sequence[Labelled]) -> tuple[list[Account], list[Account]]:
    """Ten accounts of one story and a second one in many languages, and ten English ones: those
    there are, told again under other ids.
    """
    every = [a for s in found for a in s.accounts.values()]
    english = [a for a in every if a.language == "en"]
    if not english:
        return [], []
    mixed = list({a.id: a for a in (*list(found[0].accounts.values()), *every)}.values())[:SIZE]
    held = [english[k % len(english)] for k in range(SIZE)]
    shifted = [_cut(a, k // len(english), f"e{k}") for k, a in enumerate(held)]
    return mixed, shifted


def _cut(account: Account, turn: int, name: str) -> Account:
    """An account again, its last paragraphs left off, so that it is no mere copy."""
    parts = account.text.split("\n\n")
    return replace(account, id=name, text="\n\n".join(parts[: max(2, len(parts) - turn)]),
                   paragraphs=())  # fmt: skip


def _cost(accounts: Sequence[Account]) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        dossiers(accounts, one_story=True)
        best = min(best, time.process_time() - begin)
    return best

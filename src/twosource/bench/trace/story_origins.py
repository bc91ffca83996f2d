"""How often the count of independent origins is right on invented stories.

The stories (``tests/stories``) were written with their labels before any of them was read
by the program; those held back took no part in choosing or fitting anything.  A story's
true count is that of its groups of accounts that came from one another; a statement's is
labelled with its reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from twosource.api import dossier
from twosource.bench.data import say
from twosource.bench.table import Row
from twosource.dossier.lineage import lineage
from twosource.dossier.names import Names
from twosource.trace import independent_sources
from twosource.types import Dossier, Span

STORIES = Path(__file__).parents[4] / "tests" / "stories"


@dataclass(frozen=True, slots=True)
class Told:
    """A range of origins told, and the number there are."""

    low: int
    high: int
    gold: int

    @property
    def one(self) -> bool:
        """Whether one origin is told, proven or not."""
        return self.high == 1

    @property
    def holds(self) -> bool:
        """Whether the true number lies in the range."""
        return self.low <= self.gold <= self.high


def _groups(gold: dict[str, Any], accounts: list[str]) -> int:
    """Groups of accounts that hang together by derivation."""
    group = {a: a for a in accounts}
    for link in gold["derivations"]:
        one, other = group[link["a"]], group[link["b"]]
        group = {a: one if g == other else g for a, g in group.items()}
    return len(set(group.values()))


def _span(snippet: str, text: str) -> Span | None:
    """Where a snippet stands, blanks aside."""
    words = [re.escape(w) for w in snippet.split()]
    found = re.search(r"\s+".join(words), text)
    return Span(*found.span()) if found else None


def _statements(gold: dict[str, Any], found: Dossier) -> Iterator[Told]:
    texts = {a.id: a.text for a in found.analysis.accounts}
    for row in gold["origins"]:
        spans = {a: _span(s, texts[a]) for a, s in row["spans"].items() if a in texts}
        carriers = {a: s for a, s in spans.items() if s is not None}
        if len(carriers) > 1:
            told = independent_sources(carriers, found.analysis, found.links, found.origins)
            yield Told(told.at_least, told.at_most, row["independent_origins"])


def told(folder: Path) -> tuple[list[Told], list[Told]]:
    """What is told of every story of a folder, and of its labelled statements."""
    stories: list[Told] = []
    statements: list[Told] = []
    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        paths = [path.parent / name for name in gold["inputs"]]
        (found,) = dossier(*paths, one_story=True)
        accounts = found.analysis.accounts
        line = lineage(found, Names.of(1, accounts))
        count = _groups(gold, [a.id for a in accounts])
        stories.append(Told(line.at_least, line.at_most, count))
        statements += _statements(gold, found)
    return stories, statements


def story_rows(folder: Path = STORIES) -> Iterator[Row]:
    """How often "one origin" was right, and how often the true number lies in the range."""
    for half in ("held_back", "open"):
        if not (folder / half).is_dir():
            continue
        say("trace", f"invented stories, {half.replace('_', ' ')}")
        for what, found in zip(("stories", "statements"), told(folder / half), strict=True):
            data = f"invented {what}, {half.replace('_', ' ')}"
            ones = [t.gold == 1 for t in found if t.one]
            if ones:
                yield Row(f"{data} ({len(ones)} told of one origin)", "right", float(np.mean(ones)))
            holds = float(np.mean([t.holds for t in found]))
            yield Row(f"{data} ({len(found)})", "true number of origins in the range", holds)

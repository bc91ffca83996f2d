"""The table of positions, against labelled pairs of accounts.

``data`` is a folder of pair files, each with two accounts and their ``positions``
(holder, kind, content), or a folder that holds it as ``gold_pairs``.  Two readers agree
with F1 .64 by the same measure.  No peer finds positions; the bar is the readers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from twosource.bench.data import say
from twosource.bench.table import Row, Table
from twosource.find import find_positions, find_statements
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.types import Account, Position, Span

ENOUGH = 0.5
TITLES = frozenset(
    {"the", "a", "an", "of", "and", "mr", "mrs", "ms", "sen", "rep", "president", "gov"}
)
Match = Callable[[dict[str, Any], Position, str], bool]


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w']+", name.lower())) - TITLES


def _holder(gold: dict[str, Any], found: Position, text: str) -> bool:
    """Whether a word of the labelled holder stands in the span or the party's name."""
    actor = found.holder.actor
    names = found.holder.span.of(text) + " " + (actor.name if actor is not None else "")
    return bool(_words(gold["holder"]) & _words(names))


def _content(gold: dict[str, Any], found: Position, text: str) -> bool:
    span = Span(*gold["content"])
    shared = span.overlap(found.content)
    return shared / (len(span) + len(found.content) - shared) >= ENOUGH


def _kind(gold: dict[str, Any], found: Position, text: str) -> bool:
    return bool(gold["kind"] == found.kind)


MEASURES: tuple[tuple[str, tuple[Match, ...]], ...] = (
    ("holder, kind and content", (_holder, _kind, _content)),
    ("kind and content", (_kind, _content)),
    ("holder and content", (_holder, _content)),
    ("content", (_content,)),
)


def matched(
    gold: Sequence[dict[str, Any]], found: Sequence[Position], text: str, tests: Sequence[Match]
) -> int:
    """How many labels are met, each position used once, in order."""
    used: set[int] = set()
    for label in gold:
        for i, position in enumerate(found):
            if i not in used and all(test(label, position, text) for test in tests):
                used.add(i)
                break
    return len(used)


def run(data: Path) -> Table:
    """Precision, recall and F1 over all pairs of the folder."""
    folder = data / "gold_pairs" if (data / "gold_pairs").is_dir() else data
    hits = dict.fromkeys((name for name, _ in MEASURES), 0)
    made = due = 0
    for path in sorted(folder.glob("*.json")):
        say("positions", path.name)
        pair = json.loads(path.read_text(encoding="utf-8"))
        parses = list(parse_all(Account(side, pair[side]["text"], "0") for side in "ab"))
        register = resolve(parses)
        for side, parse in zip("ab", parses, strict=True):
            found = find_positions(parse, register, find_statements(parse, register))
            gold = [p for p in pair["positions"] if p["account"] == side]
            made, due = made + len(found), due + len(gold)
            for name, tests in MEASURES:
                hits[name] += matched(gold, found, parse.account.text, tests)
    rows = []
    for name, _ in MEASURES:
        precision, recall = hits[name] / max(1, made), hits[name] / max(1, due)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        target = "two readers .64" if name == MEASURES[0][0] else ""
        for label, value in (("P", precision), ("R", recall), ("F1", f1)):
            rows.append(Row(f"gold_pairs ({due})", f"{label}, {name}", value,
                            target=target if label == "F1" else ""))  # fmt: skip
    return Table("positions", tuple(rows), (f"{made} positions found.",))

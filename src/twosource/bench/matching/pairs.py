"""Labelled pairs of real accounts: agreed passages that a match joins."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from twosource.bench.data import say
from twosource.bench.matching.scores import analyse
from twosource.bench.table import Row
from twosource.types import Account, Span, Statement


def pair_rows(paths: Sequence[Path]) -> list[Row]:
    """Labelled pairs of real accounts: the agreed passages that lie in statements on
    both sides, and how many of them a match joins.
    """
    due = met = 0
    for path in paths:
        say("matching", path.name)
        pair = json.loads(path.read_text(encoding="utf-8"))
        statements, matches = analyse([Account(s, pair[s]["text"], "0") for s in "ab"])
        by_id = {(s.account, s.id): s for s in statements}
        for item in pair["items"]:
            if item["kind"] != "agree" or not item["a"] or not item["b"]:
                continue
            a, b = (
                {p for p, s in by_id.items() if s.account == side and _holds(s, item[side])}
                for side in "ab"
            )
            if a and b:
                due += 1
                met += any(m.a in a and m.b in b for m in matches)
    name = f"gold_pairs ({due} agreed passages inside statements of both)"
    return [Row(name, "joined by a match", met / due)] if due else []


def _holds(statement: Statement, span: Sequence[int]) -> bool:
    """Whether the labelled passage lies (nearly) wholly in the content."""
    wanted = Span(*span)
    shared = sum(wanted.overlap(s) for s in statement.content)
    return statement.part == "text" and shared >= 0.9 * len(wanted)

"""The table of matching: one statement in several accounts, and its speakers.

The gold are invented stories in two halves (``tests/find/matching``): rules and words
of matching were fitted on ``development`` only.  Ten stories written later, in many hands'
manners, name their speakers in as many ways as the press does: ``later_open`` has been read
for the register's errors, ``later_held_back`` has not.  Statements are found, not given: a
statement that was not found, or found with the wrong speaker, costs recall.  Beside them stand the
labelled pairs of real accounts (``gold_pairs``), for recall alone: what is labelled as
agreed there is not every statement.
"""

from __future__ import annotations

from pathlib import Path

from twosource.bench.matching.gold import load
from twosource.bench.matching.pairs import pair_rows
from twosource.bench.matching.scores import Score, score
from twosource.bench.table import Row, Table

GOLD = Path(__file__).parents[4] / "tests" / "find" / "matching"
HALVES = ("development", "held_back")
LATER = ("later_open", "later_held_back")


def run(data: Path) -> Table:
    """The table; ``data`` is the folder that holds ``gold_pairs`` (or that folder)."""
    rows: list[Row] = []
    notes = [
        "No peer matches statements between accounts.",
        "Of the speakers of held back and later open the errors were read, of those of later "
        "held back not.",
    ]
    if GOLD.is_dir():
        halves = {half: load(GOLD / f"{half}.jsonl") for half in HALVES}
        halves["all"] = tuple(told for half in HALVES for told in halves[half])
        for name in ("held_back", "all"):
            rows += _rows(name.replace("_", " "), score(halves[name]))
        for name in LATER:
            rows += _rows(name.replace("_", " "), score(load(GOLD / f"{name}.jsonl")))
    else:
        notes.append(f"The stories are not here: {GOLD}.")
    folder = data / "gold_pairs" if (data / "gold_pairs").is_dir() else data
    rows += pair_rows(sorted(folder.glob("*.json")))
    return Table("matching", tuple(rows), tuple(notes))


def _rows(name: str, s: Score) -> list[Row]:
    of = f"stories, {name} ({s.due} pairs)"
    rows = [
        Row(of, "same statement matched, P", s.precision),
        Row(of, "same statement matched, R", s.recall),
        Row(of, "same statement matched, F1", s.f1, target=">= .80"),
        Row(of, "labelled statements found", s.found / max(1, s.said)),
        Row(of, "speakers under one identity", s.one / max(1, s.named), target=">= .95"),
        Row(of, "two speakers under one identity", s.merged / max(1, s.two),
            target="<= .01", higher=False),
        Row(of, "kind of fidelity right", s.kinds_right / max(1, s.kinds)),
    ]  # fmt: skip
    if s.drops:
        rows += [
            Row(of, f"dropped negations and conditions ({s.drops}), P",
                s.drops_right / max(1, s.drops_made)),
            Row(of, f"dropped negations and conditions ({s.drops}), R",
                s.drops_right / max(1, s.drops)),
        ]  # fmt: skip
    return rows

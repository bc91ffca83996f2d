"""The event table: its columns hold what they say, triggers at their words, events counted once."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from exchange.conftest import Export, one
from twosource.exchange.csv_package import _field, read_table
from twosource.exchange.event_table import columns

frictionless = pytest.importorskip("frictionless")


def faults(path: Path) -> list[str]:
    """What frictionless finds wrong, by the columns that we say the table has."""
    schema = frictionless.Schema.from_descriptor({"fields": [_field(c) for c in columns()]})
    resource = frictionless.Resource(
        path=path.name, basepath=str(path.parent), format="csv", encoding="utf-8", schema=schema
    )
    return sorted({e.type for task in resource.validate().tasks for e in task.errors})


def test_events(story: Path, export: Export) -> None:
    path, told = export(story, "events"), one(story)
    assert faults(path) == []
    rows = read_table(path.read_bytes().decode())
    assert len(rows) == len(told.events)
    for row, event in zip(rows, told.events, strict=True):
        assert (row["account"], row["event"], row["type"]) == (event.account, event.id, event.type)
        words = told.texts[event.account, row["part"]][int(row["start"]) : int(row["end"])]
        assert words == row["trigger"] != ""
        flags = [f for f in ("historical", "future", "hypothetical", "negated") if row[f] == "1"]
        assert sorted(flags) == sorted(event.flags)
    firsts = [r["same"] for r in rows if r["first"] == "1"]
    assert len(firsts) == len(set(firsts)) == len({e.same for e in told.events})
    for row in rows:
        mine = [e for e in told.events if e.same == row["same"]]
        assert int(row["mentions"]) == len(mine)
        assert int(row["accounts"]) == len({e.account for e in mine})


def test_values(twenty: Path, export: Export) -> None:
    row, other = read_table(export(twenty, "events").read_bytes().decode())[:2]
    assert (row["source"], row["source_id"], row["source_kind"]) == (
        "Ada Moor", "ada-moor", "person"
    )  # fmt: skip
    assert (row["target"], row["target_id"], row["target_kind"]) == (
        "the board", "board", "unknown"
    )  # fmt: skip
    assert (row["place"], row["date"], row["speaker"]) == ("PORT OSK", "2031-05-05", "Ada Moor")
    assert row["quantities"] == "12 people"
    assert (other["part"], other["speaker"], other["source"]) == ("caption:0", "", "")


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("type", "GREET", "constraint-error"),
        ("start", "-1", "constraint-error"),
        ("first", "yes", "type-error"),
        ("type", "", "constraint-error"),
    ],
)
def test_a_broken_twin_is_caught(
    column: str, value: str, expected: str, twenty: Path, export: Export
) -> None:
    path = export(twenty, "events")
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    rows[3][column] = value
    with path.open("w", newline="", encoding="utf-8") as sink:
        writer = csv.DictWriter(sink, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert expected in faults(path)


def test_a_column_left_out_is_caught(twenty: Path, export: Export) -> None:
    path = export(twenty, "events")
    raw = path.read_bytes().decode()
    path.write_bytes(raw.replace("trigger,part,", "trigger,", 1).encode())
    assert faults(path)

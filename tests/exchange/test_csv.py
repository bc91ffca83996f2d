"""CSV tables: a valid Data Package, its cells never a formula, every text and span in it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.conftest import Export, one
from exchange.invented import FORMULA
from twosource.exchange.checked import event_spans, position_spans, statement_spans
from twosource.exchange.csv_package import defused, read_table, restored
from twosource.exchange.rim import plain

frictionless = pytest.importorskip("frictionless")


def faults(folder: Path) -> list[str]:
    """What frictionless finds wrong, by the names it has for it."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    return sorted(
        {e.type for task in report.tasks for e in task.errors} | {e.type for e in report.errors}
    )


def table(folder: Path, name: str) -> list[dict[str, str]]:
    return read_table((folder / f"{name}.csv").read_bytes().decode())


def test_a_valid_package(story: Path, export: Export) -> None:
    assert faults(export(story, "csv")) == []


BREAKS: dict[str, tuple[str, str, Callable[[dict[str, str]], dict[str, str]], str]] = {
    "a score over 1": ("findings", "score", lambda r: {**r, "score": "1.2"}, "constraint-error"),
    "a span before the text": (
        "statement_spans", "start", lambda r: {**r, "start": "-1"}, "constraint-error"
    ),
    "words for a number": ("event_spans", "end", lambda r: {**r, "end": "soon"}, "type-error"),
    "a speaker nobody knows": (
        "statements", "speaker", lambda r: {**r, "speaker": "999"}, "foreign-key"
    ),
    "a type that PLOVER lacks": (
        "events", "type", lambda r: {**r, "type": "GREET"}, "constraint-error"
    ),
    "a key twice": ("parties", "id", lambda r: {**r, "id": "1"}, "unique-error"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_twin_is_caught(name: str, twenty: Path, export: Export) -> None:
    """Written without the digests, so that the rule itself must see it."""
    table_name, _, change, expected = BREAKS[name]
    folder = export(twenty, "csv")
    path = folder / f"{table_name}.csv"
    lines = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    lines[-1] = change(lines[-1])
    with path.open("w", newline="", encoding="utf-8") as sink:
        writer = csv.DictWriter(sink, lines[0].keys())
        writer.writeheader()
        writer.writerows(lines)
    package = json.loads((folder / "datapackage.json").read_text())
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"], resource["rows"]
    (folder / "datapackage.json").write_text(json.dumps(package))
    assert expected in faults(folder)


def test_a_changed_file_is_seen_by_its_digest(twenty: Path, export: Export) -> None:
    folder = export(twenty, "csv")
    path = folder / "parties.csv"
    path.write_bytes(path.read_bytes().replace(b"Ada Moor", b"Ida Moor"))
    assert "hash-count" in faults(folder)


def test_every_span_points_at_its_words(story: Path, export: Export) -> None:
    folder = export(story, "csv")
    parts = {p["id"]: p["text"] for p in table(folder, "parts")}
    count = 0
    for name in ("statement", "event", "position", "finding", "origin"):
        for row in table(folder, f"{name}_spans"):
            words = parts[row["part"]][int(row["start"]) : int(row["end"])]
            assert words == row["quote"] != ""
            count += 1
    told = one(story)
    assert count == sum(len(_all(r)) for r in (*told.statements, *told.events, *told.positions)) + (
        sum(len(f.spans) for f in told.findings)
        + sum(len(s) for o in told.origins for s in o.spans.values())
    )


def _all(record: Any) -> list[Any]:
    kinds = {"Sta": statement_spans, "Eve": event_spans, "Pos": position_spans}
    return list(kinds[type(record).__name__[:3]](record))


def test_texts_come_back_but_for_control_characters(twenty: Path, export: Export) -> None:
    folder = export(twenty, "csv")
    told = one(twenty)
    texts = [plain(t) for t in told.texts.values()]
    assert [p["text"] for p in table(folder, "parts")] == texts
    assert any("\ufffd" in t for t in texts)
    assert [a["url"] for a in table(folder, "accounts")] == [a.url or "" for a in told.accounts]


def test_no_cell_is_a_formula(twenty: Path, export: Export) -> None:
    seen = 0
    for path in export(twenty, "csv").glob("*.csv"):
        for row in csv.reader(path.open(newline="", encoding="utf-8")):
            for cell in row:
                seen += FORMULA in cell
                assert not cell.lstrip().startswith(("=", "+", "@", "\t")), path
                assert not cell.startswith("-") or float(cell)
    assert seen > 20


@given(st.text())
def test_a_defused_cell_is_undone(text: str) -> None:
    assert restored(defused(text)) == plain(text)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\ufeff=1", "\n\n@x"]
)
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"

"""Parquet: every field comes back by pyarrow, DuckDB and Polars; nothing null that may not be."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from exchange import invented
from exchange.conftest import Export

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
duckdb = pytest.importorskip("duckdb")
polars = pytest.importorskip("polars")

MAPPED = {"origins": ["spans"], "findings": ["spans", "parts"]}


def nulls(value: Any, field: Any, at: str = "") -> list[str]:
    """Where a null stands that the schema does not allow."""
    here = f"{at}.{field.name}".lstrip(".")
    if value is None:
        return [] if field.nullable else [here]
    if pa.types.is_struct(field.type):
        return [n for f in field.type for n in nulls(value[f.name], f, here)]
    if pa.types.is_list(field.type):
        return [n for v in value for n in nulls(v, field.type.value_field, here)]
    return []


def faults(folder: Path) -> list[str]:
    return sorted({
        f"{path.stem}: {fault}"
        for path in sorted(folder.glob("*.parquet"))
        for table in [pq.read_table(path)]
        for row in table.to_pylist()
        for field in table.schema
        for fault in nulls(row[field.name], field)
    })  # fmt: skip


def plain(value: Any) -> Any:
    """Rows as the records have them: spans as pairs."""
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        if value.keys() == {"start", "end"}:
            return [value["start"], value["end"]]
        if value.keys() == {"text", "input"}:
            return [plain(value["text"]), plain(value["input"])]
        return {k: plain(v) for k, v in value.items()}
    return value


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found = []
    for row in pq.read_table(folder / f"{name}.parquet").to_pylist():
        made = plain(row)
        del made["story"]
        made.pop("quote", None)
        for key in MAPPED.get(name, []):
            made[key] = {one["account"]: one["value"] for one in made[key]}
        found.append(made)
    return found


def test_the_records_come_back(story: Path, export: Export) -> None:
    folder = export(story, "parquet")
    told = json.loads(story.read_text(encoding="utf-8"))
    assert faults(folder) == []
    for name in ("accounts", "statements", "events", "positions", "links", "origins", "findings",
                 "parties", "timeline", "failures"):  # fmt: skip
        # what nobody decided or glossed is left out of the JSON, and empty in a table
        made = [
            {k: v for k, v in r.items() if k not in {"reviewed", "glosses"} or v}
            for r in rows(folder, name)
        ]
        assert made == told[name], name


def test_duckdb_and_polars_read_it(twenty: Path, export: Export) -> None:
    folder = export(twenty, "parquet")
    said = duckdb.sql(
        "SELECT speaker.name, count(*), min(content[1].start) "
        f"FROM '{folder}/statements.parquet' WHERE speaker IS NOT NULL GROUP BY ALL"
    ).fetchall()
    assert said[0][:2] == ("Ada Moor", 20)
    words = duckdb.sql(
        "SELECT DISTINCT substring(a.text, s.content[1].start + 1, "
        's.content[1]."end" - s.content[1].start) '
        f"FROM '{folder}/statements.parquet' s JOIN '{folder}/accounts.parquet' a "
        "ON a.id = s.account WHERE s.id = 's1'"
    ).fetchall()
    # DuckDB counts graphemes in some functions, and code points here
    assert words == [(invented.QUOTE,)]
    spans = duckdb.sql(
        f"SELECT count(*) FROM '{folder}/findings.parquet', UNNEST(spans) AS t(s)"
    ).fetchall()
    assert spans == [(41,)]
    events = polars.read_parquet(folder / "events.parquet")
    assert events.filter(polars.col("type") == "COERCE")["quote"].unique().to_list() == ["closed"]
    assert events["flags"].list.len().max() == 2
    assert events.schema["trigger"] == polars.Struct(
        {"start": polars.Int32(), "end": polars.Int32()}
    )


def _twin(folder: Path, column: str) -> Path:
    """The statements with a null where none may be."""
    path = folder / "statements.parquet"
    table = pq.read_table(path)
    told = table.to_pylist()
    if column == "start":
        told[0]["content"][0]["start"] = None
    else:
        told[0][column] = None
    pq.write_table(pa.Table.from_pylist(told, schema=table.schema), path)
    return path


@pytest.mark.parametrize("column", ["id", "start"])
def test_a_null_where_none_may_be_is_refused(column: str, twenty: Path, export: Export) -> None:
    with pytest.raises(pa.ArrowInvalid, match="non-nullable"):
        _twin(export(twenty, "parquet"), column)


def test_a_list_that_is_null_is_seen_by_comparing_alone(twenty: Path, export: Export) -> None:
    """pyarrow 26.0.1 writes it without an error, and reads an empty list."""
    folder = export(twenty, "parquet")
    path = _twin(folder, "content")
    assert pq.read_table(path).to_pylist()[0]["content"] == []
    told = json.loads(twenty.read_text(encoding="utf-8"))["statements"]
    assert rows(folder, "statements") != told


def test_nulls_are_seen() -> None:
    """The check itself: a null below a list of structs that may not be one."""
    inner = pa.struct([pa.field("start", pa.int32(), nullable=False)])
    field = pa.field("content", pa.list_(pa.field("element", inner, nullable=False)), True)
    assert nulls([{"start": 1}], field) == []
    assert nulls(None, field) == []
    assert nulls([{"start": None}, None], field) == ["content.element.start", "content.element"]


def test_a_broken_file_is_caught(twenty: Path, export: Export) -> None:
    path = export(twenty, "parquet") / "links.parquet"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(pa.ArrowInvalid):
        pq.read_table(path)


def test_without_the_library_the_next_step_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    source = invented.written(tmp_path, 1)
    done = run("export", source, "--to", "parquet", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "TS-EXCH-04" in done.stderr
    assert "pip install 'twosource[parquet]'" in done.stderr
    assert not (tmp_path / "out").exists()

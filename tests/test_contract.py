"""The command line keeps to its contract: shapes, spans, ids, exit status."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import HARBOUR, ROOT, Run, lines
from twosource.records import RECORDS, SCHEMA_VERSION

SCHEMAS = ROOT / "docs" / "schema"
STAGES = ["read", "statements", "events", "positions", "group", "trace", "compare"]


@pytest.mark.parametrize("command", RECORDS)
def test_published_schema_is_that_of_the_records(command: str) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["schema"](command)
    assert (SCHEMAS / f"{command}.json").read_text(encoding="utf-8") == made


def test_published_commands_are_those_of_the_program() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["commands"]()
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == made


@pytest.fixture(scope="module")
def outputs(run: Run) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for stage in STAGES:
        done = run(stage, "-q", HARBOUR)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        found[stage] = lines(done.stdout)
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_every_line_fits_its_schema(stage: str, outputs: dict[str, list[Any]]) -> None:
    validator = Draft202012Validator(json.loads((SCHEMAS / f"{stage}.json").read_text()))
    assert outputs[stage]
    for record in outputs[stage]:
        validator.validate(record)


def test_dossier_fits_its_schema(harbour: dict[str, Any]) -> None:
    schema = json.loads((SCHEMAS / "dossier.json").read_text())
    Draft202012Validator(schema).validate(harbour)
    assert harbour["schema"] == SCHEMA_VERSION


def _spans(value: Any) -> list[tuple[int, int]]:
    """Every [start, end] below a JSON value."""
    if isinstance(value, list):
        if len(value) == 2 and all(type(v) is int for v in value):
            return [(value[0], value[1])]
        return [s for v in value for s in _spans(v)]
    if isinstance(value, dict):
        return [s for v in value.values() for s in _spans(v)]
    return []


def test_every_span_lies_in_its_part(harbour: dict[str, Any]) -> None:
    texts = {a["id"]: {"text": a["text"], "title": a["title"] or ""} for a in harbour["accounts"]}
    for a in harbour["accounts"]:
        texts[a["id"]] |= {f"caption:{i}": c["text"] for i, c in enumerate(a["captions"])}
    checked = 0
    for kind in ("statements", "events", "positions"):
        for record in harbour[kind]:
            text = texts[record["account"]][record["part"]]
            for start, end in _spans(record):
                assert 0 <= start < end <= len(text)
                checked += 1
    for finding in harbour["findings"]:
        for account, (start, end) in finding["spans"].items():
            text = texts[account][finding["parts"].get(account, "text")]
            assert 0 <= start < end <= len(text)
            checked += 1
    for link in harbour["links"]:
        for evidence in link["evidence"]:
            for side in ("a", "b"):
                if evidence[side]:
                    assert evidence[side][1] <= len(texts[link[side]]["text"])
                    checked += 1
    assert checked > 200


def test_one_id_one_name(outputs: dict[str, list[Any]]) -> None:
    names: dict[str, set[str]] = {}
    for record in outputs["statements"]:
        if record["speaker"]:
            names.setdefault(record["speaker"]["id"], set()).add(record["speaker"]["name"])
    assert len(names) >= 4
    assert all(len(found) == 1 for found in names.values())


def test_finished_records_are_taken_as_they_are(run: Run, tmp_path: Path) -> None:
    text = "  Odd \u00a0 spacing — kept.\r\n\r\nNo repair of â€œthisâ€\u009d 😀. "
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "r1", "text": text, "title": "T"}) + "\n")
    (record,) = lines(run("read", path).stdout)
    assert record["text"] == text
    assert record["id"] == "r1"
    assert record["repairs"] == []


def test_stdin_reads_json_lines_and_pages(run: Run) -> None:
    record = json.dumps({"id": "x", "text": "Ada Moor said the bridge was shut."})
    (made,) = lines(run("statements", "-", stdin=record.encode()).stdout)
    assert made["account"] == "x"
    assert made["form"] == "indirect"


def test_wrong_usage_exits_2(run: Run) -> None:
    assert run("dossier").returncode == 2
    assert run("nonsense").returncode == 2
    assert run("compare").returncode == 2
    done = run("dossier", HARBOUR, "-o", "x.pdf")
    assert done.returncode == 2
    assert "TS-USE-02" in done.stderr


def test_compare_pairs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    a = {"id": "a", "text": "The mayor said 12 people were hurt on Monday."}
    b = {"id": "b", "text": "The mayor said 15 people were hurt on Monday."}
    path.write_text(json.dumps({"id": "p1", "a": a, "b": b}) + "\n{broken\n")
    done = run("compare", "--pairs", path)
    assert done.returncode == 1
    assert "pairs.jsonl:2" in done.stderr
    found = lines(done.stdout)
    assert {f["pair"] for f in found} == {"p1"}
    assert any(f["kind"] == "differ" and f["type"] == "number" for f in found)


def test_two_processes_give_the_same_bytes(process: Run, tmp_path: Path) -> None:
    """Two processes, two hash seeds: nothing may hang on the order of a set."""
    for seed, name in (("1", "one"), ("2", "two")):
        for ending in ("html", "json"):
            path = tmp_path / f"{name}.{ending}"
            done = process("dossier", "-q", HARBOUR, "-o", path, PYTHONHASHSEED=seed)
            assert done.returncode == 0, done.stderr
    for ending in ("html", "json"):
        one, two = ((tmp_path / f"{n}.{ending}").read_bytes() for n in ("one", "two"))
        assert one == two


def test_help_of_every_command_has_an_example(run: Run) -> None:
    for command in [*STAGES, "dossier", "bench"]:
        done = run(command, "--help")
        assert done.returncode == 0
        assert "Example" in done.stdout
        assert f"twosource {command}" in done.stdout

"""Tables as they are printed, the measures they rest on, and that every stage has one."""

from __future__ import annotations

import gzip
import json
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from conftest import Run
from twosource.bench import data
from twosource.bench.measures.bcubed import bcubed
from twosource.bench.measures.memory import peak_gb
from twosource.bench.measures.ranking import area, average_precision, best_f1, precision_at
from twosource.bench.table import Row, Table, figure, markdown
from twosource.cli.bench import STAGES


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_a_table_to_run(stage: str) -> None:
    assert callable(import_module(f"twosource.bench.{stage}").run)


def test_a_row_is_held_against_its_best_peer() -> None:
    assert Row("d", "F1", 0.9, {"x": 0.6, "y": 0.75}).ratio == pytest.approx(1.2)
    assert Row("d", "s", 2.0, {"x": 8.0, "y": 4.0}, higher=False).ratio == pytest.approx(0.5)
    assert Row("d", "F1", 0.9).ratio is None
    assert Row("d", "F1", 0.9, {"x": 0.0}).ratio is None


def test_figures_are_as_people_read_them() -> None:
    assert [figure(v) for v in (0.12345, 9.9994, -0.5, 10.0, 12345.6)] == [
        "0.123", "9.999", "-0.500", "10", "12,346",
    ]  # fmt: skip


def test_the_best_peer_stands_first() -> None:
    rows = (
        Row("set (3)", "F1", 0.5, {"b": 0.25, "a": 0.25, "c": 0.75}, ">= .6"),
        Row("set (3)", "seconds", 2.0, {"b": 5.0, "a": 4.0}, higher=False),
        Row("set (3)", "alone", 1.0),
    )
    lines = markdown(Table("trace", rows, ("A note.",))).splitlines()
    assert lines[0] == "## trace"
    assert lines[4:7] == [
        "| set (3) | F1 | 0.500 | c 0.750, a 0.250, b 0.250 | 0.67 | >= .6 |",
        "| set (3) | seconds | 2.000 | a 4.000, b 5.000 | 0.50 |  |",
        "| set (3) | alone | 1.000 | none |  |  |",
    ]
    assert lines[8] == "A note.  "
    assert "`twosource bench trace --data DATA`" in lines[9]


def test_measures_of_a_ranking() -> None:
    y, p = np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.9, 0.8, 0.7, 0.1])
    assert average_precision(y, p) == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    assert best_f1(y, p) == pytest.approx(0.8)
    assert precision_at(y, p, 0.5) == pytest.approx(1.0)
    assert precision_at(y, p, 1.0) == pytest.approx(2 / 3)
    assert area(y, p) == pytest.approx(0.75)
    assert area(y, np.zeros(4)) == pytest.approx(0.5)  # ties count half


def test_bcubed_of_one_cluster_too_few_and_one_too_many() -> None:
    assert bcubed(["a", "a", "b"], ["x", "x", "y"]) == pytest.approx((1, 1, 1))
    assert bcubed(["a", "a", "b"], ["x", "x", "x"]) == pytest.approx((5 / 9, 1, 5 / 7))
    assert bcubed(["a", "a", "b"], ["x", "y", "z"]) == pytest.approx((1, 2 / 3, 4 / 5))
    assert bcubed([], []) == (0, 0, 0)


def test_memory_is_a_plausible_number_of_gigabytes() -> None:
    assert 0.01 < peak_gb() < 64


def test_records_of_a_data_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"a": "é"}) + "\n" + json.dumps({"a": 2}) + "\n")
    assert data.lines(path) == [{"a": "é"}, {"a": 2}]
    with pytest.raises(FileNotFoundError):
        data.lines(tmp_path / "none.jsonl.gz")
    data.say("trace", "one set")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "bench trace: one set\n")
    made = data.account("k", "text", "title", "outlet")
    assert (made.id, made.title, made.outlet, made.publisher) == ("k", "title", "outlet", "outlet")


def test_a_folder_without_the_data_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    done = run("bench", "trace", "--data", tmp_path)
    assert done.returncode == 2
    assert "TS-USE-04" in done.stderr
    (tmp_path / "statements").mkdir()
    for stage in ("statements", "parties"):
        done = run("bench", stage, "--data", tmp_path)
        assert done.returncode == 2
        assert "TS-USE-04" in done.stderr

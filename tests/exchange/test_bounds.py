"""Dossiers that are malformed in numbers, ranges and names are refused, for every format alike."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from exchange import invented
from twosource.errors import ExchangeError
from twosource.exchange import stories_of
from twosource.records import line

Change = Callable[[dict[str, Any]], object]
PLACES: dict[str, tuple[Change, str]] = {
    "a score over 1": (lambda d: d["findings"][0].update(score=1.2), "finding f1: score"),
    "a negative severity": (
        lambda d: d["findings"][1].update(severity=-0.1), "finding f2: severity"),
    "an align over 1": (lambda d: d["findings"][1].update(align=7), "finding f2: align"),
    "an infinite score": (lambda d: d["links"][1].update(score=1e999), "link "),
    "a confidence over 1": (
        lambda d: d["accounts"][0]["published"].update(confidence=2), "published.confidence"),
    "an infinite quantity": (
        lambda d: d["events"][0]["quantities"][0].update(high=-1e999), "quantities[0].high"),
    "a count that overflows": (
        lambda d: d["findings"][0]["sources"].update(at_least=10**20, at_most=10**20), "at_least"),
    "a negative count": (
        lambda d: d["findings"][0]["sources"].update(at_least=-1), "sources.at_least"),
    "a range upside down": (
        lambda d: d["findings"][0]["sources"].update(at_least=5, at_most=2), "at least 5"),
    "an offset past int32": (
        lambda d: d["accounts"][1].update(source_map=[[[0, 4], [0, 2**31]]]), "source_map[0]"),
    "a negative offset": (
        lambda d: d["accounts"][1]["furniture"][0].update(source=[-4, 3]), "furniture[0]"),
    "many repairs": (lambda d: d["accounts"][0]["repairs"][0].update(count=10**300), "repairs[0]"),
    "a finding on nothing": (lambda d: d["findings"][2].update(spans={}), "finding f3: spans"),
    "an origin on nothing": (lambda d: d["origins"][0].update(spans={}), "origin origin-1: spans"),
    "an origin on lists of nothing": (
        lambda d: d["origins"][0].update(spans={d["accounts"][0]["id"]: []}), "origin-1: spans"),
    "a link to itself": (
        lambda d: d["links"][0].update(b=d["links"][0]["a"], evidence=[]), "to itself"),
    "a link told twice": (lambda d: d["links"].append(d["links"][0]), "link"),
    "a link told both ways": (
        lambda d: d["links"].append({**d["links"][0], "a": d["links"][0]["b"],
                                     "b": d["links"][0]["a"], "evidence": []}), "link"),
    "inside of nothing": (lambda d: d["statements"][1].update(inside="s77"), "no statement s77"),
    "an event in no statement": (
        lambda d: d["events"][1].update(statement="s8"), "event e2: no statement s8"),
    "a position in no statement": (
        lambda d: d["positions"][0].update(statement="s9"), "position p1: no statement s9"),
}  # fmt: skip


def _refused(text: str) -> str:
    with pytest.raises(ExchangeError) as caught:
        list(stories_of(io.StringIO(text), "given"))
    assert caught.value.code == "TS-EXCH-01"
    return str(caught.value)


@pytest.mark.parametrize("name", PLACES)
def test_it_is_refused_with_its_place(name: str) -> None:
    change, place = PLACES[name]
    told = json.loads(line(invented.dossier(3)))
    change(told)
    said = _refused(re.sub(r"\bInfinity\b", "1e999", json.dumps(told)))
    assert said.startswith("TS-EXCH-01 given: ")
    assert place in said
    assert len(said) < 400


def test_what_lies_at_a_bound_is_taken() -> None:
    told = json.loads(line(invented.dossier(3)))
    told["findings"][0].update(score=1, severity=0, align=1.0)
    told["findings"][0]["sources"].update(at_least=0, at_most=2**31 - 1)
    told["accounts"][0]["source_map"] = [[[0, 0], [0, 2**31 - 1]]]
    assert len(list(stories_of(io.StringIO(json.dumps(told)), "given"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"schema":"twosource/1",[1]:2}', '{"schema":"twosource/1",{}:2}',
        '{"schema":"twosource/1",3:2}', '{"schema":"twosource/1",null:[]}',
        '{"schema":"twosource/1","odd":' + "9" * 5000 + "}",
        '{"schema":"twosource/1","accounts":[' + "9" * 5000 + "]}",
        '{"schema":' + "1" * 5000 + "}", '{"\\ud800":1,"schema":"twosource/1"}',
        '{"schema":"twosource/1","\\ud800":1,"\\ud800":2}',
    ],
)  # fmt: skip
def test_what_is_no_dossier_is_refused(text: str) -> None:
    _refused(text).encode()


@pytest.mark.parametrize("form", ["parquet", "sqlite", "csv", "schema-org", "web-annotation"])
def test_every_format_refuses_alike(form: str, tmp_path: Path, run: Run) -> None:
    told = json.loads(line(invented.dossier(2)))
    told["findings"][0]["spans"] = {}
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(told))
    done = run("export", path, "--to", form, "-o", tmp_path / "out")
    assert (done.returncode, "TS-EXCH-01" in done.stderr) == (1, True)
    assert "finding f1: spans" in done.stderr
    assert not (tmp_path / "out").exists()
    done = run("import", path, "--dossier", path)
    assert (done.returncode, "finding f1: spans" in done.stderr) == (1, True)

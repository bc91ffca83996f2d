"""The pipeline over many files: the tables of the stages, done once, whoever is killed when."""

from __future__ import annotations

import json
import os
import random
import runpy
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import ROOT, Run
from twosource import records
from twosource.bench.scale.planted import account as planted
from twosource.bench.scale.planted import place_of
from twosource.errors import RunError, UsageError
from twosource.group import group
from twosource.read import read
from twosource.run import run as run_it
from twosource.run import tables
from twosource.run.inputs import digests, files_of
from twosource.run.settings import TABLES, load
from twosource.run.work import code_version
from twosource.store import open_store
from twosource.trace import trace
from twosource.types import Account

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "trace"))
from cluster import begun, config, jsonl, killed, marks, notes, record, until
from invented import APART, HEARD_ONE, HEARD_TWO, REWRITE, WIRE

LIGHT = ["accounts", "links", "stories"]
LARGE = [n for n in range(3000) if place_of(n).family == 0][:45]
"""Some of the largest family: more than are compared each with each."""
CROWD = [planted(n) for n in (*range(45), *(n for n in LARGE if n >= 45))][:90]
TOLD = {"wire": WIRE, "rewrite": REWRITE, "apart": APART, "one": HEARD_ONE, "two": HEARD_TWO}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accounts in three kinds of files, and what a run makes of them."""
    folder = tmp_path_factory.mktemp("crowd")
    jsonl(folder / "a.jsonl", CROWD[:40])
    rows = [record(a) for a in CROWD[40:70]]
    pq.write_table(pa.Table.from_pylist(rows), folder / "b.parquet")
    jsonl(folder / "c.jsonl", CROWD[70:])
    run_it(load(config(folder, ["*.jsonl", "*.parquet"], tables=LIGHT, shard=25)))
    return folder


def accounts_of(folder: Path) -> list[Account]:
    """What the pipeline read, in the order of ids."""
    found = [a for a in read([folder / "a.jsonl", folder / "c.jsonl"]) if isinstance(a, Account)]
    rest = CROWD[40:70]
    jsonl(folder / "as-lines", rest)
    (folder / "as-lines").rename(folder / "lines.jsonl")
    found += [a for a in read([folder / "lines.jsonl"]) if isinstance(a, Account)]
    (folder / "lines.jsonl").unlink()
    return sorted(found, key=lambda a: a.id)


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(folder / "tables" / table).to_pylist()
    return found


def test_the_tables_hold_what_the_stages_find(crowd: Path) -> None:
    accounts = accounts_of(crowd)
    links = trace(accounts)
    assert len(links) > 40
    told = {(r["a"], r["b"]): r for r in rows(crowd, "links")}
    assert set(told) == {(d.a, d.b) for d in links}
    for link in links:
        row, record = told[link.a, link.b], records.link(link).model_dump()
        same = ("relation", "direction", "score", "reason", "rule")
        assert [row[k] for k in same] == [record[k] for k in same]
        shown = row["evidence"]
        assert isinstance(shown, list)
        assert [e["kind"] for e in shown] == [e.kind for e in link.evidence]
    stories = {frozenset(s.accounts) for s in group(accounts)}
    assert {frozenset(r["accounts"]) for r in rows(crowd, "stories")} == stories  # type: ignore[arg-type]
    texts = {r["id"]: r["text"] for r in rows(crowd, "accounts")}
    assert texts == {a.id: a.text for a in CROWD}
    summary = json.loads((crowd / "tables" / "run.json").read_text())
    assert summary["stages"]["read"] == {"in": 90, "out": 90, "rejected": 0}
    assert summary["stages"]["links"]["out"] == len(links)


def test_a_second_call_does_nothing_again(crowd: Path) -> None:
    before, work = marks(crowd / "tables"), notes(crowd / "tables.work")
    said: list[str] = []
    again = run_it(load(crowd / "run.toml"), said.append)
    assert again.made == 0
    assert marks(crowd / "tables") == before
    assert notes(crowd / "tables.work") == work
    assert any("5 of 5 were done" in s for s in said if s.startswith("sign"))


def test_what_was_cut_or_lost_is_done_again_and_nothing_else(crowd: Path) -> None:
    before = marks(crowd / "tables")
    cut = sorted((crowd / "tables.work" / "compare").glob("*.npz"))[0]
    cut.write_bytes(cut.read_bytes()[:-10])
    again = run_it(load(crowd / "run.toml"))
    assert {n: s.made for n, s in again.stages.items() if s.made} == {"compare": 1}
    assert marks(crowd / "tables") == before


def test_files_in_another_order_and_cut_give_the_same_tables(crowd: Path, tmp_path: Path) -> None:
    order = CROWD[:]
    random.Random(3).shuffle(order)
    for n in range(3):
        jsonl(tmp_path / f"{n}.jsonl", order[n * 30 : n * 30 + 30])
    run_it(load(config(tmp_path, ["*.jsonl"], tables=LIGHT, shard=17)))
    assert marks(tmp_path / "tables") == marks(crowd / "tables")


def test_another_file_costs_only_itself_to_read(crowd: Path, tmp_path: Path) -> None:
    shutil.copytree(crowd, tmp_path / "more")
    jsonl(tmp_path / "more" / "d.jsonl", [planted(n) for n in range(2995, 3000)])
    for path in (tmp_path / "more" / "tables.work" / "inputs.json",):
        path.unlink()
    config(tmp_path / "more", ["*.jsonl", "*.parquet"], tables=LIGHT, shard=25)
    kept = {p.name for p in (tmp_path / "more" / "tables.work" / "sign").glob("*.json")}
    made = run_it(load(tmp_path / "more" / "run.toml"))
    assert made.stages["sign"].made == 1
    assert made.stages["sign"].kept == 5
    assert kept < {p.name for p in (tmp_path / "more" / "tables.work" / "sign").glob("*.json")}
    assert made.stages["read"].rows_out == 95


def test_all_seven_tables_and_a_bad_record_named(tmp_path: Path, run: Run) -> None:
    lines = [json.dumps({"id": n, "text": t}) for n, t in TOLD.items()]
    bad = ["{not json", json.dumps({"id": "none"}), json.dumps({"id": "blank", "text": " "})]
    (tmp_path / "news.jsonl").write_text("\n".join([*lines[:2], *bad, *lines[2:]]) + "\n")
    done = run("run", config(tmp_path, ["news.jsonl"]))
    assert done.returncode == 1
    for name in ("TS-READ-04", "TS-READ-05", "TS-READ-01"):
        assert name in done.stderr
    assert "read: 8 in, 5 out, 3 rejected" in done.stderr
    assert {p.name for p in (tmp_path / "tables").iterdir() if p.is_dir()} == set(tables.MODELS) | {
        "stories"
    }
    found = [json.loads(x) for x in (tmp_path / "tables" / "rejected.jsonl").open()]
    assert sorted(r["code"] for r in found) == ["TS-READ-01", "TS-READ-04", "TS-READ-05"]
    assert {r["account"] for r in rows(tmp_path, "statements")} >= {"wire", "rewrite"}
    assert rows(tmp_path, "events") and rows(tmp_path, "positions") and rows(tmp_path, "findings")
    assert run("run", tmp_path / "run.toml", "-q").returncode == 1


def test_a_page_in_a_warc_file_is_read(tmp_path: Path) -> None:
    from twosource.bench.scale.pages import write_warc

    write_warc(tmp_path / "one.warc.gz", CROWD[:3])
    made = run_it(load(config(tmp_path, ["*.warc.gz"], tables=["accounts"])))
    assert not made.failed
    texts = [str(r["text"]) for r in rows(tmp_path, "accounts")]
    assert len(texts) == 3
    assert sum(CROWD[n].text[300:500] in t for t in texts for n in range(3)) == 3


def test_the_same_id_in_two_files_is_two_accounts(tmp_path: Path) -> None:
    for n, text in enumerate((WIRE, REWRITE)):
        (tmp_path / f"{n}.jsonl").write_text(json.dumps({"id": "x", "text": text}) + "\n")
    run_it(load(config(tmp_path, ["*.jsonl"], tables=LIGHT)))
    assert [r["id"] for r in rows(tmp_path, "accounts")] == ["x", "x#2"] or {
        r["id"] for r in rows(tmp_path, "accounts")
    } == {"x", "x#2"}
    assert [(r["a"], r["b"]) for r in rows(tmp_path, "links")] == [("x", "x#2")]


def test_a_store_takes_the_accounts(tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", CROWD[:12])
    said: list[str] = []
    path = config(tmp_path, ["a.jsonl"], output=None, store="news.db")
    run_it(load(path), said.append)
    run_it(load(path), said.append)
    assert "store: 12 new" in said and "store: 12 same" in said
    with open_store(str(tmp_path / "news.db")) as store:
        assert {a.id for a in store.accounts()} == {a.id for a in CROWD[:12]}


@pytest.mark.parametrize(
    "text",
    ["", "inputs = 'x'\noutput = 'o'", "inputs = ['x']", "inputs = ['x']\noutput = 'o'\nstore='s'",
     "inputs = ['x']\noutput = 'o'\nodd = 1", "inputs = ['x']\noutput = 'o'\ntables = ['nothing']",
     "inputs = ['x']\noutput = 'o'\nworkers = -1", "inputs = ['x']\noutput = 3", "{",
     "inputs = ['x']\noutput = 'o'\ntables = []", "inputs = ['x']\noutput = 'o'\nshard = true"],
)  # fmt: skip
def test_a_configuration_that_is_not_valid_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match="TS-USE-11"):
        load(path)


def test_what_is_not_there_or_not_ours_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twosource.run.engines.distributed._PATIENCE", 1)
    with pytest.raises(UsageError, match="TS-USE-12"):
        run_it(load(config(tmp_path, ["no/*.jsonl"])))
    jsonl(tmp_path / "a.jsonl", CROWD[:2])
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "mine.txt").write_text("kept")
    with pytest.raises(Exception, match="TS-EXCH-03"):
        run_it(load(config(tmp_path, ["a.jsonl"], tables=["accounts"])))
    assert (tmp_path / "tables" / "mine.txt").read_text() == "kept"
    with pytest.raises(RunError, match=r"TS-RUN-1[01]"):
        run_it(load(config(tmp_path, ["a.jsonl"], engine="tcp://127.0.0.1:9")))


def test_a_null_where_none_may_be_is_found(tmp_path: Path) -> None:
    row = {"story": "story-1", "title": None, "accounts": ["a"], "first": None, "last": None}
    good, bad, deep = (tmp_path / n for n in ("good", "bad", "deep"))
    tables.write("stories", [row], good)
    tables.checked("stories")(good)
    schema = pa.schema([f.with_nullable(True) for f in tables.schema("stories")])
    pq.write_table(pa.Table.from_pylist([{**row, "story": None}], schema=schema), bad)
    pq.write_table(pa.table({"story": ["x"]}), deep)
    for path in (bad, deep):
        with pytest.raises(RunError, match="TS-RUN-06"):
            tables.checked("stories")(path)
    inner = pa.array([["a", None]], pa.list_(pa.string()))
    with pytest.raises(RunError, match="nulls"):
        tables._nulls(inner, tables.schema("stories").field("accounts"), "here")


@pytest.mark.parametrize("table", TABLES)
def test_published_columns_are_those_of_the_tables(table: str) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["table"](table)
    assert (ROOT / "docs" / "schema" / "tables" / f"{table}.json").read_text("utf-8") == made


def test_an_input_is_read_again_where_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("one")
    (first,) = digests([path], tmp_path / "k.json").values()
    path.write_text("two!")
    (second,) = digests([path], tmp_path / "k.json").values()
    assert first != second
    assert files_of([str(tmp_path / "*.jsonl"), str(tmp_path)]) == [path]
    assert len(code_version()) == 64


def kills() -> int:
    """How often the run is killed; more where somebody asks."""
    return int(os.environ.get("TWOSOURCE_KILLS", "1"))


def _killed_at(path: Path, moments: Sequence[float]) -> None:
    for moment in moments:
        process = begun(path)
        end = time.monotonic() + moment
        until(lambda end=end: time.monotonic() > end, process)  # type: ignore[misc]
        killed(process)


def _one_of(process: subprocess.Popen[bytes]) -> int | None:
    """A process of the pool."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for child in path.read_text().split() if path.is_file() else ():
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
            return int(child)
    return None


def test_a_run_that_is_killed_goes_on_to_the_same_tables(crowd: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    for name in ("a.jsonl", "b.parquet", "c.jsonl"):
        shutil.copy(crowd / name, folder / name)
    path = config(folder, ["*.jsonl", "*.parquet"], tables=LIGHT, shard=25, workers=2)
    work, chance = folder / "tables.work", random.Random(5)
    _killed_at(path, [chance.uniform(1.0, 3.0) for _ in range(kills())])
    before = notes(work) if work.is_dir() else {}
    process = begun(path)  # and one process of the pool is killed while it goes on
    if sys.platform == "linux":
        until(lambda: _one_of(process) is not None and len(notes(work)) > len(before), process)
        child = _one_of(process)
        if child is not None:
            os.kill(child, signal.SIGKILL)
    assert process.wait(timeout=120) == 0, (tmp_path / "said").read_text()
    after = notes(work)
    assert {k: after[k] for k in before} == before
    assert marks(folder / "tables") == marks(crowd / "tables")
    assert not list((folder / "tables").rglob("*.part"))

"""The commands of a store, and every other command with --store in place of inputs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import HARBOUR, ROOT, Run, lines
from twosource.store import Store, open_store

COMMANDS = ("add", "stories", "search", "store check", "store compact", "store export",
            "store import", "store log")  # fmt: skip


@pytest.fixture(scope="module")
def news(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two stories."""
    path = tmp_path_factory.mktemp("store") / "news.db"
    done = run("add", HARBOUR, ROOT / "examples/strike/accounts.jsonl", "--store", path, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert {a["status"] for a in lines(done.stdout)} == {"new"}
    return path


def valid(command: str, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    schema = json.loads((ROOT / "docs" / "schema" / f"{command}.json").read_text())
    for record in records:
        Draft202012Validator(schema).validate(record)
    return records


@pytest.fixture(scope="module")
def harbour_story(run: Run, news: Path) -> str:
    found = valid("stories", lines(run("stories", "--store", news, "--at-least", "5").stdout))
    (story,) = (s["story"] for s in found)
    return str(story)


def test_one_line_for_each_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    record = json.dumps({"id": "x", "text": "Ada Moor said the bridge was shut on Monday."})
    store = tmp_path / "new folder" / "news.db"
    done = run("add", tmp_path / "empty.txt", "-", "--store", store, stdin=record.encode())
    one, two = valid("add", lines(done.stdout))
    assert (one["status"], one["code"], one["story"]) == ("refused", "TS-READ-01", None)
    assert two == {
        "id": "x", "status": "new", "version_of": None, "story": "story-1", "code": None,
    }  # fmt: skip
    assert done.returncode == 1
    assert "TS-READ-01" in done.stderr
    again = run("add", "-", "--store", store, stdin=record.encode())
    assert [a["status"] for a in lines(again.stdout)] == ["same"]
    assert again.returncode == 0


def test_stories_and_search(run: Run, news: Path, harbour_story: str) -> None:
    found = valid("stories", lines(run("stories", "--store", news).stdout))
    assert {s["story"] for s in found} >= {harbour_story}
    assert sum(len(s["accounts"]) for s in found) == 8
    harbour = next(s for s in found if s["story"] == harbour_story)
    assert 1 < harbour["origins"] < 5
    assert harbour["first"] <= harbour["last"]
    hits = valid("search", lines(run("search", "dredging", "minister", "--store", news).stdout))
    assert hits
    assert {h["story"] for h in hits} == {harbour_story}
    none = run("search", "dredging", "--store", news, "--since", "2199-01-01")
    assert (none.returncode, none.stdout) == (0, "")
    assert run("search", "x", "--store", news, "--since", "yesterday").returncode == 2
    assert run("search", "x", "--store", news, "--difference", "taste").returncode == 2
    assert "TS-STORE-07" in run("search", "x", "--store", news, "--story", "story-99").stderr


def test_a_dossier_of_a_stored_story_is_that_of_its_accounts(
    run: Run, news: Path, harbour_story: str, harbour: dict[str, Any], tmp_path: Path
) -> None:
    args = ("dossier", "--store", news, "--story", harbour_story, "-q")
    first, second = (run(*args) for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    (made,) = valid("dossier", lines(first.stdout))
    assert made["story"].pop("id") == harbour_story
    expected = {**harbour, "story": {k: v for k, v in harbour["story"].items() if k != "id"}}
    assert made == expected
    for ending in ("html", "md"):
        out = tmp_path / f"d.{ending}"
        assert run(*args, "-o", out).returncode == 0
        whole = tmp_path / f"w.{ending}"
        assert run("dossier", HARBOUR, "-q", "-o", whole).returncode == 0
        assert out.read_text() == whole.read_text()
    hits = lines(run("search", "dredging", "--store", news, "--difference", "number").stdout)
    types = {f["type"] for f in made["findings"] if f["kind"] == "differ"}
    assert bool(hits) == ("number" in types)
    said = lines(run("search", "bad", "faith", "--store", news).stdout)
    assert any(h["statements"] for h in said)
    speaker = next(s["speaker"]["name"] for s in made["statements"] if s["speaker"])
    named = lines(run("search", "--party", speaker, "--store", news).stdout)
    assert {h["story"] for h in named} == {harbour_story}


@pytest.mark.parametrize("stage", ["statements", "events", "positions", "compare"])
def test_a_stage_of_a_stored_story_is_that_of_its_accounts(
    run: Run, news: Path, harbour_story: str, stage: str
) -> None:
    expected = run(stage, "-q", HARBOUR).stdout
    for _ in range(2):
        done = run(stage, "-q", "--store", news, "--story", harbour_story)
        assert (done.returncode, done.stdout) == (0, expected)


def test_read_trace_and_group_of_a_store(run: Run, news: Path, harbour_story: str) -> None:
    some = ("--store", news, "--story", harbour_story)
    assert run("read", *some).stdout == run("read", HARBOUR).stdout
    assert run("trace", *some).stdout == run("trace", HARBOUR).stdout
    assert run("trace", "--all-pairs", *some).stdout == run("trace", "--all-pairs", HARBOUR).stdout
    grouped = lines(run("group", "--store", news).stdout)
    assert len(grouped) == 8
    assert {g["story"] for g in lines(run("group", *some).stdout)} == {harbour_story}
    every = lines(run("statements", "-q", "--store", news).stdout)
    assert len({s["account"] for s in every}) == 8


def test_wrong_calls_are_told(run: Run, news: Path, tmp_path: Path) -> None:
    assert run("read").returncode == 2
    assert run("read", HARBOUR, "--store", news).returncode == 2
    assert run("read", HARBOUR, "--story", "story-1").returncode == 2
    assert run("compare", "--store", news).returncode == 2
    assert run("trace", "--store", news, "--index", tmp_path / "i").returncode == 2
    missing = run("stories", "--store", tmp_path / "none.db")
    assert missing.returncode == 1
    assert "TS-STORE-01" in missing.stderr
    assert not (tmp_path / "none.db").exists()
    assert "TS-STORE-07" in run("read", "--store", news, "--story", "story-0").stderr


def test_check_compact_export_import_log(run: Run, news: Path, tmp_path: Path) -> None:
    assert run("store", "check", "--store", news).stderr == "8 accounts, 0 faults\n"
    (told,) = lines(run("store", "compact", "--store", news).stdout)
    assert told["after"] > 0
    out = tmp_path / "news.jsonl.gz"
    assert run("store", "export", "--store", news, "-o", out).returncode == 0
    first = out.read_bytes()
    assert run("store", "export", "--store", news, "-o", out).returncode == 0
    assert out.read_bytes() == first
    copy = tmp_path / "copy.db"
    assert lines(run("store", "import", out, "--store", copy).stdout) == [
        {"accounts": 8, "new": 8, "same": 0, "version": 0}
    ]
    for command in (["stories"], ["read"], ["trace"], ["group"], ["search", "minister"]):
        one, two = (run(*command, "--store", s).stdout for s in (news, copy))
        assert one == two != ""
    again = run("store", "import", out, "--store", copy).stdout
    assert lines(again) == [{"accounts": 8, "new": 0, "same": 8, "version": 0}]
    assert run("stories", "--store", copy).stdout == run("stories", "--store", news).stdout
    log = lines(run("store", "log", "--store", copy, "-n", "1").stdout)
    assert [(e["what"], e["accounts"]) for e in log] == [("import", 8)]


def test_from_one_database_to_the_other_and_back(store: Store, news: Path, tmp_path: Path) -> None:
    with open_store(news) as source:
        out = tmp_path / "a.gz"
        with out.open("wb") as sink:
            source.export(sink)
        store.restore(out)
        assert store.accounts() == source.accounts()
        assert store.links() == source.links()
        assert store.groups() == source.groups()
        assert store.check() == ()
        again = tmp_path / "b.gz"
        with again.open("wb") as sink:
            store.export(sink)
        apart = [line for line in _rows(out) if b'["ledger"' not in line]
        assert apart[:-1] == [line for line in _rows(again) if b'["ledger"' not in line][:-1]
        assert [a.status for a in store.add(*source.accounts())] == ["same"] * 8


def _rows(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines()


DAMAGE = {
    "no gzip": lambda data: b"Dear Sir",
    "cut": lambda data: data[: len(data) // 2],
    "no export": lambda data: gzip.compress(b'{"a": 1}\n', mtime=0),
    "no json": lambda data: gzip.compress(b"x\n", mtime=0),
    "version": lambda data: gzip.compress(b'{"format":"twosource-store","version":99}\n', mtime=0),
    "rows": lambda data: gzip.compress(b"\n".join(gzip.decompress(data).splitlines()[:-5])),
    "table": lambda data: gzip.compress(
        gzip.decompress(data).splitlines()[0] + b'\n["sqlite_master",1]\n{"rows":1}\n'
    ),
    "columns": lambda data: gzip.compress(
        gzip.decompress(data).splitlines()[0] + b'\n["story",1,2,3,4,5]\n{"rows":1}\n'
    ),
    "values": lambda data: gzip.compress(
        gzip.decompress(data).splitlines()[0] + b'\n["story",{"a":1},null]\n{"rows":1}\n'
    ),
    "base64": lambda data: gzip.compress(
        gzip.decompress(data).splitlines()[0] + b'\n["raw",["%%%"],1,["AA=="]]\n{"rows":1}\n'
    ),
    "record": lambda data: gzip.compress(
        gzip.decompress(data).splitlines()[0] + b"\n" + b'["account",1' + b',["AA=="]' * 22
        + b']\n{"rows":1}\n'
    ),
    "empty": lambda data: b"",
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_export_changes_nothing(
    store: Store, news: Path, tmp_path: Path, damage: str
) -> None:
    from twosource.errors import StoreError

    out = tmp_path / "a.gz"
    with open_store(news) as source, out.open("wb") as sink:
        source.export(sink)
    out.write_bytes(DAMAGE[damage](out.read_bytes()))
    with pytest.raises(StoreError):
        store.restore(out)
    assert len(store) == 0
    assert store.check() == ()


def test_help_has_examples(run: Run) -> None:
    for command in COMMANDS:
        done = run(*command.split(), "--help")
        assert done.returncode == 0
        assert "Example" in done.stdout
        assert f"twosource {command}" in done.stdout


def test_a_search_may_begin_with_a_hyphen(run: Run, news: Path) -> None:
    told = run("search", "-minister", "--store", news)
    assert told.returncode == 0
    assert told.stdout == run("search", "minister", "--store", news).stdout != ""
    wrong = run("search", "minister", "--partie", "x", "--store", news)
    assert wrong.returncode == 2
    assert "--partie" in wrong.stderr

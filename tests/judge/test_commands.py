"""The judge on the command line and in a configuration file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from jsonschema import Draft202012Validator

from conftest import ROOT, Run, lines
from judge.court import NORTH, SOUTH, Court, data, fair
from twosource.cli.main import cli


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.jsonl"
    both = [{"id": "north", "text": NORTH}, {"id": "south", "text": SOUTH}]
    path.write_text("".join(json.dumps(a) + "\n" for a in both))
    return path


@pytest.fixture
def asked(court: Court, tmp_path: Path) -> list[str]:
    """The options that choose the test's server."""
    return ["--judge", court.url, "--judge-model", "m-7b", "--judge-cache", str(tmp_path / "kept")]


def test_dossier_in_three_formats(
    run: Run, court: Court, asked: list[str], story: Path, tmp_path: Path
) -> None:
    court.behave = court.answering(
        fair(lambda n: "strike" if n["kind"] == "position" else "confirm")
    )
    for ending in ("html", "md", "json"):
        path = tmp_path / f"out.{ending}"
        done = run("dossier", "-q", "--one-story", story, "-o", path, *asked)
        assert (done.returncode, done.stderr) == (0, "")
        assert "m-7b" in path.read_text()
    first = (tmp_path / "out.json").read_bytes()
    calls = len(court.seen)
    run("dossier", "-q", "--one-story", story, "-o", tmp_path / "again.json", *asked)
    assert (tmp_path / "again.json").read_bytes() == first
    assert len(court.seen) == calls


def test_the_last_line_counts_without_the_struck(
    run: Run, court: Court, asked: list[str], story: Path
) -> None:
    court.behave = court.answering(fair(lambda n: "strike"))
    said = run("dossier", "--one-story", story, *asked).stderr
    assert "0 agreed, 0 differ" in said


def test_a_failing_judge_is_a_warning_and_no_failed_input(
    run: Run, court: Court, asked: list[str], story: Path
) -> None:
    court.behave = lambda handler, _: handler.say(500, b"")
    plain = run("dossier", "-q", "--one-story", story)
    done = run("dossier", "-q", "--one-story", story, *asked)
    assert done.returncode == 0
    assert done.stderr.startswith("twosource: TS-JUDGE-02 ") and done.stderr.count("\n") == 1
    assert done.stdout == plain.stdout


def test_compare(run: Run, court: Court, asked: list[str], story: Path) -> None:
    done = run("compare", "-q", story, *asked)
    assert (done.returncode, done.stderr) == (0, "")
    schema = Draft202012Validator(json.loads((ROOT / "docs/schema/compare.json").read_text()))
    found = lines(done.stdout)
    for record in found:
        schema.validate(record)
    assert all(r["judged"]["model"] == "m-7b" for r in found if r["kind"] != "only")
    notes = [n for r in court.seen for n in data(r).get("notes", [])]
    assert "position" not in {n["kind"] for n in notes}


def test_compare_pairs(run: Run, court: Court, asked: list[str], tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    a, b = {"id": "a", "text": NORTH}, {"id": "b", "text": SOUTH}
    path.write_text("".join(json.dumps({"id": p, "a": a, "b": b}) + "\n" for p in ("p1", "p2")))
    done = run("compare", "-q", "--pairs", path, *asked)
    assert (done.returncode, done.stderr) == (0, "")
    found = lines(done.stdout)
    schema = Draft202012Validator(json.loads((ROOT / "docs/schema/compare-pairs.json").read_text()))
    for record in found:
        schema.validate(record)
    whole = [r for r in found if r["rule"].startswith("pair/")]
    assert whole and all(r["judged"] is None for r in whole)
    assert any(r["judged"] for r in found if r["pair"] == "p2")
    assert len(court.seen) <= 4, "the same pair is asked about once"


def test_positions(run: Run, court: Court, asked: list[str], story: Path) -> None:
    done = run("positions", "-q", story, *asked)
    assert (done.returncode, done.stderr) == (0, "")
    found = lines(done.stdout)
    assert found and all(r["judged"]["verdict"] == "confirmed" for r in found)
    assert {n["kind"] for r in court.seen for n in data(r)["notes"]} == {"position"}


def test_the_limits_are_options(run: Run, court: Court, asked: list[str], story: Path) -> None:
    done = run("dossier", "-q", "--one-story", story, *asked, "--judge-calls", "1")
    assert done.returncode == 0 and "TS-JUDGE-06" in done.stderr
    assert len(court.seen) == 1
    done = run("dossier", "-q", "--one-story", story, *asked, "--judge-tokens", "50")
    assert "(tokens)" in done.stderr and len(court.seen) == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--judge", "http://127.0.0.1:9/v1"],
        ["--judge-model", "m"],
        ["--judge", "127.0.0.1:9", "--judge-model", "m"],
        ["--judge", "http://u:p@127.0.0.1:9/v1", "--judge-model", "m"],
        ["--judge", "http://127.0.0.1:9/v1", "--judge-model", "m", "--judge-calls", "0"],
    ],
)
def test_wrong_usage(options: list[str], run: Run, story: Path) -> None:
    done = run("dossier", story, *options)
    assert done.returncode == 2 and done.stdout == ""


@pytest.fixture
def config(court: Court, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "twosource.toml"
    path.write_text(
        f'format = "md"\none-story = true\n\n[judge]\nurl = "{court.url}"\nmodel = "m-7b"\n'
        f'cache = "{tmp_path / "kept"}"\ncalls = 9\nseconds = 20\n'
    )
    yield path


def test_a_configuration_file(run: Run, court: Court, config: Path, story: Path) -> None:
    done = run("dossier", "-q", "--config", config, story)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# ") and "m-7b" in done.stdout and court.seen


def test_the_command_line_goes_before_the_file(
    run: Run, court: Court, config: Path, story: Path
) -> None:
    done = run("dossier", "-q", "--config", config, story, "--format", "json", "--judge-calls", 1)
    assert json.loads(done.stdout)["findings"] and "TS-JUDGE-06" in done.stderr
    run("dossier", "-q", story, "--config", config, "--judge-model", "m-70b")
    assert court.seen[-1]["model"] == "m-70b"


def test_one_file_serves_other_commands(run: Run, court: Court, config: Path, story: Path) -> None:
    done = run("positions", "-q", "--config", config, story)
    assert done.returncode == 0 and court.seen


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[judge", "TS-USE-06"),
        ("[judges]\nurl = 1", "no such table: judges"),
        ('[judge]\nmodell = "m"', "no such field: judge.modell"),
        ('delays = "1"', "no such field: delays"),
        ('[judge]\nkey = "sk-1"', "environment alone"),
        ('[judge]\napi_key = "sk-1"', "environment alone"),
        ('output = "x.html"', "no such field: output"),
        ('config = "x.toml"', "no such field: config"),
        ("[judge]\ncalls = 0", "--judge-calls"),
        ('[judge]\ncalls = "many"', "--judge-calls"),
        ("\udcff", "TS-USE-06"),
    ],
)
def test_a_file_that_is_not_valid(text: str, said: str, run: Run, story: Path) -> None:
    path = story.with_name("bad.toml")
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = run("dossier", "--config", path, story)
    assert done.returncode == 2 and said in done.stderr and "sk-1" not in done.stderr


def test_the_options_are_completed() -> None:
    complete = ShellComplete(cli, {}, "twosource", "_TWOSOURCE_COMPLETE")
    for command in ("dossier", "compare", "positions"):
        found = {c.value for c in complete.get_completions([command], "--judge")}
        assert {"--judge", "--judge-model", "--judge-cache", "--judge-calls"} <= found
    assert complete.get_completions(["statements"], "--judge") == []


def test_no_file_is_looked_for(
    run: Run, court: Court, config: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that somebody else made must not send the accounts anywhere."""
    monkeypatch.chdir(config.parent)
    done = run("dossier", "-q", "--one-story", story)
    assert done.returncode == 0 and court.paths == []


def test_the_file_named_in_the_docs_is_valid(run: Run, story: Path, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "judge.md").read_text(encoding="utf-8")
    example = text.split("```toml\n", 1)[1].split("```", 1)[0]
    path = tmp_path / "example.toml"
    path.write_text(example.replace("http://localhost:11434", "http://127.0.0.1:9"))
    done = run("positions", "-q", "--config", path, story)
    assert done.returncode == 0 and "TS-JUDGE-01" in done.stderr

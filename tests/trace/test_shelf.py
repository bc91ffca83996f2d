"""The index file: accounts of later calls find those of earlier ones."""

from __future__ import annotations

import json
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from twosource.cli.main import cli
from twosource.errors import UsageError
from twosource.trace import place_in, shelf, trace
from twosource.types import Credit, DateCandidate, Span

sys.path.insert(0, str(Path(__file__).parent))
from invented import APART, HEARD_ONE, HEARD_TWO, REWRITE, WIRE, account

DAY = DateCandidate("2031-05-04", "day", "published", "meta", 0.9)
CREDIT = Credit("Reuters", "dateline", "VELL (Reuters)", Span(6, 13))
STORY = [
    account("wire", WIRE, credits=(CREDIT,), title="Fees", url="https://a.example/fees"),
    account("rewrite", REWRITE, published=DAY, outlet="b.example"),
    account("apart", APART),
    account("one", HEARD_ONE),
    account("again", WIRE.replace("(Reuters) ", ""), publisher="Vell Herald", language="en"),
    account("two", HEARD_TWO),
    account("odd \ud800 id", ""),
]


def test_calls_one_by_one_give_the_links_of_one_batch(tmp_path: Path) -> None:
    found = {}
    for each in STORY:
        found.update({(d.a, d.b): d for d in place_in(tmp_path / "i", [each])})
    assert found == {(d.a, d.b): d for d in trace(STORY)}
    assert set(place_in(tmp_path / "i", STORY)) == set(found.values())


def test_the_same_call_again_gives_the_same_and_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "i"
    place_in(path, STORY[:2])
    first = place_in(path, STORY[2:])
    held = path.read_bytes()
    assert place_in(path, STORY[2:]) == first
    assert path.read_bytes() == held


def test_another_text_under_a_known_id_is_kept_as_a_version(tmp_path: Path) -> None:
    place_in(tmp_path / "i", [STORY[0]])
    later = replace(STORY[0], text=WIRE.replace("1,250", "1,520"))
    for _ in range(2):
        (link,) = place_in(tmp_path / "i", [later])
        assert (link.a, link.b, link.relation) == ("wire", "wire#2", "verbatim")
        assert "versions of one page" in link.reason


def test_a_call_cut_short_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "i"
    place_in(path, STORY[:2])
    held = path.read_bytes()

    def broken():  # type: ignore[no-untyped-def]
        yield STORY[4]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place_in(path, broken())
    assert path.read_bytes() == held
    assert place_in(path, STORY[:2]) == trace(STORY[:2])


def test_links_of_other_rules_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(shelf, "RULE", "trace.rules.0")
        place_in(tmp_path / "i", STORY[:4])
    with sqlite3.connect(tmp_path / "i") as base:
        base.execute("UPDATE link SET record = replace(record, 'rewritten', 'verbatim')")
    place_in(tmp_path / "i", STORY[4:])
    assert set(place_in(tmp_path / "i", STORY)) == set(trace(STORY))


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    place_in(tmp_path / "i", STORY[:6])
    with sqlite3.connect(tmp_path / "i") as base:
        base.execute("ALTER TABLE account DROP COLUMN bonds")
        base.execute("PRAGMA user_version = 1")
        base.execute("UPDATE made SET rule = 'trace.rules.3'")
    place_in(tmp_path / "i", STORY[6:])
    assert set(place_in(tmp_path / "i", STORY)) == set(trace(STORY))
    with sqlite3.connect(tmp_path / "i") as base:
        assert all(bonds for (bonds,) in base.execute("SELECT bonds FROM account LIMIT 3"))


def test_a_file_that_is_no_index_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a database, but long enough to be read as one" * 30)
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE account (x)").connection.commit()
    place_in(tmp_path / "damaged", STORY[:2])
    with sqlite3.connect(tmp_path / "damaged") as base:
        base.execute("UPDATE account SET record = '{}'")
    place_in(tmp_path / "later", STORY[:2])
    with sqlite3.connect(tmp_path / "later") as base:
        base.execute("PRAGMA user_version = 99")
    for name in ("text", "other", "damaged", "later", "no/such/folder"):
        path = tmp_path / name
        held = path.read_bytes() if path.is_file() else b""
        with pytest.raises(UsageError, match="TS-USE-05"):
            place_in(path, STORY)
        assert not path.is_file() or path.read_bytes() == held


def test_the_command_line_keeps_an_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WIRE)
    (tmp_path / "b.txt").write_text(REWRITE)
    index = str(tmp_path / "story.index")
    run = CliRunner()
    first = run.invoke(cli, ["trace", "-q", "--index", index, str(tmp_path / "a.txt")])
    assert (first.exit_code, first.output) == (0, "")
    second = run.invoke(cli, ["trace", "-q", "--index", index, str(tmp_path / "b.txt")])
    link = json.loads(second.output)
    assert (link["a"], link["b"], link["relation"]) == ("a.txt", "b.txt", "rewritten")
    both = run.invoke(
        cli, ["trace", "-q", "--index", index, "--all-pairs", str(tmp_path / "b.txt")]
    )
    assert both.exit_code == 2

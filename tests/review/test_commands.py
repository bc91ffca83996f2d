"""``twosource review``: the same decisions on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run, lines

TEXT = (
    "The quay at Vell will stay shut for {} days, Oto Bramm told reporters on Monday. "
    "Bramm demanded 40 million crowns from the county for new piles.\n\nNo boat was hurt."
)
LATER = "Updated at noon.\n\n" + TEXT


@pytest.fixture(scope="module")
def news(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one story, its dossier kept."""
    folder = tmp_path_factory.mktemp("review")
    records = [{"id": "a", "text": TEXT.format(12)}, {"id": "b", "text": TEXT.format(20)}]
    given = "\n".join(json.dumps(r) for r in records).encode()
    assert run("add", "-", "--store", folder / "news.db", stdin=given).returncode == 0
    return folder / "news.db"


def test_every_kind_of_decision_is_made_listed_taken_back_and_carried(
    run: Run, news: Path, tmp_path: Path
) -> None:
    def review(*args: str | Path, stdin: bytes = b"") -> list[dict[str, object]]:
        done = run("review", *args, "--store", news, stdin=stdin)
        assert done.returncode == 0, done.stderr
        return lines(done.stdout)

    story = ("--story", "story-1")
    ida = ("--author", "Ida", "-q")
    found = review("list", *story)
    number = next(x["line"] for x in found if x["says"] == "differ number")
    position = next(x["line"] for x in found if str(x["says"]).startswith("position demand"))
    (struck,) = review("strike", str(number), *story, *ida, "--note", "two quays")
    assert (struck["decision"], struck["note"], struck["author"]) == ("strike", "two quays", "Ida")
    page = run("dossier", "--store", news, *story, "--format", "md").stdout
    assert "struck by Ida on" in page
    assert "two quays" in page
    review("accept", "-", *story, *ida, stdin=f"{position}\n".encode())
    review("correct", str(position), *story, *ida, "--kind", "appeal")
    review("rename-party", "Oto Bramm", "Otto Bramm", *story, *ida)
    review("split-party", "Otto Bramm", "Bramm", "--name", "Ivo Bramm", *story, *ida)
    review("merge-parties", "Otto Bramm", "Ivo Bramm", *story, *ida)
    review("set", "a", *ida, "--date", "2031-05-03", "--byline", "Ida Holm; Ada Moor")
    review("unlink", "a", "b", *ida, "--note", "one agency")
    review("link", "a", "b", *ida, "--relation", "edited", "--quote-b", "told reporters on Monday")
    told = json.loads(run("dossier", "--store", news, *story).stdout)
    assert next(p["kind"] for p in told["positions"] if p.get("reviewed")) == "appeal"
    assert told["accounts"][0]["published"]["value"] == "2031-05-03"
    assert told["accounts"][0]["byline"] == ["Ida Holm", "Ada Moor"]
    (link,) = lines(run("trace", "--store", news).stdout)
    assert (link["relation"], link["reviewed"]["outcome"]) == ("edited", "added")
    assert {r["holds"] for r in told["reviews"]} <= {"yes", "no"}
    review("move", "b", "--alone", *ida)
    grouped = {x["account"]: x["story"] for x in lines(run("group", "--store", news).stdout)}
    assert grouped["a"] != grouped["b"]
    (back,) = review("undo", *ida)
    assert back["decision"] == "move"
    assert str(back["undone"]).startswith("Ida on ")
    review("redo", *ida)
    review("undo", *ida)
    log = review("log", "-q")
    assert [r["decision"] for r in log] == [
        "strike", "keep", "change", "rename", "split", "merge", "set", "strike", "add", "move"
    ]  # fmt: skip
    # carried over to a new version of the page
    later = json.dumps({"id": "a", "text": LATER.format(12)}).encode()
    (added,) = lines(run("add", "-", "--store", news, stdin=later).stdout)
    assert added["status"] == "version"
    told = json.loads(run("dossier", "--store", news, *story).stdout)
    strike = next(r for r in told["reviews"] if r["review"] == struck["id"])
    assert (strike["holds"], strike["reason"]) == ("yes", "carried over to a#2")
    # and to another store as a file
    kept = tmp_path / "decided.jsonl"
    assert run("review", "export", "--store", news, "-q", "-o", kept).returncode == 0
    other = tmp_path / "other.db"
    export = tmp_path / "all.jsonl.gz"
    assert run("store", "export", "--store", news, "-o", export).returncode == 0
    assert run("add", "-", "--store", other, stdin=b'{"id":"c","text":"Else."}').returncode == 0
    assert run("store", "import", export, "--store", other).returncode == 0
    done = run("review", "import", kept, "--store", other)
    assert lines(done.stdout) == [{"new": 0, "same": len(log), "refused": 0}]


def test_what_cannot_be_decided_says_what_to_do(run: Run, news: Path) -> None:
    def refused(*args: str, status: int = 1, stdin: bytes = b"") -> str:
        done = run("review", *args, "--store", news, "--author", "Ida", stdin=stdin)
        assert done.returncode == status, (args, done.stderr)
        return done.stderr

    story = ("--story", "story-1")
    assert "there is no line f999" in refused("strike", "f999", *story)
    assert "TS-STORE-07" in refused("strike", "f1", "--story", "story-99")
    assert "there is no party Nobody" in refused("rename-party", "Nobody", "Else", *story)
    assert "is no date" in refused("set", "a", "--date", "yesterday")
    assert "TS-STORE-07" in refused("set", "nowhere", "--outlet", "x")
    assert "sets none" in refused("set", "a")
    assert "does not stand in" in refused(
        "link", "a", "b", "--relation", "edited", "--quote-a", "not said there"
    )
    refused("move", "a", status=2)
    assert "TS-STORE-12" in refused("undo", "r-nothing")
    broken = refused("import", "-", stdin=b'{"id": 1}\nno json\n')
    assert broken.count("TS-STORE-11") == 2
    assert "standard input:2" in broken


def test_annotations_of_another_tool_become_decisions(run: Run, news: Path, tmp_path: Path) -> None:
    story = ("--store", news, "--story", "story-1")
    told = json.loads(run("dossier", *story).stdout)
    number = next(f for f in told["findings"] if f["kind"] == "agree")
    mark = tmp_path / "marks.json"
    assert run("export", *story, "--to", "web-annotation", "-o", mark).returncode == 0
    page = json.loads(mark.read_text())
    wanted = next(x for x in page["first"]["items"] if x["id"].endswith(f":finding:{number['id']}"))
    wanted["body"] = [*wanted["body"], {"type": "TextualBody", "value": "wrong",
                                        "purpose": "tagging"}]  # fmt: skip
    mark.write_text(json.dumps(page))
    reviews = run("import", mark, *story).stdout
    done = run("review", "import", "-", "--store", news, "--author", "Ole", stdin=reviews.encode())
    assert json.loads(done.stdout)["new"] == 1, done.stderr
    told = json.loads(run("dossier", *story).stdout)
    (struck,) = [f for f in told["findings"] if (f.get("reviewed") or {}).get("author") == "Ole"]
    assert struck["spans"] == number["spans"]

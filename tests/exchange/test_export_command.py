"""The commands and functions: where output lands, what is refused by name, what goes on."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import twosource
from conftest import HARBOUR, ROOT, Run, lines
from exchange import invented
from twosource.exchange import names
from twosource.exchange.given import CHUNK
from twosource.records import line


def test_the_help_lists_the_formats_in_one_bracket(run: Run) -> None:
    done = run("export", "--help")
    assert done.returncode == 0
    assert f"[{'|'.join(names())}]" in done.stdout
    assert "twosource export" in done.stdout
    assert "twosource import" in run("import", "--help").stdout


@pytest.mark.parametrize("form", ["graphml", "bibtex", "web-annotation", "ftm"])
def test_text_goes_to_standard_output_or_a_file(form: str, run: Run, tmp_path: Path) -> None:
    source = invented.written(tmp_path, 2)
    printed = run("export", source, "--to", form)
    again = run("export", "-", "--to", form, "-o", "-", stdin=source.read_bytes())
    assert (printed.returncode, printed.stderr) == (0, "")
    out = tmp_path / "deep" / "out"
    done = run("export", source, "--to", form, "-o", out)
    assert (done.returncode, done.stderr) == (0, f"written: {out}\n")
    assert out.read_bytes().decode() == printed.stdout == again.stdout
    assert [p.name for p in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("form", ["csv", "sqlite", "xmi", "warc", "parquet", "ninjs"])
def test_what_is_no_text_needs_a_place(form: str, run: Run, tmp_path: Path) -> None:
    done = run("export", invented.written(tmp_path, 1), "--to", form)
    assert done.returncode == 2
    assert "TS-USE-09" in done.stderr


def test_a_folder_is_made_replaced_and_never_robbed(run: Run, tmp_path: Path) -> None:
    source, out = invented.written(tmp_path, 2), tmp_path / "tables"
    assert run("export", source, "--to", "csv", "-o", out).returncode == 0
    before = (out / "parts.csv").read_bytes()
    (out / "parts.csv").write_text("old")
    assert run("export", source, "--to", "csv", "-o", out).returncode == 0
    assert (out / "parts.csv").read_bytes() == before
    (out / "mine.txt").write_text("keep me")
    (out / "parts.csv").write_text("old")
    done = run("export", source, "--to", "csv", "-o", out)
    assert (done.returncode, "TS-EXCH-03" in done.stderr) == (1, True)
    assert "mine.txt" in done.stderr
    assert (out / "parts.csv").read_text() == "old"
    assert (out / "mine.txt").read_text() == "keep me"
    assert {p.name for p in tmp_path.iterdir()} == {"tables", source.name}


def test_a_zip_archive_holds_the_same(run: Run, tmp_path: Path) -> None:
    source, out = invented.written(tmp_path, 2), tmp_path / "tables.zip"
    assert run("export", source, "--to", "csv", "-o", out).returncode == 0
    assert run("export", source, "--to", "csv", "-o", tmp_path / "tables").returncode == 0
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == sorted(p.name for p in (tmp_path / "tables").iterdir())
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "tables" / name).read_bytes()


Change = Callable[[dict[str, Any]], object]
WRONG: dict[str, tuple[Change, str]] = {
    "a span past its text": (
        lambda d: d["events"][0].update(trigger=[0, 99999]), "TS-EXCH-01"
    ),
    "a span that is none": (lambda d: d["events"][0].update(trigger=[5, 5]), "TS-EXCH-01"),
    "a part that is not there": (lambda d: d["events"][0].update(part="caption:7"), "TS-EXCH-01"),
    "an account that is not there": (lambda d: d["links"][0].update(a="x"), "TS-EXCH-01"),
    "evidence past its text": (
        lambda d: d["links"][-1]["evidence"][0].update(b=[0, 99999]), "TS-EXCH-01"
    ),
    "two statements of one id": (lambda d: d["statements"][1].update(id="s1"), "TS-EXCH-01"),
    "two accounts of one id": (
        lambda d: d["accounts"][1].update(id=d["accounts"][0]["id"]), "TS-EXCH-01"
    ),
    "a field that is unknown": (lambda d: d["findings"][0].update(verdict="true"), "TS-EXCH-01"),
    "a type that is unknown": (lambda d: d["events"][0].update(type="GREET"), "TS-EXCH-01"),
    "a section that lacks": (lambda d: d.pop("origins"), "TS-EXCH-01"),
    "another version": (lambda d: d.update(schema="twosource/99"), "TS-EXCH-02"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_written_is_refused_by_name(name: str, run: Run, tmp_path: Path) -> None:
    change, code = WRONG[name]
    told = json.loads(line(invented.dossier(3)))
    change(told)
    bad, good = tmp_path / "bad.json", invented.written(tmp_path, 1)
    bad.write_text(json.dumps(told))
    out = tmp_path / "out.bib"
    out.write_text("before")
    done = run("export", bad, "--to", "bibtex", "-o", out)
    assert (done.returncode, code in done.stderr, str(bad) in done.stderr) == (1, True, True)
    assert out.read_text() == "before"
    both = run("export", bad, good, "--to", "bibtex", "-o", out)
    assert (both.returncode, code in both.stderr) == (1, True)
    assert out.read_text().count("@online") == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"schema":"twosource/1"', '{"schema":"twosource/1","story":' + "[" * 100_000,
        '{"schema":"twosource/1","accounts":[{"id":NaN}]}', '{"schema":"twosource/1",}',
        '{"schema":"twosource/1","accounts":{}}', '{"schema":"twosource/1"} more',
        '{"schema":"twosource/1","story":{"id":"\\ud800","title":null,"accounts":[]},' + ",".join(
            f'"{k}":[]' for k in ("accounts", "statements", "events", "positions", "links",
                                  "origins", "findings", "parties", "timeline", "failures")) + "}",
    ],
)  # fmt: skip
def test_damaged_json_is_refused_by_name(text: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text)
    done = run("export", path, "--to", "bibtex")
    assert (done.returncode, "TS-EXCH-01" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def test_bytes_that_are_no_text_are_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(b'{"schema":"twosource/1","story":"\xff\xfe"}')
    assert "TS-EXCH-01" in run("export", path, "--to", "bibtex").stderr


def test_a_dossier_is_known_however_it_is_laid_out(run: Run, tmp_path: Path) -> None:
    """As the program wrote it, indented, with its keys sorted, and two in one file."""
    told = json.loads(line(invented.dossier(2)))
    plain = tmp_path / "plain.json"
    plain.write_text(json.dumps(told))
    expected = run("export", plain, "--to", "graphml").stdout
    for name, options in (("indented", {"indent": 2}), ("sorted", {"sort_keys": True})):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(told, **options))  # type: ignore[arg-type]
        assert run("export", path, "--to", "graphml").stdout == expected
    twice = tmp_path / "twice.json"
    twice.write_text(json.dumps(told) + "\n" + json.dumps(told, indent=1))
    keys = json.loads(run("export", twice, "--to", "csl").stdout)
    assert len({k["id"] for k in keys}) == 4
    graph = run("export", twice, "--to", "graphml").stdout
    assert "urn:twosource:story:story-1%232:account:" in graph


def test_a_dossier_longer_than_what_is_read_at_once(run: Run, tmp_path: Path) -> None:
    told = json.loads(line(invented.dossier(2)))
    told["accounts"][0]["text"] += " \U0001f600" * CHUNK
    path = tmp_path / "long.json"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    found = json.loads(run("export", path, "--to", "csl").stdout)
    assert len(found) == 2


def test_dossiers_and_inputs_do_not_mix(run: Run, tmp_path: Path) -> None:
    done = run("export", invented.written(tmp_path, 1), HARBOUR, "--to", "bibtex")
    assert (done.returncode, "TS-USE-10" in done.stderr) == (2, True)


def test_inputs_are_analysed_and_a_store_is_asked(run: Run, tmp_path: Path) -> None:
    pages = [HARBOUR / "1-meridian.html", HARBOUR / "3-coastwatch.txt"]
    found = json.loads(run("export", "-q", "--one-story", *pages, "--to", "csl").stdout)
    assert [i.get("container-title") for i in found] == ["Meridian Press", None]
    store = tmp_path / "news.db"
    assert run("add", *pages, "--store", store, "-q").returncode == 0
    done = run("export", "--store", store, "--to", "csl")
    assert (done.returncode, json.loads(done.stdout)) == (0, found)
    story = lines(run("stories", "--store", store).stdout)[0]["story"]
    one = run("export", "--store", store, "--story", story, "--to", "csl")
    assert json.loads(one.stdout)
    assert run("export", "--to", "csl").returncode == 2


def test_no_account_at_all(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    done = run("export", empty, "--to", "csv", "-o", tmp_path / "out")
    assert (done.returncode, "TS-READ-01" in done.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


def test_the_functions_mirror_the_commands(run: Run, tmp_path: Path) -> None:
    source = invented.written(tmp_path, 2)
    text = twosource.export(source, to="graphml")
    assert text == run("export", source, "--to", "graphml").stdout
    assert twosource.export(source, to="csv", output=tmp_path / "t") == tmp_path / "t"
    with pytest.raises(twosource.UsageError, match="TS-USE-08"):
        twosource.export(source, to="word")
    with pytest.raises(twosource.UsageError, match="TS-USE-09"):
        twosource.export(source, to="csv")
    with pytest.raises(twosource.UsageError, match="TS-USE-10"):
        twosource.export(source, HARBOUR, to="graphml")
    (dossier,) = twosource.dossier(HARBOUR / "1-meridian.html", HARBOUR / "3-coastwatch.txt")
    made = twosource.export(dossier, to="web-annotation")
    back = tmp_path / "back.jsonld"
    found = json.loads(str(made))
    found["first"]["items"][0]["tags"] = ["keep"]
    back.write_text(json.dumps(found))
    reviews = twosource.import_reviews(back, of=dossier)
    assert [r.decision for r in reviews.reviews] == ["keep"]
    assert reviews.failures == ()
    out = twosource.export(HARBOUR / "3-coastwatch.txt", to="warc", output=tmp_path / "x.warc")
    assert (HARBOUR / "3-coastwatch.txt").read_bytes() in Path(out).read_bytes()


def test_a_dossier_of_this_process_and_its_file_are_exported_alike(
    run: Run, tmp_path: Path
) -> None:
    pages = [HARBOUR / "1-meridian.html", HARBOUR / "3-coastwatch.txt"]
    path = tmp_path / "d.json"
    assert run("dossier", "-q", "--one-story", *pages, "-o", path).returncode == 0
    (dossier,) = twosource.dossier(*pages, one_story=True)
    for form in ("graphml", "web-annotation", "prov"):
        assert twosource.export(dossier, to=form) == twosource.export(path, to=form)


def test_the_example_of_the_pages_is_one_of_ours() -> None:
    told = json.loads((ROOT / "docs/exchange/example.json").read_text(encoding="utf-8"))
    assert [a["id"] for a in told["accounts"]] == ["1-meridian.html", "3-coastwatch.txt"]

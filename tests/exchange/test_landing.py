"""What an export may land on, and what stands there stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import twosource
from conftest import Run
from exchange import invented
from exchange.invented import TAG
from twosource.exchange import format_of, save, stories_of_file
from twosource.exchange.csv_package import read_table
from twosource.exchange.rim import ascii_address, web_address


@pytest.mark.parametrize("form", ["sqlite", "warc", "bibtex"])
def test_a_folder_where_a_file_is_wanted(form: str, run: Run, tmp_path: Path) -> None:
    source, out = invented.written(tmp_path, 1), tmp_path / "out"
    out.mkdir()
    done = run("export", source, "--to", form, "-o", out)
    assert (done.returncode, "TS-RUN-04" in done.stderr) == (1, True)
    assert "a file is wanted" in done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"out", source.name}


@pytest.mark.parametrize("form", ["csv", "xmi"])
def test_a_file_where_a_folder_is_wanted(form: str, run: Run, tmp_path: Path) -> None:
    source, out = invented.written(tmp_path, 1), tmp_path / "out"
    out.write_text("mine")
    done = run("export", source, "--to", form, "-o", out)
    assert (done.returncode, "TS-RUN-04" in done.stderr) == (1, True)
    assert "a folder, or a name in .zip, is wanted" in done.stderr
    assert out.read_text() == "mine"


@pytest.mark.parametrize("mine", ["{}", "not JSON", '{"title": "My tables", "databases": {}}'])
def test_metadata_of_another_stay(mine: str, run: Run, tmp_path: Path) -> None:
    source, out = invented.written(tmp_path, 1), tmp_path / "news.db"
    beside = tmp_path / "news.metadata.json"
    beside.write_text(mine)
    out.write_text("before")
    done = run("export", source, "--to", "sqlite", "-o", out)
    assert (done.returncode, "TS-EXCH-03" in done.stderr) == (1, True)
    assert (beside.read_text(), out.read_text()) == (mine, "before")


def test_metadata_of_an_earlier_export_are_replaced(tmp_path: Path) -> None:
    source, out = invented.written(tmp_path, 1), tmp_path / "news.db"
    save(format_of("sqlite"), stories_of_file(source), out)
    beside = tmp_path / "news.metadata.json"
    before = beside.read_bytes()
    beside.write_text(json.dumps({**json.loads(before), "license": "x"}))
    save(format_of("sqlite"), stories_of_file(source), out)
    assert beside.read_bytes() == before


def test_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, there = invented.written(tmp_path, 1), tmp_path / "here"
    there.mkdir()
    monkeypatch.chdir(there)
    for _ in range(2):
        twosource.export(source, to="csv", output=".")
        found = {p.name for p in there.iterdir()}
        assert "parts.csv" in found
        assert not [n for n in found if n.startswith(".")]
    (there / "mine.txt").write_text("mine")
    with pytest.raises(twosource.TwosourceError, match=r"TS-EXCH-03.*mine\.txt"):
        twosource.export(source, to="csv", output=".")


def test_schema_org_may_stand_in_a_page(run: Run, tmp_path: Path) -> None:
    source = invented.written(tmp_path, 3)
    text = run("export", source, "--to", "schema-org").stdout
    assert "<" not in text
    graph: list[dict[str, Any]] = json.loads(text)["@graph"]
    assert any(TAG in str(node.get("headline", "")) for node in graph)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("https://varn.example/100%", "https://varn.example/100%25"),
        ("https://varn.example/5%-off?a=%zz", "https://varn.example/5%25-off?a=%25zz"),
        ("https://varn.example/a%20b%C3%BC", "https://varn.example/a%20b%C3%BC"),
        ("https://varn.example/%%41", "https://varn.example/%25%41"),
    ],
)
def test_a_lone_per_cent_is_encoded(given: str, made: str) -> None:
    assert web_address(given) == ascii_address(given) == made


def test_a_table_with_a_long_text_is_read(tmp_path: Path) -> None:
    told = invented.dossier(1).model_dump(mode="json", by_alias=True)
    told["accounts"][0]["text"] += " and on" * 40_000
    path = tmp_path / "long.json"
    path.write_text(json.dumps(told))
    save(format_of("csv"), stories_of_file(path), tmp_path / "t")
    rows = read_table((tmp_path / "t" / "parts.csv").read_bytes().decode())
    assert max(len(r["text"]) for r in rows) > 250_000

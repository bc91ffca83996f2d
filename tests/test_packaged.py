"""Word lists: every file loads, says how to add to it, and a damaged one is named."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from twosource import packaged
from twosource.errors import ModelError

PACKAGE = Path(str(files("twosource")))
LISTS = sorted(p for ending in ("toml", "tsv") for p in PACKAGE.rglob(f"data/*.{ending}"))


def test_there_are_lists() -> None:
    assert len(LISTS) > 25


@pytest.mark.parametrize("path", LISTS, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_list_says_how_to_add_to_it_and_loads(path: Path) -> None:
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# "), "the first lines of a list say what it is and how to add to it"
    stage = ".".join(path.relative_to(PACKAGE).parts[:-2])
    if path.suffix == ".toml":
        assert packaged.table(stage, path.stem)
    else:
        width = next(line for line in rest if line and not line.startswith("#")).count("\t") + 1
        found = packaged.rows(stage, path.stem, width)
        assert all(len(row) == width for row in found)
        with pytest.raises(ModelError, match=rf"TS-MODEL-03.*{path.name}"):
            packaged.rows(stage, path.stem, width + 1)


def test_a_list_is_read_once() -> None:
    assert packaged.table("dossier", "words") is packaged.table("dossier", "words")


def test_a_missing_list_is_named() -> None:
    with pytest.raises(ModelError, match=r"TS-MODEL-03.*data/nowhere\.toml"):
        packaged.table("find", "nowhere")


def test_a_damaged_list_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "text", lambda package, name: "word = [unclosed")
    with pytest.raises(ModelError, match=r"TS-MODEL-03.*data/broken\.toml") as error:
        packaged.table("find", "broken")
    assert isinstance(error.value.__cause__, tomllib.TOMLDecodeError)


def test_a_list_that_is_no_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "odd.tsv").write_bytes(b"\xff\xfe\t\x81")
    monkeypatch.setattr(packaged, "files", lambda package: tmp_path)
    with pytest.raises(ModelError, match=r"TS-MODEL-03.*data/odd\.tsv"):
        packaged.rows("find", "odd", 2)


def test_words_of_several_groups_have_several_numbers() -> None:
    found = packaged.groups([["shut", "close"], ["near", "close"], []])
    assert found == {
        "shut": frozenset({0}),
        "close": frozenset({0, 1}),
        "near": frozenset({1}),
    }

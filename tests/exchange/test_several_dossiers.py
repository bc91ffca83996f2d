"""Annotations of several dossiers that call their story the same, in whatever order these are."""

from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, lines
from exchange import invented
from twosource.errors import ExchangeError
from twosource.exchange import Dossiers, Told, distinct, format_of, reviews, save, stories_of_file
from twosource.records import line
from twosource.records.models import DossierRecord, ReviewRecord


def _written(folder: Path, name: str, count: int, old: str, new: str) -> Path:
    """A dossier with other words of one length, so that all spans hold."""
    assert len(old) == len(new)
    path = folder / f"{name}.json"
    text = line(invented.dossier(count)).replace(old, new)
    path.write_text(line(DossierRecord.model_validate_json(text)), encoding="utf-8")
    return path


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Stories of one name: one with other accounts, one with the same accounts' names."""
    return [
        _written(tmp_path, "varn", 2, "-", "-"),
        _written(tmp_path, "names", 2, "bridge", "harbor"),
        _written(tmp_path, "texts", 2, "Ada Moor", "Eva Lund"),
    ]


def _dossiers(paths: list[Path]) -> Dossiers:
    return Dossiers(distinct(t for p in paths for t in stories_of_file(p)))


def _exported(source: list[Path], form: str, out: Path) -> Path:
    save(format_of(form), distinct(t for p in source for t in stories_of_file(p)), out)
    return out


def _came(path: Path, dossiers: Dossiers) -> list[Any]:
    return [r if isinstance(r, ReviewRecord) else r.code for r in reviews(path, dossiers)]


def _without_marks(path: Path) -> None:
    """What a tool does that keeps the model's own terms alone."""
    if path.is_file():
        found = json.loads(path.read_text())
        for item in found["first"]["items"]:
            del item["dossier"], item["facts"]
        path.write_text(json.dumps(found))
        return
    for file in path.glob("*.xmi"):
        text, count = re.subn(r' dossier="\w+"', "", file.read_text(encoding="utf-8"))
        assert count == 1
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("form", ["web-annotation", "xmi"])
@pytest.mark.parametrize("marks", [True, False])
def test_what_is_not_altered_says_nothing_in_any_order(
    form: str, marks: bool, three: list[Path], tmp_path: Path
) -> None:
    alone = [_exported([p], form, tmp_path / f"{p.stem}.out") for p in three]
    if not marks:
        for path in alone:
            _without_marks(path)
    for order in permutations(three):
        dossiers = _dossiers([*order])
        for path in alone:
            assert [c for c in _came(path, dossiers) if c != "TS-EXCH-10"] == []
    if marks:
        together = _exported(three[::-1], form, tmp_path / "together.out")
        assert _came(together, _dossiers(three)) == []


def _told(dossiers: Dossiers, name: str) -> Told:
    return dossiers.story(name)


@pytest.mark.parametrize("marks", [True, False])
def test_a_decision_is_laid_on_the_story_it_was_made_on(
    marks: bool, three: list[Path], tmp_path: Path
) -> None:
    path = _exported([three[2]], "web-annotation", tmp_path / "one.jsonld")
    if not marks:
        _without_marks(path)
    found = json.loads(path.read_text())
    item = next(i for i in found["first"]["items"] if i["id"].endswith(":e1"))
    item["tags"] = ["wrong"]
    path.write_text(json.dumps(item))
    for order in permutations(three):
        dossiers = _dossiers([*order])
        (review,) = _came(path, dossiers)
        assert review.decision == "strike"
        told = _told(dossiers, review.story)
        assert "Eva Lund" in told.accounts[0].text
        assert told.quote(review.account, review.part, review.span) == review.quote


def test_what_may_be_of_several_is_refused(three: list[Path], tmp_path: Path) -> None:
    """The same words in both, and nothing that tells which was meant."""
    account = invented.dossier(1).accounts[0].id
    note = {"id": "urn:x:7", "type": "Annotation", "body": "no",
            "target": {"account": account, "part": "text", "selector":
                       {"type": "TextQuoteSelector", "exact": "closed the Tern"}}}  # fmt: skip
    answer = {"id": "urn:x:8", "type": "Annotation", "body": "no",
              "target": "urn:twosource:story:story-1:finding:f1"}  # fmt: skip
    path = tmp_path / "x.json"
    path.write_text(json.dumps([note, answer]))
    assert _came(path, _dossiers([three[0], three[2]])) == ["TS-EXCH-10", "TS-EXCH-10"]
    assert [r.decision for r in _came(path, _dossiers(three[:1]))] == ["strike", "strike"]


@pytest.mark.parametrize("form", ["web-annotation", "xmi"])
def test_without_its_dossier_it_is_refused(form: str, three: list[Path], tmp_path: Path) -> None:
    path = _exported([three[1]], form, tmp_path / "out")
    dossiers = _dossiers([three[0], three[2]])
    try:
        codes = {*_came(path, dossiers)}
    except ExchangeError as error:
        codes = {error.code}
    assert codes and codes <= {"TS-EXCH-08", "TS-EXCH-10"}


def test_the_command_with_two_dossiers(three: list[Path], tmp_path: Path, run: Run) -> None:
    path = _exported([three[1]], "web-annotation", tmp_path / "one.jsonld")
    done = run("import", path, "--dossier", three[0], "--dossier", three[1])
    assert (done.returncode, done.stderr, lines(done.stdout)) == (0, "", [])

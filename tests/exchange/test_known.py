"""A dossier is known by what it is, however its file is called and its fields are ordered."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from exchange import invented
from twosource.exchange import is_dossier, is_dossier_file
from twosource.records import line


def _told(count: int = 2) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line(invented.dossier(count)))
    return found


@pytest.mark.parametrize("last", ["schema", "story", "failures"])
@pytest.mark.parametrize("name", ["story.json", "story", "story.txt", "story.bak"])
def test_in_any_order_and_under_any_name(last: str, name: str, run: Run, tmp_path: Path) -> None:
    told = _told()
    keys = [k for k in told if k != last]
    random.Random(7).shuffle(keys)
    path = tmp_path / name
    path.write_text("\ufeff \n" + json.dumps({k: told[k] for k in [*keys, last]}, indent=1))
    assert is_dossier_file(path)
    done = run("export", path, "--to", "csl")
    assert (done.returncode, len(json.loads(done.stdout))) == (0, 2)
    done = run("export", "-", "--to", "csl", stdin=path.read_bytes())
    assert (done.returncode, len(json.loads(done.stdout))) == (0, 2)


def test_a_small_one_from_standard_input(run: Run) -> None:
    told = _told(0)
    text = json.dumps({k: told[k] for k in sorted(told)}).encode()
    done = run("export", "-", "--to", "csl", stdin=text)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_an_object_that_is_no_dossier_is_called_so(run: Run, tmp_path: Path) -> None:
    told = _told()
    del told["schema"]
    path = tmp_path / "other.json"
    for change, said in (({}, "None"), ({"schema": "survey/3"}, "survey/3")):
        path.write_text(json.dumps({**told, **change}))
        done = run("export", path, "--to", "csl")
        assert (done.returncode, "TS-EXCH-01" in done.stderr) == (1, True)
        assert "no dossier" in done.stderr
        assert said in done.stderr


@pytest.mark.parametrize(
    "record",
    [
        {"story": "The bridge is shut. " * 1000, "id": "a"},
        {"text": "The bridge is shut.", "links": [], "events": []},
        {"schema": "survey/1", "text": "The bridge is shut."},
        {"text": 'They print "schema": "twosource/1" on it.'},
        {"inner": {"schema": "twosource/1"}},
        {},
    ],
)
def test_a_record_to_be_read_is_none(record: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    text = json.dumps(record)
    for given in (text, text + "\n" + text, text[:-1]):
        path.write_text(given)
        assert not is_dossier_file(path)
        assert not is_dossier(given.encode())

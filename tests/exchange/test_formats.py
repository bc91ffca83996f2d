"""What holds for every format: what it says it keeps is there, what it says is lost is not, and the
same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import runpy
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from exchange import invented
from exchange.conftest import Export
from twosource.exchange import format_of, matters, names, save

FORMATS = names()

MARKS: dict[str, tuple[list[str], str]] = {
    "text": (["Told for the 0th time"], "Tern Bridge"),
    "facts": (["publisher-mark", r"varn\.example/b/0", "Ida Holm"], r"varn\.example|Varn “Courier"),
    "published": (["date-evidence-mark"], "2031-05-02|2031-05-01T23|2031, 5, 2"),
    "dates": (["other-date-mark"], "2031-04-17|2031, 4, 17"),
    "credits": ([r"(?<!\w)credit-mark"], "Tarn Wire"),
    "furniture": (["furniture-mark"], "furniture-mark"),
    "reading": (["repair-mark"], "repair-mark"),
    "statements": (["stance-mark"], "speaks_of|Quotation|Ada Moor"),
    "events": (["mode-mark"], "COERCE"),
    "positions": (["narrator"], "offer"),
    "links": (["link-reason-mark"], "derivedFrom|isBasedOn|verbatim"),
    "link_spans": (["link-note-mark"], "link-note-mark"),
    "origins": (["origin-mark"], "origin-mark"),
    "findings": (["finding-reason-mark"], "finding-reason-mark|Claim"),
    "sources": (["source-reason-mark"], "source-reason-mark"),
    "judged": (["judge-mark"], "struck|confirmed"),
    "parties": (["role-mark", "alias-mark"], "Ada Moor"),
    "timeline": (["timeline-mark"], "timeline-mark"),
    "failures": (["failure-mark"], "failure-mark"),
}
"""Matter -> what stands in the output where all of it is kept, and where any of it is."""
BY_PLACE = {"paragraphs", "statement_spans", "event_spans", "position_spans", "finding_spans"}
"""Matters of offsets: the tests of the formats that keep them read every one of them back."""
ABOUT = {"datapackage.json", "TypeSystem.xml"}
"""Files that tell of the format and not of the dossier."""


def values(path: Path) -> Iterator[str]:
    """All that an output says of its dossier."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and file.name not in ABOUT:
                yield from values(file)
    elif path.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        yield repr(parquet.read_table(path).to_pylist())
    elif path.read_bytes()[:6] == b"SQLite":
        base = sqlite3.connect(path)
        for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' "
                                     "AND sql LIKE 'CREATE TABLE%'").fetchall():  # fmt: skip
            yield repr(base.execute(f'SELECT * FROM "{table}"').fetchall())
        base.close()
    else:
        yield path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_said_to_be_kept_is_there_and_nothing_else(
    form: str, twenty: Path, export: Export
) -> None:
    kept, said = "\n".join(values(export(twenty, form))), format_of(form).kept
    assert {*said} == {*matters()} == {*MARKS, *BY_PLACE}
    for matter, (whole, some) in MARKS.items():
        found = [bool(re.search(mark, kept)) for mark in whole]
        if said[matter] == "no":
            assert not any(found), f"{matter} is there"
        elif said[matter].startswith("yes"):
            assert any(found) if matter in {"facts", "parties"} else all(found), f"{matter} lacks"
        else:
            assert re.search(some, kept), f"of {matter} nothing is there"


def test_a_false_word_of_what_is_kept_is_seen(twenty: Path, export: Export) -> None:
    """The check itself: a format that keeps no furniture."""
    text = "\n".join(values(export(twenty, "graphml")))
    assert "furniture-mark" not in text
    assert "furniture-mark" in "\n".join(values(export(twenty, "warc")))


def digest(path: Path) -> str:
    """Of a file, or of a folder's files and their names."""
    seen = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            seen.update(f"{file.name}\0".encode() if path.is_dir() else b"")
            seen.update(file.read_bytes())
    return seen.hexdigest()


CODE = """
import sys
from pathlib import Path
from twosource.exchange import format_of, names, save, stories_of_file
for name in names():
    save(format_of(name), stories_of_file(Path(sys.argv[1])), Path(sys.argv[2]) / name)
"""


def test_two_processes_give_the_same_bytes(twenty: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        done = subprocess.run(
            [sys.executable, "-c", CODE, twenty, tmp_path / seed],
            capture_output=True, env={"PYTHONHASHSEED": seed, "TZ": f"Etc/GMT+{seed}"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
    one, two = ({n: digest(tmp_path / seed / n) for n in FORMATS} for seed in ("1", "2"))
    assert one == two


@pytest.mark.parametrize("form", FORMATS)
def test_many_stories_come_one_at_a_time(form: str, tmp_path: Path) -> None:
    """The next is asked for when the one before was written; all are there."""
    asked: list[str] = []

    def stories() -> Iterator[Any]:
        for name in ("first", "second", "third"):
            asked.append(name)
            yield invented.told(tmp_path, 2, story=name)

    if format_of(form).layout == "stream" and form != "prov":  # prov joins its parts at the end
        counts = [len(asked) for _ in format_of(form).chunks(stories())]
        assert {1, 2, 3} <= {*counts}
        assert counts == sorted(counts)
        asked.clear()
    out = tmp_path / "many"
    save(format_of(form), stories(), out)
    kept = "\n".join(values(out))
    if form in {"bibtex", "csl", "dot", "ftm"}:  # no ids of ours
        assert kept.count("Varn “Courier” 1") >= 3
    else:
        assert all(name in kept for name in ("first", "second", "third"))


def test_no_story_at_all(tmp_path: Path) -> None:
    for form in FORMATS:
        save(format_of(form), [], tmp_path / form)


MADE = runpy.run_path(str(ROOT / "docs" / "make_exchange.py"))


@pytest.mark.parametrize("form", FORMATS)
def test_the_page_is_that_of_the_format(form: str) -> None:
    page = ROOT / "docs" / "exchange" / f"{form}.md"
    assert page.read_text(encoding="utf-8") == MADE["page"](form), "run `make reference`"


def test_the_overview_has_every_format() -> None:
    assert (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8") == MADE["overview"]()

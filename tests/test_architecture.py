"""The map of the house names places that are there."""

from __future__ import annotations

import re

from conftest import ROOT

PAGE = ROOT / "docs" / "architecture.md"
SOURCE = ROOT / "src" / "twosource"


def rows() -> list[tuple[str, str]]:
    """(what to change, where to go) of the table of tasks."""
    text = PAGE.read_text(encoding="utf-8")
    table = text.split("## I want to change", 1)[1].split("\n## ", 1)[0]
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [(what, where) for what, where in cells[2:]]


def missing(where: str) -> list[str]:
    """The paths of a cell that are not there.  A bare file name stands in the folder of the
    path before it.
    """
    folder, lost = SOURCE, []
    for name in re.findall(r"`([^` ]+)`", where):
        options = [SOURCE / name, ROOT / name, folder / name]
        found = next((p for p in options if p.exists()), None)
        if found is None:
            lost.append(name)
        else:
            folder = found if found.is_dir() else found.parent
    return lost


def test_twenty_tasks_and_more_lead_to_files_that_are_there() -> None:
    found = rows()
    assert len(found) >= 20
    assert {what: lost for what, where in found if (lost := missing(where))} == {}


def test_a_path_that_is_not_there_is_seen() -> None:
    assert missing("`read/sources`: a module, and `sniff.py`; `read/nowhere.py`") == [
        "read/nowhere.py"
    ]


def test_every_stage_is_on_the_map() -> None:
    text = PAGE.read_text(encoding="utf-8")
    stages = [p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()]
    assert len(stages) > 10
    assert [s for s in stages if not re.search(rf"`{s}`|^ .*\b{s}   ", text, re.M)] == []

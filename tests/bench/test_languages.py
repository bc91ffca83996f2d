"""The table of several languages, over one of the open stories."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import ROOT, Run

OPEN = ROOT / "tests/languages/stories/open"


def test_the_table_of_one_story(run: Run, tmp_path: Path) -> None:
    shutil.copytree(OPEN / "wells", tmp_path / "wells")
    done = run("bench", "languages", "--data", tmp_path)
    assert done.returncode == 0, done.stderr
    rows = {
        (cells[1].split(" (")[0], cells[2]): cells[3]
        for line in done.stdout.splitlines()
        if len(cells := [c.strip() for c in line.split("|")]) > 3
    }
    assert float(rows["source and translation", "found, share"]) >= 0.5
    assert float(rows["independent accounts of two languages", "called translations, share"]) == 0.0
    assert float(rows["direct quotations", "found with the right speaker, share"]) >= 0.6
    assert float(rows["stories of all languages in one call", "B-cubed F1"]) >= 0.7

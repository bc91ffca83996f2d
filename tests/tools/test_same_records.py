"""The record comparison says what differs, and says nothing where nothing does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

TOOL = Path(__file__).with_name("same_records.py")


def _compare(new: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    args = [ROOT, new, "--only", "commands", "--match", "strike read|strike group"]
    call = [sys.executable, TOOL, *args, "--shared", tmp_path / "none"]
    return subprocess.run(list(map(str, call)), capture_output=True, text=True, timeout=250)


def test_a_tree_equals_itself(tmp_path: Path) -> None:
    done = _compare(ROOT, tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines() if line.startswith("commands")]
    assert [r[2:5] for r in rows] == [["group", "1", "0"], ["read", "1", "0"]]


def test_a_changed_record_is_named(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "src", other / "src", ignore=shutil.ignore_patterns("__pycache__"))
    build = other / "src/twosource/records/build.py"
    told = build.read_text(encoding="utf-8")
    changed = told.replace(
        "GroupRecord(account=a, story=s.id)", 'GroupRecord(account=a, story="x")'
    )
    assert changed != told
    build.write_text(changed, encoding="utf-8")
    done = _compare(other, tmp_path)
    assert done.returncode == 1
    rows = [line for line in done.stdout.splitlines() if line.startswith("commands")]
    assert "strike group" in rows[0]
    assert "strike" not in rows[1]
    assert json.loads(f"[{rows[1].split()[3]}, {rows[1].split()[4]}]") == [1, 0]

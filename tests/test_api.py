"""The Python API mirrors the command line, whatever was imported before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import twosource
from conftest import HARBOUR
from twosource.read.repair import repair


def test_the_root_gives_functions_not_packages() -> None:
    assert repair("plain")[0] == "plain"
    for name in ("read", "group", "trace", "compare", "dossier", "statements", "events"):
        assert callable(getattr(twosource, name))


def test_functions_survive_the_import_of_every_stage() -> None:
    code = (
        "import twosource.trace.explain, twosource.dossier.html, twosource.read.inputs;"
        "import twosource; assert callable(twosource.read) and callable(twosource.dossier)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_no_stage_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys, twosource, twosource.cli;"
        "late = {'twosource.compare', 'twosource.trace', 'twosource.engine', 'spacy'};"
        "assert not late & set(sys.modules), late & set(sys.modules);"
        "first = twosource.compare; import twosource.compare.tell.findings;"
        "assert twosource.compare is first and callable(first);"
        "assert {'compare', 'dossier', 'errors'} <= set(dir(twosource))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_every_public_name_is_there_and_documented() -> None:
    assert twosource.__all__ == sorted(twosource.__all__)
    for name in twosource.__all__:
        made = getattr(twosource, name)
        assert name in {"__version__", "Source"} or made.__doc__


def test_dossier_of_paths_and_accounts() -> None:
    wire, rewrite = HARBOUR / "1-meridian.html", HARBOUR / "3-coastwatch.txt"
    accounts = twosource.read(wire).accounts
    (made,) = twosource.dossier(*accounts, rewrite)
    assert {a.id for a in made.analysis.accounts} == {wire.name, rewrite.name}
    assert any(f.kind == "differ" for f in made.findings)
    assert twosource.render_html(made).startswith("<!doctype html>")


def test_a_bad_input_warns_and_the_rest_goes_on(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="TS-READ-03"):
        found = twosource.statements(tmp_path / "nothing.txt", HARBOUR / "3-coastwatch.txt")
    assert found


def test_no_account_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(twosource.UsageError, match="TS-USE-01"), pytest.warns(UserWarning):
        twosource.compare(tmp_path / "nothing.txt")

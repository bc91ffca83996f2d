"""A run on two nodes: the tables of one machine, whoever is killed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import HARBOUR, ROOT
from twosource.bench.scale.planted import account as planted
from twosource.bench.scale.planted import place_of
from twosource.run import run as run_it
from twosource.run.settings import load

sys.path.insert(0, str(Path(__file__).parent))
from cluster import begun, cluster, config, jsonl, killed, marks, notes, until

CROWD = [planted(n) for n in range(900) if place_of(n).family in {0, 5} or n < 60][:120]
FILES = 12


def inputs(folder: Path) -> Path:
    folder.mkdir()
    for n in range(FILES):
        jsonl(folder / f"{n:02}.jsonl", CROWD[n::FILES])
    tables = ["accounts", "links", "stories"]
    return config(folder, ["*.jsonl"], tables=tables, shard=10)


def test_two_nodes_give_the_tables_of_one_machine_whoever_is_killed(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    alone = inputs(tmp_path / "alone")
    run_it(load(alone))
    wanted = marks(tmp_path / "alone" / "tables")
    with cluster(tmp_path) as (address, workers):
        # the driver is killed in the middle: what is done is not done again
        path = inputs(tmp_path / "driver")
        work = tmp_path / "driver" / "tables.work"
        process = begun(path, "--engine", address)
        until(lambda: len(notes(work)) >= FILES + 3, process)
        killed(process)
        before = notes(work)
        assert len(before) >= FILES, (tmp_path / "said").read_text()
        assert not (tmp_path / "driver" / "tables").exists()
        # and one of the two workers while it goes on
        again = begun(path, "--engine", address)
        until(lambda: len(notes(work)) > len(before), again)
        killed(workers[0])
        assert again.wait(timeout=120) == 0, (tmp_path / "said").read_text()
        killed(again)
        after = notes(work)
        assert {k: after[k] for k in before} == before
        assert marks(tmp_path / "driver" / "tables") == wanted


def test_the_engine_is_imported_in_one_module() -> None:
    found = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [a.name for a in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
                names = [str(a.value) for a in node.args if isinstance(a, ast.Constant)]
            if any(n.split(".")[0] in {"dask", "distributed", "ray", "pyspark"} for n in names):
                found.add(path.name)
    assert found == {"distributed.py"}


def test_a_job_of_two_files_never_sees_the_engine_nor_a_run() -> None:
    told = (
        "import sys\n"
        "sys.modules['distributed'] = sys.modules['dask'] = None\n"
        "from twosource.cli.main import cli\n"
        "cli(['trace', *sys.argv[1:]], standalone_mode=False)\n"
    )
    pages = [str(p) for p in sorted(HARBOUR.iterdir())[:2]]
    code = told.replace(
        "cli([", "import atexit\natexit.register(lambda: print(sorted(m for m in sys.modules "
        "if m.startswith('twosource.run')), file=sys.stderr))\ncli([",
    )  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, *pages], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().splitlines()[-1] == "[]"

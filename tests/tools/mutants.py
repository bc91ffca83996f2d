"""Whether tests notice when the code is changed: a sample of mutants of some modules.

    python tests/tools/mutants.py                       # every group, 60 mutants each
    python tests/tools/mutants.py trace/sources --sample 0 --show

mutmut (``pip install mutmut``; 3.8 was used) changes one thing in one function at a time (a
comparison, a number, an argument) and runs the tests of the group that reach that function.
A mutant that no test notices survives.  The sample is drawn with a fixed seed, so that two
runs look at the same mutants; ``--sample 0`` takes all.  Work is done in ``out/mutants``; the
figure printed is the share of mutants killed, and those that no test reaches count as alive.
Exit status 1 where a group has less than ``--least``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GROUPS: dict[str, tuple[str, list[str]]] = {
    "types": ("types/*.py", ["tests/types"]),
    "read/repair": ("read/repair/*.py", ["tests/read/repair", "tests/read/test_repair.py"]),
    "trace/decide": ("trace/decide.py", ["tests/trace/test_decide.py"]),
    "trace/sources": ("trace/sources.py", ["tests/trace/test_sources.py"]),
    "compare/weigh": ("compare/weigh/*.py", ["tests/compare/weigh"]),
    "parties/across": (
        "parties/across/*.py",
        ["tests/parties/across"],
    ),
}
"""Name -> its files under ``src/twosource``, and the tests that are run."""
SEED = 20261130
KILLED = {1, 3, 36, -24, 24, 152, 255, -11, -9}
"""Exit statuses of mutmut that mean a mutant was noticed: a test failed, or never ended."""


def prepare(group: str) -> Path:
    """A folder with the sources, the tests and mutmut's settings for a group."""
    files, tests = GROUPS[group]
    folder = ROOT / "out" / "mutants" / group.replace("/", "-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("src", "tests", "examples", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/twosource/{files}"],
        "also_copy": ["examples", "docs"],
        "pytest_add_cli_args_test_selection": [t for t in tests if (ROOT / t).exists()],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "--timeout=120"],
    }
    lines = [k + " =" + "".join(f"\n    {v}" for v in values) for k, values in settings.items()]
    (folder / "setup.cfg").write_text("[mutmut]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def names(folder: Path, group: str) -> list[str]:
    """The mutants of a group, in order."""
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    found = []
    for path in sorted((folder / "src/twosource").glob(GROUPS[group][0])):
        inside = path.relative_to(folder)
        made = mutate_file_contents(str(inside), path.read_text(encoding="utf-8"))
        found += [get_mutant_name(inside, name) for name in made.mutant_names]
    return found


def run(folder: Path, wanted: list[str]) -> dict[str, int | None]:
    """mutmut's exit status of each mutant that was asked for."""
    shared = os.environ.get("TWOSOURCE_SHARED", str(ROOT.parent / "shared"))
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    env = {**os.environ, **one, "TWOSOURCE_SHARED": shared, "PYTHONHASHSEED": "0"}
    call = [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *wanted]
    with (folder / "log.txt").open("w") as log:
        done = subprocess.run(call, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.exit(f"mutmut failed, see {folder}/log.txt")
    found: dict[str, int | None] = {}
    for meta in (folder / "mutants").rglob("*.meta"):
        found |= json.loads(meta.read_text(encoding="utf-8")).get("exit_code_by_key", {})
    return {name: found.get(name) for name in wanted}


def main() -> None:
    """Sample, run, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("groups", nargs="*", help=f"of {', '.join(GROUPS)}; by default all")
    parser.add_argument("--sample", type=int, default=60, help="mutants of a group; 0 for all")
    parser.add_argument("--least", type=float, default=0.75, help="share that must be killed")
    parser.add_argument("--show", action="store_true", help="print what each survivor changed")
    args = parser.parse_args()
    low = []
    for group in args.groups or GROUPS:
        folder = prepare(group)
        every = names(folder, group)
        size = min(args.sample or len(every), len(every))
        chosen = random.Random(SEED).sample(every, size)
        found = run(folder, chosen)
        alive = sorted(name for name, status in found.items() if status not in KILLED)
        share = 1 - len(alive) / max(1, len(found))
        print(f"{group}: {share:.3f} killed of {len(found)} sampled from {len(every)}", flush=True)
        if share < args.least:
            low.append(group)
        for name in alive:
            print(f"  alive: {name}", "(no test reaches it)" if found[name] in {5, 33} else "")
            if args.show:
                subprocess.run([sys.executable, "-m", "mutmut", "show", name], cwd=folder)
    if low:
        sys.exit(f"below {args.least}: {', '.join(low)}")


if __name__ == "__main__":
    main()

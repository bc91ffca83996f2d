"""Whether two source trees write the same records: the check for a move of code.

    python tests/tools/same_records.py OLD NEW --sample 2
    python tests/tools/same_records.py OLD NEW --full
    python tests/tools/same_records.py OLD NEW --only pairs,stories --sample 5
    python tests/tools/same_records.py OLD NEW --match transfer --keep out/

``OLD`` and ``NEW`` are checkouts (each with ``src/twosource``).  One process a tree, both
at a time, reads the same inputs through the public functions of its own package and
writes the sha256 of every list of records; the lists are then held against each other,
input by input.  Exit status 1 when any differs, or when an input is seen by one alone.

Inputs, from the example stories of OLD and from the shared folder (``--shared``, by default
the one beside OLD; what is missing is left out): ``commands`` runs every command of the
command line over the examples, the seeds, the stories and the handed cases; ``read`` reads
pages and dumps, ``repair`` mends damaged texts, ``texts`` analyses articles and sentences,
``stories`` makes whole dossiers (JSON, HTML and Markdown too), ``pairs`` compares two texts,
``corpora`` groups and traces many accounts.  ``--sample N`` takes N inputs of each file, the
same ones at every run; ``--full`` takes all (hours).  ``--keep FOLDER`` writes the records
themselves, for ``diff -r FOLDER/old FOLDER/new``.

CPU-seconds by kind of input and the peak memory of each tree are printed too.  They are taken
side by side on one machine; a difference of a few in a hundred is noise.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from same_inputs import KINDS, Plan, jobs


def work(tree: Path, plan: Plan, kinds: set[str], match: str, keep: Path | None) -> None:
    """Read every input with the package of ``tree``; hashes go to standard output."""
    import twosource

    if not Path(twosource.__file__).is_relative_to(tree):
        sys.exit(f"not the package of {tree}: {twosource.__file__}")
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    spent: Counter[str] = Counter()
    for kind, key, make in jobs(plan, kinds, match):
        start = time.process_time()
        try:
            made = make()
        except Exception as error:  # an input that one tree fails on is a result too
            made = {"error": [f"{type(error).__name__}: {error}"]}
        spent[kind] += time.process_time() - start
        for stage, found in made.items():
            sha = hashlib.sha256("\n".join(found).encode("utf-8", "surrogatepass")).hexdigest()
            print(json.dumps([kind, key, stage, len(found), sha]), file=out, flush=True)
            if keep is not None:
                file = keep / re.sub(r"[^\w.-]+", "_", f"{kind} {key} {stage}.jsonl")
                file.write_text("\n".join(found), encoding="utf-8", errors="surrogatepass")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": spent, "peak": peak}), file=out, flush=True)


def _start(tree: Path, side: str, args: argparse.Namespace, folder: Path) -> subprocess.Popen[Any]:
    run = folder / side
    run.mkdir()
    python = Path(args.python).absolute()  # not resolved: a link leads out of its environment
    call = [str(python), str(Path(__file__).resolve()), *map(str, args.trees), "--work", side,
            "--shared", str(args.shared), "--sample", str(args.sample), "--only", args.only,
            "--match", args.match]  # fmt: skip
    if args.keep is not None:
        (args.keep / side).mkdir(parents=True, exist_ok=True)
        call += ["--keep", str(args.keep.resolve())]
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    env = {**os.environ, **one, "PYTHONPATH": str(tree / "src"), "PYTHONHASHSEED": "0"}
    with (folder / f"{side}.out").open("w") as out:
        return subprocess.Popen(call, stdout=out, cwd=run, env=env)


def _found(path: Path) -> tuple[dict[tuple[str, str, str], tuple[int, str]], dict[str, Any]]:
    *lists, last = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {(k, key, stage): (n, sha) for k, key, stage, n, sha in lists}, last


def report(old: Path, new: Path) -> int:
    """Print what is equal; the number of record lists that are not."""
    (a, cost_a), (b, cost_b) = _found(old), _found(new)
    count: dict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, 0, 0, []])
    for at in sorted({*a, *b}):
        row = count[at[0], at[2]]
        row[0 if a.get(at) == b.get(at) else 1] += 1
        row[2] += a.get(at, (0, ""))[0]
        if a.get(at) != b.get(at):
            row[3].append(at[1])
    print(f"{'input':<10}{'records':<22}{'equal':>8}{'unequal':>9}{'lines':>9}")
    for (kind, stage), (same, not_same, lines, names) in count.items():
        print(f"{kind:<10}{stage:<22}{same:>8}{not_same:>9}{lines:>9}", *names[:3], sep="  ")
    for kind in KINDS:
        if cost_a["seconds"].get(kind):
            x, y = cost_a["seconds"][kind], cost_b["seconds"][kind]
            print(f"CPU-seconds, {kind}: {x:.1f} -> {y:.1f} ({y / x:.2f})")
    print(f"peak memory, MB: {cost_a['peak']:.0f} -> {cost_b['peak']:.0f}")
    return sum(row[1] for row in count.values())


def main() -> None:
    """Read the arguments, run both trees, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("trees", nargs=2, type=Path, metavar="TREE", help="OLD, then NEW")
    parser.add_argument("--shared", type=Path, help="the shared folder (default: beside OLD)")
    parser.add_argument("--sample", type=int, default=2, help="inputs of each file (default 2)")
    parser.add_argument("--full", action="store_true", help="every input")
    parser.add_argument("--only", default=",".join(KINDS), help=f"of {','.join(KINDS)}")
    parser.add_argument("--match", default="", help="a pattern that the input's name holds")
    parser.add_argument("--keep", type=Path, help="write the records here")
    parser.add_argument("--python", default=sys.executable, help="the interpreter of both")
    parser.add_argument("--work", choices=["old", "new"], help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.trees = [t.resolve() for t in args.trees]
    args.shared = (args.shared or args.trees[0].parent / "shared").resolve()
    args.sample = 0 if args.full else args.sample
    if args.work:
        tree = args.trees[args.work == "new"]
        plan = Plan(args.trees[0] / "examples", args.shared, args.sample)
        keep = args.keep / args.work if args.keep else None
        work(tree, plan, set(args.only.split(",")), args.match, keep)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        both = [_start(t, s, args, folder) for t, s in zip(args.trees, ("old", "new"), strict=True)]
        statuses = [p.wait() for p in both]
        if any(statuses):
            sys.exit("a tree could not be run: its message stands above")
        sys.exit(min(1, report(folder / "old.out", folder / "new.out")))


if __name__ == "__main__":
    main()

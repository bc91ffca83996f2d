"""Where a run ends: a folder of tables, or a store."""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from twosource.errors import ExchangeError, RunError
from twosource.run import arrays
from twosource.run.driver import Run
from twosource.run.work import Rejected, placed
from twosource.store.codec import load
from twosource.types import Account

SCHEMA_VERSION = "twosource-tables/1"
SUMMARY, REJECTED = "run.json", "rejected.jsonl"


def put(run: Run, files: Mapping[str, Sequence[str]], output: Path) -> None:
    """Put the tables in their place: a folder for each with its parts, ``rejected.jsonl`` with
    what was left out and why, and ``run.json`` with the counts.  What an earlier run put there is
    replaced, all at once.

    Raises:
        ExchangeError: ``TS-EXCH-03``, the folder is not one of a run.
        RunError: ``TS-RUN-04``, it cannot be written.
    """
    if output.exists() and not (output / SUMMARY).is_file() and any(output.iterdir()):
        raise ExchangeError("TS-EXCH-03", str(output))
    mark = uuid.uuid4().hex[:12]
    fresh = output.with_name(f".{output.name}.{mark}.part")
    old = output.with_name(f".{output.name}.{mark}.old")
    try:
        for table, parts in files.items():
            (fresh / table).mkdir(parents=True)
            for number, part in enumerate(parts):
                _same(Path(part), fresh / table / f"part-{number:05}.parquet")
        (fresh / REJECTED).write_text(rejected_lines(run.rejected), "utf-8")
        (fresh / SUMMARY).write_text(_summary(run, files), "utf-8")
        if output.exists():
            output.replace(old)
        fresh.replace(output)
    except OSError as error:
        raise RunError("TS-RUN-04", f"{output} ({error.strerror or error})") from error
    finally:
        for folder in (fresh, old):
            with suppress(OSError):
                shutil.rmtree(folder)


def _same(source: Path, place: Path) -> None:
    """The same file under another name; a copy where the disk is another."""
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)


def rejected_lines(rejected: Sequence[tuple[str, Rejected]]) -> str:
    """A line of JSON for all that was left out."""
    told = [{"stage": stage, **asdict(r)} for stage, r in rejected]
    lines = sorted(json.dumps(t, ensure_ascii=True) for t in told)
    return "".join(f"{line}\n" for line in lines)


def _summary(run: Run, files: Mapping[str, Sequence[str]]) -> str:
    stages = {
        name: {"in": s.rows_in, "out": s.rows_out, "rejected": s.rejected}
        for name, s in run.progress.stages.items()
    }
    codes = Counter(r.code for _, r in run.rejected)
    told = {
        "schema": SCHEMA_VERSION, "tables": {t: len(p) for t, p in files.items()},
        "stages": stages, "rejected": dict(sorted(codes.items())),
    }  # fmt: skip
    return json.dumps(told, indent=2) + "\n"


def store(run: Run, address: str) -> Counter[str]:
    """Put the accounts of a run into a store; how many were new, the same, a version, refused.

    What stands there already is the same and is passed over, so a run that was cut short goes on.

    Raises:
        StoreError: the store cannot be used.
    """
    from twosource.store import open_store

    parts = run.read()

    def every() -> Iterator[tuple[None, Account]]:
        for path in parts:
            for data in arrays.Held(path).every("whole"):
                yield None, load(Account, data)

    counts: Counter[str] = Counter()
    with open_store(address, make=True) as opened:
        for added in opened.add_read(every()):
            counts[added.status] += 1
            if added.status == "refused":
                refused = Rejected(added.id, added.code or "", added.message or "")
                run.rejected.append(("store", refused))
    with placed(run.settings.work / REJECTED) as part:
        part.write_text(rejected_lines(run.rejected), "utf-8")
    return counts

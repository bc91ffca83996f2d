"""``twosource run``: the pipeline over many files."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from twosource.cli.inputs import Call
from twosource.cli.options import QUIET
from twosource.types import Failure

_NAMED = 20
"""Inputs named on stderr; ``rejected.jsonl`` names all."""


@click.command("run")
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--engine", metavar="ENGINE",
    help="embedded (processes on this machine), or the address of a Dask scheduler that runs, "
    "tcp://HOST:PORT.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(0, 4096), help="Processes on this machine.")
@QUIET
def run_command(config: Path, engine: str | None, workers: int | None, quiet: bool) -> None:
    """Run the pipeline over many files, into tables or a store.

    Reads WARC, Parquet and JSON Lines.  Every stage works in shards; what is done is kept, and the
    same call again goes on from there.  See docs/scale.md.

    \b
    Examples:
      twosource run crawl.toml
      twosource run crawl.toml --engine tcp://10.0.0.1:8786

    \b
    crawl.toml:
      inputs = ["crawl/*.warc.gz", "more.parquet"]
      output = "tables"
    """  # noqa: D301
    from twosource.run import run
    from twosource.run.settings import load

    settings = load(config)
    if engine is not None:
        settings = replace(settings, engine=engine)
    if workers is not None:
        settings = replace(settings, workers=workers)
    call = Call(None, quiet)
    made = run(settings, call.say)
    failed = made.failed
    call.fail(Failure(r.input, r.code, f"{r.code} {r.input}: {r.message}") for r in failed[:_NAMED])
    if len(failed) > _NAMED:
        call.warn(f"and {len(failed) - _NAMED} more, named in rejected.jsonl")
    sys.exit(call.status)

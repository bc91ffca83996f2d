"""``twosource bench``: our figures and the peers', in one run."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from twosource.bench.table import HEAD, Table, markdown
from twosource.errors import UsageError

STAGES = {
    "read": "read",
    "statements": "statements",
    "parties": "statements",
    "events": "acts",
    "positions": "compare",
    "group": "trace",
    "trace": "trace",
    "growth": "trace",
    "compare": "compare",
    "matching": "compare",
    "store": "read",
    "languages": "languages",
}
"""Stage -> the folder of ``--data`` that its table is made from."""


def _data(root: Path, stage: str) -> Path:
    folder = STAGES[stage]
    if stage == "languages" and (any(root.glob("*/gold.json")) or not (root / folder).is_dir()):
        from twosource.bench.languages.tables import OPEN

        return root if any(root.glob("*/gold.json")) else OPEN
    if root.name == folder and root.is_dir():
        return root
    if (root / folder).is_dir():
        return root / folder
    raise UsageError("TS-USE-04", f"{root}/{folder}")


@click.command("bench")
@click.argument("stage", required=False, type=click.Choice(sorted(STAGES)))
@click.option(
    "--data", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The data folder: the whole, or that of the stage.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the table here too.")
def bench_command(stage: str | None, data: Path, output: Path | None) -> None:
    """Measure accuracy and speed against the peers, in the same run.

    \b
    Examples:
      twosource bench read --data ../shared/eval
      twosource bench trace --data ../shared/eval/trace -o table.md
      twosource bench languages --data tests/languages/stories/open
    """  # noqa: D301
    texts = []
    for name in [stage] if stage else list(STAGES):
        table: Table = import_module(f"twosource.bench.{name}").run(_data(data, name))
        texts.append(markdown(table))
        click.echo(texts[-1])
    if output is not None:
        output.write_text("\n".join([HEAD, *texts]), encoding="utf-8")

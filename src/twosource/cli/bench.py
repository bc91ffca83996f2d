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
    "scale": "",
}
"""Stage -> the folder of ``--data`` that its table is made from; none where it needs none."""


def _data(root: Path | None, stage: str) -> Path | None:
    folder = STAGES[stage]
    if not folder:
        return root
    if stage == "languages":
        from twosource.bench.languages.tables import folder_of

        return folder_of(root)
    if root is None:
        raise click.UsageError("Missing option '--data'.")
    if root.name == folder and root.is_dir():
        return root
    if (root / folder).is_dir():
        return root / folder
    raise UsageError("TS-USE-04", f"{root}/{folder}")


@click.command("bench")
@click.argument("stage", required=False, type=click.Choice(sorted(STAGES)))
@click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The data folder: the whole, or that of the stage.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the table here too.")
@click.option(
    "--accounts", type=click.IntRange(min=100), metavar="N",
    help="Accounts of the crawl, for scale (3,000 unless given; 300,000 take hours) and for store "
    "(20,000).",
)  # fmt: skip
@click.option(
    "--against", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="SRC",
    help="For scale: the src folder of another version, measured beside this one.",
)  # fmt: skip
def bench_command(
    stage: str | None,
    data: Path | None,
    output: Path | None,
    accounts: int | None,
    against: Path | None,
) -> None:
    """Measure accuracy and speed against the peers, in the same run.

    \b
    Examples:
      twosource bench read --data ../shared/eval
      twosource bench trace --data ../shared/eval/trace -o table.md
      twosource bench languages --data tests/languages/stories/open
      twosource bench scale --accounts 30000
    """  # noqa: D301
    texts = []
    for name in [stage] if stage else list(STAGES):
        own: dict[str, object] = {"accounts": accounts if name in {"scale", "store"} else None}
        own |= {"against": against} if name == "scale" else {}
        given = {k: v for k, v in own.items() if v is not None}
        table: Table = import_module(f"twosource.bench.{name}").run(_data(data, name), **given)
        texts.append(markdown(table))
        click.echo(texts[-1])
    if output is not None:
        output.write_text("\n".join([HEAD, *texts]), encoding="utf-8")

"""``--store S [--story ID]`` in place of inputs."""

from __future__ import annotations

from collections.abc import Callable

import click

STORE_HELP = "A path (SQLite), or postgresql://USER@HOST/NAME."


def stored(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--store`` and ``--story``, which stand in place of inputs."""
    for option in reversed((
        click.option(
            "--store", metavar="S", help=f"Take the accounts of a store instead. {STORE_HELP}"
        ),
        click.option("--story", metavar="ID", help="Only this story of the store."),
    )):  # fmt: skip
        command = option(command)
    return command


def check_source(inputs: tuple[str, ...], store: str | None, story: str | None) -> None:
    """Refuse a call that names no accounts, or names them twice."""
    if (store is None) != bool(inputs):
        raise click.UsageError("give either INPUT... or --store S")
    if story is not None and store is None:
        raise click.UsageError("--story goes with --store S")

"""``--config FILE``: options in a TOML file; those of the command line go before them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from twosource.errors import UsageError

TABLES = {"judge": {"url": "judge"}}
"""Table -> field that is an option of another name; others are ``<table>-<field>``."""
_APART = frozenset({"config", "help", "output", "pairs"})
"""What is said of one call alone."""


def _options(command: click.Command) -> dict[str, str]:
    """Option without its dashes (``judge-model``) -> what the command calls it."""
    return {
        name.removeprefix("--"): parameter.name
        for parameter in command.params
        for name in parameter.opts
        if name.startswith("--") and parameter.name is not None
    }


def _known(ctx: click.Context) -> set[str]:
    """The options of all commands: one file may serve them all."""
    top = ctx.find_root()
    group = top.command
    commands = [ctx.command]
    if isinstance(group, click.Group):
        found = (group.get_command(top, name) for name in group.list_commands(top))
        commands += [command for command in found if command is not None]
    return {name for c in commands for name in _options(c)} - _APART


def _given(path: Path, table: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """(name in the file, option, value) of every field."""
    for name, value in table.items():
        if not isinstance(value, dict):
            yield name, name, value
            continue
        if name not in TABLES:
            raise UsageError("TS-USE-06", f"{path}: no such table: {name}")
        for field, inner in value.items():
            if "key" in field:
                raise UsageError("TS-USE-06", f"{path}: a key is read from the environment alone")
            yield f"{name}.{field}", TABLES[name].get(field, f"{name}-{field}"), inner


def load(ctx: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Take the file's values as defaults; click then checks them like those of the command
    line.

    No file is ever looked for: one that lies in a folder somebody else made could send its
    accounts anywhere.

    Raises:
        UsageError: ``TS-USE-06`` where the file cannot be read, is not TOML, or holds a table
            or field that is not known.
    """
    if path is None:
        return
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("TS-USE-06", f"{path}: {error}") from error
    known, own = _known(ctx), _options(ctx.command)
    values: dict[str, Any] = {}
    for name, option, value in _given(path, table):
        if option not in known:
            raise UsageError("TS-USE-06", f"{path}: no such field: {name}")
        if option in own:
            values[own[option]] = value
    ctx.default_map = {**(ctx.default_map or {}), **values}

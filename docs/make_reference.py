"""Write what the docs take from the code: docs/schema/*.json and docs/commands.md."""

from __future__ import annotations

import json
from pathlib import Path

import click

from twosource.cli.main import cli
from twosource.errors import MESSAGES
from twosource.records import RECORDS, SCHEMA_VERSION
from twosource.run.output import SCHEMA_VERSION as TABLES_VERSION
from twosource.run.settings import TABLES
from twosource.run.tables import described

HERE = Path(__file__).parent


def schema(command: str) -> str:
    """The schema of one line of a command's output, as it is published."""
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{SCHEMA_VERSION}/{command}",
        **RECORDS[command].model_json_schema(by_alias=True, mode="serialization"),
    }
    return json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def table(name: str) -> str:
    """The columns of a table of ``twosource run``, as they are published."""
    made = {"schema": TABLES_VERSION, **described(name)}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def commands() -> str:
    """Every command with its help, and every error code with its next step."""
    out = ["# Commands", "", "Made from the program by `make reference`.", ""]
    top = click.Context(
        cli,
        info_name="twosource",
        help_option_names=cli.context_settings["help_option_names"],
        max_content_width=90,
        terminal_width=90,
    )
    out += ["```text", cli.get_help(top), "```", ""]
    out += _helps(cli, top)
    out += ["## Exit status", "", "0 done, 1 some inputs failed (each named), 2 wrong usage.", ""]
    out += ["## Error codes", "", "| code | what happened; what to do |", "| --- | --- |"]
    out += [f"| {code} | {message} |" for code, message in sorted(MESSAGES.items())]
    return "\n".join(out) + "\n"


def _helps(group: click.Group, above: click.Context) -> list[str]:
    """The help of every command of a group, and of the groups in it."""
    out = []
    for name in sorted(group.list_commands(above)):
        command = group.get_command(above, name)
        assert command is not None
        ctx = click.Context(
            command, info_name=name, parent=above, max_content_width=90, terminal_width=90
        )
        out += [f"## {ctx.command_path}", "", "```text", command.get_help(ctx), "```", ""]
        if isinstance(command, click.Group):
            out += _helps(command, ctx)
    return out


def main() -> None:
    """Write all of it."""
    (HERE / "schema").mkdir(exist_ok=True)
    for command in RECORDS:
        (HERE / "schema" / f"{command}.json").write_text(schema(command), encoding="utf-8")
    (HERE / "schema" / "tables").mkdir(exist_ok=True)
    for name in TABLES:
        (HERE / "schema" / "tables" / f"{name}.json").write_text(table(name), encoding="utf-8")
    (HERE / "commands.md").write_text(commands(), encoding="utf-8")


if __name__ == "__main__":
    main()

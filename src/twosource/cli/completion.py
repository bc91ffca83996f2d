"""``twosource completion``: tab completion in a shell."""

from __future__ import annotations

import click

COMPLETION = {
    "bash": 'eval "$(_TWOSOURCE_COMPLETE=bash_source twosource)"',
    "zsh": 'eval "$(_TWOSOURCE_COMPLETE=zsh_source twosource)"',
    "fish": "_TWOSOURCE_COMPLETE=fish_source twosource | source",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(sorted(COMPLETION)))
def completion_command(shell: str) -> None:
    """Print the line that turns on tab completion in your shell."""
    click.echo(COMPLETION[shell])

"""The group of commands and what becomes of errors."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from twosource.cli.bench import bench_command
from twosource.cli.exporting import COMMANDS as EXCHANGE
from twosource.cli.inputs import FAILED, USAGE
from twosource.cli.report import dossier_command
from twosource.cli.review import review_group
from twosource.cli.running import run_command
from twosource.cli.serve import serve_command
from twosource.cli.stages import (
    compare_command,
    events_command,
    group_command,
    positions_command,
    read_command,
    statements_command,
    trace_command,
)
from twosource.cli.storing import COMMANDS
from twosource.cli.watch import watch_command
from twosource.errors import RunError, TwosourceError, UsageError

COMPLETION = {
    "bash": 'eval "$(_TWOSOURCE_COMPLETE=bash_source twosource)"',
    "zsh": 'eval "$(_TWOSOURCE_COMPLETE=zsh_source twosource)"',
    "fish": "_TWOSOURCE_COMPLETE=fish_source twosource | source",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="twosource")
def cli() -> None:
    """Compare several accounts of one event.

    Who said what to whom, which account came from which, how many independent
    origins each statement has, and where the accounts differ: every line on an
    exact span of a source, and no verdict on truth.

    \b
    Start here:
      twosource dossier a.txt b.html -o dossier.html
    """  # noqa: D301


@click.command("completion")
@click.argument("shell", type=click.Choice(sorted(COMPLETION)))
def completion_command(shell: str) -> None:
    """Print the line that turns on tab completion in your shell."""
    click.echo(COMPLETION[shell])


for _command in (
    dossier_command, read_command, statements_command, events_command, positions_command,
    group_command, trace_command, compare_command, bench_command, completion_command, *COMMANDS,
    watch_command, run_command, *EXCHANGE, review_group,
    serve_command,
):  # fmt: skip
    cli.add_command(_command)


def _stopped(number: int, frame: object) -> None:
    """SIGTERM ends the call like an interrupt: half-written files are taken away."""
    raise SystemExit(128 + number)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; no traceback ever reaches the user for bad input.

    Args:
        args: the arguments; those of the process by default.
    """
    with suppress(ValueError):  # a signal can be caught in the main thread alone
        signal.signal(signal.SIGTERM, _stopped)
    try:
        status = cli(args, prog_name="twosource", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except UsageError as error:
        click.echo(f"twosource: {error}", err=True)
        sys.exit(USAGE)
    except TwosourceError as error:
        click.echo(f"twosource: {error}", err=True)
        sys.exit(FAILED)
    except (KeyboardInterrupt, click.Abort):
        click.echo("twosource: stopped; a file that was to be written is as it was", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        wrong = RunError("TS-RUN-02", f"{type(error).__name__}: {error}")
        click.echo(f"twosource: {wrong}", err=True)
        sys.exit(FAILED)

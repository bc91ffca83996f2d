"""The group of commands and what becomes of errors."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from twosource.cli.commands import Commands
from twosource.cli.options import FAILED, USAGE
from twosource.errors import RunError, TwosourceError, UsageError


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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


def _stopped(number: int, frame: object) -> None:
    """SIGTERM ends the call like an interrupt: half-written files are taken away."""
    raise SystemExit(128 + number)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; no traceback ever reaches the user for bad input.

    Args:
        args: the arguments; those of the process by default.
    """
    for library in ("OPENBLAS", "MKL", "OMP", "BLIS"):
        # What is multiplied here is small: a second thread takes as much processor time again
        # and brings nothing.  Read when numpy is loaded, which comes after; a user's own stays.
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
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

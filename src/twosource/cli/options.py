"""Options that several commands have, each said once."""

from __future__ import annotations

from pathlib import Path

import click

DONE, FAILED, USAGE = 0, 1, 2
"""Exit status: all done; some inputs failed, each named; wrong usage."""

OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="No progress, only failures.")
ALLOW_HOST = click.option(
    "--allow-host", "allow_hosts", multiple=True, metavar="HOST",
    help="Allow fetching from this private or loopback host.",
)  # fmt: skip
DELAY = click.option(
    "--delay", type=click.FloatRange(min=0), metavar="SECONDS",
    help="Wait between two pages of one host (default 1).",
)  # fmt: skip
CACHE = click.option(
    "--cache", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
    help="Keep fetched pages here and ask for them again only if they changed.",
)  # fmt: skip
MAX_BYTES = click.option("--max-bytes", type=click.IntRange(min=1), help="Size limit of one input.")

"""``twosource serve``: the desk."""

from __future__ import annotations

import getpass
import os
from dataclasses import replace
from pathlib import Path

import click

from twosource.cli.options import ALLOW_HOST
from twosource.cli.stored import STORE_HELP
from twosource.errors import UsageError

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@click.command("serve")
@click.option(
    "--store",
    default="twosource.db",
    metavar="S",
    show_default=True,
    help=f"Made where there is none. {STORE_HELP}",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Listen on this port; one that is free where none is said.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    show_default=True,
    help="Listen on this address; another than this machine's own wants --origin.",
)
@click.option(
    "--origin",
    metavar="URL",
    help="The address by which browsers reach it, behind a proxy (docs/desk.md).",
)
@click.option(
    "--files",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Let files of this folder be added by their names.",
)
@click.option(
    "--author", metavar="NAME", envvar="TWOSOURCE_AUTHOR",
    help="Whose decisions they are where a browser says no name.",
)  # fmt: skip
@ALLOW_HOST
def serve_command(
    store: str, port: int, host: str, origin: str | None, files: Path | None, author: str | None,
    allow_hosts: tuple[str, ...],
) -> None:  # fmt: skip
    """Open the desk: read and review stories in a browser.

    Prints one address with a token in it; who opens that comes in, and nobody else does.  It
    listens to this machine alone, asks nothing outside that you did not ask for, and works
    without script.  TWOSOURCE_DESK_TOKEN sets the token.  Ctrl-C ends it; all that was
    acknowledged stands.

    \b
    Examples:
      twosource serve --store news.db
      twosource serve --store postgresql:///news --port 8321 --origin https://desk.example.org
    """  # noqa: D301
    if host not in _LOOPBACK and origin is None:
        raise click.UsageError("--host of the network wants --origin, see docs/desk.md")
    try:
        from twosource.desk.serving import serve
        from twosource.desk.settings import Settings, check_token
    except ImportError as error:
        raise UsageError("TS-USE-14", str(error)) from error
    given = os.environ.get("TWOSOURCE_DESK_TOKEN")
    settings = Settings(
        store=store, folder=Path(), host=host, port=port, author=author or _user(), files=files,
        allow_hosts=allow_hosts,
    )  # fmt: skip
    if given:
        settings = replace(settings, token=check_token(given))

    def ready(running: Settings) -> None:
        click.echo(running.address)
        click.echo(f"The desk over {store}. Open the address above; Ctrl-C ends it.", err=True)

    serve(settings, origin, ready)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "editor"

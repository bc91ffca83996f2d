"""``twosource watch``: feeds polled into a store."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twosource.cli.inputs import Call
from twosource.cli.options import ALLOW_HOST, DELAY, MAX_BYTES, OUTPUT, QUIET
from twosource.cli.stored import STORE_HELP
from twosource.errors import StoreError

if TYPE_CHECKING:
    from twosource.store.watching import Digest


@click.command("watch")
@click.argument("feeds", metavar="FEEDS...", nargs=-1, required=True)
@click.option("--store", metavar="S", required=True, help=STORE_HELP)
@click.option(
    "--every", type=click.FloatRange(min=1), default=15.0, metavar="MINUTES",
    help="Wait so long between two polls of a feed (default 15).",
)  # fmt: skip
@click.option("--once", is_flag=True, help="Ask each feed whose time has come once, then stop.")
@OUTPUT
@QUIET
@ALLOW_HOST
@DELAY
@MAX_BYTES
def watch_command(
    feeds: tuple[str, ...],
    store: str,
    every: float,
    once: bool,
    output: Path | None,
    quiet: bool,
    allow_hosts: tuple[str, ...],
    delay: float | None,
    max_bytes: int | None,
) -> None:
    """Poll feeds into a store, and write a digest of what changed.

    FEEDS are OPML files and addresses of feeds (RSS, Atom, JSON Feed).  They are asked only if
    they changed, one page of a host at a time, as robots.txt allows, and less often while they
    fail.  New entries are placed among the links and stories of the store, changed pages kept as
    versions.  Stop it with Ctrl-C; the next call goes on where it stopped.

    \b
    Examples:
      twosource watch feeds.opml --store news.db
      twosource watch https://example.org/feed.xml --store news.db --once
    """  # noqa: D301
    from twosource.cli import lines

    call = Call(output, quiet, allow_hosts, max_bytes, delay, store=store)

    def told() -> Iterator[str]:
        with call.opened(make=True) as opened:
            for digest in _rounds(call, opened, _addresses(feeds), every, once=once):
                stories = {a.story for a in digest.added if a.story is not None}
                titles = {s: opened.title_of(s) for s in sorted(stories)}
                call.fail(digest.failures)
                yield lines.digest(digest, titles)

    call.write(told(), at_once=True)
    sys.exit(call.status if once else 0)


def _rounds(
    call: Call, opened: Any, feeds: list[str], every: float, *, once: bool
) -> Iterator[Digest]:
    """Digests, one a round in which a feed was asked."""
    from twosource.store.watching import Watch

    options = call.reading_options()
    watch = Watch(opened, feeds, every=60 * every, **options)
    try:
        while True:
            digest = watch.round()
            if digest.polled or once:
                yield digest
            if once:
                return
            time.sleep(min(60.0, max(1.0, watch.wait())))
    finally:
        watch.close()


def _addresses(feeds: tuple[str, ...]) -> list[str]:
    """The addresses of feeds: given as they are, or in OPML files.

    Raises:
        StoreError: ``TS-STORE-10``, a file cannot be read or is no OPML.
    """
    from twosource.read.sources.address import is_url
    from twosource.store.watching import feeds_of

    found: list[str] = []
    for feed in feeds:
        if is_url(feed):
            found.append(feed)
            continue
        try:
            data = Path(feed).read_bytes()
        except (OSError, ValueError) as error:
            raise StoreError("TS-STORE-10", f"{feed} ({error})") from error
        found += feeds_of(data, feed)
    return found

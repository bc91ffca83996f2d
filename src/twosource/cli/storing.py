"""The commands of a store: ``add``, ``stories``, ``search``, and what looks after it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import click

from twosource.cli.inputs import INPUT_HELP, Call
from twosource.cli.options import ALLOW_HOST, CACHE, DELAY, MAX_BYTES, OUTPUT, QUIET
from twosource.cli.stored import STORE_HELP
from twosource.errors import StoreError
from twosource.types import Failure, FindingType

_STORE = click.option("--store", metavar="S", required=True, help=STORE_HELP)


@click.command("add", epilog=INPUT_HELP)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@_STORE
@OUTPUT
@QUIET
@ALLOW_HOST
@DELAY
@CACHE
@MAX_BYTES
def add_command(
    inputs: tuple[str, ...],
    store: str,
    output: Path | None,
    quiet: bool,
    allow_hosts: tuple[str, ...],
    delay: float | None,
    cache: Path | None,
    max_bytes: int | None,
) -> None:
    """Put accounts into a store, which is made where there is none.

    Each is joined to the links and stories that are there; nothing that stands is done again.
    A line for each input says what became of it: new, the same again, a new version of its
    page, or refused.  A line that was written stands, whatever happens after.

    \b
    Examples:
      twosource add pages/ --store news.db
      twosource add https://example.org/story --store news.db
      cat accounts.jsonl | twosource add - --store postgresql:///news
    """  # noqa: D301
    from twosource.cli import lines

    call = Call(output, quiet, allow_hosts, max_bytes, delay, cache, store=store)

    def told() -> Iterator[str]:
        with call.opened(make=True) as opened:
            made = opened.add(*inputs, **call.reading_options())
            for added in call.track(made, "adding", None):
                if added.status == "refused":
                    call.fail([Failure(added.id, added.code or "", added.message or "")])
                yield lines.added(added)

    call.write(told(), at_once=True)
    sys.exit(call.status)


@click.command("stories")
@_STORE
@click.option(
    "--at-least", type=click.IntRange(min=1), default=1, metavar="N",
    help="Only stories of so many accounts.",
)  # fmt: skip
@OUTPUT
def stories_command(store: str, at_least: int, output: Path | None) -> None:
    """List the stories of a store, those first that grew last.

    \b
    Example:
      twosource stories --store news.db --at-least 2 | jq -r '[.story, .title] | @tsv'
    """  # noqa: D301
    from twosource.cli import lines

    call = Call(output, store=store)
    with call.opened() as opened:
        found = opened.stories(at_least=at_least)
    call.write(lines.story(s) for s in found)


def _day(ctx: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value is not None else None


class _Search(click.Command):
    """A command whose words may begin with a hyphen: ``-minister`` is no bundle of options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the hyphen from such words, which a search passes over anyway."""
        words = [a.lstrip("-") if _HYPHEN.fullmatch(a) else a for a in args]
        return super().parse_args(ctx, words)


_HYPHEN = re.compile(r"(?s)-(?!-)(?!n\d+$)..+")
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("search", cls=_Search)
@click.argument("query", nargs=-1)
@_STORE
@click.option("--party", default="", metavar="NAME", help="Accounts that this party is in.")
@click.option("--outlet", default="", metavar="NAME", help="Of this outlet or publisher.")
@click.option(
    "--since", type=_DAY, callback=_day, metavar="DAY", help="Published on YYYY-MM-DD or later."
)
@click.option(
    "--until", type=_DAY, callback=_day, metavar="DAY", help="Published on YYYY-MM-DD or before."
)
@click.option("--language", default="", metavar="CODE", help="In this language (ISO 639-1).")
@click.option(
    "--difference", default="", type=click.Choice(["", *get_args(FindingType)]), metavar="TYPE",
    help="Of a story whose accounts were found to differ in this (number, date, role ...).",
)  # fmt: skip
@click.option("--story", metavar="ID", help="Of this story.")
@click.option(
    "-n", "--most", type=click.IntRange(min=1, max=1000), default=20, metavar="N",
    help="Hits at most (default 20).",
)  # fmt: skip
@OUTPUT
def search_command(
    query: tuple[str, ...],
    store: str,
    party: str,
    outlet: str,
    since: date | None,
    until: date | None,
    language: str,
    difference: str,
    story: str | None,
    most: int,
    output: Path | None,
) -> None:
    """Search the accounts of a store: full text, in any script.

    All words must be found, as they are or with other marks and capitals; "a phrase" stands
    between quotation marks, and a * behind the beginning of a word.  Without words, the latest
    accounts that the options let through.  Parties and types of difference are known where a
    dossier or another analysis was made with --store.

    \b
    Examples:
      twosource search harbour fees --store news.db
      twosource search '"cease-fire" U.S.' --store news.db --since 2031-05-01
      twosource search --party "Ada Moor" --difference number --store news.db
    """  # noqa: D301
    from twosource.cli import lines
    from twosource.store import Filters

    call = Call(output, store=store)
    with call.opened() as opened:
        number = opened.number_of(story) if story is not None else None
        filters = Filters(party, outlet, since, until, language, difference, number)
        found = opened.search(" ".join(query), filters, most=most)
    call.write(lines.hit(h) for h in found)


@click.group("store")
def store_group() -> None:
    """Look after a store: check, compact, export, import, log."""


@store_group.command("check")
@_STORE
def check_command(store: str) -> None:
    """Look whether everything in a store can be read and fits together.

    Writes a line for each fault; exit status 1 where there is one.

    \b
    Example:
      twosource store check --store news.db
    """  # noqa: D301
    call = Call(store=store)
    with call.opened() as opened:
        faults = opened.check()
        count = len(opened)
    call.write(json.dumps({"fault": fault}) for fault in faults)
    call.say(f"{count} accounts, {len(faults)} faults")
    if faults:
        raise StoreError("TS-STORE-08", store)


@store_group.command("compact")
@_STORE
def compact_command(store: str) -> None:
    """Give back unused space, and drop what earlier versions kept of analyses.

    \b
    Example:
      twosource store compact --store news.db
    """  # noqa: D301
    call = Call(store=store)
    with call.opened() as opened:
        before, after = opened.compact()
    call.write([json.dumps({"before": before, "after": after})])


@store_group.command("export")
@_STORE
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write."
)
def export_command(store: str, output: Path) -> None:
    """Write a store as one file: gzipped JSON Lines, for another place or the other database.

    \b
    Example:
      twosource store export --store news.db -o news.jsonl.gz
    """  # noqa: D301
    call = Call(output, store=store)
    with call.opened() as opened:
        rows = call.binary(opened.export)
    call.say(f"written: {output} ({rows} rows)")


@store_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_STORE
def import_command(file: Path, store: str) -> None:
    """Take in a file that export made: into a new store as it was, into another what is new.

    \b
    Example:
      twosource store import news.jsonl.gz --store postgresql:///news
    """  # noqa: D301
    call = Call(store=store)
    with call.opened(make=True) as opened:
        counts = opened.restore(file)
    call.write([json.dumps({"accounts": sum(counts.values()), **counts})])


@store_group.command("log")
@_STORE
@click.option("-n", "--most", type=click.IntRange(min=1), metavar="N", help="The last N only.")
def log_command(store: str, most: int | None) -> None:
    """Say what was done to a store, when, and by which version.

    \b
    Example:
      twosource store log --store news.db -n 5
    """  # noqa: D301
    call = Call(store=store)
    with call.opened() as opened:
        found = opened.ledger(most)
    call.write(
        json.dumps({"at": e.at, "version": e.version, "what": e.what, **json.loads(e.detail)})
        for e in found
    )


COMMANDS: tuple[click.Command, ...] = (
    add_command, stories_command, search_command, store_group,
)  # fmt: skip

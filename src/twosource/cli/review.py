"""``twosource review``: what people know better, on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twosource.cli.deciding import AUTHOR, COMMANDS, STORE, STORY, author_of, decide, looked_up
from twosource.cli.deciding import signs as signed
from twosource.cli.inputs import Call
from twosource.cli.options import OUTPUT, QUIET
from twosource.errors import StoreError
from twosource.review.links import RELATIONS
from twosource.types import Failure, Review

if TYPE_CHECKING:
    from twosource.store import ReviewedStore


@click.group("review")
def review_group() -> None:
    """Say what you know better of a store: decisions that hold.

    Each is kept with your name, the time and a note, carried out whenever something of the store
    is shown, carried over to new versions of a page where the words still stand, and told in the
    dossier.  No rerun, join or merge puts one aside; undo does.

    \b
    Start here:
      twosource review list --store news.db --story story-7
      twosource review strike f12 --store news.db --story story-7 --note "two ferries"
      twosource review undo --store news.db
    """  # noqa: D301


@click.command("list")
@STORY
@STORE
@OUTPUT
@QUIET
def list_command(store: str, story: str, output: Path | None, quiet: bool) -> None:
    """List the lines of a story that can be decided, each with its name and words.

    \b
    Example:
      twosource review list --store news.db --story story-7 | jq -r '[.line, .says] | @tsv'
    """  # noqa: D301
    call = Call(output, quiet, store=store)
    with call.opened() as opened:
        lines = list(looked_up(opened, story, call).lines())
    call.write(
        json.dumps(
            {"line": x.name, "says": x.says, "score": x.score, "words": dict(x.words),
             "reviewed": x.reviewed},
            ensure_ascii=False,
        )
        for x in lines
    )  # fmt: skip


@click.command("move")
@click.argument("account")
@click.option("--with", "beside", metavar="ACCOUNT", help="To the story of this account.")
@click.option("--to", metavar="STORY", help="To this story.")
@click.option("--alone", is_flag=True, help="To a story of its own.")
@signed
def move_command(
    account: str, beside: str | None, to: str | None, alone: bool, **given: Any
) -> None:
    """Put an account into another story, where it stays whatever comes.

    \b
    Examples:
      twosource review move b.html --with a.html --store news.db
      twosource review move b.html --alone --store news.db
    """  # noqa: D301
    if (beside is not None) + (to is not None) + alone != 1:
        raise click.UsageError("give one of --with ACCOUNT, --to STORY and --alone")

    def make(store: ReviewedStore, call: Call) -> Review:
        from twosource.review import of_account

        store.story_of(account)
        other = store.beside(to, account) if to is not None else beside
        if other is not None:
            store.story_of(other)
        return of_account(account, "move", {"with": other} if other is not None else {})

    decide(given, make)


@click.command("set")
@click.argument("account")
@click.option("--date", metavar="DATE", help="Published then: YYYY, YYYY-MM, YYYY-MM-DD, or with "
              "THH:MM; nothing where it is not known.")  # fmt: skip
@click.option("--outlet", metavar="NAME", help="Its outlet.")
@click.option("--agency", metavar="NAMES", help="The agencies credited, parted by semicolons.")
@click.option("--byline", metavar="NAMES", help="Its authors, parted by semicolons.")
@signed
def set_command(
    account: str, date: str | None, outlet: str | None, agency: str | None, byline: str | None,
    **given: Any,
) -> None:  # fmt: skip
    """Set the date, outlet, agency or byline of an account; an empty value takes it away.

    \b
    Examples:
      twosource review set a.html --date 2031-05-03 --store news.db
      twosource review set a.html --agency "Norr; Gull Wire" --byline "" --store news.db
    """  # noqa: D301
    values = {"date": date, "outlet": outlet, "agency": agency, "byline": byline}
    right = {k: " ".join(v.split()) for k, v in values.items() if v is not None}

    def make(store: ReviewedStore, call: Call) -> Review:
        from twosource.review import of_account
        from twosource.review.accounts import precision

        store.story_of(account)
        if right.get("date") and precision(right["date"]) is None:
            raise ValueError(f"{right['date']} is no date as YYYY-MM-DD")
        return of_account(account, "set", right)

    decide(given, make)


@click.command("link")
@click.argument("a")
@click.argument("b")
@click.option("--relation", required=True, type=click.Choice(RELATIONS), metavar="HOW",
              help=", ".join(RELATIONS) + ".")  # fmt: skip
@click.option(
    "--direction", default="unknown", type=click.Choice(["a>b", "b>a", "common", "unknown"]),
    metavar="WAY", help="a>b: B came from A; b>a, common, unknown.",
)  # fmt: skip
@click.option("--quote-a", default="", metavar="WORDS", help="The words of A that show it.")
@click.option("--quote-b", default="", metavar="WORDS", help="The words of B that show it.")
@signed
def link_command(
    a: str, b: str, relation: str, direction: str, quote_a: str, quote_b: str, **given: Any
) -> None:
    """Add a link of two accounts of one story that was not found.

    It rests on the words that you quote, and on what the two are seen to share.

    \b
    Example:
      twosource review link a.html b.html --relation rewritten --direction "a>b" \\
        --quote-b "as the Ledger reported" --store news.db
    """  # noqa: D301

    def make(store: ReviewedStore, call: Call) -> Review:
        lookup = looked_up(store, store.story_of(a), call)
        return lookup.add_link(a, b, relation, direction, {"a": quote_a, "b": quote_b})

    decide(given, make)


@click.command("unlink")
@click.argument("a")
@click.argument("b")
@signed
def unlink_command(a: str, b: str, **given: Any) -> None:
    """Mark the link of two accounts wrong: neither owes the other.

    \b
    Example:
      twosource review unlink a.html b.html --store news.db --note "two interviews"
    """  # noqa: D301
    decide(
        given, lambda store, call: looked_up(store, store.story_of(a), call).unlink(a, b)
    )  # fmt: skip


def _turn(name: str, text: str, undo: bool) -> click.Command:
    @click.command(name, help=text)
    @click.argument("review", required=False, default="")
    @STORE
    @AUTHOR
    @OUTPUT
    @QUIET
    def command(
        review: str, store: str, author: str | None, output: Path | None, quiet: bool
    ) -> None:
        from twosource.cli.deciding import write

        call = Call(output, quiet, store=store)
        with call.opened() as opened:
            turn = opened.undo if undo else opened.redo
            made = turn(author_of(author), review)
        write(call, (made,))

    return command


undo_command = _turn("undo", """Take a decision back: your last one, or that of a name.

\b
Examples:
  twosource review undo --store news.db
  twosource review undo r-3f2a --store news.db
""", undo=True)  # fmt: skip
redo_command = _turn("redo", """Let a decision hold again: your last taken back, or that of a name.

\b
Example:
  twosource review redo --store news.db
""", undo=False)  # fmt: skip


def _records(store: str, story: str | None, output: Path | None, quiet: bool, most: int) -> None:
    from twosource.cli.deciding import write

    call = Call(output, quiet, store=store)
    with call.opened() as opened:
        found = opened.reviews(story)
    write(call, found[-most:])


@click.command("log")
@STORE
@click.option("--story", metavar="ID", help="Only those on accounts of this story.")
@click.option("-n", "--most", type=click.IntRange(min=1), default=1 << 40, metavar="N",
              show_default=False, help="The last N only.")  # fmt: skip
@OUTPUT
@QUIET
def log_command(
    store: str, story: str | None, most: int, output: Path | None, quiet: bool
) -> None:  # fmt: skip
    """List what was decided, the earliest first; what was taken back too.

    \b
    Example:
      twosource review log --store news.db -n 20
    """  # noqa: D301
    _records(store, story, output, quiet, most)


@click.command("export")
@STORE
@click.option("--story", metavar="ID", help="Only those on accounts of this story.")
@OUTPUT
@QUIET
def export_command(store: str, story: str | None, output: Path | None, quiet: bool) -> None:
    """Write all decisions as JSON Lines (docs/schema/review.json), for another store.

    \b
    Example:
      twosource review export --store news.db -o decided.jsonl
    """  # noqa: D301
    _records(store, story, output, quiet, 1 << 40)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True,
                                        path_type=Path))  # fmt: skip
@STORE
@AUTHOR
@QUIET
def import_command(file: Path, store: str, author: str | None, quiet: bool) -> None:
    """Take decisions in: those of `review export`, or of `twosource import`.

    FILE may be - for standard input.  A decision that is there already stays as it is there; one
    that cannot be carried out is named, and the rest goes on.

    \b
    Examples:
      twosource review import decided.jsonl --store other.db
      twosource import story.jsonld --store news.db | twosource review import - --store news.db
    """  # noqa: D301
    from twosource.store.importing import take_in_lines

    call = Call(quiet=quiet, store=store)
    name = "standard input" if str(file) == "-" else str(file)
    with call.opened() as opened:
        try:
            data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        except OSError as error:
            raise StoreError("TS-STORE-11", f"{file} ({error.strerror})") from error
        new, same, failed = take_in_lines(opened, data, name, author_of(author))
    call.fail(Failure(f.where, f.code, str(f)) for f in failed)
    call.write([json.dumps({"new": new, "same": same, "refused": len(failed)})])
    sys.exit(call.status)


for _command in (
    list_command, *COMMANDS, move_command, set_command, link_command, unlink_command, undo_command,
    redo_command, log_command, export_command, import_command,
):  # fmt: skip
    review_group.add_command(_command)
__all__ = ["review_group"]

"""What the commands of ``twosource review`` share, and those that decide."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import click

from twosource.cli.inputs import Call
from twosource.cli.options import OUTPUT, QUIET
from twosource.cli.stored import STORE_HELP
from twosource.errors import StoreError
from twosource.types import FindingType, Modality, PositionKind, Review

if TYPE_CHECKING:
    from twosource.review import Lookup
    from twosource.store import ReviewedStore

STORE = click.option("--store", metavar="S", required=True, help=STORE_HELP)
STORY = click.option("--story", metavar="ID", required=True, help="The story it is in.")
AUTHOR = click.option(
    "--author", metavar="NAME", envvar="TWOSOURCE_AUTHOR",
    help="Who decides; TWOSOURCE_AUTHOR, else the name you are signed in by.",
)  # fmt: skip
NOTE = click.option("--note", default="", metavar="TEXT", help="Why.")


def signs(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of every command that decides."""
    for option in (QUIET, OUTPUT, NOTE, AUTHOR, STORE):
        command = option(command)
    return command


def author_of(given: str | None) -> str:
    """Who decides.

    Raises:
        click.UsageError: nobody is named.
    """
    name = (given or "").strip()
    if not name:
        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            name = ""
    if not name:
        raise click.UsageError("say who decides with --author NAME")
    return name


@contextmanager
def refused() -> Iterator[None]:
    """What cannot be decided, as a coded error."""
    try:
        yield
    except ValueError as error:
        raise StoreError("TS-STORE-11", str(error)) from error


def write(call: Call, made: tuple[Review, ...]) -> None:
    """The records of decisions."""
    from twosource import records
    from twosource.records.decided import review

    call.write(records.line(review(r)) for r in made)


def decide(
    given: Mapping[str, Any], make: Callable[[ReviewedStore, Call], Review | list[Review]]
) -> None:
    """Make decisions, sign and keep them, and write their records."""
    call = Call(given["output"], given["quiet"], store=given["store"])
    author = author_of(given["author"])
    with call.opened() as store:
        with refused():
            made = make(store, call)
        signed = [
            replace(r, author=author, note=given["note"])
            for r in (made if isinstance(made, list) else [made])
        ]
        kept = store.decide(*signed)
    write(call, kept)


def looked_up(store: ReviewedStore, story: str, call: Call) -> Lookup:
    """The lines of a story; its dossier is made where it is not kept."""
    return store.lookup(story, track=call.track)


def _named(lines: tuple[str, ...]) -> list[str]:
    """The names of lines, those of standard input for ``-``."""
    if lines == ("-",):
        return [x.strip() for x in sys.stdin.read().splitlines() if x.strip()]
    return list(lines)


def _of_lines(name: str, decision: Any, text: str) -> click.Command:
    @click.command(name, help=text)
    @click.argument("lines", metavar="LINE...", nargs=-1, required=True)
    @STORY
    @signs
    def command(lines: tuple[str, ...], story: str, **given: Any) -> None:
        def make(store: ReviewedStore, call: Call) -> list[Review]:
            lookup = looked_up(store, story, call)
            return [lookup.decide([one], decision) for one in _named(lines)]

        decide(given, make)

    return command


accept_command = _of_lines("accept", "accept", """Keep lines: they are right.

LINE is a name that `twosource review list` gives, f12 or a.html#p3; - reads names from
standard input, one a line.

\b
Examples:
  twosource review accept f12 --store news.db --story story-7 --author Ida
  twosource review list --store news.db --story story-7 | jq -r .line | \
    twosource review accept - --store news.db --story story-7
""")  # fmt: skip
strike_command = _of_lines("strike", "strike", """Strike lines: they are wrong.

They stay in the dossier, folded away and marked with your name.  LINE as for accept.

\b
Example:
  twosource review strike f12 --store news.db --story story-7 --note "two ferries"
""")  # fmt: skip


def _pairs(
    ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> dict[str, str]:
    found = {}
    for one in value:
        name, mark, words = one.rpartition("=") if one.count("=") == 1 else one.partition("=")
        if not mark:
            raise click.BadParameter(f"{one!r} is not NAME=WORDS")
        found[name] = words
    return found


@click.command("correct")
@click.argument("line")
@STORY
@click.option(
    "--words", multiple=True, metavar="ACCOUNT=WORDS", callback=_pairs,
    help="The words it rests on in an account; of a position, ROLE=WORDS: content, holder, "
    "condition or exchange_for.",
)  # fmt: skip
@click.option("--type", "type_", type=click.Choice(get_args(FindingType)), metavar="TYPE",
              help="What differs or agrees (number, date, role ...).")  # fmt: skip
@click.option("--kind", type=click.Choice(get_args(PositionKind)), metavar="KIND",
              help="Of a position: demand, offer, refusal ...")  # fmt: skip
@click.option("--holder", default="", metavar="PARTY", help="Of a position: whose it is.")
@click.option("--modality", type=click.Choice(get_args(Modality)), metavar="HOW",
              help="Of a position: actual, conditional, hypothetical, negated.")  # fmt: skip
@signs
def correct_command(
    line: str, story: str, words: dict[str, str], type_: str | None, kind: str | None,
    holder: str, modality: str | None, **given: Any,
) -> None:  # fmt: skip
    """Say what is right of a line: the words it rests on, or what it says.

    \b
    Examples:
      twosource review correct f12 --store news.db --story story-7 --words "a.html=12 boats"
      twosource review correct a.html#p3 --store news.db --story story-7 --kind refusal
    """  # noqa: D301
    values = {"type": type_, "kind": kind, "holder": holder, "modality": modality}
    right = {k: v for k, v in values.items() if v}
    decide(given, lambda store, call: looked_up(store, story, call).decide(
        [line], "correct", words=words, values=right
    ))  # fmt: skip


@click.command("merge-parties")
@click.argument("parties", metavar="PARTY...", nargs=-1, required=True)
@STORY
@click.option("--name", default="", metavar="NAME", help="What the one party is called.")
@signs
def merge_command(parties: tuple[str, ...], story: str, name: str, **given: Any) -> None:
    """Say that parties of a story are one.

    PARTY is the id, the name or another form of a party.

    \b
    Example:
      twosource review merge-parties "Ada Moor" "the envoy" --store news.db --story story-7
    """  # noqa: D301
    decide(given, lambda store, call: looked_up(store, story, call).party(
        "merge", parties, {"name": name}
    ))  # fmt: skip


@click.command("split-party")
@click.argument("party")
@click.argument("forms", metavar="WORDS...", nargs=-1, required=True)
@STORY
@click.option("--name", required=True, metavar="NAME", help="Whom these words are of.")
@signs
def split_command(
    party: str, forms: tuple[str, ...], story: str, name: str, **given: Any
) -> None:  # fmt: skip
    """Say that some words taken for a party are of another.

    \b
    Example:
      twosource review split-party "Ada Moor" Moor --name "Ivo Moor" --store news.db --story story-7
    """  # noqa: D301
    decide(given, lambda store, call: looked_up(store, story, call).party(
        "split", forms, {"party": party, "name": name}
    ))  # fmt: skip


@click.command("rename-party")
@click.argument("party")
@click.argument("name")
@STORY
@signs
def rename_command(party: str, name: str, story: str, **given: Any) -> None:
    """Give a party of a story its better name.

    \b
    Example:
      twosource review rename-party Moor "Ada Moor" --store news.db --story story-7
    """  # noqa: D301
    decide(given, lambda store, call: looked_up(store, story, call).party(
        "rename", (), {"party": party, "name": name}
    ))  # fmt: skip


COMMANDS: tuple[click.Command, ...] = (
    accept_command, strike_command, correct_command, merge_command, split_command, rename_command,
)  # fmt: skip

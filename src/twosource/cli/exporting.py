"""``twosource export`` and ``import``: dossiers in the formats of other tools, and back."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from twosource.cli.inputs import Call, common
from twosource.cli.options import OUTPUT, QUIET
from twosource.cli.stored import check_source, stored
from twosource.errors import RunError, TwosourceError, UsageError
from twosource.exchange.formats import Format, format_of, names
from twosource.types import Account, Failure

if TYPE_CHECKING:
    from twosource.exchange import RawInput, Told

_HEAD = 4096


@click.command("export")
@click.option(
    "--to", "form", required=True, type=click.Choice(names()), help="The format (docs/exchange.md)."
)
@click.option("--one-story", is_flag=True, help="Take all inputs as accounts of one story.")
@common
def export_command(call: Call, inputs: tuple[str, ...], form: str, one_story: bool) -> None:
    """Write dossiers in a format that other tools open.

    INPUT may also be dossiers that "twosource dossier --format json" wrote, which are taken as
    they are.  Formats of text go to standard output without -o; formats of several files take a
    folder, or a name in .zip.

    \b
    Examples:
      twosource export a.txt b.html --to sqlite -o story.db
      twosource export dossier.json --to csv -o tables/
      twosource dossier folder/ | twosource export - --to graphml > links.graphml
      twosource export --store news.db --story story-7 --to web-annotation -o story-7.jsonld
    """  # noqa: D301
    from twosource.exchange import distinct, save

    chosen = format_of(form)
    if chosen.layout != "stream" and (call.output is None or str(call.output) == "-"):
        raise UsageError("TS-USE-09", form)
    stories = distinct(_stories(call, inputs, one_story=one_story, raws=form == "warc"))
    first = next(stories, None)
    if first is None:
        if not call.failures:
            raise UsageError("TS-USE-01")
        return
    told = chain([first], stories)
    if call.output is None or str(call.output) == "-":
        _print(call, chosen, told)
        return
    save(chosen, told, call.output)
    call.say(f"written: {call.output}")


def _print(call: Call, chosen: Format, stories: Iterable[Told]) -> None:
    try:
        with call.sink() as sink:
            for chunk in chosen.chunks(stories):
                sink.write(chunk)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RunError("TS-RUN-04", f"standard output ({reason})") from error


def _stories(
    call: Call, inputs: tuple[str, ...], *, one_story: bool, raws: bool
) -> Iterator[Told]:  # fmt: skip
    if call.store is not None:
        yield from _stored(call, raws=raws)
        return
    made = [_is_dossier(one) for one in inputs]
    if all(made):
        for one in inputs:
            yield from _of_dossier(call, one)
        return
    if any(made):
        raise UsageError("TS-USE-10", inputs[made.index(True)])
    yield from _analysed(call, inputs, one_story=one_story, raws=raws)


def _is_dossier(given: str) -> bool:
    from twosource.exchange import is_dossier, is_dossier_file

    if given != "-":
        return Path(given).is_file() and is_dossier_file(Path(given))
    return sys.stdin is not None and is_dossier(_head(sys.stdin.buffer))


def _head(source: IO[bytes]) -> bytes:
    """How a stream begins, which can still be read from there."""
    if isinstance(source, io.BufferedReader):
        return source.peek(_HEAD)[:_HEAD]
    at = source.tell()
    head = source.read(_HEAD)
    source.seek(at)
    return head


def _of_dossier(call: Call, given: str) -> Iterator[Told]:
    """The stories of a file of dossiers; a bad one is named, and the rest goes on."""
    from twosource.exchange import stories_of, stories_of_file

    try:
        if given == "-":
            text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
            yield from stories_of(text, "standard input")
        else:
            yield from stories_of_file(Path(given))
    except TwosourceError as error:
        call.fail([Failure(given, error.code, str(error))])


def _analysed(
    call: Call, inputs: tuple[str, ...], *, one_story: bool, raws: bool
) -> Iterator[Told]:  # fmt: skip
    from twosource.engine import dossiers
    from twosource.exchange import story_of

    kept: dict[str, RawInput] = {}
    accounts = _read(call, inputs, kept) if raws else call.accounts(inputs)
    if not accounts:
        return
    known = set(call.failures)
    made = dossiers(
        accounts, call.failures, one_story=one_story, overrides=call.overrides, track=call.track
    )
    call.fail(f for d in made for f in d.failures if f not in known)
    for dossier in made:
        yield story_of(dossier, kept.get if raws else None)


def _read(call: Call, inputs: tuple[str, ...], kept: dict[str, RawInput]) -> list[Account]:
    """The articles among the inputs, and the bytes that each was read from."""
    from twosource.engine import articles
    from twosource.exchange.inputs import keeping
    from twosource.store.items import items_of

    def accounts() -> Iterator[Account]:
        items = keeping(items_of(inputs, call.reading_options()), kept)
        for item in call.track(items, "reading", None):
            if isinstance(item, Failure):
                call.fail([item])
            else:
                yield item

    good, others = articles(accounts())
    call.fail(others)
    if not good and not call.failures:
        raise UsageError("TS-USE-01")
    return good


def _stored(call: Call, *, raws: bool) -> Iterator[Told]:
    """The stories of a store, their dossiers taken from what it keeps."""
    from dataclasses import replace

    from twosource.exchange import stories_of
    from twosource.exchange.inputs import kept_input

    with call.opened() as store:

        def raw(account: str) -> RawInput | None:
            found = store.raw(account)
            return kept_input(found) if found is not None else None

        for story in call.told_stories(store):
            made = store.dossier(story, "json", overrides=call.overrides, track=call.track)
            call.fail(made.failures)
            for told in stories_of(io.StringIO("\n".join(made.lines)), story):
                yield replace(told, raw=raw) if raws else told


@click.command("import")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True,
    type=click.Path(exists=True, allow_dash=True, path_type=Path),
)  # fmt: skip
@click.option(
    "--dossier", "given", multiple=True, metavar="DOSSIER.json",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The dossier the annotations are of; may be said again.",
)  # fmt: skip
@stored
@OUTPUT
@QUIET
def import_command(
    files: tuple[Path, ...],
    given: tuple[Path, ...],
    store: str | None,
    story: str | None,
    output: Path | None,
    quiet: bool,
) -> None:
    """Take annotations of a dossier back as reviews of its records.

    Writes one JSON object a line for what a person decided.  FILE is what an annotation tool gave
    back of an export: Web Annotations (JSON-LD, or the rows of Hypothesis), or UIMA CAS XMI, a
    file, a folder or a zip archive of them, or - for standard input.  A span that is not where its
    words stand is found by its words and those around them; what cannot be told is named, and the
    rest goes on.

    \b
    Examples:
      twosource import story.jsonld --dossier dossier.json -o reviews.jsonl
      twosource import inception.zip --store news.db --story story-7 -o reviews.jsonl
    """  # noqa: D301
    from twosource import records
    from twosource.exchange import Dossiers, distinct, reviews, reviews_of

    if (store is None) == (not given):
        raise click.UsageError("give either --dossier DOSSIER.json or --store S")
    check_source(("given",) if given else (), store, story)
    call = Call(output, quiet, store=store, story=story)
    stories = (
        _stored(call, raws=False)
        if store is not None
        else chain.from_iterable(_of_dossier(call, str(one)) for one in given)
    )
    dossiers = Dossiers(distinct(stories))

    def lines() -> Iterator[str]:
        for file in files:
            try:
                made = (
                    reviews_of(sys.stdin.buffer, "standard input", dossiers)
                    if str(file) == "-" else reviews(file, dossiers)
                )  # fmt: skip
                for one in made:
                    if isinstance(one, Failure):
                        call.fail([one])
                    else:
                        yield records.line(one)
            except TwosourceError as error:
                call.fail([Failure(str(file), error.code, str(error))])

    call.write(lines())
    sys.exit(call.status)


COMMANDS: tuple[click.Command, ...] = (export_command, import_command)

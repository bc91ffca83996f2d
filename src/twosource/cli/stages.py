"""The commands that write JSON Lines, one per stage."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twosource import records
from twosource.cli.inputs import INPUT_HELP, Call, common
from twosource.cli.judge import asked, judged
from twosource.cli.options import OUTPUT, QUIET
from twosource.cli.stored import stored
from twosource.errors import InputError, TwosourceError
from twosource.types import Analysis, Failure

if TYPE_CHECKING:
    from twosource.judge.story import Judging


@click.command("read")
@common
def read_command(call: Call, inputs: tuple[str, ...]) -> None:
    """Read pages and dumps into accounts, one JSON object a line.

    \b
    Examples:
      twosource read page.html dump.txt
      curl -s https://example.org/story | twosource read -
      twosource read crawl.warc.gz -o accounts.jsonl
    """  # noqa: D301
    call.write(records.account_line(a) for a in call.reading(inputs))


def _stored(call: Call, name: str) -> Iterator[str]:
    """The lines of a stage for the stories of a store, one after another."""
    with call.opened() as store:
        for story in call.told_stories(store):
            made = store.stage(story, name, overrides=call.overrides, track=call.track)
            call.fail(made.failures)
            yield from made.lines


def _analysis(call: Call, inputs: tuple[str, ...]) -> Analysis:
    from twosource.engine import analyse

    overrides, _, _ = call.decided()
    made = analyse(call.accounts(inputs), overrides=overrides, track=call.track)
    call.fail(made.failures)
    return made


@click.command("statements")
@common
def statements_command(call: Call, inputs: tuple[str, ...]) -> None:
    """Find who said what, to whom: source, cue and content.

    \b
    Examples:
      twosource statements a.txt b.html
      twosource statements accounts.jsonl | jq 'select(.speaker.name == "Ada Moor")'
    """  # noqa: D301
    if call.store is not None:
        call.write(_stored(call, "statements"))
        return
    found = _analysis(call, inputs).statements
    call.write(records.line(records.statement(s)) for s in found)


@click.command("events")
@common
def events_command(call: Call, inputs: tuple[str, ...]) -> None:
    """Find who did what to whom, in the 16 types of PLOVER.

    \b
    Example:
      twosource events a.txt b.html | jq -r '[.type, .source.actor.name] | @tsv'
    """  # noqa: D301
    if call.store is not None:
        call.write(_stored(call, "events"))
        return
    found = _analysis(call, inputs).events
    call.write(records.line(records.event(e)) for e in found)


@click.command("positions")
@judged
@common
def positions_command(call: Call, inputs: tuple[str, ...], **judge: Any) -> None:
    """Find what each party demands, offers, refuses or threatens.

    \b
    Example:
      twosource positions a.txt | jq 'select(.kind == "offer") | .condition'
    """  # noqa: D301
    if call.store is not None and judge["judge"] is None:
        call.write(_stored(call, "positions"))
        return
    made = _analysis(call, inputs)
    with asked(call, judge, propose=False) as ask:
        found = made.positions if ask is None else ask(made, ())[0].positions
    call.write(records.line(records.position(p)) for p in found)


@click.command("group")
@common
def group_command(call: Call, inputs: tuple[str, ...]) -> None:
    """Tell which accounts belong to one story, one line per account.

    \b
    Example:
      twosource group folder/ -o stories.jsonl
    """  # noqa: D301
    if call.store is not None:
        with call.opened() as store:
            found = store.groups(call.story)
        call.write(records.line(r) for r in records.groups(found))
        return
    from twosource.group import group

    call.write(records.line(r) for r in records.groups(group(call.accounts(inputs))))


@click.command("trace")
@click.option("--all-pairs", is_flag=True, help="Write every pair, independent ones too.")
@click.option(
    "--explain", "pair", nargs=2, metavar="A B", default=None,
    help="Print the case for and against a link of two accounts, in words.",
)  # fmt: skip
@click.option(
    "--index", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Place the accounts among those kept in this file, and keep them there; only their "
    "links, and those they change, are written.",
)  # fmt: skip
@common
def trace_command(
    call: Call,
    inputs: tuple[str, ...],
    all_pairs: bool,
    pair: tuple[str, str] | None,
    index: Path | None,
) -> None:
    """Tell which account was derived from which, with the evidence.

    \b
    Examples:
      twosource trace a.txt b.txt
      twosource trace --explain a.txt b.txt a.txt b.txt
      twosource trace --index monday.index new/*.html
    """  # noqa: D301
    from twosource.review import decide_links
    from twosource.trace import explain, place_in, trace

    if index is not None and (all_pairs or pair):
        raise click.UsageError("--index does not go with --all-pairs or --explain")
    if index is not None and call.store is not None:
        raise click.UsageError("--index does not go with --store")
    if call.store is not None and not all_pairs and pair is None:
        with call.opened() as store:
            links = store.links(call.story)
        call.write(records.line(records.link(d)) for d in links)
        return
    accounts = call.accounts(inputs)
    if index is not None:
        call.write(records.line(records.link(d)) for d in place_in(index, accounts))
        return
    if pair is None:
        links = decide_links(trace(accounts, all_pairs=all_pairs), accounts, call.decided()[1])
        call.write(records.line(records.link(d)) for d in links)
        return
    by_id = {a.id: a for a in accounts}
    missing = [name for name in pair if name not in by_id]
    if missing:
        raise click.UsageError(f"no account {missing[0]!r} among {', '.join(by_id) or 'none'}")
    a, b = (by_id[name] for name in pair)
    (link,) = decide_links(trace([a, b], all_pairs=True), [a, b], call.decided()[1])
    call.write([explain(link, by_id[link.a], by_id[link.b])])


@click.command("compare", epilog=INPUT_HELP)
@click.option(
    "--pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='Compare each pair of a file of records {"id", "a": {account}, "b": {account}}.',
)  # fmt: skip
@click.option(
    "--only", type=click.Choice(["agree", "differ", "only"]), help="Write this kind alone."
)
@click.option("--type", "types", metavar="TYPES", help="Write these types alone, by comma.")
@click.option("--captions", is_flag=True, help="Write findings in captions too.")
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@stored
@OUTPUT
@QUIET
@judged
def compare_command(
    pairs: Path | None,
    only: str | None,
    types: str | None,
    captions: bool,
    inputs: tuple[str, ...],
    output: Path | None,
    quiet: bool,
    store: str | None,
    story: str | None,
    **judge: Any,
) -> None:
    """Tell what accounts agree on, and where they differ.

    What only one of them has is told too.  All accounts of the call are taken as one story.

    \b
    Examples:
      twosource compare a.txt b.html
      twosource compare --only differ --type number,role a.txt b.txt
      twosource compare --pairs pairs.jsonl -o findings.jsonl
    """  # noqa: D301
    if (pairs is not None) + bool(inputs) + (store is not None) != 1:
        raise click.UsageError("give either INPUT..., --store S or --pairs FILE")
    if (story is None) != (store is None):
        raise click.UsageError("--store S goes with --story ID")
    call = Call(output, quiet, store=store, story=story)
    wanted = set(types.split(",")) if types else None

    def keep(record: Any) -> bool:
        """Whether the filters let a finding through."""
        return (
            (only is None or record.kind == only)
            and (wanted is None or record.type in wanted)
            and (captions or not any(p.startswith("caption") for p in record.parts.values()))
        )

    with asked(call, judge, positions=False) as ask:
        found = _pairs(call, pairs, ask) if pairs is not None else _story(call, inputs, ask)
        call.write(records.line(r) for r in found if keep(r))
    sys.exit(call.status)


def _story(
    call: Call, inputs: tuple[str, ...], judge: Judging | None
) -> Iterator[records.Record]:  # fmt: skip
    from twosource.engine import dossiers

    accounts = call.accounts(inputs)
    overrides, decisions, _ = call.decided()
    made = dossiers(
        accounts, one_story=True, overrides=overrides, track=call.track, judge=judge,
        decisions=decisions,
    ) if accounts else ()  # fmt: skip
    call.fail(f for d in made for f in d.failures)
    for dossier in made:
        yield from (records.finding(f) for f in dossier.findings)


def _pairs(call: Call, path: Path, judge: Judging | None) -> Iterator[records.Record]:
    from twosource.compare import collecting, compare_pair
    from twosource.engine import analyse
    from twosource.read import account_of_record

    with path.open(encoding="utf-8") as source:
        lines = [(n, text) for n, text in enumerate(source, 1) if text.strip()]
    for number, text in call.track(lines, "comparing", len(lines)):
        where = f"{path}:{number}"
        try:
            record = json.loads(text)
            name = str(record["id"])
            both = [account_of_record(record[key], key) for key in ("a", "b")]
            if both[0].id == both[1].id:
                raise InputError("TS-READ-08", f"{where}: {both[0].id}")
            with collecting() as faults:
                analysis = analyse(both)
                found = compare_pair(analysis)
            call.fail(replace(f, input=where, message=f"{where}: {f.message}") for f in faults)
            if judge is not None:
                _, found = judge(analysis, found)
            for finding in found:
                yield records.pair_finding(finding, name)
        except TwosourceError as error:
            call.fail([Failure(where, error.code, str(error))])
        except (ValueError, KeyError, TypeError) as error:
            wrong = InputError("TS-READ-04", f"{where} ({error!r})")
            call.fail([Failure(where, wrong.code, str(wrong))])

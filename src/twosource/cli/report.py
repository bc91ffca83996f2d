"""``twosource dossier``: the whole of it, as a page, as data, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from twosource import records
from twosource.cli.inputs import Call, common
from twosource.cli.judge import asked, judged
from twosource.errors import UsageError
from twosource.types import Dossier

ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "json", ".md": "md"}


def _format(call: Call, asked: str | None) -> str:
    if asked is not None:
        return asked
    if call.output is None or str(call.output) == "-":
        return "json"
    ending = call.output.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError("TS-USE-02", str(call.output))
    return ENDINGS[ending]


def _summary(made: Sequence[Dossier]) -> str:
    lines = []
    for d in made:
        kinds = [
            f.kind for f in d.findings if f.judged is None or f.judged.verdict != "struck"
        ]  # fmt: skip
        lines.append(
            f"{d.story.id}: {len(d.story.accounts)} accounts, {len(d.origins)} origins, "
            f"{kinds.count('agree')} agreed, {kinds.count('differ')} differ, "
            f"{kinds.count('only')} in one only"
        )
    return "\n".join(lines)


def _stored(call: Call, form: str) -> None:
    """The dossiers of stored stories, taken from what the store keeps where they are the same."""
    told: list[str] = []

    def lines() -> Iterator[str]:
        with call.opened() as store:
            stories = call.told_stories(store)
            for number, story in enumerate(stories, 1):
                made = store.dossier(story, form, overrides=call.overrides, track=call.track)
                call.fail(made.failures)
                told.append(f"{story}: {form} of {store.address}")
                apart = form == "md" and number < len(stories)
                yield "\n".join(made.lines) + "\n" * apart

    call.write(lines())
    call.say("\n".join(told))
    if call.output is not None:
        call.say(f"written: {call.output}")


@click.command("dossier")
@click.option(
    "--format", "form", type=click.Choice(["html", "json", "md"]),
    help="Output format; by the ending of -o, else json.",
)  # fmt: skip
@click.option("--one-story", is_flag=True, help="Take all inputs as accounts of one story.")
@judged
@common
def dossier_command(
    call: Call, inputs: tuple[str, ...], form: str | None, one_story: bool, **judge: Any
) -> None:
    """Make the dossier of each story among the inputs.

    \b
    Examples:
      twosource dossier a.txt b.html -o dossier.html
      twosource dossier folder/ --format json > dossier.json
      cat page.html | twosource dossier - other.txt -o dossier.md
      twosource dossier --store news.db --story story-7 -o dossier.html
    """  # noqa: D301
    form = _format(call, form)
    if call.store is not None and judge["judge"] is None and (form != "html" or call.story):
        _stored(call, form)
        return
    from twosource.engine import dossiers

    accounts = call.accounts(inputs)
    if not accounts:
        return
    known = set(call.failures)
    overrides, decisions, among = call.decided()
    with asked(call, judge) as ask:
        made = dossiers(
            accounts, call.failures, one_story=one_story, overrides=overrides,
            track=call.track, judge=ask, decisions=decisions, among=among,
        )  # fmt: skip
    call.fail(f for d in made for f in d.failures if f not in known)
    if form == "html":
        from twosource.dossier import render_html

        call.write([render_html(made)])
    elif form == "md":
        from twosource.dossier import render_markdown

        call.write(["\n\n".join(render_markdown(d) for d in made)])
    else:
        call.write(records.line(records.dossier(d)) for d in made)
    call.say(_summary(made))
    if call.output is not None:
        call.say(f"written: {call.output}")

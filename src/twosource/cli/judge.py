"""The options that choose a judge, for the commands whose lines it can judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twosource.cli import config
from twosource.cli.inputs import Call

if TYPE_CHECKING:
    from twosource.judge import Judge
    from twosource.judge.story import Judging


def judged(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of the judge and ``--config``; the command gets them as ``judge`` and
    ``judge_…``, for :func:`asked`.
    """
    for option in reversed((
        click.option(
            "--judge", metavar="URL",
            help="Have each line confirmed or struck by a language model at this "
            "OpenAI-compatible address; off by default (docs/judge.md).",
        ),
        click.option("--judge-model", metavar="NAME", help="The model's name at its server."),
        click.option(
            "--judge-cache", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
            help="Keep its answers here (default twosource/judge in the user's cache folder).",
        ),
        click.option(
            "--judge-calls", type=click.IntRange(min=1), metavar="N",
            help="Requests at most (default 60).",
        ),
        click.option(
            "--judge-tokens", type=click.IntRange(min=1), metavar="N",
            help="Tokens of all questions and answers at most (default 400000).",
        ),
        click.option(
            "--judge-seconds", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
            help="Time for all requests (default 900).",
        ),
        click.option(
            "--judge-timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
            help="Time for one request (default 120).",
        ),
        click.option(
            "--judge-gloss", is_flag=True,
            help="Have it put sentences in other languages into English, beside the words.",
        ),
        click.option(
            "--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
            is_eager=True, expose_value=False, callback=config.load,
            help="A TOML file with these options (docs/judge.md).",
        ),
    )):  # fmt: skip
        command = option(command)
    return command


def _settings(given: dict[str, Any]) -> Judge | None:
    """The judge that was chosen, or ``None``.

    Raises:
        UsageError: ``TS-USE-07`` where it cannot be asked like this.
    """
    url, model = given["judge"], given["judge_model"]
    if url is None:
        if model is not None or given["judge_gloss"]:
            which = "--judge-model" if model is not None else "--judge-gloss"
            raise click.UsageError(f"{which} goes with --judge URL")
        return None
    if model is None:
        raise click.UsageError("--judge goes with --judge-model NAME")
    from twosource.judge import Judge

    names = {f.name for f in fields(Judge)} - {"url", "model"}
    bounds = {name: given[f"judge_{name}"] for name in names}
    return Judge(url, model, **{k: v for k, v in bounds.items() if v is not None})


@contextmanager
def asked(
    call: Call, given: dict[str, Any], *, positions: bool = True, propose: bool = True
) -> Iterator[Judging | None]:
    """The judge for one call, or ``None``; its warnings are told on stderr at the end.

    Args:
        call: the call.
        given: the options that :func:`judged` adds.
        positions: whether positions are judged and proposed too.
        propose: whether anything is proposed.
    """
    judge = _settings(given)
    if judge is None:
        yield None
        return
    from twosource.judge.story import judging

    with judging(judge, call.warn, positions=positions, propose=propose) as ask:
        yield ask

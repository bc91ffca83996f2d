"""What each stage writes for an input, by the public functions of the package that is
imported: the same calls for both trees of ``same_records.py``.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

Made = dict[str, list[str]]
"""Stage -> its records, as lines."""


def account(id: str, text: str, **more: Any) -> Any:
    """A finished account, as a JSON Lines record would give it; a blank text becomes a dash."""
    from twosource.read import account_of_record

    named = {k: v for k, v in more.items() if v}
    return account_of_record({"id": id, "text": text if text.strip() else "-", **named}, id)


def lines(make: Callable[[Any], Any], found: Iterable[Any]) -> list[str]:
    """Each of ``found`` as its line of JSON."""
    from twosource import records

    return [records.line(make(f)) for f in found]


def analysis(accounts: list[Any]) -> Made:
    """Statements, events and positions of accounts of one call."""
    from twosource import records
    from twosource.engine import analyse

    made = analyse(accounts)
    return {
        "statements": lines(records.statement, made.statements),
        "events": lines(records.event, made.events),
        "positions": lines(records.position, made.positions),
        "failures": [f"{f.code} {f.message}" for f in made.failures],
    }


def dossier(accounts: list[Any]) -> Made:
    """The whole dossier of one story, by kind of record and in its three formats."""
    from twosource import records
    from twosource.dossier import render_html, render_markdown
    from twosource.engine import dossiers

    (made,) = dossiers(accounts, one_story=True)
    whole = json.loads(records.line(records.dossier(made)))
    stages = ("statements", "events", "positions", "links", "origins", "findings", "parties")
    out = {k: [json.dumps(r, ensure_ascii=False) for r in whole[k]] for k in stages}
    out |= {"dossier": [json.dumps(whole, ensure_ascii=False)], "html": [render_html([made])]}
    return out | {"markdown": [render_markdown(made)]}


def pair(a: Any, b: Any) -> Made:
    """What ``compare --pairs`` finds in two accounts."""
    from twosource import records
    from twosource.compare import compare_pair
    from twosource.engine import analyse

    return {"pairs": lines(lambda f: records.pair_finding(f, "p"), compare_pair(analyse([a, b])))}


def corpus(accounts: list[Any]) -> Made:
    """The stories among many accounts, and the link of every pair."""
    from twosource import records
    from twosource.group import group
    from twosource.trace import trace

    links = trace(accounts, all_pairs=True)
    stories = [records.line(r) for r in records.groups(group(accounts))]
    return {"group": stories, "trace": lines(records.link, links)}


def read(raw: bytes, id: str, url: str | None = None, utf8: bool = False) -> Made:
    """The account of one page or dump."""
    from twosource import records
    from twosource.read import read_bytes

    headers = {"content-type": "text/html; charset=utf-8"} if utf8 else None
    return {"read": [records.line(records.account(read_bytes(raw, id, url=url, headers=headers)))]}


def repair(text: str) -> Made:
    """The mended text and what was mended."""
    from twosource.read.repair import repair

    fixed, kinds, *_ = repair(text)
    return {"repair": [json.dumps([fixed, repr(kinds)])]}


def command(*args: str) -> Made:
    """Status, standard output and messages of one call of the command line."""
    from twosource.cli import main

    out, err, status = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(args)
        except SystemExit as stop:
            status = int(stop.code or 0)
    return {f"command {args[0]}": [str(status), out.getvalue(), err.getvalue()]}

"""Every output of every command, whatever optional field of its accounts is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import ROOT, THOROUGH, Run, lines
from twosource import records
from twosource.dossier import render_html, render_markdown
from twosource.engine import dossiers
from twosource.group import group
from twosource.read.records import from_record
from twosource.types import Account, Caption, Credit, DateCandidate, Dossier, Span

TEXTS = (
    "Ada Moor, the mayor of Varn, closed the Tern Bridge on Monday. “We will not wait,” she told "
    "the Varn Courier. 12 people were hurt.",
    "The Tern Bridge is shut.\n\nMayor Ada Moor said on Tuesday that 15 people had been hurt and "
    "that the town would not wait.",
    "Nobody knows why.",
)
DAY = DateCandidate("2031-05-04", "day", "published", "meta date", 0.9)
FULL: dict[str, Any] = {
    "title": "Tern Bridge shut",
    "url": "https://varn.example/bridge",
    "outlet": "Varn Courier",
    "publisher": "Varn Press",
    "byline": ["Ida Holm"],
    "published": "2031-05-04",
    "language": "en",
}
ODD: list[Any] = [None, "", " ", 7, [], {}, True]
"""What stands in a field of a record that nobody filled."""


def validator(command: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / f"docs/schema/{command}.json").read_text()))


DOSSIER = validator("dossier")


def written(dossier: Dossier) -> Iterator[str]:
    """All that any command writes of a dossier."""
    analysis = dossier.analysis
    yield from (records.line(records.account(a)) for a in analysis.accounts)
    yield from (records.line(records.statement(s)) for s in analysis.statements)
    yield from (records.line(records.event(e)) for e in analysis.events)
    yield from (records.line(records.position(p)) for p in analysis.positions)
    yield from (records.line(r) for r in records.groups(group(analysis.accounts)))
    yield from (records.line(records.link(d)) for d in dossier.links)
    yield from (records.line(records.finding(f)) for f in dossier.findings)
    whole = records.line(records.dossier(dossier))
    DOSSIER.validate(json.loads(whole))
    yield whole


def check(accounts: list[Account]) -> None:
    made = dossiers(accounts, one_story=True)
    assert all(line for d in made for line in written(d))
    page, text = render_html(made), "\n\n".join(render_markdown(d) for d in made)
    for account in accounts:
        assert account.text.split()[-1].rstrip(".") in page
        assert account.text.split()[-1].rstrip(".") in text


@st.composite
def filled(draw: st.DrawFn, number: int) -> Account:
    """An account with some of what it may have."""
    text = TEXTS[number % len(TEXTS)]
    has = draw(st.sets(st.sampled_from([*FULL, "captions", "paragraphs", "credits", "dates"])))
    names = [k for k in ("title", "url", "outlet", "publisher", "language") if k in has]
    paragraphs = (Span(0, len(text)),) if "paragraphs" in has else ()
    return Account(
        f"a{number}", text, "0" * 64, **{k: FULL[k] for k in names},
        byline=("Ida Holm",) if "byline" in has else (),
        published=DAY if "published" in has else None,
        dates=(DAY,) if "dates" in has else (),
        captions=(Caption("The bridge on Monday.", None),) if "captions" in has else (),
        credits=(Credit("Reuters", "tag", "(Reuters)"),) if "credits" in has else (),
        paragraphs=paragraphs,
    )  # fmt: skip


@st.composite
def recorded(draw: st.DrawFn, number: int) -> Account:
    """An account of a JSON Lines record with some fields left out or filled with nothing."""
    key = draw(st.sampled_from(["text", "html"]))
    text = TEXTS[number % len(TEXTS)]
    body = text if key == "text" else f"<html><body><p>{text}</p></body></html>"
    record: dict[str, Any] = {"id": f"a{number}", key: body}
    for name, value in FULL.items():
        found = draw(st.sampled_from([value, *ODD, "left out"]))
        if found != "left out":
            record[name] = found
    return replace(from_record(record, "x"), kind="article")


@given(st.data())
@settings(max_examples=100 if THOROUGH else 12, deadline=None)
def test_any_fields_missing(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 3))
    kinds = [data.draw(st.sampled_from([filled, recorded])) for _ in range(count)]
    check([data.draw(kind(number)) for number, kind in enumerate(kinds)])


@pytest.mark.parametrize("name", [*FULL, "captions", "paragraphs"])
@pytest.mark.parametrize("value", ["", None])
def test_one_field_missing(name: str, value: Any) -> None:
    full = from_record({"id": "a0", "text": TEXTS[0], **FULL}, "x")
    lacking = from_record({"id": "a1", "text": TEXTS[1], **FULL, name: value}, "x")
    if name in {"captions", "paragraphs"}:
        full = replace(full, captions=(Caption("The bridge."),))
        lacking = replace(lacking, **{name: ()})
    check([full, lacking])
    check([lacking])


@pytest.mark.parametrize("form", ["json", "html", "md"])
def test_records_without_a_title_reach_the_file(form: str, run: Run, tmp_path: Path) -> None:
    source = tmp_path / "bare.jsonl"
    source.write_text(
        "".join(json.dumps({"id": f"r{n}", "text": t}) + "\n" for n, t in enumerate(TEXTS)),
        encoding="utf-8",
    )
    out = tmp_path / f"out.{form}"
    done = run("dossier", "-q", "--one-story", source, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ada Moor" in out.read_text(encoding="utf-8")
    if form == "json":
        (made,) = lines(out.read_text(encoding="utf-8"))
        assert made["story"]["title"] is None
        assert [a["title"] for a in made["accounts"]] == [None] * 3

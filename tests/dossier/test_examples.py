"""The example stories, read and compared for real, against what is known of them."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.page import Page
from twosource import types as t
from twosource.dossier import check_spans, render_html, render_markdown
from twosource.dossier.lineage import lineage
from twosource.dossier.names import Names
from twosource.engine import dossiers
from twosource.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"
HARBOUR = EXAMPLES / "harbour"
EXPECTED = json.loads((HARBOUR / "expected.json").read_text(encoding="utf-8"))

# Of the ten differences and nine positions written into the story on purpose, how many the whole
# chain finds with the right kind at least. Lower only on purpose.
FOUND_DIFFERENCES = 5
FOUND_POSITIONS = 6


@pytest.fixture(scope="module")
def story() -> t.Dossier:
    accounts = [a for a in read([HARBOUR / "accounts"]) if isinstance(a, t.Account)]
    (made,) = dossiers(accounts, one_story=True)
    return made


def snippets() -> Iterator[tuple[str, str]]:
    for d in EXPECTED["differences"]:
        yield from d["spans"].items()
    for account, texts in EXPECTED["only"].items():
        yield from ((account, text) for text in texts)
    for p in EXPECTED["positions"]:
        yield p["account"], p["text"]


def place(story: t.Dossier, account: str, words: str) -> t.Span:
    text = next(a.text for a in story.analysis.accounts if a.id == account)
    return t.Span(text.index(words), text.index(words) + len(words))


def test_the_damaged_copy_is_the_clean_one_damaged() -> None:
    damage = runpy.run_path(str(HARBOUR / "damage.py"))["damage"]
    clean = (HARBOUR / "courier.clean.txt").read_text(encoding="utf-8")
    copy = (HARBOUR / "accounts" / "2-courier.txt").read_text(encoding="utf-8")
    assert damage(clean) == copy != clean


@pytest.mark.parametrize(("account", "words"), sorted(set(snippets())))
def test_what_is_expected_stands_in_the_account(story: t.Dossier, account: str, words: str) -> None:
    assert place(story, account, words)


def test_the_page_of_the_story_is_sound(story: t.Dossier) -> None:
    check_spans(story)
    html = render_html(story)
    page = Page(html)
    assert page.faults == []
    inner = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert inner <= set(page.ids())
    assert "Their news rests on" in page.text()
    assert render_html(story) == html
    assert render_markdown(story).startswith("# ")


def test_five_accounts_are_two_newsrooms(story: t.Dossier) -> None:
    accounts = story.analysis.accounts
    line = lineage(story, Names.of(1, accounts))
    families = [set(g) for g in line.groups]
    assert {"4-gazette.html"} in families
    assert any({"1-meridian.html", "2-courier.txt"} <= g for g in families)
    assert line.at_most <= 3


def test_links_are_as_written(story: t.Dossier) -> None:
    links = {frozenset((k.a, k.b)): k for k in story.links}
    for want in EXPECTED["links"]:
        link = links[frozenset((want["a"], want["b"]))]
        if want["b"] == "3-coastwatch.txt":  # little text is shared; its origin ties it
            assert link.relation != "independent"
            continue
        assert link.relation in want["relation"], want
        assert link.direction in want["direction"] or link.direction == "unknown", want


def test_differences_written_in_are_found(story: t.Dossier) -> None:
    found = 0
    for want in EXPECTED["differences"]:
        spans = {a: place(story, a, words) for a, words in want["spans"].items()}
        hits = [
            f
            for f in story.findings
            if f.kind == "differ"
            and f.type == want["type"]
            and sum(1 for a, s in f.spans.items() if a in spans and s.overlap(spans[a])) >= 2
        ]
        found += bool(hits)
    assert found >= FOUND_DIFFERENCES, found


def test_positions_written_in_are_found(story: t.Dossier) -> None:
    found = 0
    for want in EXPECTED["positions"]:
        span = place(story, want["account"], want["text"])
        found += any(
            p.account == want["account"] and p.kind == want["kind"] and p.content.overlap(span)
            for p in story.analysis.positions
        )
    assert found >= FOUND_POSITIONS, found


def test_the_smaller_story_reads_too() -> None:
    accounts = list(read([EXAMPLES / "strike" / "accounts.jsonl"]))
    (made,) = dossiers([a for a in accounts if isinstance(a, t.Account)], one_story=True)
    text = Page(render_html(made)).text()
    assert "Lomarra tram drivers walk out after pay talks fail" in text
    assert re.search(r"Three accounts", text)


def test_no_real_place_or_agency_is_used() -> None:
    """The stories are inventions; these words would say otherwise."""
    real = re.compile(r"\b(Reuters|AFP|CNN|BBC|Gaza|Israel|Ukraine|Russia|Trump|Biden|Hamas)\b")
    for path in sorted(EXAMPLES.rglob("*")):
        if path.suffix in {".html", ".txt", ".jsonl", ".json", ".md"}:
            assert not real.search(path.read_text(encoding="utf-8")), path

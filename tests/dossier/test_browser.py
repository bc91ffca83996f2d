"""The page in real Chromium: quick to open, usable without a mouse or eyes, whole on paper.

Skipped, with a word, where Chromium, Playwright or axe-core is missing; ``make browser``
gets them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from dossier.story import account, dossier, small
from tools import browser as tool
from tools.crowd import HARBOUR
from twosource import types as t
from twosource.dossier import render_html
from twosource.engine import dossiers
from twosource.read import read

LACKING = tool.missing()
pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING)


RULES = """() => [...document.styleSheets].flatMap(s => [...s.cssRules])
  .flatMap(r => r.cssRules && r.media ? [...r.cssRules] : [r]).map(r => r.cssText)"""


def many() -> t.Dossier:
    """Two hundred accounts: twenty that differ in a figure, and the copies of them."""
    body = (
        "The pier of Velm fell at noon.\n\nThe office counted {n} boats in the port then.\n\n"
        "Nobody swam out to the wreck on the first day, said the captain of the tug Ansa."
    )
    accounts = [account(f"n{i}.txt", body.format(n=10 + i % 20), outlet=f"Gazette {i}")
                for i in range(200)]  # fmt: skip
    links = [
        t.Derivation(a.id, b.id, "verbatim", "a>b", 0.9,
                     (t.Evidence("run", t.Span(0, 29), t.Span(0, 29)),), "Shared.", "r")
        for a, b in combinations(accounts, 2)
        if a.text == b.text
    ]  # fmt: skip
    spans = {a.id: t.Span(a.text.index("counted") + 8, a.text.index(" boats") + 6)
             for a in accounts[:20]}  # fmt: skip
    finding = t.Finding("f1", "differ", "number", spans, 1, 1, "", "r", severity=0.9)
    return dossier(accounts, links=links, findings=[finding])


def harbour() -> tuple[t.Dossier, ...]:
    accounts = [a for a in read([HARBOUR]) if isinstance(a, t.Account)]
    return dossiers(accounts, one_story=True)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {"small": render_html(small()), "harbour": render_html(harbour()),
            "many": render_html(many()),
            "two stories": render_html([small(), *harbour()])}  # fmt: skip
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with tool.chromium() as browser:
        yield browser


NAMES = ["small", "harbour", "many", "two stories"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_closed_or_open(
    pages: dict[str, Path], chromium: Any, name: str, scheme: str
) -> None:
    with tool.opened(chromium, pages[name], color_scheme=scheme, bypass_csp=True) as view:
        assert tool.axe(view) == []
        view.evaluate(tool.OPEN_ALL)
        assert tool.axe(view) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off_lost_or_too_small(
    pages: dict[str, Path], chromium: Any, name: str
) -> None:
    with tool.opened(chromium, pages[name], width=320, java_script_enabled=True) as view:
        assert view.evaluate(tool.SMALL) == []
        view.evaluate(tool.OPEN_ALL)
        assert view.evaluate(tool.WIDE) == []
    with tool.opened(chromium, pages[name], width=640, bypass_csp=True) as view:
        view.evaluate(tool.OPEN_ALL)
        view.add_style_tag(content="html { font-size: 200% }")
        assert view.evaluate(tool.WIDE) == []
    with tool.opened(chromium, pages[name]) as view:
        view.emulate_media(media="print")
        assert view.evaluate(tool.HIDDEN) == []


def test_what_the_example_costs_a_reader(pages: dict[str, Path], chromium: Any) -> None:
    with tool.opened(chromium, pages["harbour"]) as view:
        assert view.evaluate(tool.STOPS) <= 250
        assert view.evaluate("document.documentElement.scrollHeight") <= 9000


@pytest.mark.parametrize("name", ["small", "harbour", "many"])
def test_the_first_screen_holds_the_story(pages: dict[str, Path], chromium: Any, name: str) -> None:
    shown = "document.querySelector('.contents').getBoundingClientRect().top"
    with tool.opened(chromium, pages[name]) as view:
        assert view.evaluate(shown) <= 900
    with tool.opened(chromium, pages[name], width=390) as view:
        assert view.evaluate(shown) <= 1.5 * 844


def test_two_hundred_accounts_make_a_page_that_opens(pages: dict[str, Path], chromium: Any) -> None:
    assert pages["many"].stat().st_size <= 5_000_000
    with tool.opened(chromium, pages["many"]) as view:
        assert view.evaluate("document.getElementsByTagName('*').length") <= 15_000
        assert view.evaluate(tool.STOPS) <= 350


def test_no_rule_of_the_style_sheet_names_an_account_or_looks_into_another_element(
    pages: dict[str, Path], chromium: Any
) -> None:
    rules = []
    for name in ("small", "many"):
        with tool.opened(chromium, pages[name]) as view:
            rules.append(view.evaluate(RULES))
    assert rules[0] == rules[1]
    assert not any(":has(" in rule or "#" in rule.partition("{")[0] for rule in rules[0])


def test_a_link_opens_the_part_it_leads_to(pages: dict[str, Path], chromium: Any) -> None:
    with tool.opened(chromium, pages["harbour"]) as view:
        view.locator("a.thing").first.click()
        view.wait_for_timeout(200)
        assert view.evaluate("document.querySelector(location.hash).checkVisibility()")
        view.locator("ol.lines a.who").first.click()
        view.wait_for_timeout(200)
        assert view.evaluate("document.querySelector(location.hash).checkVisibility()")


def test_two_accounts_stand_beside_each_other_without_script(
    pages: dict[str, Path], chromium: Any
) -> None:
    with tool.opened(chromium, pages["harbour"], java_script_enabled=False) as view:
        pairs = view.locator("details.pair")
        pairs.nth(0).locator("summary").click()
        pairs.nth(1).locator("summary").click()
        assert [pairs.nth(i).get_attribute("open") is not None for i in (0, 1)] == [False, True]
        assert pairs.nth(1).locator(".row").first.is_visible()

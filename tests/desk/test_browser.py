"""The desk in real Chromium: every flow, every page readable by all, nothing hostile run.

Skipped, with a word, where Chromium, Playwright or axe-core is missing; ``make browser`` gets
them.  ``TWOSOURCE_DESK_FLOWS=all`` runs each flow on each device, with and without script; without
it, each flow runs once.  ``python tests/desk/flows.py`` repeats them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flows import DEVICES, FLOWS, keyboard, leaving, signed_in, story, together
from hostile import VALUES
from running import Running, fill, running
from test_hostile import accounts

from tools import browser as tool

LACKING = tool.missing()
pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING)
ALL = bool(os.environ.get("TWOSOURCE_DESK_FLOWS"))
PAGES = ("/", "/search?q=quay", "/search", "/add", "/jobs", "/log", "/you", "/keys",
         "/story/story-1", "/story/story-1/beside?base=a.html&with=b.txt", "/nothing")  # fmt: skip
_CASES = [(device, script) for device in DEVICES for script in (True, False)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with tool.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    store = tmp_path_factory.mktemp("browser") / "news.db"
    fill(store)
    with running(store) as made:
        yield made


@pytest.mark.parametrize("flow", FLOWS, ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    "which", range(len(_CASES)) if ALL else [0],
    ids=lambda n: f"{_CASES[n][0]}{'' if _CASES[n][1] else ', no script'}",
)  # fmt: skip
def test_a_flow_reaches_its_end(chromium: Any, desk: Running, flow: Any, which: int) -> None:
    # without the switch each flow runs in one of the cases, and all cases come to their turn
    device, script = _CASES[which if ALL else FLOWS.index(flow) % len(_CASES)]
    with signed_in(chromium, desk, java_script_enabled=script, **DEVICES[device]) as view:
        flow(view, desk)


def test_the_keyboard_alone_does_all(chromium: Any, desk: Running) -> None:
    with signed_in(chromium, desk, **DEVICES["desktop"]) as view:
        keyboard(view, desk)


def test_two_people_decide_at_once(chromium: Any, desk: Running) -> None:
    together(chromium, desk)


def test_who_goes_on_is_not_called_back(chromium: Any, desk: Running) -> None:
    leaving(chromium, desk)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Any, desk: Running, scheme: Any
) -> None:
    found = {}
    with signed_in(chromium, desk, color_scheme=scheme, **DEVICES["desktop"]) as view:
        story(view, desk)
        for path in PAGES:
            view.goto(f"{desk.origin}{path}")
            view.evaluate(tool.OPEN_ALL)
            if faults := tool.axe(view):
                found[path] = faults
    with signed_in(chromium, desk, color_scheme=scheme, viewport={"width": 320, "height": 700},
                   ) as view:  # fmt: skip
        for path in PAGES:
            view.goto(f"{desk.origin}{path}")
            if small := view.evaluate(tool.SMALL):
                found[f"{path} small"] = small
            view.evaluate(tool.OPEN_ALL)
            if wide := view.evaluate(tool.WIDE):
                found[f"{path} wide"] = wide
    assert found == {}


def test_a_story_is_whole_on_paper(chromium: Any, desk: Running) -> None:
    with signed_in(chromium, desk) as view:
        story(view, desk)
        view.emulate_media(media="print")
        assert not view.locator(".tabs").is_visible()
        assert view.locator("details.matter .reason").first.is_visible()
        assert view.locator(".rv button").first.is_hidden()


def test_nothing_of_hostile_pages_runs(
    chromium: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store: Path = tmp_path_factory.mktemp("pwn") / "news.db"
    fill(store, accounts())
    with running(store) as desk, signed_in(chromium, desk) as view:
        for path in ("/story/story-1", "/", f"/search?q={VALUES[0]}", "/story/story-1/beside"):
            view.goto(f"{desk.origin}{path}")
            if path == "/story/story-1":
                view.locator("article.story").wait_for()
            view.evaluate(tool.OPEN_ALL)
            assert view.evaluate("window.pwned === undefined")
            assert view.locator("h1").first.is_visible()

"""Real Chromium on a finished page: what it costs to open, and what hinders a reader.

    python tests/tools/browser.py PAGE.html...

prints one line of figures a page.  Needs ``make browser``: Playwright drives the
system's Chromium, axe-core is read from a folder and injected.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

AXE = Path(__file__).parents[2] / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

STOPS = """() => [...document.querySelectorAll('a[href],summary,[tabindex]')]
  .filter(e => e.checkVisibility({contentVisibilityAuto: true}) && e.tabIndex >= 0).length"""
WIDE = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(e => e.checkVisibility() && !e.closest('svg') && !e.matches('.vh')
    && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"""
HIDDEN = """() => [...document.querySelectorAll('main *')]
  .filter(e => !e.closest('svg') && e.children.length === 0 && e.textContent.trim()
    && !e.matches('.all *, .contents *, .narrow *')
    && !e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('a[href],summary')]
  .filter(e => e.checkVisibility() && !e.closest('.skips'))
  .filter(e => { const r = e.getBoundingClientRect(); const d = getComputedStyle(e).display;
    return d !== 'inline' && r.width > 0 && Math.min(r.width, r.height) < 23.5; })
  .map(e => e.outerHTML.slice(0, 120))"""


def missing() -> str:
    """What is not here for these checks, in words; ``""`` where all is."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "Playwright is not installed (make browser)"
    if executable() is None:
        return "no Chromium on this machine (make browser)"
    return "" if AXE.is_file() else "axe-core is not installed (make browser)"


def executable() -> str | None:
    """The system's Chromium."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, page: Path, width: int = 1280, **options: Any) -> Iterator[Any]:
    """The page in a window of its own."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    view = context.new_page()
    view.goto(page.as_uri())
    yield view
    context.close()


def load_time(browser: Any, page: Path, tries: int = 3) -> float:
    """Seconds to the load event, the median of some tries."""
    times = []
    for _ in range(tries):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        view = context.new_page()
        start = time.perf_counter()
        view.goto(page.as_uri(), wait_until="load", timeout=300_000)
        times.append(time.perf_counter() - start)
        context.close()
    return statistics.median(times)


OPEN_ALL = """() => document.querySelectorAll('details').forEach(d => {
  d.removeAttribute('name'); d.open = true; })"""


def axe(view: Any) -> list[dict[str, Any]]:
    """All rules of axe-core on the page as it stands: id and the first places of each fault."""
    view.evaluate(AXE.read_text(encoding="utf-8"))
    every = "axe.run(document, {resultTypes: ['violations'], rules: " + json.dumps(
        {rule: {"enabled": True} for rule in NOT_BY_DEFAULT}) + "})"  # fmt: skip
    found = view.evaluate(every)["violations"]
    return [{"id": v["id"], "n": len(v["nodes"]), "at": [n["html"][:160] for n in v["nodes"][:3]]}
            for v in found]  # fmt: skip


NOT_BY_DEFAULT = (
    "target-size", "label-content-name-mismatch", "p-as-heading", "table-fake-caption",
    "td-has-header", "css-orientation-lock", "focus-order-semantics", "hidden-content",
    "identical-links-same-purpose", "landmark-unique",
    "color-contrast", "meta-refresh-no-exceptions",
)  # fmt: skip
"""Rules that axe-core leaves off unless asked; ``color-contrast-enhanced`` (AAA) stays off."""


def figures(browser: Any, page: Path) -> dict[str, Any]:
    """Everything measured of one page."""
    out: dict[str, Any] = {"page": page.name, "kB": page.stat().st_size // 1000,
                           "load_s": round(load_time(browser, page), 2)}  # fmt: skip
    shown = "document.querySelector('.contents')?.getBoundingClientRect().top"
    with opened(browser, page, width=390) as view:
        out["first_screen_390"] = view.evaluate(shown)
    with opened(browser, page) as view:
        out["first_screen_1280"] = view.evaluate(shown)
        out["elements"] = view.evaluate("document.getElementsByTagName('*').length")
        out["height"] = view.evaluate("document.documentElement.scrollHeight")
        out["tab_stops"] = view.evaluate(STOPS)
        out["small_targets"] = view.evaluate(SMALL)[:3]
    for scheme in ("light", "dark"):
        with opened(browser, page, color_scheme=scheme, bypass_csp=True) as view:
            out[f"axe_{scheme}"] = axe(view)
            view.evaluate(OPEN_ALL)
            out[f"axe_{scheme}_open"] = axe(view)
    with opened(browser, page, width=320) as view:
        view.evaluate(OPEN_ALL)
        out["cut_off_320"] = view.evaluate(WIDE)[:3]
    with opened(browser, page, width=640, bypass_csp=True) as view:
        view.evaluate(OPEN_ALL)
        view.add_style_tag(content="html { font-size: 200% }")
        out["cut_off_200%"] = view.evaluate(WIDE)[:3]
    with opened(browser, page) as view:
        view.emulate_media(media="print")
        out["lost_in_print"] = view.evaluate(HIDDEN)[:3]
    return out


def main(pages: list[str]) -> None:
    """Figures of each page, one JSON object a line."""
    if lacking := missing():
        sys.exit(lacking)
    with chromium() as browser:
        for page in pages:
            print(json.dumps(figures(browser, Path(page).resolve())), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

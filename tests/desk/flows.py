"""What an editor does at the desk, in real Chromium: each flow from its first page to its last.

``python tests/desk/flows.py --times 50`` repeats all of them, on a desktop and a phone, with and
without script, and prints a line of what failed for each round.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))
sys.path.append(str(Path(__file__).parent))
from running import TEXT, Running, fill, running

from tools import browser as tool
from twosource.store import open_store

DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True,
        "device_scale_factor": 2,
    },
}  # fmt: skip
PATIENCE = 60_000


def _untouched(view: Any) -> bool:
    """Whether nothing of a page ran; a page that is just being left is asked again when it is
    there.
    """
    for _ in range(4):
        try:
            return bool(view.evaluate("window.pwned === undefined"))
        except Exception as error:
            if "context was destroyed" not in str(error):
                raise
            view.wait_for_load_state()
    raise AssertionError("the page never stays")


def again(view: Any) -> None:
    """Reload a page; where it is just being left for another, that one, when it is there."""
    for _ in range(4):
        try:
            view.reload()
        except Exception as error:
            if "Not attached to an active page" not in str(error):
                raise
            view.wait_for_load_state()
        else:
            return
    raise AssertionError("the page never stays")


@contextmanager
def signed_in(browser: Any, desk: Running, **options: Any) -> Iterator[Any]:
    """A page of a new browser that has opened the printed address; what fails on it is raised."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    view = context.new_page()
    wrong: list[str] = []
    view.on("pageerror", lambda error: wrong.append(str(error)))
    view.on("console", lambda m: wrong.append(m.text) if "Content Security" in m.text else None)
    outside: list[str] = []
    view.on("request", lambda r: outside.append(r.url) if desk.origin not in r.url else None)
    view.goto(desk.address)
    assert "token" not in view.url
    try:
        yield view
        assert wrong == []
        assert outside == []
        assert _untouched(view) if _scripted(options) else True
    finally:
        context.close()


def _scripted(options: dict[str, Any]) -> bool:
    return bool(options.get("java_script_enabled", True))


def story(view: Any, desk: Running, id: str = "story-1") -> None:
    """Open a story and wait until it is worked out."""
    view.goto(f"{desk.origin}/story/{id}")
    current(view)


def current(view: Any) -> None:
    """Wait until a story's page shows the story as it is now."""
    view.locator("article.story").wait_for()
    view.locator("aside.older").wait_for(state="detached")


def adding(view: Any, desk: Running) -> None:
    """Files and text come in, told one by one; a reload in the middle loses nothing."""
    view.goto(f"{desk.origin}/add")
    stamp = str(time.time_ns())
    lines = b"".join(
        json.dumps({"id": f"{stamp}-{n}", "text": f"Matter {stamp} {n}: {n * 7} cats."}).encode()
        + b"\n" for n in range(120)
    )  # fmt: skip
    view.set_input_files(
        "input[type=file]", [{"name": f"{stamp}.jsonl", "mimeType": "x/y", "buffer": lines}]
    )
    view.fill("textarea[name=text]", f"🚢 {TEXT.format(stamp)}\n\n{TEXT.format(7)}")
    view.fill("input[name=name]", f"note {stamp}")
    view.click("button.main")
    view.wait_for_url("**/jobs/*")
    at = view.url
    again(view)
    view.goto(f"{desk.origin}/jobs")
    view.goto(at)
    again(view)
    view.locator("[data-is=result] a").wait_for()
    view.locator("[data-is=state]", has_text="done").wait_for()
    assert view.locator("ol.told li.new").count() == 121
    again(view)
    assert view.locator("ol.told li.new").count() == 121


def stopping(view: Any, desk: Running) -> None:
    """A job is stopped, and what it acknowledged is told."""
    view.goto(f"{desk.origin}/add")
    stamp = str(time.time_ns())
    lines = b"".join(
        json.dumps({"id": f"{stamp}-{n}", "text": f"{stamp} {n} " + TEXT.format(n) * 3}).encode()
        + b"\n" for n in range(3000)
    )  # fmt: skip
    view.set_input_files(
        "input[type=file]", [{"name": f"{stamp}.jsonl", "mimeType": "x/y", "buffer": lines}]
    )
    view.click("button.main")
    view.wait_for_url("**/jobs/*")
    view.click("section.job form button")
    view.locator("[data-is=state]", has_text="cancelled").wait_for()
    again(view)
    assert view.locator("[data-is=state]").inner_text() == "cancelled"


def searching(view: Any, desk: Running) -> None:
    """A search and its filters stand in the address and survive a reload."""
    view.goto(f"{desk.origin}/search")
    view.fill("input[name=q]", '"told reporters" quay')
    view.fill("input[name=outlet]", "ledger")
    view.click("form.filters button")
    view.locator("ol.list mark").first.wait_for()
    assert "outlet=ledger" in view.url
    again(view)
    assert view.input_value("input[name=outlet]") == "ledger"
    view.click("ol.list a.lead")
    view.wait_for_url("**/story/*")


def _first_review(view: Any) -> Any:
    """The forms of the first difference that is not struck, opened."""
    matter = view.locator("section.differ details.matter").first
    if matter.get_attribute("open") is None:
        matter.locator("summary").first.click()
    review = matter.locator("details.rv")
    if review.get_attribute("open") is None:
        review.locator("summary").click()
    return review


def reviewing(view: Any, desk: Running) -> None:
    """A line is struck with a note, taken back, accepted, corrected; each is told."""
    story(view, desk)
    review = _first_review(view)
    note = f"note {time.time_ns()}"
    review.locator("[name=note]").fill(note)
    review.locator("button[value=strike]").click()
    view.locator(".flash").wait_for()
    current(view)
    assert note in view.locator("section.decided").inner_text()
    view.locator(".flash button").click()
    view.locator(".flash", has_text="Taken back").wait_for()
    current(view)
    assert note not in view.locator("article.story").inner_text()
    view.locator(".flash button").click()
    view.locator(".flash", has_text="Kept").wait_for()
    current(view)
    view.locator("section.decided li", has_text=note).locator("button").click()
    view.locator(".flash", has_text="Taken back").wait_for()
    current(view)
    review = _first_review(view)
    review.locator("a.more").click()
    view.wait_for_url("**/correct?*")
    field = view.locator("textarea[name^='words:']").first
    field.fill("quay at Vell")
    view.click("button[value=correct]")
    view.locator(".flash", has_text="corrected").wait_for()
    view.locator(".flash button").click()
    view.locator(".flash", has_text="Taken back").wait_for()
    view.goto(f"{desk.origin}/log")
    assert note in view.locator("ol.list").inner_text()


def setting(view: Any, desk: Running) -> None:
    """An account's date is set and taken back; a party is renamed and taken back."""
    story(view, desk)
    view.locator("details.telling summary").first.click()
    forms = view.locator("details.telling details.rv").first
    forms.locator("summary").click()
    forms.locator("[name=date]").fill("2031-05-03")
    forms.locator("button[value=set]").click()
    view.locator(".flash", has_text="date 2031-05-03").wait_for()
    current(view)
    view.locator("section.decided li", has_text="date 2031-05-03").last.locator("button").click()
    view.locator(".flash", has_text="Taken back").wait_for()
    current(view)
    view.locator("details.party summary").first.click()
    party = view.locator("details.party details.rv", has_text="Better name").first
    party.locator("summary").first.click()
    name = f"Ivo {time.time_ns()}"
    party.locator("[name=name]").first.fill(name)
    party.locator("button[value=rename]").click()
    view.locator(".flash", has_text=name).wait_for()
    view.locator(".flash button").click()
    view.locator(".flash", has_text="Taken back").wait_for()
    current(view)


def beside(view: Any, desk: Running) -> None:
    """Any two accounts, and one against the rest; a reload in the middle of the work."""
    view.goto(f"{desk.origin}/story/story-1/beside")
    view.select_option("select[name=base]", "b.txt")
    view.select_option("select[name=with]", "a.html")
    view.click("form.filters button")
    again(view)
    view.locator(".row").first.wait_for()
    assert "with=a.html" in view.url
    view.select_option("select[name=with]", "")
    view.click("form.filters button")
    view.locator("details.pair").first.wait_for()


def exporting(view: Any, desk: Running) -> None:
    """An export goes on in the background and leaves a link."""
    story(view, desk)
    view.select_option("select[name=form]", "md")
    view.locator(".bar button").click()
    view.wait_for_url("**/jobs/*")
    again(view)
    link = view.locator("[data-is=result] a")
    link.wait_for()
    with view.expect_download() as got:
        link.click()
    assert got.value.suggested_filename == "story-1.md"
    assert Path(got.value.path()).read_text().startswith("# ")


def keyboard(view: Any, desk: Running) -> None:
    """Every flow by its keys: no pointer is used."""
    story(view, desk)
    press = view.keyboard.press
    press("?")
    view.locator("dialog[open]").wait_for()
    assert "accept the line" in view.locator("dialog").inner_text()
    press("Escape")
    view.locator("dialog[open]").wait_for(state="detached")
    press("j")
    assert view.evaluate("document.activeElement.tagName") == "SUMMARY"
    press("Enter")
    press("n")
    note = f"by keys {time.time_ns()}"
    view.keyboard.type(note)
    press("Escape")
    press("s")
    view.locator(".flash", has_text="struck").wait_for()
    current(view)
    assert note in view.locator("section.decided").inner_text()
    press("u")
    view.locator(".flash", has_text="Taken back").wait_for()
    current(view)
    press("r")
    view.locator(".flash", has_text="Kept").wait_for()
    current(view)
    press("u")
    view.locator(".flash", has_text="Taken back").wait_for()
    current(view)
    press("b")
    view.wait_for_url("**/beside")
    for keys, path in (("gs", "/"), ("gf", "/search"), ("ga", "/add"), ("gj", "/jobs"),
                       ("gd", "/log")):  # fmt: skip
        for key in keys:
            press(key)
        view.wait_for_url(f"{desk.origin}{path}")
    view.goto(f"{desk.origin}/")
    press("/")
    view.keyboard.type("quay")
    press("Enter")
    view.wait_for_url("**title=quay*")
    view.goto(f"{desk.origin}/add")  # Tab and Enter alone
    for _ in range(40):
        press("Tab")
        if view.evaluate("document.activeElement.name") == "text":
            break
    view.keyboard.type(f"{TEXT.format(note)}")
    for _ in range(3):
        press("Tab")
        if view.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    press("Enter")
    view.wait_for_url("**/jobs/*")
    view.locator("[data-is=result] a").wait_for()


FLOWS: tuple[Callable[[Any, Running], None], ...] = (
    adding, stopping, searching, reviewing, setting, beside, exporting,
)  # fmt: skip


def together(browser: Any, desk: Running) -> None:
    """Two people at once: each decides a line, both hold, each bears its name."""
    with signed_in(browser, desk) as one, signed_in(browser, desk) as two:
        for view, name in ((one, "Jörg"), (two, "Ole")):
            view.goto(f"{desk.origin}/you")
            view.fill("main input[name=name]", name)
            view.click("button.main")
            view.wait_for_url(f"{desk.origin}/")
            story(view, desk)
        note = str(time.time_ns())
        for view, name, do in ((one, "Jörg", "strike"), (two, "Ole", "accept")):
            review = _first_review(view)
            review.locator("[name=note]").fill(f"{name} {note}")
            review.locator(f"button[value={do}]").click()
        for view in (one, two):
            view.locator(".flash").wait_for()
        story(one, desk)
        told = one.locator("section.decided").inner_text()
        assert f"Jörg {note}" in told.replace("\n", " ")
        assert f"Ole {note}" in told.replace("\n", " ")
        for view in (one, two):
            view.goto(f"{desk.origin}/log")
            view.click("button[formaction='/undo']")
            view.locator(".flash", has_text="Taken back").wait_for()


def leaving(browser: Any, desk: Running) -> None:
    """Who goes on while the page is made anew arrives, and is not called back."""
    with signed_in(browser, desk) as view:
        story(view, desk)
        for _ in range(6):
            review = _first_review(view)
            review.locator("button[value=strike]").click()
            view.locator(".flash").wait_for()
            view.goto(f"{desk.origin}/log")
            view.wait_for_timeout(700)
            assert view.url == f"{desk.origin}/log"
            view.click("button[formaction='/undo']")
            view.locator(".flash", has_text="Taken back").wait_for()
            story(view, desk)


def round_of(browser: Any, desk: Running) -> Iterator[tuple[str, str]]:
    """Every flow on every device, with and without script; what failed, in words."""
    for device, options in DEVICES.items():
        for script in (True, False):
            for flow in (*FLOWS, *((keyboard,) if script and device == "desktop" else ())):
                name = f"{flow.__name__}, {device}{'' if script else ', no script'}"
                try:
                    with signed_in(browser, desk, java_script_enabled=script, **options) as view:
                        flow(view, desk)
                    yield name, ""
                except Exception as error:
                    yield name, f"{type(error).__name__}: {str(error)[:300]}"
    for name, both in (("two people", together), ("leaving", leaving)):
        try:
            both(browser, desk)
            yield name, ""
        except Exception as error:
            yield name, f"{type(error).__name__}: {str(error)[:300]}"


def main() -> None:
    """Repeat everything so many times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=50)
    times = parser.parse_args().times
    if lacking := tool.missing():
        sys.exit(lacking)
    failed = done = 0
    faults: list[str] = []
    with tool.chromium() as browser:
        for number in range(1, times + 1):
            start = time.monotonic()
            found, wrong_in = one_round(browser)
            wrong = {name: why for name, why in found if why}
            done, failed = done + len(found), failed + len(wrong)
            faults += wrong_in
            line = {"round": number, "flows": len(found), "failed": wrong,
                    "s": round(time.monotonic() - start, 1)}  # fmt: skip
            print(json.dumps(line), flush=True)
    print(json.dumps({"rounds": times, "flows": done, "failed": failed, "store": faults}))
    sys.exit(1 if failed or faults else 0)


def one_round(browser: Any) -> tuple[list[tuple[str, str]], list[str]]:
    """A round on a desk of its own: what each flow came to, and faults of its store after it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "news.db"
        fill(store)
        with running(store) as desk:
            found = list(round_of(browser, desk))
        with open_store(store) as opened:
            return found, [str(fault) for fault in opened.check()]


if __name__ == "__main__":
    main()

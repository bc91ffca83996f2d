"""Takes docs/desk.png and docs/desk-phone.png: the desk over the harbour example in Chromium.

python tests/tools/desk_picture.py docs
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from flows import current, signed_in
from running import running

from tools.browser import chromium, missing
from tools.crowd import HARBOUR
from twosource.store import open_store


def main(folder: Path) -> None:
    """Add the example, strike a line, and picture what the page tells of it."""
    if lacking := missing():
        sys.exit(lacking)
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "news.db"
        with open_store(store) as opened:
            list(opened.add(HARBOUR))
        with running(store) as desk, chromium() as browser:
            size = {"width": 1280, "height": 760}
            with signed_in(browser, desk, viewport=size, color_scheme="light") as view:
                view.goto(f"{desk.origin}/story/story-1")
                current(view)
                view.keyboard.press("j")
                view.keyboard.press("j")
                view.keyboard.press("n")
                view.keyboard.type("the two counts are of two mornings")
                view.keyboard.press("Escape")
                view.locator("section.differ").evaluate("e => scrollTo(0, e.offsetTop - 90)")
                view.screenshot(path=str(folder / "desk.png"))
            size = {"width": 390, "height": 760}
            with signed_in(browser, desk, viewport=size, color_scheme="dark") as view:
                view.goto(f"{desk.origin}/story/story-1")
                current(view)
                view.screenshot(path=str(folder / "desk-phone.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Takes docs/report.png: the first screen of the harbour example in Chromium.

python tests/tools/picture.py docs/report.png
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.browser import chromium, missing, opened
from tools.crowd import HARBOUR
from twosource.dossier import render_html
from twosource.engine import dossiers
from twosource.read import read
from twosource.types import Account


def main(target: Path) -> None:
    """Make the example's page and picture its first screen at 1280 x 900."""
    if lacking := missing():
        sys.exit(lacking)
    accounts = [a for a in read([HARBOUR]) if isinstance(a, Account)]
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        page = Path(folder) / "harbour.html"
        page.write_text(render_html(dossiers(accounts, one_story=True)), encoding="utf-8")
        with opened(browser, page, color_scheme="light") as view:
            view.screenshot(path=str(target))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

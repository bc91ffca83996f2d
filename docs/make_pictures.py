"""Take the pictures of docs/exchange: a table in Datasette (Chromium), a graph (Graphviz).

python docs/make_pictures.py, with `datasette` (extra dev), `chromium` and `dot` at hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from twosource.exchange import format_of, save, stories_of_file

HERE = Path(__file__).parent / "exchange"
PAGE = (
    "/story/differences?type=number&_col=type&_col=sure&_col=severity&_col=outlet&_col=quote"
    "&_col=reason&_size=6"
)


def datasette(folder: Path) -> None:
    """The view of differences, of one type, with its facets."""
    path = folder / "story.db"
    save(format_of("sqlite"), stories_of_file(HERE / "example.json"), path)
    server = subprocess.Popen(
        [sys.executable, "-m", "datasette", str(path), "--metadata",
         str(folder / "story.metadata.json"), "--port", "0"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stderr is not None
        lines = iter(server.stderr.readline, "")
        found = next(m for m in (re.search(r"http://127\S+:\d+", line) for line in lines) if m)
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars",
             "--window-size=1100,900", f"--screenshot={HERE / 'sqlite.png'}", found[0] + PAGE],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    finally:
        server.terminate()
        server.wait(10)


def graph() -> None:
    """Accounts and origins; parties are left out of the picture."""
    text = "".join(format_of("dot").chunks(stories_of_file(HERE / "example.json")))
    parties = set(re.findall(r'(n\d+) \[label=[^\n]*class="party"', text))
    kept = [
        line for line in text.split("\n") if not parties & set(re.findall(r"\bn\d+\b", line))
    ]  # fmt: skip
    subprocess.run(
        ["dot", "-Tpng", "-Gdpi=80", "-o", str(HERE / "dot.png")],
        input="\n".join(kept).encode(), check=True,
    )  # fmt: skip


if __name__ == "__main__":
    graph()
    with tempfile.TemporaryDirectory() as name:
        datasette(Path(name))

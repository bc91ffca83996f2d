"""What pages of a desk over 1,000 stories cost, as ratios to a bare page of the same server.

python tests/tools/desk_figures.py --stories 1000

The bare page is the list of keys: all that every page passes, and nothing of the store.  All
pages are asked for in turn, in one run, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from running import TEXT, fill, running
from told import accounts

from twosource.store import open_store
from twosource.types import Account

WORDS = ("ferry", "harvest", '"told reporters"', "lantern auctioned", "glacier", "Vell", "sermon",
         "railway flooded", "compass", "telescope")  # fmt: skip
REACH = {"list": 5, "search": 6, "dossier": 25}


def twenty() -> list[Account]:
    """Twenty accounts of one event, each with words of its own."""
    more = accounts(400, seed=9)
    return [
        Account(f"q{n}.txt", "\n\n".join((
                    TEXT.format(12 + n), more[n * 9].text, more[n * 9 + 4].text)),
                "", title=f"Quay at Vell shut for {12 + n} days")
        for n in range(20)
    ]  # fmt: skip


def p95(times: list[float]) -> float:
    """Of a page, in milliseconds."""
    return 1000 * sorted(times)[int(0.95 * len(times))]


def main() -> None:
    """Make the store, ask for the pages, print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--times", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "news.db"
        fill(store, twenty())
        with open_store(store) as opened:
            (big,) = [s.story for s in opened.stories() if len(s.accounts) == 20] or [""]
            seed = 1
            while len(opened.story_ids()) < given.stories:
                made = accounts(600, seed=seed)
                list(opened.add(*(replace(a, id=f"{seed}-{a.id}") for a in made)))
                seed += 1
            stories, count = len(opened.story_ids()), len(opened)
        with running(store) as desk, desk.session() as http:
            assert big, "the twenty accounts are not one story"
            http.get(f"/story/{big}")
            found: dict[str, list[float]] = {n: [] for n in ("bare", *REACH)}
            for number in range(given.times):
                word = WORDS[number % len(WORDS)]
                pages = {"bare": "/keys", "list": f"/?page={1 + number % 20}",
                         "search": "/search", "dossier": f"/story/{big}"}  # fmt: skip
                for name, path in pages.items():
                    params = {"q": word} if name == "search" else None
                    start = time.perf_counter()
                    answer = http.get(path, params=params)
                    found[name].append(time.perf_counter() - start)
                    assert answer.status_code == 200
                    assert name != "dossier" or "article" in answer.text
    bare = p95(found["bare"])
    print(json.dumps({
        "stories": stories, "accounts": count, "bare_p95_ms": round(bare, 2),
        **{f"{n}_p95_ms": round(p95(found[n]), 2) for n in REACH},
        **{f"{n}_ratio": round(p95(found[n]) / bare, 1) for n in REACH}, "to_reach": REACH,
    }))  # fmt: skip


if __name__ == "__main__":
    main()

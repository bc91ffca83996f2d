"""What pages of a desk over 1,000 stories cost, as ratios to a bare page of the same server.

python tests/tools/desk_figures.py --stories 1000

The bare page is the list of keys: all that every page passes, and nothing of the store.  All
pages are asked for in turn, in one run, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from running import TEXT, fill, running
from told import NOUNS, VERBS, accounts

from twosource.store import open_store
from twosource.types import Account

WORDS = ("lantern", "harvest", '"told reporters"', "lantern auctioned", "glacier", "Vell",
         "sermon", "violin smuggled", "comp*", "telescope")  # fmt: skip
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


def invented(stories: int) -> list[Account]:
    """One or two accounts of each of so many events, in words that no other event has, and some
    that all have.
    """
    chance = random.Random(5)

    def name() -> str:
        return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))

    made = []
    for number in range(stories):
        who = [f"{name().title()} {name().title()}" for _ in range(4)]
        lines = [
            f"{chance.choice(who)} {chance.choice(VERBS)} the {chance.choice(NOUNS)} of {name()} "
            f"at {name().title()} on {name()}, {chance.randint(2, 900)} {name()}s in all."
            for _ in range(9)
        ]
        for turn in range(1 + number % 2):
            text = " ".join([*chance.sample(lines, 8), f"So {name()} told {name().title()}."])
            made.append(Account(f"n{number}-{turn}", text, "", title=f"{who[0]} at {name()}"))
    return made


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
            list(opened.add(*invented(given.stories - 1)))
            stories, count = len(opened.story_ids()), len(opened)
        with running(store) as desk, closing(desk.session()) as http:
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

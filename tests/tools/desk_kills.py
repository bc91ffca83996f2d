"""Kills a desk (SIGKILL) while reviews are saved, and looks what of them is there afterwards.

python tests/tools/desk_kills.py --times 50

A decision whose answer came is acknowledged; each must be there when the desk is opened anew, and
the store must be sound.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

import httpx
from running import fill, key_of, line_of, running, wait

from twosource.store import open_store


def save(http: httpx.Client, path: str, line: str, who: int, kept: list[str]) -> None:
    """Save decisions one after another until the desk is gone."""
    number = 0
    while True:
        number += 1
        form = {"line": line, "do": ("accept", "strike")[number % 2], "note": f"{who}-{number}"}
        headers = {"accept": "application/json", "x-desk-author": f"person {who}"}
        try:
            answer = http.post(path, data=form, headers=headers)
        except httpx.HTTPError:
            return
        if answer.status_code == 200:
            kept.append(answer.json()["review"])


def _whole(page: str) -> str:
    """The page of a story once it is worked out, "" before that."""
    return page if "/at/" in page and 'class="matter' in page else ""


def once(store: Path, after: float) -> tuple[int, int, int]:
    """Acknowledged, lost, and faults of the store, for one kill."""
    kept: list[str] = []
    with running(store) as desk:
        http = desk.session()
        page = wait(lambda: _whole(http.get("/story/story-1").text))
        path = f"/story/story-1/at/{key_of(page)}/review"
        line = line_of(page, 'class="matter')  # struck by the kill before, perhaps
        savers = [
            threading.Thread(target=save, args=(http, path, line, who, kept)) for who in range(3)
        ]
        for saver in savers:
            saver.start()
        time.sleep(after)
        desk.process.kill()
        for saver in savers:
            saver.join()
        http.close()
    with open_store(store, make=False) as opened:
        there = {r.id for r in opened.reviews()}
        return len(kept), sum(k not in there for k in kept), len(opened.check())


def main() -> None:
    """One line a kill, and the sum."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    total = lost = faults = 0
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "news.db"
        fill(store)
        for number in range(1, given.times + 1):
            after = chance.uniform(0.01, 1.0)
            made = once(store, after)
            total, lost, faults = total + made[0], lost + made[1], faults + made[2]
            print(json.dumps({"kill": number, "after": round(after, 2), "acknowledged": made[0],
                              "lost": made[1], "faults": made[2]}), flush=True)  # fmt: skip
    print(json.dumps({"kills": given.times, "acknowledged": total, "lost": lost, "faults": faults}))
    sys.exit(1 if lost or faults else 0)


if __name__ == "__main__":
    main()

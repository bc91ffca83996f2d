"""A bounded load on a desk of this machine: readers and reviewers at once.

python tests/tools/desk_load.py --clients 20 --seconds 60

Prints errors, requests, the times of pages, and the memory of the desk over the run.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from running import Running, fill, key_of, line_of, running

from twosource.store import open_store

PAGES = ("/", "/?at_least=2", "/search?q=quay", "/search?q=%22told+reporters%22", "/log", "/jobs",
         "/keys", "/story/story-1")  # fmt: skip


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def client(
    desk: Running, number: int, until: float, times: list[float], wrong: list[str]
) -> None:  # fmt: skip
    """One person: reads, and every tenth time decides something and takes it back."""
    chance = random.Random(number)
    with closing(desk.session()) as http:
        page = http.get("/story/story-1").text
        at, line = f"/story/story-1/at/{key_of(page)}", line_of(page, 'class="matter"')
        while time.monotonic() < until:
            start = time.monotonic()
            if chance.random() < 0.1:
                headers = {"accept": "application/json"}
                made = http.post(f"{at}/review", data={"line": line, "do": "accept"},
                                 headers=headers)  # fmt: skip
                status = made.status_code
                if status == 200:
                    id = made.json()["review"]
                    status = http.post("/undo", data={"id": id}, headers=headers).status_code
            else:
                status = http.get(chance.choice(PAGES)).status_code
            times.append(time.monotonic() - start)
            if status != 200:
                wrong.append(str(status))
            time.sleep(chance.uniform(0, 0.4))


def main() -> None:
    """The load, and what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "news.db"
        fill(store)
        with running(store) as desk:
            times: list[float] = []
            wrong: list[str] = []
            until = time.monotonic() + given.seconds
            people = [
                threading.Thread(target=client, args=(desk, n, until, times, wrong))
                for n in range(given.clients)
            ]
            for one in people:
                one.start()
            held = []
            while time.monotonic() < until:
                held.append(memory(desk.process.pid))
                time.sleep(given.seconds / 12)
            for one in people:
                one.join()
            held.append(memory(desk.process.pid))
        with open_store(store) as opened:
            faults = len(opened.check())
    ordered = sorted(times)
    print(json.dumps({
        "clients": given.clients, "seconds": given.seconds, "requests": len(times),
        "errors": len(wrong), "p50_ms": round(1000 * statistics.median(ordered)),
        "p95_ms": round(1000 * ordered[int(0.95 * len(ordered))]),
        "memory_mb": [round(m) for m in held], "faults": faults,
    }))  # fmt: skip
    sys.exit(1 if wrong or faults else 0)


if __name__ == "__main__":
    main()

"""kill -9 at random moments of ``twosource add``: what was acknowledged stands, nothing half.

    python tests/tools/kills.py --times 100 --seed 1 [--postgres]

A real process adds accounts that no run has acknowledged yet, far more than it will come to,
so that it is at work all the time: reading, placing, writing, syncing.  It is killed at a moment
spread evenly over the time that so many accounts take, after its first line.  After each kill the
store is opened, checked, and asked for every account that a line had acknowledged.  Ten kills in
a row go on in one store; at its end it must be what one run without a kill makes of the same
accounts in the order in which they came.  Prints what was seen; exit status 1 where anything
was lost or half-written.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "store"))
from servers import new_database, running

from twosource.bench.store.crawl import account
from twosource.store import Store, open_store
from twosource.types import Account

_EACH = 400  # accounts that a run is given
_LONGEST = 2.5  # seconds from the first line to the kill, at most: three transactions
_IN_A_ROW = 10  # kills of one store


@dataclass
class Seen:
    """What all kills together left behind.

    Attributes:
        kills: runs that were killed while they were at work.
        between: of these, kills after which more accounts were there than acknowledged: they
            fell between the commit and the lines.
        acknowledged: ids of accounts that a line told of.
        moments: seconds after the first line.
        same: whether each store was what one run without kills makes.
    """

    kills: int = 0
    between: int = 0
    acknowledged: int = 0
    lost: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    same: bool = True

    @property
    def good(self) -> bool:
        """Whether nothing was lost, nothing was half-written, and the next run went on."""
        return not self.lost and not self.faults and self.same


def record(made: Account) -> str:
    """An account as a line that a run reads."""
    published = made.published.value if made.published else None
    told = {"id": made.id, "text": made.text, "language": "en", "published": published}
    return json.dumps({k: v for k, v in told.items() if v is not None}) + "\n"


def killed(address: str, source: Path, wait: float) -> tuple[list[str], bool]:
    """The ids that a run acknowledged before it was killed, so long after the first; and
    whether it was at work until then.
    """
    words = [sys.executable, "-m", "twosource", "add", str(source), "--store", address, "-q"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout is not None
        found: list[str] = []
        timer = threading.Timer(wait, run.kill)
        for line in run.stdout:
            if not found:
                timer.start()
            try:
                found.append(json.loads(line)["id"])
            except ValueError:  # a line cut short acknowledges nothing
                break
        timer.cancel()
        run.kill()
    return found, run.returncode == -9


def kill_often(
    place: Callable[[], str], times: int, seed: int, folder: Path, longest: float = _LONGEST,
    seen: Seen | None = None,
) -> Seen:  # fmt: skip
    """Kill a run so often, each one given accounts that none acknowledged.

    Args:
        place: gives the address of an empty store.
        times: how many kills.
        seed: of their moments.
        folder: for files that the runs read.
        longest: seconds from the first line up to which they come.
        seen: where to note what is seen.
    """
    chance = random.Random(seed)
    seen = seen or Seen()
    source = folder / "news.jsonl"
    first = 0
    while seen.kills < times:
        address = place()
        acknowledged: set[str] = set()
        for _ in range(min(_IN_A_ROW, times - seen.kills)):
            ahead = (account(n) for n in range(first, first + 20 * _EACH))
            new = [a for a in ahead if a.id not in acknowledged][:_EACH]
            source.write_text("".join(map(record, new)), encoding="utf-8")
            wait = chance.random() * longest
            told, at_work = killed(address, source, wait)
            seen.acknowledged += len({*told} - acknowledged)
            acknowledged |= set(told)
            seen.kills += at_work
            seen.moments.append(wait)
            _look(address, acknowledged, seen)
        first += 20 * _EACH
        seen.same &= _as_one(address, folder / f"whole-{seen.kills}.db")
    return seen


def _look(address: str, acknowledged: set[str], seen: Seen) -> None:
    """What is in the store after a kill."""
    with open_store(address, make=False) as store:
        there = {a.id for a in store.accounts()}
        seen.between += bool(there - acknowledged)
        seen.lost |= acknowledged - there
        seen.faults += store.check()


def _as_one(address: str, path: Path) -> bool:
    """Whether a store is what one run makes of its accounts."""
    with open_store(address, make=False) as store, open_store(path) as whole:
        list(whole.add(*store.accounts()))
        same = _told(store) == _told(whole)
    path.unlink()
    return same


def _told(store: Store) -> tuple[object, ...]:
    groups = {frozenset(s.accounts) for s in store.groups()}
    return store.accounts(), store.links(), groups


def main() -> int:
    """Kill, print, say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="a server of our own")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        count = iter(range(10**6))
        if given.postgres:
            socket = stack.enter_context(running())
        seen = Seen()
        with suppress(KeyboardInterrupt):  # what was seen until then is printed
            kill_often(
                lambda: new_database(socket) if given.postgres else f"{folder}/{next(count)}.db",
                given.times, given.seed, folder, seen=seen,
            )  # fmt: skip
    print(
        f"{seen.kills} kills of {len(seen.moments)} runs, {min(seen.moments):.2f} to "
        f"{max(seen.moments):.2f} s after the first line, {seen.between} of them between a commit "
        f"and its lines; {seen.acknowledged} accounts acknowledged, {len(seen.lost)} lost, "
        f"{len(seen.faults)} faults; as one run makes it: {seen.same}"
    )
    for fault in seen.faults[:20]:
        print(f"  {fault}")
    return not seen.good


if __name__ == "__main__":
    sys.exit(main())

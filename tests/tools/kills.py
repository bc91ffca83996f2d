"""kill -9 at random moments of ``twosource add``: what was acknowledged stands, nothing half.

    python tests/tools/kills.py --times 100 --seed 1 [--store ADDRESS]

Accounts are fed to a real process by standard input; it is killed some time after its first
line.  After each kill the store is opened, checked, and asked for every account that a line
had acknowledged.  At the end all accounts are added, and links and stories must be those of
one batch.  Prints what was seen; exit status 1 where anything was lost or half-written.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "store"))
from told import accounts

from twosource.group import group
from twosource.store import open_store
from twosource.trace import trace
from twosource.types import Account

_EACH = 30  # accounts that a run is given
_PAUSE = 0.08  # seconds between two of them: they are written in three transactions
_LONGEST = 2.0  # seconds from the first line to the kill, at most
_BATCH = 320  # accounts up to which one batch is made too: beyond, the bound of candidates holds


@dataclass
class Seen:
    """What all kills together left behind."""

    kills: int = 0
    acknowledged: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    same_stories: bool = False
    same_links: bool = False

    @property
    def good(self) -> bool:
        """Whether nothing was lost, nothing was half-written, and the next run went on."""
        return not self.lost and not self.faults and self.same_stories and self.same_links


def record(account: Account) -> str:
    published = account.published.value if account.published else None
    told = {"id": account.id, "text": account.text, "language": "en", "published": published}
    return json.dumps({k: v for k, v in told.items() if v is not None}) + "\n"


def killed(address: str, news: list[Account], wait: float) -> list[str]:
    """The ids that a run acknowledged before it was killed, so long after the first."""
    run = subprocess.Popen(
        [sys.executable, "-m", "twosource", "add", "-", "--store", address, "-q"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert run.stdin is not None
    assert run.stdout is not None

    def feed() -> None:
        try:
            for account in news:
                run.stdin.write(record(account).encode())  # type: ignore[union-attr]
                run.stdin.flush()  # type: ignore[union-attr]
                time.sleep(_PAUSE)
            run.stdin.close()  # type: ignore[union-attr]
        except OSError:  # it was killed
            pass

    feeding = threading.Thread(target=feed)
    feeding.start()
    found: list[str] = []
    for line in run.stdout:
        if not found:
            threading.Timer(wait, run.kill).start()
        try:
            found.append(json.loads(line)["id"])
        except ValueError:  # a line cut short acknowledges nothing
            break
    run.wait()
    feeding.join()
    return found


def kill_often(address: str, times: int, seed: int) -> Seen:
    """Kill a run so often, each one going on with what is not acknowledged yet."""
    chance = random.Random(seed)
    news = accounts(_EACH * (times + 1), seed)
    seen = Seen()
    for _ in range(times):
        ahead = [a for a in news if a.id not in seen.acknowledged][:_EACH]
        chance.shuffle(ahead)
        seen.acknowledged |= set(killed(address, ahead, chance.random() * _LONGEST))
        seen.kills += 1
        with open_store(address, make=False) as store:
            there = {a.id for a in store.accounts()}
            seen.lost |= seen.acknowledged - there
            seen.faults += store.check()
    with open_store(address) as store:
        list(store.add(*_read(news)))
        kept = store.accounts()
        stories = {frozenset(s.accounts) for s in store.groups()}
        more = len(kept) > _BATCH
        seen.same_stories = more or stories == {frozenset(s.accounts) for s in group(kept)}
        seen.same_links = more or store.links() == trace(kept)
    return seen


def _read(news: list[Account]) -> list[Account]:
    """The accounts as reading their records gives them."""
    from twosource.read import account_of_record

    return [account_of_record(json.loads(record(a)), a.id) for a in news]


def main() -> int:
    """Kill, print, say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seen = kill_often(given.store or f"{folder}/news.db", given.times, given.seed)
    print(
        f"{seen.kills} kills, {len(seen.acknowledged)} accounts acknowledged, {len(seen.lost)} "
        f"lost, {len(seen.faults)} faults; as of one batch: stories {seen.same_stories}, links "
        f"{seen.same_links}"
    )
    for fault in seen.faults[:20]:
        print(f"  {fault}")
    return not seen.good


if __name__ == "__main__":
    sys.exit(main())

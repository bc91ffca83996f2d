"""The bad-input marathon: damaged inputs of every kind through every command.

    python tests/tools/marathon.py --minutes 20 --seed 1 [--keep FOLDER]
    python tests/tools/marathon.py --seed 1 --only 4711

Each try is made from its number and the seed alone.  It is given with a good neighbour; wrong is:
an exception or a coded fault of ours, an exit status other than 0 and 1, a status that the messages
do not bear out, a line that is no record, a span outside its text, a neighbour lost or changed,
more than 20 seconds of processor time.  Counts and faults are printed; the exit status is 1 where
there is a fault.  No try leaves this machine.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import socket
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from damage import damaged
from in_process import run_here
from valid import KINDS, PARAGRAPHS

SECONDS, HANG = 20.0, 60.0
STOPPED = (128 + signal.SIGINT, 128 + signal.SIGTERM)
"""What the command ends with when it is told to: then the marathon ends too."""
SMALLER = 60_000
"""Bytes of an input that is parsed, or whose accounts are all held against one another: a
megabyte of short accounts has half a million pairs, which take as long as they take."""
CHEAP = ("read",) * 12 + ("read-stdin", "read-stdin", "group", "trace", "trace")
HEAVY = ("statements", "events", "positions", "compare", "pairs", "dossier", "html", "md")
GOOD = "Osel ferry late\n\n" + "\n\n".join(PARAGRAPHS["en"][1:3]) + "\n"
OURS = re.compile(r"TS-READ-15|TS-RUN-0[123]|TS-TYPE|TS-MODEL|Traceback \(most recent")
NAMED = re.compile(r"\bTS-[A-Z]+-\d\d\b")


@dataclass
class Tally:
    """What was tried, and what was wrong."""

    tries: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def _call(args: list[str], stdin: bytes) -> tuple[int, str, str]:
    """Run the command line here; its status and what it wrote."""
    done = run_here(args, stdin)
    if done[0] in STOPPED:
        raise KeyboardInterrupt
    return done


def _args(command: str, bad: Path, good: Path, folder: Path) -> list[str]:
    """The arguments of a try; the good neighbour comes last."""
    both = [str(bad), str(good)]
    if command == "read-stdin":
        return ["read", "-", str(good)]
    if command == "pairs":
        pairs = folder / "pairs.jsonl"
        text = bad.read_bytes()[:6000].decode("utf-8", "replace")
        a, b = {"id": "a", "text": text}, {"id": "b", "text": GOOD}
        records = [{"id": "p", "a": a, "b": b}, {"id": "q", "a": a | {"text": GOOD}, "b": b}]
        lines = [json.dumps(r) for r in records]
        pairs.write_text("\n".join([lines[0], "{", lines[1]]), encoding="utf-8")
        return ["compare", "--pairs", str(pairs)]
    if command == "trace":
        return ["trace", "--all-pairs", *both]
    if command in {"html", "md"}:
        return ["dossier", "--format", command, "--one-story", *both]
    return [command, *both]


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    """Every [start, end] in a JSON value."""
    if isinstance(value, list):
        if len(value) == 2 and all(type(v) is int for v in value):
            yield value[0], value[1]
            return
        for one in value:
            yield from _spans(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _spans(one)


def _outside(record: dict[str, Any], texts: dict[tuple[str, str], str]) -> str | None:
    """What is wrong with the spans of a record."""
    if "sha256" in record:
        own = {k: record[k] for k in ("paragraphs", "subheads")}
        length = len(record["text"])
    elif ("account" in record and "trigger" in record) or "content" in record:
        own, length = record, len(texts.get((record["account"], record.get("part", "text")), ""))
    else:
        return None
    wrong = [s for s in _spans(own) if not 0 <= s[0] < s[1] <= length]
    return f"span {wrong[0]} outside a text of {length}" if wrong else None


def _texts(record: dict[str, Any]) -> dict[tuple[str, str], str]:
    out = {(record["id"], "text"): record["text"], (record["id"], "title"): record["title"] or ""}
    return out | {
        (record["id"], f"caption:{n}"): c["text"] for n, c in enumerate(record["captions"])
    }


def _wrong(command: str, status: int, out: str, err: str, good: dict[str, Any]) -> str | None:
    """What is wrong with a try, if anything."""
    ours = OURS.search(err)
    if ours:
        return f"{ours[0]}: {err[max(0, ours.start() - 100) : ours.end() + 400]}"
    if status not in {0, 1}:
        return f"exit status {status}: {err[-300:]}"
    if (status == 1) != bool(NAMED.search(err)):
        return f"exit status {status} with these messages: {err[-300:]!r}"
    if command in {"html", "md"}:
        # by its headline, its name, or the first words of its text
        shown = ("Osel ferry late", good["id"], good["text"][:30])
        return None if any(s in out for s in shown) else "the good neighbour is not on the page"
    records = [json.loads(line) for line in out.split("\n") if line]
    if command == "dossier":
        accounts = [a for d in records for a in d["accounts"]]
        texts = {k: v for a in accounts for k, v in _texts(a).items()}
        records = [
            r
            for d in records
            for k in ("accounts", "statements", "events", "positions")
            for r in d[k]
        ]
    else:
        accounts = [r for r in records if "sha256" in r]
        texts = {}
    for record in records if command in {"read", "read-stdin", "dossier"} else ():
        if wrong := _outside(record, texts):
            return wrong
    return _lost(command, records, accounts, good)


def _lost(
    command: str,
    records: list[dict[str, Any]],
    accounts: list[dict[str, Any]],
    good: dict[str, Any],
) -> str | None:
    """Whether the good neighbour is missing or changed."""
    if command in {"read", "read-stdin", "dossier"}:
        if good not in accounts:
            return "the good neighbour was lost or changed"
    elif command in {"statements", "group"}:
        if not any(r["account"] == "good.txt" for r in records):
            return "the good neighbour has no records"
    elif command == "pairs" and not any(r["pair"] == "q" for r in records):
        return "the good pair has no findings"
    return None


class Marathon:
    """Makes tries and keeps the tally."""

    def __init__(self, seed: int, folder: Path, keep: Path | None, heavy: float) -> None:
        self._seed = seed
        self._folder = folder
        self._keep = keep
        self._heavy = heavy
        self._good = folder / "good.txt"
        self._good.write_text(GOOD, encoding="utf-8")
        _, out, _ = _call(["read", str(self._good)], b"")
        self._record = json.loads(out)
        self.tally = Tally()

    def attempt(self, number: int) -> None:
        """One try."""
        r = random.Random(f"{self._seed}:{number}")
        name = r.choice(sorted(KINDS))
        data = damaged(KINDS[name](), r)
        if r.random() < 0.05:
            data = data[: len(data) // 2] + KINDS[r.choice(sorted(KINDS))]()
        command = r.choice(HEAVY if r.random() < self._heavy else CHEAP)
        if command in HEAVY or command == "trace":
            data = data[:SMALLER]
        if r.random() < 0.1:
            name = r.choice(
                ["odd", "odd.txt", "odd.html", "odd.jsonl", "odd.eml", "odd.pdf", "odd.zip"]
            )
        bad = self._folder / f"bad-{name}"
        bad.write_bytes(data)
        self.tally.tries[command] += 1
        label = f"--seed {self._seed} --only {number} ({command} {name}, {len(data)} bytes)"
        signal.setitimer(signal.ITIMER_PROF, HANG)
        start = time.process_time()
        try:
            args = _args(command, bad, self._good, self._folder)
            status, out, err = _call(args, data if command == "read-stdin" else b"")
            wrong = _wrong(command, status, out, err, self._record)
            self.tally.codes.update(NAMED.findall(err))
        except (Exception, Hang) as error:
            wrong = f"{type(error).__name__}: {error}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.process_time() - start
        if took > SECONDS:
            wrong = wrong or f"took {took:.1f} s"
        self.tally.slowest = max(self.tally.slowest, (took, label))
        if wrong:
            self.tally.faults.append(f"{label}: {wrong}")
            print(f"FAULT {label}: {wrong}"[:900], flush=True)
            if self._keep is not None:
                self._keep.mkdir(parents=True, exist_ok=True)
                (self._keep / f"{self._seed}-{number}-{name}").write_bytes(data)
        bad.unlink(missing_ok=True)


class Hang(BaseException):
    """A try that does not end; no ``except Exception`` of ours may catch it."""


def _hung(number: int, frame: object) -> None:
    raise Hang(f"no end after {HANG} s of processor time")


def _nowhere(*args: Any, **more: Any) -> Any:
    """No try leaves this machine."""
    raise OSError("no network in the marathon")


def run(
    seed: int,
    tries: int,
    minutes: float,
    keep: Path | None = None,
    heavy: float = 0.03,
    first: int = 0,
) -> Tally:
    """Tries ``first``, ``first + 1`` ... until there were so many, or the time is up."""
    end = time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        resolve, socket.getaddrinfo = socket.getaddrinfo, _nowhere
        before = signal.signal(signal.SIGPROF, _hung)
        marathon = Marathon(seed, Path(folder), keep, heavy)
        for number in range(first, first + tries):
            if time.monotonic() > end:
                break
            try:
                marathon.attempt(number)
            except KeyboardInterrupt:
                break  # the tally so far is printed
            if number % 1000 == 999:
                print(
                    f"seed {seed}: {number + 1 - first} tries so far", file=sys.stderr, flush=True
                )
        socket.getaddrinfo = resolve
        signal.signal(signal.SIGPROF, before)
    return marathon.tally


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tries", type=int, default=10**9)
    parser.add_argument("--first", type=int, default=0, help="number of the first try")
    parser.add_argument("--only", type=int, help="make this try alone")
    parser.add_argument("--heavy", type=float, default=0.03, help="share of tries that parse")
    parser.add_argument("--keep", type=Path, help="keep inputs that showed a fault here")
    asked = parser.parse_args()
    first, tries = (asked.first, asked.tries) if asked.only is None else (asked.only, 1)
    tally = run(asked.seed, tries, asked.minutes, asked.keep, asked.heavy, first)
    print(f"{tally.tries.total()} tries: {dict(tally.tries.most_common())}")
    print(f"messages: {dict(tally.codes.most_common())}")
    print(f"slowest: {tally.slowest[0]:.1f} s of processor time, {tally.slowest[1]}")
    print(f"faults: {len(tally.faults)}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(_main())

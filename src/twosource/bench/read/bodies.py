"""Bodies of pages and dumps: F1, pages fully right, speed.

What is scored is read with the whole set left out (``nested.py``); the speed is the
shipped program's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.bench.data import say
from twosource.bench.read.pages import Record, ours, page_bytes
from twosource.bench.read.scores import Score, gold_text, macro, page_score
from twosource.bench.table import Row
from twosource.read import read_bytes

TARGETS = {
    "scrapinghub": ".970", "fundus-eval": ".965", "naeb": ".945", "wcxb": ".955", "fundus": ".962",
}  # fmt: skip
DUMPS = ("scrapinghub", "fundus-eval", "fundus", "naeb")
LEFT_OUT = ", left out"
"""Behind the metrics whose figures come from a labeller that saw neither set nor sites."""
Bodies = Mapping[str, str]
WARM = 5
"""Pages read before the clock starts: loading models and compiling patterns is not speed."""
_ELSEWHERE = "Der Hafen von Osk bleibt am Montag geschlossen, weil ein Sturm erwartet wird. " * 5
"""A text that is not English: the identifier of languages is loaded for such alone."""


def _timed(pages: list[Record], extract: Callable[[Record], str]) -> tuple[list[Score], float]:
    scores, spent = [], 0.0
    for record in pages[:WARM]:
        extract(record)
    for record in pages:
        start = time.process_time()
        text = extract(record)
        spent += time.process_time() - start
        scores.append(page_score(gold_text(record), text))
    return scores, len(pages) / max(spent, 1e-9)


def _on_page(extract: Callable[[str], str]) -> Callable[[Record], str]:
    return lambda record: extract(page_bytes(record).decode("utf-8", "replace"))


@dataclass(slots=True)
class SetScores:
    """What was found of one set: ours of its bodies (none where nothing could be fitted),
    the peers', and pages per CPU-second of all.
    """

    name: str
    ours: list[Score]
    peers: dict[str, list[Score]]
    speed: dict[str, float]


def _scored(pages: list[Record], bodies: Bodies) -> list[Score]:
    return [page_score(gold_text(r), bodies.get(r["id"], "")) for r in pages] if bodies else []


def score_set(
    name: str, pages: list[Record], peers: Mapping[str, Callable[[str], str]], bodies: Bodies
) -> SetScores:
    """The scores of a set; ``bodies`` are ours, read without it."""

    def mine(record: Record) -> str:
        account = ours(record)
        return account.text if account else ""

    read_bytes(_ELSEWHERE.encode(), "warm")
    _, speed = _timed(pages, mine)
    out = SetScores(name, _scored(pages, bodies), {}, {"ours": speed})
    for peer, extract in peers.items():
        say("read", f"{name}: {peer}")
        out.peers[peer], out.speed[peer] = _timed(pages, _on_page(extract))
    return out


def body_rows(found: SetScores) -> Iterator[Row]:
    """Body F1, pages fully right and speed of one set."""
    data = f"{found.name} ({len(next(iter(found.peers.values()), found.ours))})"
    metrics = (("body F1", 0, TARGETS.get(found.name, "")), ("pages fully right", 3, ""))
    for metric, at, target in metrics if found.ours else ():
        peers = {p: macro(s)[at] for p, s in found.peers.items()}
        yield Row(data, metric + LEFT_OUT, macro(found.ours)[at], peers, target)
    peers = {p: v for p, v in found.speed.items() if p != "ours"}
    yield Row(data, "pages per CPU-second", found.speed["ours"], peers, "3 x trafilatura")


def all_row(found: Sequence[SetScores]) -> Iterator[Row]:
    """Pages fully right of all sets together."""
    if found and all(f.ours for f in found):
        mine = macro([s for f in found for s in f.ours])[3]
        peers = {p: macro([s for f in found for s in f.peers[p]])[3] for p in found[0].peers}
        pages = sum(len(f.ours) for f in found)
        data = f"all sets ({pages})"
        yield Row(data, "pages fully right" + LEFT_OUT, mine, peers, "1.8 x trafilatura")


def foreign_row(
    name: str, pages: list[Record], peers: Mapping[str, Callable[[str], str]], bodies: Bodies
) -> Iterator[Row]:
    """Body F1 of the pages of a set whose language, as read, is not English."""
    read = [(r, a) for r in pages if (a := ours(r)) and a.language not in {"en", "und"}]
    others = [r for r, _ in read]
    if not others or not bodies:
        return

    def mean(extract: Callable[[Record], str]) -> float:
        return macro([page_score(gold_text(r), extract(r)) for r in others])[0]

    mine = macro(_scored(others, bodies))[0]
    scores = {p: mean(_on_page(extract)) for p, extract in peers.items()}
    data = f"{name}, not English ({len(others)})"
    yield Row(data, "body F1" + LEFT_OUT, mine, scores, "trafilatura")


def dump_row(name: str, pages: list[Record], bodies: Bodies) -> Row:
    """Body F1 of the dumps, against the dump as it is and its long sentence lines."""
    golds = [gold_text(r) for r in pages]
    mine = macro(_scored(pages, bodies))[0]
    whole = macro([page_score(g, r["dump"]) for g, r in zip(golds, pages, strict=True)])[0]
    lines = macro([page_score(g, _lines(r["dump"])) for g, r in zip(golds, pages, strict=True)])[0]
    peers = {"dump as is": whole, "lines of 40+ that end a sentence": lines}
    data = f"{name} dumps ({len(pages)})"
    return Row(data, "body F1" + LEFT_OUT, mine, peers, ".925")


def _lines(dump: str) -> str:
    stripped = (line.strip() for line in dump.split("\n"))
    return "\n".join(s for s in stripped if len(s) >= 40 and s[-1] in ".!?”\"'")

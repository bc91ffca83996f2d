"""Bodies of pages and dumps: F1, pages fully right, speed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping

from twosource.bench.data import say
from twosource.bench.read.pages import Record, our_dump, ours, page_bytes
from twosource.bench.read.scores import Score, gold_text, macro, page_score
from twosource.bench.table import Row
from twosource.read import read_bytes

TARGETS = {
    "scrapinghub": ".975", "fundus-eval": ".968", "naeb": ".935", "wcxb": ".952", "fundus": ".960",
}  # fmt: skip
DUMPS = ("scrapinghub", "fundus-eval", "naeb")
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


def body_rows(
    name: str, pages: list[Record], peers: Mapping[str, Callable[[str], str]]
) -> Iterator[Row]:
    """Body F1, pages fully right and speed of one set."""
    found: dict[str, tuple[list[Score], float]] = {}

    def mine(record: Record) -> str:
        account = ours(record)
        return account.text if account else ""

    read_bytes(_ELSEWHERE.encode(), "warm")
    found["ours"] = _timed(pages, mine)
    for peer, extract in peers.items():
        say("read", f"{name}: {peer}")
        found[peer] = _timed(pages, _on_page(extract))
    data = f"{name} ({len(pages)})"
    for metric, at, target in (("body F1", 0, TARGETS.get(name, "")), ("pages fully right", 3, "")):
        yield Row(
            data, metric, macro(found["ours"][0])[at],
            {p: macro(s)[at] for p, (s, _) in found.items() if p != "ours"}, target,
        )  # fmt: skip
    yield Row(
        data, "pages per CPU-second", found["ours"][1],
        {p: v for p, (_, v) in found.items() if p != "ours"}, "3 x trafilatura",
    )  # fmt: skip


def foreign_row(
    name: str, pages: list[Record], peers: Mapping[str, Callable[[str], str]]
) -> Iterator[Row]:
    """Body F1 of the pages of a set whose language, as read, is not English."""
    read = [(r, a) for r in pages if (a := ours(r)) and a.language not in {"en", "und"}]
    others = [r for r, _ in read]
    if not others:
        return

    def mean(extract: Callable[[Record], str]) -> float:
        return macro([page_score(gold_text(r), extract(r)) for r in others])[0]

    mine = macro([page_score(gold_text(r), a.text) for r, a in read])[0]
    scores = {p: mean(_on_page(extract)) for p, extract in peers.items()}
    yield Row(f"{name}, not English ({len(others)})", "body F1", mine, scores, "trafilatura")


def dump_row(name: str, pages: list[Record]) -> Row:
    """Body F1 of the dumps, against the dump as it is and its long sentence lines."""
    golds = [gold_text(r) for r in pages]
    mine = macro([page_score(g, our_dump(r)) for g, r in zip(golds, pages, strict=True)])[0]
    whole = macro([page_score(g, r["dump"]) for g, r in zip(golds, pages, strict=True)])[0]
    lines = macro([page_score(g, _lines(r["dump"])) for g, r in zip(golds, pages, strict=True)])[0]
    peers = {"dump as is": whole, "lines of 40+ that end a sentence": lines}
    return Row(f"{name} dumps ({len(pages)})", "body F1", mine, peers, ".93")


def _lines(dump: str) -> str:
    stripped = (line.strip() for line in dump.split("\n"))
    return "\n".join(s for s in stripped if len(s) >= 40 and s[-1] in ".!?”\"'")

"""The read stage against its peers: bodies, titles, authors, dates, mojibake, speed.

``data`` is the folder of the read sets. The block labeller was trained on these very
pages, so its rows here are fitted figures; the cross-validated ones (no site in both
parts) are printed by ``training/read_blocks.py`` and stand in its model card.
"""

from __future__ import annotations

import base64
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from twosource.bench.peers_read import body_peers, date_peers, repair_peers
from twosource.bench.read_meta import author_rows, caption_rows, date_row, title_row
from twosource.bench.read_scores import Score, gold_text, macro, page_score
from twosource.bench.table import Row, Table
from twosource.errors import TwosourceError
from twosource.read import read_bytes
from twosource.read.repair import repair
from twosource.types import Account

Record = dict[str, Any]
TARGETS = {
    "scrapinghub": ".975", "fundus-eval": ".968", "naeb": ".935", "wcxb": ".952", "fundus": ".960",
}  # fmt: skip
DUMPS = ("scrapinghub", "fundus-eval", "naeb")
_HEADERS = {"content-type": "text/html; charset=utf-8"}


def records(data: Path, name: str) -> list[Record]:
    """The records of one set; none where the file is missing."""
    path = data / f"{name}.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path) as lines:
        return [json.loads(line) for line in lines]


def page_bytes(record: Record) -> bytes:
    """The page as bytes."""
    if "html" in record:
        return str(record["html"]).encode("utf-8", "surrogatepass")
    return base64.b64decode(record["html_b64"])


def ours(record: Record) -> Account | None:
    """Our reading of a page, or ``None`` where there is none."""
    headers = _HEADERS if "html" in record else None
    try:
        return read_bytes(page_bytes(record), record["id"], url=record.get("url"), headers=headers)
    except TwosourceError:
        return None


def our_dump(record: Record) -> str:
    """Our body of a page's dump."""
    try:
        return read_bytes(str(record["dump"]).encode("utf-8", "surrogatepass"), record["id"]).text
    except TwosourceError:
        return ""


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


def _say(text: str) -> None:
    print(f"read: {text}", file=sys.stderr, flush=True)


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
        _say(f"{name}: {peer}")
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


def repair_rows(data: Path, peers: Mapping[str, Callable[[str], str]]) -> Iterator[Row]:
    """Share of damaged sentences restored exactly, by kind, and of clean ones kept."""
    groups: dict[str, list[Record]] = {}
    for record in records(data, "mojibake"):
        groups.setdefault(_group(record), []).append(record)
    for name in sorted(groups):
        items = groups[name]
        rate = {
            who: sum(fix(r["damaged"]) == r["clean"] for r in items) / len(items)
            for who, fix in {"ours": _repaired, **peers}.items()
        }
        yield Row(
            f"mojibake, {name} ({len(items)})",
            "restored exactly",
            rate.pop("ours"),
            rate,
            _TARGET.get(name, ""),
        )
    cases = records(data, "ftfy-cases")
    if cases:
        wanted = [(r["original"], r.get("fixed-encoding") or r["fixed"]) for r in cases]
        rate = {
            who: sum(fix(a) == b for a, b in wanted) / len(wanted)
            for who, fix in {"ours": _repaired, **peers}.items()
        }
        yield Row(
            f"ftfy's own cases ({len(cases)})", "as expected", rate.pop("ours"), rate, "as ftfy"
        )


_TARGET = {"C1 bytes read as 1252": ".90", "clean": "1.0", "damaged twice": ".85",
           "dropped bytes": ".90", "half damaged": ".85", "multi-byte, lossless": ".90",
           "single-byte, lossless": ".99"}  # fmt: skip
_MULTI = ("gbk", "big5", "shift_jis", "euc-kr", "euc-jp")


def _group(record: Record) -> str:
    codec, kind = record["codec"], record["kind"]
    if kind != "utf8-as-X":
        return {
            "double": "damaged twice",
            "partial": "half damaged",
            "legacy-as-X": "legacy read as another",
        }.get(kind, "clean")
    if "dropped" in codec:
        return "dropped bytes"
    if "FFFD" in codec or "nbsp" in codec:
        return "bytes replaced"
    loss = "lossy" if record["lossy"] else "lossless"
    if codec in _MULTI:
        return f"multi-byte, {loss}"
    if "+c1as1252" in codec:
        return "C1 bytes read as 1252" if not record["lossy"] else "single-byte, lossy"
    return f"single-byte, {loss}"


def _repaired(text: str) -> str:
    return repair(text)[0]


def run(data: Path) -> Table:
    """All tables of the read stage; a missing set or peer is left out and noted."""
    notes: list[str] = []
    bodies, missing = body_peers()
    notes += [f"Peer not installed: {name}." for name in missing]
    rows: list[Row] = []
    for name in TARGETS:
        pages = records(data, name)
        if not pages:
            notes.append(f"Set not in the data folder: {name}.")
            continue
        _say(name)
        rows += body_rows(name, pages, bodies)
        if name == "fundus":
            rows += foreign_row(name, pages, bodies)
        if name in DUMPS:
            rows.append(dump_row(name, pages))
    for name in ("fundus", "wcxb", "naeb"):
        pages = records(data, name)
        if pages:
            read = [(r["gold"], ours(r)) for r in pages]
            rows.append(title_row(name, read))
            rows += author_rows(name, read)
            rows += caption_rows(name, read)
    pages = records(data, "htmldate")
    if pages:
        dates, missing = date_peers()
        notes += [f"Peer not installed: {name}." for name in missing]
        rows += date_row(
            [(r["gold"], ours(r), page_bytes(r).decode("utf-8", "replace")) for r in pages], dates
        )
    fixers, missing = repair_peers()
    notes += [f"Peer not installed: {name}." for name in missing]
    rows += repair_rows(data, fixers)
    notes.append(
        "Our body figures are fitted: the labeller was trained on these pages. "
        "Cross-validated by site they stand in docs/models/read_blocks.md."
    )
    return Table("read", tuple(rows), tuple(notes))

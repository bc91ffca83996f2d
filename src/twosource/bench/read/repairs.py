"""Damaged texts: how many are restored exactly, by kind of damage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from twosource.bench.read.damage import clean_lines, damaged_lines
from twosource.bench.read.pages import Record, records
from twosource.bench.table import Row
from twosource.read.repair import repair


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
        made = {w: [fix(a) for a, _ in wanted] for w, fix in {"ours": _repaired, **peers}.items()}
        for metric, fits in (("as expected", _same), ("as expected, lost bytes open", _as_open)):
            rate = {
                who: sum(fits(m, b) for m, (_, b) in zip(texts, wanted, strict=True)) / len(cases)
                for who, texts in made.items()
            }
            cell = f"ftfy's own cases ({len(cases)})"
            yield Row(cell, metric, rate.pop("ours"), rate, "as ftfy")


def _same(made: str, wanted: str) -> bool:
    return made == wanted


def _as_open(made: str, wanted: str) -> bool:
    """Whether a text is as expected where the bytes are known: what the case leaves as
    U+FFFD may have been restored, a character or two for each.
    """
    pattern = re.escape(wanted).replace("\ufffd", ".{1,2}")
    return made == wanted or re.fullmatch(pattern, made, re.DOTALL) is not None


LINES = 400
"""Damaged lines of the read sets that are scored."""


def line_rows(data: Path, peers: Mapping[str, Callable[[str], str]]) -> Iterator[Row]:
    """Lines of the read sets of sites that nothing was chosen by, each damaged once;
    and all damaged sentences of the mojibake set together.
    """
    fixers = {"ours": _repaired, **peers}
    lines = [x for x in damaged_lines(data) if x.held][:LINES]
    cases = [(x.damaged, x.clean, x.lossy) for x in lines]
    yield from _told("damaged lines, held out", cases, fixers)
    told = [r for r in records(data, "mojibake") if r["kind"] != "clean"]
    cases = [(r["damaged"], r["clean"], bool(r["lossy"])) for r in told]
    yield from _told("mojibake, all", cases, fixers)
    clean = [text for text, held in clean_lines(data) if held][:LINES]
    if clean:
        yield _share(f"clean lines ({len(clean)})", "changed", fixers, "0",
                     lambda fix: sum(fix(t) != t for t in clean) / len(clean), False)  # fmt: skip


Case = tuple[str, str, bool]
"""A damaged text, the text, and whether bytes are gone."""


def _told(
    name: str, cases: list[Case], fixers: Mapping[str, Callable[[str], str]]
) -> Iterator[Row]:
    made = {who: [fix(a) for a, _, _ in cases] for who, fix in fixers.items()}
    for kind, target in (("lossless", ".95"), ("lossy", ".60")):
        at = [i for i, (_, _, lossy) in enumerate(cases) if lossy == (kind == "lossy")]
        if at:
            rate = {w: sum(m[i] == cases[i][1] for i in at) / len(at) for w, m in made.items()}
            data = f"{name}, {kind} ({len(at)})"
            yield Row(data, "restored exactly", rate.pop("ours"), rate, target)
    if cases:
        rate = {
            who: sum(m not in (a, b) for m, (a, b, _) in zip(texts, cases, strict=True))
            / len(cases)
            for who, texts in made.items()
        }
        data = f"{name} ({len(cases)})"
        yield Row(data, "changed, not restored", rate.pop("ours"), rate, ".01", False)


def _share(
    data: str, metric: str, fixers: Mapping[str, Callable[[str], str]], target: str,
    score: Callable[[Callable[[str], str]], float], higher: bool,
) -> Row:  # fmt: skip
    rate = {who: score(fix) for who, fix in fixers.items()}
    return Row(data, metric, rate.pop("ours"), rate, target, higher)


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

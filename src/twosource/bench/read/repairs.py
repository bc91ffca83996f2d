"""Damaged texts: how many are restored exactly, by kind of damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

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

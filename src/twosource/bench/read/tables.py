"""The read stage against its peers: bodies, titles, authors, dates, mojibake, speed.

``data`` is the folder of the read sets. Bodies are those of a labeller that saw neither
the set nor any page of its sites, fitted in the same run (``nested.py``; two to four
minutes of the table's six); what the packaged one, which saw them all, gives on them is
no figure of this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from twosource.bench.data import say
from twosource.bench.read.bodies import (
    DUMPS,
    TARGETS,
    all_row,
    body_rows,
    dump_row,
    foreign_row,
    score_set,
)
from twosource.bench.read.metadata import author_rows, caption_rows, date_row, title_row
from twosource.bench.read.pages import ours, page_bytes, records
from twosource.bench.read.peers import body_peers, date_peers, repair_peers
from twosource.bench.read.repairs import line_rows, repair_rows
from twosource.bench.table import Row, Table

NOTES = (
    "left out: the labeller was fitted without the set and without any page of its sites, in "
    "the same run; rules, lexicons and the settings of the trees were chosen while looking at "
    "these pages.",
    "Titles, authors, dates and captions: rules, written while looking at these pages.",
    "mojibake: its sentences were looked at while the rules were written; damaged and clean "
    "lines that are held out are of sites that nothing was chosen or counted by.",
)
FITTED_BY = ("lightgbm", "sklearn")
"""What fitting the labeller needs."""
Bodies = Mapping[str, Mapping[str, str]]


def _left_out(data: Path, kind: str, names: list[str], notes: list[str]) -> Bodies:
    """Bodies of each set read without it; none where the libraries to fit are missing."""
    lacking = [name for name in FITTED_BY if find_spec(name) is None]
    if lacking:
        notes.append(
            f"Bodies of {kind}s with the set left out are missing: {' and '.join(lacking)} not "
            "installed (pip install twosource[bench])."
        )
        return {}
    nested = import_module("twosource.bench.read.nested")
    found: Bodies = nested.nested_bodies(data, kind, names)
    return found


def _bodies(data: Path, notes: list[str]) -> list[Row]:
    peers, missing = body_peers()
    notes += [f"Peer not installed: {name}." for name in missing]
    sets = {name: pages for name in TARGETS if (pages := records(data, name))}
    notes += [f"Set not in the data folder: {name}." for name in TARGETS if name not in sets]
    dumped = [name for name in DUMPS if name in sets]
    read = _left_out(data, "page", list(sets), notes) if sets else {}
    dumps = _left_out(data, "dump", dumped, notes) if dumped else {}
    rows: list[Row] = []
    found = []
    for name, pages in sets.items():
        say("read", name)
        found.append(score_set(name, pages, peers, read.get(name, {})))
        rows += body_rows(found[-1])
        if name == "fundus":
            rows += foreign_row(name, pages, peers, read.get(name, {}))
        if name in dumps:
            rows.append(dump_row(name, pages, dumps[name]))
    return [*rows, *all_row(found)]


def run(data: Path) -> Table:
    """All tables of the read stage; a missing set, peer or library is left out and noted."""
    notes: list[str] = []
    rows = _bodies(data, notes)
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
    say("read", "damaged lines")
    rows += line_rows(data, fixers)
    return Table("read", tuple(rows), (*NOTES, *notes))

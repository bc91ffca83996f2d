"""The read stage against its peers: bodies, titles, authors, dates, mojibake, speed.

``data`` is the folder of the read sets. The block labeller was trained on these very
pages, so its rows here are fitted figures; the cross-validated ones (no site in both
parts) are printed by ``training/read_blocks.py`` and stand in its model card.
"""

from __future__ import annotations

from pathlib import Path

from twosource.bench.data import say
from twosource.bench.read.bodies import DUMPS, TARGETS, body_rows, dump_row, foreign_row
from twosource.bench.read.metadata import author_rows, caption_rows, date_row, title_row
from twosource.bench.read.pages import ours, page_bytes, records
from twosource.bench.read.peers import body_peers, date_peers, repair_peers
from twosource.bench.read.repairs import line_rows, repair_rows
from twosource.bench.table import Row, Table


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
        say("read", name)
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
    say("read", "damaged lines")
    rows += line_rows(data, fixers)
    notes.append(
        "Our body figures are fitted: the labeller was trained on these pages. "
        "Cross-validated by site they stand in docs/models/read_blocks.md."
    )
    return Table("read", tuple(rows), tuple(notes))

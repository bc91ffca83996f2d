"""What every fitted part gives on sets it has not seen, beside what it gives on those it has.

    python training/gap.py --data ../shared/eval
    python training/gap.py --data ../shared/eval --only read,repair

The first thing a release looks at: a part whose gap has grown has learnt its own data.
Nested figures are those of ``twosource bench`` (the scored set, its sites, stories or articles
left out of all that is fitted); fitted ones are the shipped models' on the same documents.
Stages: read (three minutes of CPU), repair (two; lines: the half of sites that letters were
counted on beside the half held out), group (ten), trace (two), statements (half an hour; needs
jax and optax too).  Needs LightGBM and scikit-learn.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from twosource.bench.group.fit import Batch, halves, made, made_halves, read
from twosource.bench.group.left_out import left_out
from twosource.bench.group.tables import other_half
from twosource.bench.read.damage import damaged_lines
from twosource.bench.read.nested import SETS, nested_bodies
from twosource.bench.read.pages import Record, our_dump, ours, records
from twosource.bench.read.repairs import LINES
from twosource.bench.read.scores import gold_text, macro, page_score
from twosource.bench.trace.bond_fit import CLOUGH, WIRE, bond_sets, without
from twosource.bench.trace.revisions import revision_rows
from twosource.bench.trace.wire import wire_rows
from twosource.group.model import trees
from twosource.group.standing import TOGETHER
from twosource.read.repair import repair

Figure = tuple[str, float, float]
"""What is measured, nested and fitted."""


def _body(record: Record) -> str:
    account = ours(record)
    return account.text if account else ""


def read_gap(data: Path) -> Iterator[Figure]:
    """Body F1 of pages and dumps, a whole set left out."""
    for kind, fitted in (("page", _body), ("dump", our_dump)):
        names = [n for n in SETS if any(kind == "page" or "dump" in r for r in records(data, n))]
        nested = nested_bodies(data, kind, names)
        for name in names:
            pages = records(data, name)
            golds = [gold_text(r) for r in pages]
            one, two = (
                macro([page_score(g, text(r)) for g, r in zip(golds, pages, strict=True)])[0]
                for text in (lambda r, of=nested[name]: of.get(r["id"], ""), fitted)
            )
            yield f"{name}, body F1 of {kind}s", one, two


def repair_gap(data: Path) -> Iterator[Figure]:
    """Damaged lines restored, of sites held out and of the others."""
    held, others = ([x for x in damaged_lines(data) if x.held == h][:LINES] for h in (True, False))
    lines = [(x.lossy, x.held, repair(x.damaged)[0] == x.clean) for x in (*held, *others)]
    for lossy in (False, True):
        share = [float(np.mean([ok for a, h, ok in lines if (a, h) == (lossy, held)]))
                 for held in (True, False)]  # fmt: skip
        yield f"lines restored, {'lossy' if lossy else 'lossless'}", share[0], share[1]


def group_gap(data: Path) -> Iterator[Figure]:
    """B-cubed F1 of collections, the other half fitted and the whole collection left out."""
    items, copies = read(data), made(data)
    parts = {name: halves(found) for name, found in items.items()}
    other, _ = other_half(parts, made_halves(copies, parts["basil"]))
    large, _ = left_out(items, copies)
    for name, pair in parts.items():
        top = float(np.mean([b.score(b.chances(trees()), TOGETHER) for b in map(Batch, pair)]))
        yield f"{name}, B-cubed F1, other half fitted", other[name], top
        yield f"{name}, B-cubed F1, collection left out", large[name][TOGETHER], top


def trace_gap(data: Path) -> Iterator[Figure]:
    """Rows of the wire set and of Clough and Stevenson, the curve fitted without them."""
    sets = bond_sets(data)
    for name, rows in ((WIRE, wire_rows), (CLOUGH, revision_rows)):
        with without(name, sets):
            nested = list(rows(data))
        for one, two in zip(nested, rows(data), strict=True):
            yield f"{one.data}: {one.metric}", one.ours, two.ours


def statements_gap(data: Path) -> Iterator[Figure]:
    """Attributions of articles, by folds of articles (jax and optax)."""
    from statements_gap import figures

    yield from figures(data)


STAGES: dict[str, tuple[str, Callable[[Path], Iterator[Figure]]]] = {
    "read": ("read", read_gap),
    "repair": ("read", repair_gap),
    "group": ("trace", group_gap),
    "trace": ("trace", trace_gap),
    "statements": ("statements", statements_gap),
}


def main() -> None:
    """Print nested beside fitted for every row, and the mean gap of each stage and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", default=",".join(STAGES))
    args = parser.parse_args()
    means = []
    print("| stage | figure | nested | fitted | gap |\n| --- | --- | --- | --- | --- |")
    for stage in args.only.split(","):
        folder, figures = STAGES[stage]
        gaps = []
        for what, nested, fitted in figures(args.data / folder):
            gaps.append(fitted - nested)
            print(
                f"| {stage} | {what} | {nested:.3f} | {fitted:.3f} | {gaps[-1]:.3f} |", flush=True
            )
        means += gaps
        print(f"| {stage} | mean | | | {np.mean(gaps):.3f} |", flush=True)
    print(f"| all | mean | | | {np.mean(means):.3f} |")


if __name__ == "__main__":
    main()

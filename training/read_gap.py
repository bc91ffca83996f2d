"""What the block labeller reads of sets and sites it has never seen, beside what it reads
of pages it was trained on.

    python training/read_gap.py --data ../shared/eval/read

Each set is left out in turn, with every page of other sets that is of one of its sites:
the weights of words, both looks and all labels come from the rest.  The fitted figures
are of the shipped model.  Needs what ``read_blocks.py`` needs; about two minutes.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from read_blocks import (
    FIRST,
    SECOND,
    Page,
    build,
    fit,
    read,
    score,
    share,
    with_cues,
)
from read_blocks import _rows as rows_of
from read_cues import CueFitter

from twosource.bench.read.scores import Score, macro, page_score
from twosource.read.label.context import context
from twosource.read.label.decide import scores as shipped

SETS = ("scrapinghub", "fundus-eval", "fundus", "wcxb", "naeb")
OUT = 99
"""The fold of the set that is scored."""
INNER = 4
"""Folds of the rest, for the second look and the weights of words."""


def folded(pages: list[Page], name: str) -> None:
    """Put the pages of a set, and those of its sites, in the fold that is left out."""
    sites = {p.site for p in pages if p.set == name}
    for page in pages:
        digest = int(hashlib.sha256(page.site.encode()).hexdigest()[:8], 16)
        page.fold = OUT if page.site in sites else digest % INNER


def nested(pages: list[Page], cues: CueFitter, name: str, kind: str) -> list[Score]:
    """Scores of the pages of a set by a labeller that saw neither it nor its sites."""
    folded(pages, name)
    cues.forget()
    shape = FIRST[kind]
    own = [i for i, p in enumerate(pages) if p.set == name]
    rest = [i for i, p in enumerate(pages) if p.fold != OUT]

    def seen(*folds: int) -> list[np.ndarray]:
        return with_cues(pages, cues.columns(frozenset({OUT, *folds})))

    def part(xs: list[np.ndarray], where: list[int], shape: dict[str, float]) -> list[Any]:
        return fit([pages[i] for i in where], [xs[i] for i in where], shape)

    first = [np.zeros(len(p.x)) for p in pages]
    for fold in range(INNER):
        xs = seen(fold)
        models = part(xs, [i for i in rest if pages[i].fold != fold], shape)
        for i in rest:
            if pages[i].fold == fold:
                first[i] = score(models, pages[i], xs[i])
    xs = seen()
    models = part(xs, rest, shape)
    for i in own:
        first[i] = score(models, pages[i], xs[i])
    around = [context(p, page.blocks) for p, page in zip(first, pages, strict=True)]
    second = part(around, rest, SECOND)
    return [
        page_score(
            pages[i].gold, read(pages[i], (first[i] + score(second, pages[i], around[i])) / 2)
        )
        for i in own
        if not pages[i].again
    ]


def fitted(pages: list[Page], name: str) -> list[Score]:
    """Scores of the shipped model."""
    out = []
    for page in pages:
        if page.set == name and not page.again:
            found = shipped(page.blocks, page.hints)
            out.append(page_score(page.gold, read(page, found)) if found is not None else (0, 0, 0))
    return out


def main() -> None:
    """Print both for each set, and the mean of their difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--kind", choices=("page", "dump"), default="page")
    args = parser.parse_args()
    pages, _ = build(args.data, args.kind)
    cues = CueFitter(pages, lambda p: rows_of(p, np.random.default_rng(0)), share)
    gaps = []
    print("| set | nested F1 | P | R | fully right | fitted F1 | gap |\n| --- |" + " --- |" * 6)
    for name in SETS:
        if not any(p.set == name for p in pages):
            continue
        f1, p, r, full = macro(nested(pages, cues, name, args.kind))
        top = macro(fitted(pages, name))[0]
        gaps.append(top - f1)
        print(
            f"| {name} | {f1:.4f} | {p:.3f} | {r:.3f} | {full:.2f} | {top:.4f} | {gaps[-1]:.4f} |",
            flush=True,
        )
    print(f"| mean | | | | | | {sum(gaps) / max(len(gaps), 1):.4f} |")


if __name__ == "__main__":
    main()

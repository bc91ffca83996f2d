"""Bodies as the labeller reads them on sets and sites that it has never seen.

Each set is left out in turn, with every page of other sets that is of one of its sites:
the weights of words, both looks and all labels come from the rest.  The pages left out
are then read by the whole program, with these scores in the place of the packaged
model's.  Needs LightGBM and scikit-learn, two minutes for pages and one for dumps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from twosource.bench.data import say
from twosource.bench.read.block_fit import (
    FIRST,
    SECOND,
    Columns,
    Numbers,
    Page,
    build,
    digest,
    fit,
    score,
    share,
    training_rows,
    with_cues,
)
from twosource.bench.read.cue_fit import CueFitter
from twosource.bench.read.pages import Record, our_dump, ours, records
from twosource.read.blocks import Blocks
from twosource.read.label.context import context
from twosource.read.label.hints import Hints

SETS = ("scrapinghub", "fundus-eval", "fundus", "wcxb", "naeb")
OUT = 99
"""The fold of the set that is scored."""
INNER = 4
"""Folds of the rest, for the second look and the weights of words."""
Bodies = dict[str, str]
"""Record -> the body read."""
_labels: Any = import_module("twosource.read.label.labels")


def folded(pages: Sequence[Page], name: str) -> None:
    """Put the pages of a set, and those of its sites, in the fold that is left out."""
    sites = {p.site for p in pages if p.set == name}
    for page in pages:
        page.fold = OUT if page.site in sites else digest(page.site) % INNER


def left_out(
    pages: Sequence[Page], cues: CueFitter, name: str, shape: dict[str, float]
) -> dict[int, Numbers]:
    """Scores of the blocks of a set's pages, by their number, by a labeller that saw
    neither the set nor its sites.
    """
    folded(pages, name)
    cues.forget()
    own = [i for i, p in enumerate(pages) if p.set == name]
    rest = [i for i, p in enumerate(pages) if p.fold != OUT]

    def seen(*folds: int) -> list[Columns]:
        return with_cues(pages, cues.columns(frozenset({OUT, *folds})))

    def part(xs: Sequence[Columns], where: Sequence[int], shape: dict[str, float]) -> list[Any]:
        return fit([pages[i] for i in where], [xs[i] for i in where], shape)

    first: list[Numbers] = [np.zeros(len(p.x)) for p in pages]
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
    return {i: (first[i] + score(second, pages[i], around[i])) / 2 for i in own}


@contextmanager
def scored(p: Numbers) -> Iterator[None]:
    """The program with these scores of a page's blocks in the place of the model's."""
    kept = _labels.scores

    def instead(page: Blocks, hints: Hints) -> Numbers | None:
        return p if len(page.blocks) == len(p) else kept(page, hints)

    _labels.scores = instead
    try:
        yield
    finally:
        _labels.scores = kept


def body(record: Record, p: Numbers, kind: str) -> str:
    """The body of a page or its dump, its blocks scored so."""
    with scored(p):
        if kind == "dump":
            return our_dump(record)
        account = ours(record)
        return account.text if account else ""


def nested_bodies(data: Path, kind: str, names: Sequence[str] = SETS) -> dict[str, Bodies]:
    """For each set the bodies read without it; ``kind`` is ``page`` or ``dump``."""
    pages = build(data, kind)
    cues = CueFitter(pages, training_rows, share)
    found: dict[str, Bodies] = {}
    for name in names:
        say("read", f"{name} left out: {kind}s")
        scores = left_out(pages, cues, name, FIRST[kind])
        by = {r["id"]: r for r in records(data, name)}
        found[name] = {
            pages[i].id: body(by[pages[i].id], p, kind)
            for i, p in scores.items()
            if not pages[i].again
        }
    return found

"""Fitting the block labeller of the read stage.

Used by ``training/read_blocks.py``, which writes the model, and by the bench, which must
not score the packaged model on the pages that it was fitted on.

Two looks of boosted trees: the first on the numbers of a block, among them what its
words and names speak for (``cue_fit.py``; for the trees' own training pages by weights
that did not see their fold), the second on the first one's scores of the blocks around.
Needs LightGBM and scikit-learn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from twosource.bench.read.gold_blocks import align, align_weak
from twosource.bench.read.pages import Record, records
from twosource.bench.read.scores import gold_text
from twosource.read.blocks import Blocks, dump_blocks, page_blocks
from twosource.read.label.build import COLUMNS as BUILD
from twosource.read.label.build import build_features
from twosource.read.label.decide import candidates, seen
from twosource.read.label.features import TEXT, features
from twosource.read.label.hints import Hints
from twosource.read.metadata.hints import page_hints

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.float32]
FULL = ("scrapinghub", "fundus-eval", "fundus", "wcxb", "naeb", "newspaper4k")
WEAK = ("trafilatura",)
"""Sets with a few wanted and unwanted segments only: other blocks weigh nothing."""
FOLDS = 5
_LOOK: dict[str, float] = {"num_leaves": 15, "min_data_in_leaf": 40, "trees": 120, "seeds": 2}
FIRST: dict[str, dict[str, float]] = {
    "page": {**_LOOK, "feature_fraction": 0.15},
    # A dump has no elements: two thirds of its columns hold nothing.
    "dump": {**_LOOK, "feature_fraction": 0.4},
}
SECOND: dict[str, float] = {
    "num_leaves": 7, "min_data_in_leaf": 50, "trees": 60, "feature_fraction": 0.3,
}  # fmt: skip


@dataclass
class Page:
    """One training page.

    Attributes:
        set, id, site: the set it is of, its record and its site.
        gold: its body, and what may but need not be in it.
        x: numbers of each block, those of cues left out.
        y, weight: whether each block is body, and how much that counts.
        keep: which blocks are scored.
        fold: number of the part that is scored by a model that did not see it.
        again: whether it is a second form of a page, trained on but not scored.
    """

    set: str
    id: str
    site: str
    gold: tuple[str, str] | None
    blocks: Blocks
    hints: Hints
    x: Columns
    y: Numbers
    weight: Numbers
    keep: Flags
    fold: int
    again: bool


def flat(dump: str) -> str:
    """The dump without indents and blank lines, as other tools write it."""
    return "\n".join(line.strip() for line in dump.split("\n") if line.strip())


def digest(site: str) -> int:
    """A number of a site, the same at every run."""
    return int(hashlib.sha256(site.encode()).hexdigest()[:8], 16)


def _inputs(record: Record, kind: str) -> Iterator[tuple[Blocks, Hints]]:
    if kind == "page" and "html" in record:
        tree = LexborHTMLParser(record["html"])
        hints = page_hints(tree)
        yield page_blocks(tree), hints
    if kind == "dump" and "dump" in record:
        for text in (record["dump"], flat(record["dump"])):
            yield dump_blocks(text), Hints()


def _page(name: str, record: Record, blocks: Blocks, hints: Hints, again: bool) -> Page:
    gold = gold_text(record) if name in FULL else None
    y, weight = align(blocks, gold) if gold else align_weak(blocks, record["gold"])
    x, names = features(blocks, hints)
    keep = candidates(x, names)
    rows = np.flatnonzero(keep)
    built = np.zeros((len(x), len(BUILD)), np.float32)
    if len(rows):
        built[rows] = build_features(blocks, rows.tolist())
    site = record["site"]
    return Page(
        name, record["id"], site, gold, blocks, hints, np.concatenate([x, built], axis=1),
        y, weight, keep, digest(site) % FOLDS, again,
    )  # fmt: skip


def build(data: Path, kind: str) -> list[Page]:
    """All training pages (``kind`` ``page``) or dumps of pages (``dump``)."""
    return [
        _page(name, record, blocks, hints, form > 0)
        for name in (*FULL, *(WEAK if kind == "page" else ()))
        for record in records(data, name)
        for form, (blocks, hints) in enumerate(_inputs(record, kind))
        if blocks.blocks
    ]


def column_names(pages: Sequence[Page]) -> tuple[str, ...]:
    """The names of all that the first look sees."""
    return seen(features(pages[0].blocks, pages[0].hints)[1])


def share(page: Page) -> float:
    """What a page weighs; all of the full sets weigh the same."""
    return 12.0 if page.set in WEAK else 50.0


def with_cues(pages: Sequence[Page], cues: Sequence[Numbers]) -> list[Columns]:
    """What the first look sees of each page."""
    pairs = zip(pages, cues, strict=True)
    return [np.concatenate([p.x, c], axis=1).astype(np.float32) for p, c in pairs]


def training_rows(page: Page, rng: np.random.Generator | None = None) -> Flags:
    """Blocks to train on: candidates, and under a third of those far from prose."""
    rng = rng or np.random.default_rng(0)
    prose = page.x[:, TEXT.index("prose")] > 0
    far = np.convolve(prose, np.ones(9))[4 : 4 + len(prose)] <= 0
    kept = ~far | (page.y > 0) | (rng.random(len(far)) < 0.3)
    return np.asarray(page.keep & kept & ((page.weight > 0) | (page.set not in WEAK)))


def fit(pages: Sequence[Page], xs: Sequence[Columns], shape: dict[str, float]) -> list[Any]:
    """One look: as many models as it has seeds; pages weigh the same, blocks by the root
    of their words.
    """
    import lightgbm

    rng = np.random.default_rng(0)
    rows, ys, ws = [], [], []
    for page, x in zip(pages, xs, strict=True):
        w = np.sqrt(np.maximum(page.weight, 0.3))
        keep = training_rows(page, rng)
        if keep.any():
            rows.append(x[keep])
            ys.append(page.y[keep])
            ws.append((w / w.sum() * share(page))[keep])
    settings = {
        "objective": "binary", "learning_rate": 0.1, "lambda_l2": 1.0, "max_depth": 7,
        "max_bin": 63, "num_threads": 1, "deterministic": True, "verbosity": -1,
        "force_col_wise": True, **{k: v for k, v in shape.items() if k not in {"trees", "seeds"}},
    }  # fmt: skip
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate(ys), weight=np.concatenate(ws))
    return [
        lightgbm.train({**settings, "seed": seed}, data, int(shape["trees"]))
        for seed in range(int(shape.get("seeds", 1)))
    ]


def score(models: Sequence[Any], page: Page, x: Columns) -> Numbers:
    """Scores of a page's candidates, zero for the rest."""
    p = np.zeros(len(x))
    if page.keep.any():
        raw = [m.predict(x[page.keep], raw_score=True) for m in models]
        p[page.keep] = 1 / (1 + np.exp(-np.mean(raw, axis=0)))
    return p

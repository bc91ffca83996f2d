"""Train the block labeller of the read stage and export it as plain arrays.

    python training/read_blocks.py --data ../shared/eval/read --kind page

Two looks of boosted trees are trained: the first on the numbers of a block, among them
what its words and names speak for (``read_cues.py``; for the trees' own training pages
by weights that did not see their fold), the second on the first one's out-of-fold
scores of the blocks around.  Figures printed are cross-validated by site (no site is in
the training and the test part of one fold, of the weights of words neither) and go
through the whole labelling, rules too.  Needs LightGBM and scikit-learn (4.7 and 1.9
were used; ``pip install lightgbm scikit-learn``); the run time does not.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from read_cues import CueFitter
from read_cues import arrays as cue_arrays
from read_gold import align, align_weak
from selectolax.lexbor import LexborHTMLParser

from twosource.bench.read.scores import gold_text, macro, page_score
from twosource.read.blocks import Blocks, dump_blocks, page_blocks
from twosource.read.label import labels
from twosource.read.label.build import COLUMNS as BUILD
from twosource.read.label.build import build_features
from twosource.read.label.context import context
from twosource.read.label.decide import candidates, seen
from twosource.read.label.features import TEXT, features
from twosource.read.label.forest import digest
from twosource.read.label.hints import Hints
from twosource.read.metadata.hints import page_hints

FULL = ("scrapinghub", "fundus-eval", "fundus", "wcxb", "naeb", "newspaper4k")
WEAK = ("trafilatura",)
"""Sets with a few wanted and unwanted segments only: other blocks weigh nothing."""
FOLDS = 5
MODELS = Path(__file__).parents[1] / "src/twosource/read/models"
_LOOK = {"num_leaves": 15, "min_data_in_leaf": 40, "trees": 120, "seeds": 2}
FIRST = {
    "page": {**_LOOK, "feature_fraction": 0.15},
    # A dump has no elements: two thirds of its columns hold nothing.
    "dump": {**_LOOK, "feature_fraction": 0.4},
}
SECOND = {"num_leaves": 7, "min_data_in_leaf": 50, "trees": 60, "feature_fraction": 0.3}


@dataclass
class Page:
    """One training page."""

    set: str
    site: str
    gold: Any
    blocks: Blocks
    hints: Hints
    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    keep: np.ndarray
    fold: int
    again: bool
    """Whether it is a second form of a page, trained on but not scored."""


def flat(dump: str) -> str:
    """The dump without indents and blank lines, as other tools write it."""
    return "\n".join(line.strip() for line in dump.split("\n") if line.strip())


def load(data: Path, name: str) -> list[dict[str, Any]]:
    """The records of one set."""
    path = data / f"{name}.jsonl.gz"
    return [json.loads(line) for line in gzip.open(path)] if path.exists() else []


def _inputs(record: dict[str, Any], kind: str) -> Iterator[tuple[Blocks, Hints]]:
    if kind == "page" and "html" in record:
        tree = LexborHTMLParser(record["html"])
        hints = page_hints(tree)
        yield page_blocks(tree), hints
    if kind == "dump" and "dump" in record:
        for text in (record["dump"], flat(record["dump"])):
            yield dump_blocks(text), Hints()


def build(data: Path, kind: str) -> tuple[list[Page], tuple[str, ...]]:
    """All training pages and the feature names."""
    pages: list[Page] = []
    names: tuple[str, ...] = ()
    for name in (*FULL, *(WEAK if kind == "page" else ())):
        for record in load(data, name):
            for form, (blocks, hints) in enumerate(_inputs(record, kind)):
                if not blocks.blocks:
                    continue
                gold = gold_text(record) if name in FULL else None
                y, w = align(blocks, gold) if gold else align_weak(blocks, record["gold"])
                x, names = features(blocks, hints)
                keep = candidates(x, names)
                rows = np.flatnonzero(keep)
                built = np.zeros((len(x), len(BUILD)), np.float32)
                if len(rows):
                    built[rows] = build_features(blocks, rows.tolist())
                x, site = np.concatenate([x, built], axis=1), record["site"]
                fold = int(hashlib.sha256(site.encode()).hexdigest()[:8], 16) % FOLDS
                pages.append(Page(name, site, gold, blocks, hints, x, y, w, keep, fold, form > 0))
    return pages, seen(names)


def share(page: Page) -> float:
    """What a page weighs; all of the full sets weigh the same."""
    return 12.0 if page.set in WEAK else 50.0


def with_cues(pages: list[Page], cues: list[np.ndarray]) -> list[np.ndarray]:
    """What the first look sees of each page."""
    pairs = zip(pages, cues, strict=True)
    return [np.concatenate([p.x, c], axis=1).astype(np.float32) for p, c in pairs]


def _rows(page: Page, rng: np.random.Generator) -> np.ndarray:
    """Blocks to train on: candidates, and under a third of those far from prose."""
    prose = page.x[:, TEXT.index("prose")] > 0
    far = np.convolve(prose, np.ones(9))[4 : 4 + len(prose)] <= 0
    kept = ~far | (page.y > 0) | (rng.random(len(far)) < 0.3)
    return page.keep & kept & ((page.weight > 0) | (page.set not in WEAK))


def fit(pages: list[Page], xs: list[np.ndarray], shape: dict[str, float]) -> list[Any]:
    """One look: as many models as it has seeds; pages weigh the same, blocks by the root
    of their words.
    """
    rng = np.random.default_rng(0)
    rows, ys, ws = [], [], []
    for page, x in zip(pages, xs, strict=True):
        w = np.sqrt(np.maximum(page.weight, 0.3))
        keep = _rows(page, rng)
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


def score(models: list[Any], page: Page, x: np.ndarray) -> np.ndarray:
    """Scores of a page's candidates, zero for the rest."""
    p = np.zeros(len(x))
    if page.keep.any():
        raw = [m.predict(x[page.keep], raw_score=True) for m in models]
        p[page.keep] = 1 / (1 + np.exp(-np.mean(raw, axis=0)))
    return p


def out_of_fold(
    pages: list[Page], seen_by: Callable[[int], list[np.ndarray]], shape: dict[str, float]
) -> list[np.ndarray]:
    """Scores of every page by a model that never saw its site; ``seen_by`` gives the
    numbers of all pages for the model of one fold.
    """
    out: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for fold in range(FOLDS):
        xs = seen_by(fold)
        train = [i for i, p in enumerate(pages) if p.fold != fold]
        models = fit([pages[i] for i in train], [xs[i] for i in train], shape)
        for i, page in enumerate(pages):
            if page.fold == fold:
                out[i] = score(models, page, xs[i])
    return out


def read(page: Page, p: np.ndarray) -> str:
    """The body as the stage reads it when the labeller's scores are ``p``."""
    kept = labels.scores
    labels.scores = lambda blocks, hints: p
    try:
        items = labels.label_blocks(page.blocks, page.hints)
    finally:
        labels.scores = kept
    return "\n\n".join(i.block.text for i in items if i.label in labels.CONTENT)


def report(pages: list[Page], scores: list[np.ndarray], tag: str) -> None:
    """Cross-validated figures of each full set."""
    for name in FULL:
        rows = [
            page_score(page.gold, read(page, p))
            for page, p in zip(pages, scores, strict=True)
            if page.set == name and not page.again
        ]
        if rows:
            f1, precision, recall, perfect = macro(rows)
            print(
                f"{tag} {name} {len(rows)}: F1 {f1:.4f} P {precision:.3f} R {recall:.3f} "
                f"fully right {perfect:.2f}",
                flush=True,
            )


def arrays(models: list[Any], part: str) -> dict[str, np.ndarray]:
    """The mean of fitted models as the arrays of :class:`twosource.read.label.forest.Forest`."""
    roots, feature, threshold, child, value = [], [], [], [], []

    def add(node: dict[str, Any]) -> tuple[int, int]:
        """Lay out one node and all below; its place and depth."""
        at = len(feature)
        leaf = "leaf_value" in node
        feature.append(0 if leaf else int(node["split_feature"]))
        threshold.append(np.inf if leaf else float(node["threshold"]))
        value.append(float(node["leaf_value"]) / len(models) if leaf else 0.0)
        child.extend((at, at))
        if leaf:
            return at, 0
        sides = [add(node[f"{side}_child"]) for side in ("left", "right")]
        child[2 * at], child[2 * at + 1] = sides[0][0], sides[1][0]
        return at, 1 + max(depth for _, depth in sides)

    depth = 0
    for tree in (t for m in models for t in m.dump_model()["tree_info"]):
        root, below = add(tree["tree_structure"])
        roots.append(root)
        depth = max(depth, below)
    parts = {
        "roots": np.array(roots, np.int32), "feature": np.array(feature, np.int32),
        "threshold": np.array(threshold), "child": np.array(child, np.int32),
        "value": np.array(value), "base": np.array(0.0), "depth": np.array(depth),
    }  # fmt: skip
    return {f"{part}_{k}": v for k, v in parts.items()}


def export(
    kind: str, first: Any, second: Any, cues: dict[str, float], names: tuple[str, ...]
) -> None:
    """Write the model and put its digest on the list."""
    MODELS.mkdir(exist_ok=True)
    path = MODELS / f"blocks_{kind}.npz"
    data = arrays(first, "first") | arrays(second, "second") | cue_arrays(cues)
    np.savez_compressed(path, names=np.array(digest(names)), **data)
    lines = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n"
        for p in sorted(MODELS.glob("*.npz"))
    ]
    (MODELS / "SHA256").write_text("".join(lines))


def main() -> None:
    """Train, report, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--kind", choices=("page", "dump"), required=True)
    args = parser.parse_args()
    pages, names = build(args.data, args.kind)
    ideal = [p.y for p in pages]
    report(pages, ideal, "labels themselves:")
    cues = CueFitter(pages, lambda p: _rows(p, np.random.default_rng(0)), share)
    shape = FIRST[args.kind]
    first = out_of_fold(
        pages, lambda fold: with_cues(pages, cues.columns(frozenset({fold}))), shape
    )
    report(pages, first, "first look, by site:")
    around = [context(p, page.blocks) for p, page in zip(first, pages, strict=True)]
    second = out_of_fold(pages, lambda fold: around, SECOND)
    both = [(a + b) / 2 for a, b in zip(first, second, strict=True)]
    report(pages, both, "both looks, by site:")
    xs = with_cues(pages, cues.columns(frozenset()))
    weights = cues.weights(frozenset())
    export(args.kind, fit(pages, xs, shape), fit(pages, around, SECOND), weights, names)


if __name__ == "__main__":
    main()

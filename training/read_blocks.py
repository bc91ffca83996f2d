"""Train the block labeller of the read stage and export it as plain arrays.

    python training/read_blocks.py --data ../shared/eval/read --kind page

How it is fitted stands in ``twosource/bench/read/block_fit.py``.  Figures printed are
cross-validated by site (no site is in the training and the test part of one fold, of the
weights of words neither) and go through the whole labelling, rules too.  With a whole set
left out: ``training/gap.py``.  Needs LightGBM and scikit-learn (4.7 and 1.9 were used);
the run time does not.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from twosource.bench.read.block_fit import (
    FIRST,
    FOLDS,
    FULL,
    SECOND,
    Page,
    build,
    column_names,
    fit,
    score,
    share,
    training_rows,
    with_cues,
)
from twosource.bench.read.cue_fit import CueFitter
from twosource.bench.read.cue_fit import arrays as cue_arrays
from twosource.bench.read.nested import scored
from twosource.bench.read.scores import macro, page_score
from twosource.read.label import labels
from twosource.read.label.context import context
from twosource.read.label.forest import digest

MODELS = Path(__file__).parents[1] / "src/twosource/read/models"


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
    with scored(p):
        items = labels.label_blocks(page.blocks, page.hints)
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
    pages = build(args.data, args.kind)
    ideal = [p.y for p in pages]
    report(pages, ideal, "labels themselves:")
    cues = CueFitter(pages, training_rows, share)
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
    export(
        args.kind, fit(pages, xs, shape), fit(pages, around, SECOND), weights, column_names(pages)
    )


if __name__ == "__main__":
    main()

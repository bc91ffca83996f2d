"""Train ``align.npz``, ``align_context.npz``, ``differ.npz`` and ``differ_type.npz`` of
``src/twosource/compare/models``: do two passages tell the same matter (by words alone, and
with the encoder), is a difference in the making one that a reader would mark, and as what?

    python training/compare_align.py --data ../shared/eval

Both aligners are trained on the 32 pairs of ``labels/compare_pairs.jsonl``, in which readers
marked everything; differences on these and on the 243 pairs besides (``compare_labels.py``).
Texts stay in the data folder.  The eight pairs of ``compare/gold_pairs`` and the seeds are
never looked at.  Folds are by story, over all sets; a difference is trained on matches made
without its story.  Without the encoder's package only the figures of words alone are printed,
and nothing is written.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from compare_labels import SETS, WHOLE, Labelled, load
from compare_trees import fit_trees, write_trees

from twosource.bench.compare.folds import (
    Example,
    doubts,
    example,
    fit,
    fit_types,
    folds_by,
)
from twosource.bench.compare.pairs import Pair
from twosource.bench.compare.scores import tally
from twosource.bench.measures.ranking import average_precision
from twosource.compare import compare
from twosource.compare.align.alignment import align_sides, resting
from twosource.compare.align.features import IN_CONTEXT, NAMES
from twosource.compare.classifiers import Logistic, Rated, instead
from twosource.compare.cut.accounts import sides
from twosource.compare.weigh.draft_features import DRAFT
from twosource.compare.weigh.draft_features import NAMES as DOUBTS
from twosource.engine import analyse
from twosource.language.encoder import encoder
from twosource.trace import trace
from twosource.types import Analysis, Derivation

HERE = Path(__file__).parent
OUT = HERE.parent / "src/twosource/compare/models"
ALIGN = "align" if encoder() is None else "align_context"
FOLDS = 8
"""Story ``k`` is scored by the models fitted without the stories ``k % FOLDS``."""
Made = list[tuple[Labelled, Analysis, tuple[Derivation, ...]]]


def main() -> None:
    """Cross-validate by story, then train on all and write the files."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--no-write", action="store_true")
    parser.add_argument("--align-only", action="store_true", help="leave both differ models be")
    args = parser.parse_args()
    made: Made = []
    for row in load(args.data):
        if args.align_only and row.name != WHOLE:
            continue
        analysis = analyse([row.pair.a, row.pair.b])
        made.append((row, analysis, tuple(trace(analysis.accounts, analysis))))
    train(made, not args.no_write, args.align_only)


def train(made: Made, write: bool = True, align_only: bool = False) -> None:
    """Fit, print the cross-validated figures, write."""
    stories = sorted({row.story for row, _, _ in made})
    fold = [stories.index(row.story) % FOLDS for row, _, _ in made]
    whole = [k for k, (row, _, _) in enumerate(made) if row.name == WHOLE]
    same = [example(made[k][0].pair, made[k][1]) for k in whole]
    words = [(x[:, : len(NAMES)], y) for x, y in same]
    groups = [fold[k] for k in whole]
    _precision("align", words, folds_by(words, fit, groups, groups))
    aligners = folds_by(same, fit, groups, fold)
    _precision(ALIGN, same, [aligners[k] for k in whole])
    if write and ALIGN != "align":
        _write("align", fit(words), NAMES)
        _write(ALIGN, fit(same), IN_CONTEXT)
    if align_only:
        return
    rows = [_doubts(*row, model) for row, model in zip(made, aligners, strict=True)]
    differ = [example for example, _ in rows]
    weighers = [trees.rows for trees in folds_by(differ, fit_trees, fold, fold)]
    typers = folds_by(rows, fit_types, fold, fold)
    for name in SETS:
        of = [k for k, (row, _, _) in enumerate(made) if row.name == name]
        _precision(f"differ, {name}", [differ[k] for k in of], [weighers[k] for k in of])
        found = {}
        for k in of:
            row, analysis, links = made[k]
            three = {ALIGN: aligners[k], "differ": weighers[k], "differ_type": typers[k]}
            with instead(**three):
                found[row.pair.id] = compare(analysis, links, ())
        for kind, count in tally([_once(made[k][0].pair) for k in of], found).items():
            print(f"{name}, {kind}: F1 {count.f1:.3f} P {count.precision:.3f}",
                  f"R {count.recall:.3f} type {count.type_right:.3f} of {count.gold}")  # fmt: skip
    if write and ALIGN != "align":
        write_trees(fit_trees(differ), DOUBTS, OUT / "differ.npz")
        _write("differ_type", fit_types(rows), DRAFT)


def _once(pair: Pair) -> Pair:
    """The pair with every further telling of a fact counted as an agreement."""
    items = tuple(replace(i, kind="agree") if i.kind == "again" else i for i in pair.items)
    return replace(pair, items=items)


def _doubts(
    row: Labelled, analysis: Analysis, links: tuple[Derivation, ...], model: Logistic
) -> tuple[Example, list[str]]:
    a, b = sides(analysis, "text")
    with instead(**{ALIGN: model}):
        laid = align_sides("text", a, b, resting(links, a.account, b.account))
    return doubts(row.pair, laid)


def _precision(name: str, examples: list[Example], models: Sequence[Rated]) -> None:
    each = [
        average_precision(y, model(x))
        for (x, y), model in zip(examples, models, strict=True) if y.any()
    ]  # fmt: skip
    print(f"{name}: average precision by story, mean {np.mean(each):.3f}", np.round(each, 2))


def _write(name: str, model: Logistic, features: tuple[str, ...]) -> None:
    path = OUT / f"{name}.npz"
    np.savez(
        path, weights=model.weights.astype(np.float32),
        bias=np.atleast_1d(np.asarray(model.bias, np.float32)),
        features=np.frombuffer("\n".join(features).encode(), np.uint8),
    )  # fmt: skip
    print(name, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()

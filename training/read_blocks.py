"""Train the block labeller of the read stage and export it as plain arrays.

    python training/read_blocks.py --data ../shared/eval/read --kind page

Gold body paragraphs are aligned to blocks by shared 4-word shingles; two looks of
boosted trees are trained (the second sees the first one's out-of-fold scores of the
blocks around).  Figures printed are cross-validated by site: no site is in the
training and the test part of one fold.  Needs scikit-learn; the run time does not.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from selectolax.lexbor import LexborHTMLParser
from sklearn.ensemble import HistGradientBoostingClassifier

from twosource.bench.read_scores import gold_text, macro, page_score, shingles
from twosource.read.blocks import Blocks, dump_blocks, page_blocks
from twosource.read.label.context import context
from twosource.read.label.decide import candidates, pick, weights
from twosource.read.label.features import TEXT, features
from twosource.read.label.forest import digest
from twosource.read.label.hints import Hints
from twosource.read.metadata.hints import page_hints

FULL = ("scrapinghub", "fundus-eval", "fundus", "wcxb", "naeb", "newspaper4k")
WEAK = ("trafilatura",)
"""Sets with a few wanted and unwanted segments only: other blocks weigh nothing."""
FOLDS = 4
MODELS = Path(__file__).parents[1] / "src/twosource/read/models"
_WORD = re.compile(r"\w+")


@dataclass
class Page:
    """One training page."""

    set: str
    site: str
    gold: Any
    blocks: Blocks
    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    fold: int


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text)


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _short(i: int, words: list[list[str]], y: np.ndarray, sure: np.ndarray, gold: Counter) -> bool:
    """Whether a block of under four words belongs: with its neighbours' words it
    makes shingles of the gold.
    """
    before = next((words[j] for j in range(i - 1, max(-1, i - 4), -1) if sure[j] and y[j]), [])
    after = next((words[j] for j in range(i + 1, min(len(words), i + 4)) if sure[j] and y[j]), [])
    for joined in (before[-3:] + words[i], words[i] + after[:3]):
        grams = _grams(joined) if len(joined) > len(words[i]) else []
        if grams and all(g in gold for g in grams):
            return True
    return False


def _undouble(words: list[list[str]], y: np.ndarray, body: str) -> None:
    """Of blocks with the same words keep as many as the gold has, those in the
    densest neighbourhood.
    """
    groups: dict[str, list[int]] = {}
    for i, w in enumerate(words):
        if y[i] and w:
            groups.setdefault(" ".join(w), []).append(i)
    size = np.array([len(w) for w in words])
    for text, members in groups.items():
        allowed = max(1, body.count(text))
        if len(members) > allowed:
            near = {i: float((y * size)[max(0, i - 3) : i + 4].sum()) for i in members}
            for i in sorted(members, key=lambda i: -near[i])[allowed:]:
                y[i] = 0


def align(blocks: Blocks, gold: tuple[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Label and weight of each block from the gold body (and its optional part)."""
    wanted, optional = shingles(gold[0]), shingles(gold[1])
    words = [_tokens(b.text) for b in blocks.blocks]
    y = np.zeros(len(words))
    weight = np.array([float(len(w)) for w in words])
    sure = np.zeros(len(words), dtype=bool)
    for i, w in enumerate(words):
        grams = _grams(w)
        if grams:
            sure[i] = True
            y[i] = sum(g in wanted for g in grams) >= 0.5 * len(grams)
            if optional and sum(g in optional for g in grams) >= 0.5 * len(grams):
                weight[i] = 0
    for i, w in enumerate(words):
        if w and not sure[i]:
            y[i] = _short(i, words, y, sure, wanted)
    _undouble(words, y, " ".join(_tokens(gold[0])))
    return y, weight


def align_weak(blocks: Blocks, gold: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Labels from segments that must and must not be there; all else weighs nothing."""
    y = np.zeros(len(blocks.blocks))
    weight = np.zeros(len(blocks.blocks))
    for i, block in enumerate(blocks.blocks):
        must = any(s in block.text for s in gold.get("must", ()) if len(s) > 20)
        mustnot = any(s in block.text for s in gold.get("mustnot", ()) if len(s) > 8)
        if must != mustnot and len(block.text) > 15:
            y[i], weight[i] = float(must), len(_tokens(block.text))
    return y, weight


def flat(dump: str) -> str:
    """The dump without indents and blank lines, as other tools write it."""
    return "\n".join(line.strip() for line in dump.split("\n") if line.strip())


def load(data: Path, name: str) -> list[dict[str, Any]]:
    """The records of one set."""
    path = data / f"{name}.jsonl.gz"
    return [json.loads(line) for line in gzip.open(path)] if path.exists() else []


def _inputs(record: dict[str, Any], kind: str) -> list[tuple[Blocks, Hints]]:
    if kind == "page":
        if "html" not in record:
            return []
        tree = LexborHTMLParser(record["html"])
        hints = page_hints(tree)
        return [(page_blocks(tree), hints)]
    if "dump" not in record:
        return []
    return [(dump_blocks(t), Hints()) for t in (record["dump"], flat(record["dump"]))]


def build(data: Path, kind: str) -> tuple[list[Page], list[str]]:
    """All training pages and the feature names."""
    pages, names = [], []
    for name in (*FULL, *(WEAK if kind == "page" else ())):
        for record in load(data, name):
            for blocks, hints in _inputs(record, kind):
                if not blocks.blocks:
                    continue
                gold = gold_text(record) if name in FULL else None
                y, w = align(blocks, gold) if gold else align_weak(blocks, record["gold"])
                x, names = features(blocks, hints)
                fold = int(hashlib.sha256(record["site"].encode()).hexdigest()[:8], 16) % FOLDS
                pages.append(Page(name, record["site"], gold, blocks, x, y, w, fold))
        print(f"{name}: {len(pages)} pages so far", file=sys.stderr, flush=True)
    return pages, names


def _rows(page: Page, names: list[str], rng: np.random.Generator) -> np.ndarray:
    """Blocks to train on: candidates, and under a third of those far from prose."""
    near = [names.index(f"prose@{s}") for s in (-4, -3, -2, -1, 1, 2, 3, 4)]
    far = (page.x[:, near].max(axis=1) <= 0) & (page.x[:, TEXT.index("prose")] <= 0)
    kept = ~far | (page.y > 0) | (rng.random(len(far)) < 0.3)
    weak = (page.weight > 0) | (page.set not in WEAK)
    return candidates(page.x) & kept & weak


def fit(pages: list[Page], names: list[str], extra: list[np.ndarray] | None, seed: int) -> Any:
    """One look: 120 trees of 15 leaves; pages weigh the same, blocks by the root of
    their words.
    """
    rng = np.random.default_rng(seed)
    xs, ys, ws = [], [], []
    for i, page in enumerate(pages):
        x = page.x if extra is None else np.concatenate([page.x, extra[i]], axis=1)
        w = np.sqrt(np.maximum(page.weight, 0.3))
        keep = _rows(page, names, rng)
        if keep.any():
            share = 12.0 if page.set in WEAK else 50.0
            xs.append(x[keep]), ys.append(page.y[keep]), ws.append((w / w.sum() * share)[keep])
    model = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.1, max_leaf_nodes=15, max_depth=7, min_samples_leaf=20,
        l2_regularization=1.0, max_features=0.3, random_state=seed, early_stopping=False,
    )  # fmt: skip
    x = np.concatenate(xs)
    print(f"fitting {x.shape}", file=sys.stderr, flush=True)
    return model.fit(x, np.concatenate(ys), sample_weight=np.concatenate(ws))


def _score(model: Any, x: np.ndarray, keep: np.ndarray) -> np.ndarray:
    p = np.zeros(len(x))
    if keep.any():
        p[keep] = model.predict_proba(x[keep])[:, 1]
    return p


def out_of_fold(
    pages: list[Page], names: list[str], extra: list[np.ndarray] | None
) -> list[np.ndarray]:
    """Scores of every page by a model that never saw its site."""
    out: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for fold in range(FOLDS):
        train = [i for i, p in enumerate(pages) if p.fold != fold]
        more = [extra[i] for i in train] if extra is not None else None
        model = fit([pages[i] for i in train], names, more, 0)
        for i, page in enumerate(pages):
            if page.fold == fold:
                x = page.x if extra is None else np.concatenate([page.x, extra[i]], axis=1)
                out[i] = _score(model, x, candidates(page.x))
    return out


def report(pages: list[Page], scores: list[np.ndarray], tag: str) -> None:
    """Cross-validated figures of each full set."""
    for name in FULL:
        rows = []
        for page, p in zip(pages, scores, strict=True):
            if page.set == name:
                chosen = pick(p, weights(page.blocks))
                text = "\n\n".join(
                    b.text for b, c in zip(page.blocks.blocks, chosen, strict=True) if c
                )
                rows.append(page_score(page.gold, text))
        if rows:
            f1, precision, recall, perfect = macro(rows)
            print(
                f"{tag} {name} {len(rows)}: F1 {f1:.3f} P {precision:.3f} R {recall:.3f} perfect "
                f"{perfect:.2f}",
                flush=True,
            )


def arrays(model: Any, part: str) -> dict[str, np.ndarray]:
    """A fitted model as the arrays of :class:`twosource.read.label.forest.Forest`."""
    roots, feature, threshold, child, value = [], [], [], [], []
    depth = 0
    for (tree,) in model._predictors:
        start = len(feature)
        roots.append(start)
        for i, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            depth = max(depth, int(node["depth"]))
            feature.append(0 if leaf else int(node["feature_idx"]))
            threshold.append(np.inf if leaf else float(node["num_threshold"]))
            child += [start + (i if leaf else int(node[side])) for side in ("left", "right")]
            value.append(float(node["value"]) if leaf else 0.0)
    base = float(np.ravel(model._baseline_prediction)[0])
    parts = {
        "roots": np.array(roots, np.int32), "feature": np.array(feature, np.int32),
        "threshold": np.array(threshold), "child": np.array(child, np.int32),
        "value": np.array(value), "base": np.array(base), "depth": np.array(depth),
    }  # fmt: skip
    return {f"{part}_{k}": v for k, v in parts.items()}


def export(kind: str, first: Any, second: Any, names: list[str]) -> None:
    """Write the model and put its digest on the list."""
    MODELS.mkdir(exist_ok=True)
    path = MODELS / f"blocks_{kind}.npz"
    data = arrays(first, "first") | arrays(second, "second")
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
    parser.add_argument("--no-report", action="store_true", help="skip the second look's folds")
    args = parser.parse_args()
    pages, names = build(args.data, args.kind)
    first = out_of_fold(pages, names, None)
    report(pages, first, "first look, by site:")
    extra = [context(p, page.blocks) for p, page in zip(first, pages, strict=True)]
    export(args.kind, fit(pages, names, None, 0), fit(pages, names, extra, 0), names)
    if not args.no_report:
        second = out_of_fold(pages, names, extra)
        both = [(a + b) / 2 for a, b in zip(first, second, strict=True)]
        report(pages, both, "both looks, by site:")


if __name__ == "__main__":
    main()

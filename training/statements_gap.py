"""What the labeller of statements finds in articles it was not trained on.

    python training/statements_gap.py ../shared/eval/statements

The training articles are cut in folds by article; a net for each fold is trained on the
others, and the score for beginning a span (``RECALL``) that a fold is read with is the
one that is best on the other folds.  Beside them the first shipped net, which saw these
articles; and the shipped nets on the development articles, which no net saw, with the score
that the training articles choose beside the shipped one.  Needs what
``statements_labeller.py`` needs; half an hour.  Also part of ``gap.py``.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from statements_labeller import RECALL, articles, export, train

from twosource.bench.statements.polnear import attributions, flat
from twosource.bench.statements.scores import Attribution, Tally
from twosource.find.statements.network import Weights, load_all, unpack
from twosource.language import parse
from twosource.types import Account, Parse, Register

FOLDS = 4
BEGIN = (0.0, RECALL, 2 * RECALL)
"""Scores for beginning a span that a fold may be read with."""
_find = import_module("twosource.find.statements.find")


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its gold."""

    parse: Parse
    gold: list[Attribution]


def read(path: Path) -> list[Article]:
    """Every article of a split, parsed."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            parsed = parse(Account(id=record["id"], text=record["text"], sha256=""))
            out.append(Article(parsed, attributions(record, parsed.section("text").quotes)))
    return out


def fit(items: Sequence[Any]) -> Weights:
    """A net as it would be shipped."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "net.npz"
        export(train(list(items)), path)
        return unpack(dict(np.load(path)))


def begun(net: Weights, value: float) -> Weights:
    """A net with another score for beginning a span."""
    moves = net.moves.copy()
    moves[:, 1::2] += value - RECALL
    return replace(net, moves=moves)


def tallies(found: Sequence[Article], nets: tuple[Weights, ...]) -> list[Tally]:
    """The counts of each article, read with some nets."""
    out = []
    kept, _find.load_all = _find.load_all, lambda name: nets
    try:
        for one in found:
            tally = Tally()
            tally.add(flat(_find.find_statements(one.parse, Register((), ()))), one.gold)
            out.append(tally)
    finally:
        _find.load_all = kept
    return out


def added(parts: Sequence[Tally]) -> Tally:
    """The counts of several articles together."""
    out = Tally()
    for part in parts:
        out.found, out.gold = out.found + part.found, out.gold + part.gold
        out.content, out.joint = out.content + part.content, out.joint + part.joint
        for mine, theirs in ((out.spans, part.spans), (out.forms, part.forms)):
            for kind, counts in theirs.items():
                cell = mine.setdefault(kind, [0] * len(counts))
                cell[:] = [a + b for a, b in zip(cell, counts, strict=True)]
    return out


def figures(data: Path) -> Iterator[tuple[str, float, float]]:
    """What is measured, nested and fitted."""
    items, texts = articles(data / "polnear/train.jsonl.gz"), read(data / "polnear/train.jsonl.gz")
    found: dict[float, list[Tally]] = {value: [Tally()] * len(texts) for value in BEGIN}
    for fold in range(FOLDS):
        net = fit([x for i, x in enumerate(items) if i % FOLDS != fold])
        for value in BEGIN:
            found[value][fold::FOLDS] = tallies(texts[fold::FOLDS], (begun(net, value),))
    nested: list[Tally] = [Tally()] * len(texts)
    for fold in range(FOLDS):
        best = max(BEGIN, key=lambda v: _joint(found[v], fold))
        nested[fold::FOLDS] = found[best][fold::FOLDS]
    shipped = load_all(_find.MODEL)
    yield from _beside("training articles, one net", nested, tallies(texts, shipped[:1]))
    value = max(BEGIN, key=lambda v: _joint(found[v], None))
    print(f"the training articles choose {value} for RECALL", file=sys.stderr)
    dev = read(data / "polnear/dev.jsonl.gz")
    chosen = tallies(dev, tuple(begun(n, value) for n in shipped))
    yield from _beside("development articles, setting chosen elsewhere", chosen,
                       tallies(dev, shipped))  # fmt: skip


def _beside(
    name: str, nested: Sequence[Tally], fitted: Sequence[Tally]
) -> Iterator[tuple[str, float, float]]:
    one, two = added(nested), added(fitted)
    yield f"{name}: joint F1", one.f1(one.joint), two.f1(two.joint)
    for kind in ("content", "source", "cue"):
        yield f"{name}: {kind} spans, F1", one.span_f1(kind), two.span_f1(kind)
    for form in ("direct", "mixed", "indirect"):
        yield f"{name}: recall, {form}", one.recall(form), two.recall(form)


def _joint(parts: Sequence[Tally], without: int | None) -> float:
    """Joint F1 of all folds but one."""
    t = added([p for i, p in enumerate(parts) if without is None or i % FOLDS != without])
    return t.f1(t.joint)


def main() -> None:
    """Print nested beside fitted figures."""
    print("| figure | nested | fitted | gap |\n| --- | --- | --- | --- |")
    for what, nested, fitted in figures(Path(sys.argv[1])):
        print(f"| {what} | {nested:.4f} | {fitted:.4f} | {fitted - nested:.4f} |", flush=True)


if __name__ == "__main__":
    main()

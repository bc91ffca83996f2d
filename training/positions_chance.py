"""Make ``src/twosource/find/data/position_chance.toml``: which stands an editor keeps.

    python training/positions_chance.py --data ../shared/eval/trace/basil

Logistic regression on the labels of ``training/labels/positions_basil.jsonl`` (accounts by
id, offsets, no text; one labeller) and on plain sentences of our own, every one of which is
to be told (``positions_own.jsonl``).  No account is in the gold pairs.  Prints precision and
recall of the cut, cross-validated by story, and a reliability table.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from twosource.find import find_statements
from twosource.find.positions.chance import CUT, features
from twosource.find.positions.code import drafts_of
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.types import Account

LABELS = Path(__file__).parent / "labels" / "positions_basil.jsonl"
OUT = Path(__file__).parents[1] / "src/twosource/find/data/position_chance.toml"
STRENGTH = 0.5
"""Inverse of the penalty; weaker ones fit 169 labels by heart."""
HEAD = """# How likely a stand is one that a careful editor keeps: weights of a logistic model over
# the features that find/positions/chance.py names.  Made by training/positions_chance.py;
# a feature that is not listed weighs nothing.

[weights]
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    names, keep, story = _examples(parser.parse_args().data / "docs.jsonl.gz")
    real = len(keep)
    plain = _plain()
    names += plain
    keep += [1] * len(plain)
    story += [f"own {n}" for n in range(len(plain))]
    table = DictVectorizer(dtype=np.float64)
    x = table.fit_transform([dict.fromkeys(n, 1) for n in names])
    y, groups = np.array(keep), np.array(story)
    chances = np.zeros(len(y))
    for train, test in GroupKFold(10).split(x, y, groups):
        chances[test] = _learner().fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    for cut in (0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        told, kept = chances[:real] >= cut, y[:real]
        own = (chances[real:] >= cut).mean()
        print(f"cut {cut}: of {real} stands ({kept.mean():.3f} kept) told {told.sum()}, right "
              f"{kept[told].mean():.3f}, of those kept {(kept & told).sum() / kept.sum():.3f}; "
              f"plain sentences told {own:.3f}")  # fmt: skip
    print(f"the cut in use is {CUT}")
    for low in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8):
        part = (chances[:real] >= low) & (
            chances[:real] < {0.0: 0.3, 0.3: 0.5, 0.8: 1.1}.get(low, low + 0.1)
        )
        if part.any():
            print(f"  {low:.1f}: {part.sum():3} stands, said {chances[:real][part].mean():.2f}, "
                  f"kept {y[:real][part].mean():.2f}")  # fmt: skip
    final = _learner().fit(x, y)
    lines = [f"bias = {float(final.intercept_[0]):.3f}"]
    pairs = sorted(zip(table.get_feature_names_out(), final.coef_[0], strict=True))
    lines += [f"{json.dumps(str(n))} = {w:.3f}" for n, w in pairs if abs(w) >= 0.02]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _plain() -> list[list[str]]:
    """The stands of plain sentences of our own, each of which must be told."""
    lines = (LABELS.parent / "positions_own.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for parse in parse_all(Account("own", json.loads(line)["text"], "0") for line in lines):
        register = resolve([parse])
        said = find_statements(parse, register)
        for section in parse.sections:
            drafts = drafts_of(parse, section, register, said)
            found += [list(features(section, d.stand, d.holder)) for d in drafts]
    return found


def _learner() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=1000)


def _examples(path: Path) -> tuple[list[list[str]], list[int], list[str]]:
    labels: dict[str, list[dict[str, object]]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels.setdefault(label["account"], []).append(label)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        docs = [d for d in map(json.loads, lines) if d["id"] in labels]
    names: list[list[str]] = []
    keep: list[int] = []
    story: list[str] = []
    for number in sorted({d["story"] for d in docs}):
        parses = list(
            parse_all(Account(d["id"], d["text"], "0") for d in docs if d["story"] == number)
        )
        register = resolve(parses)
        for parse in parses:
            said = find_statements(parse, register)
            for section in parse.sections:
                for d in drafts_of(parse, section, register, said):
                    label = next((e for e in labels[parse.account.id] if
                                  e["kind"] == d.stand.kind
                                  and e["content"] == [d.stand.content.start, d.stand.content.end]),
                                 None)  # fmt: skip
                    if label is not None:
                        names.append(list(features(section, d.stand, d.holder)))
                        keep.append(int(bool(label["keep"])))
                        story.append(number)
    return names, keep, story


if __name__ == "__main__":
    main()

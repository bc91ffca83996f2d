"""Make ``src/twosource/find/data/position_chance.toml``: which stands an editor keeps.

    python training/positions_chance.py --data ../shared/eval/trace/basil

Logistic regression over the signs of ``find/positions/signs.py``.  Learnt from every position
of 40 reports of 40 events (``training/labels/positions_basil.jsonl``: accounts by id, offsets,
no text; one labeller; no account is in the gold pairs) and from short texts of our own
(``positions_own.jsonl``): with ``positions`` the list is complete, without it the plain
sentence is to be told.  Prints, cross-validated by story, precision and recall of what each
cut would tell, by the measure of ``twosource bench positions``, and a reliability table.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from twosource.find import find_statements
from twosource.find.positions.chance import CUT
from twosource.find.positions.code import SAME, drafts_of
from twosource.find.positions.signs import signs
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.types import Account, Span

LABELS = Path(__file__).parent / "labels"
OUT = Path(__file__).parents[1] / "src/twosource/find/data/position_chance.toml"
STRENGTH = 0.3
"""Inverse of the penalty; chosen by the cross-validation, as are the two below."""
OWN = 0.5
"""Weight of a draft in a text of our own; twice that for the kinds that the reports lack."""
SELDOM = frozenset({"offer", "promise", "refusal", "threat", "apology", "appeal"})
NEAR = 0.4
"""Weight of a draft that misses a label of its kind by its bounds alone."""
RARE = 3
"""A sign seen less often is left out."""
ENOUGH = 0.5
"""Share of the union of two contents from which they count as one (as in the bench)."""
HEAD = """# How likely a stand is one that a careful editor keeps: weights of a logistic model over
# the signs that find/positions/signs.py names.  Made by training/positions_chance.py; a sign
# that is not listed weighs nothing.

[weights]
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A draft: its signs, whether it meets a label (which), and where it stands."""

    signs: tuple[str, ...]
    met: frozenset[int]
    weight: float
    account: int
    story: str
    content: Span


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    real, due = _reports(parser.parse_args().data / "docs.jsonl.gz")
    own = list(_own())
    seen = Counter(s for e in [*real, *own] for s in e.signs)
    table = DictVectorizer(dtype=np.float64)
    table.fit([dict.fromkeys((s for s in e.signs if seen[s] >= RARE), 1) for e in [*real, *own]])
    x, y, w = _arrays(table, real)
    more, told, weight = _arrays(table, own)
    chances = np.zeros(len(y))
    for train, test in GroupKFold(14).split(x, y, [e.story for e in real]):
        model = _fit(vstack([x[train], more]), np.r_[y[train], told], np.r_[w[train], weight])
        chances[test] = model.predict_proba(x[test])[:, 1]
    print(f"{len(y)} drafts, {y.sum()} of them labelled; {due} labels in all")
    for cut in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        made, hit = _told(real, chances, cut)
        print(f"cut {cut}: told {made}, P {hit / max(1, made):.3f}, R {hit / due:.3f}, "
              f"F1 {2 * hit / (made + due):.3f}")  # fmt: skip
    print(f"the cut in use is {CUT}")
    _reliability(chances, y)
    final = _fit(vstack([x, more]), np.r_[y, told], np.r_[w, weight])
    lines = [f"bias = {float(final.intercept_[0]):.3f}"]
    pairs = sorted(zip(table.get_feature_names_out(), final.coef_[0], strict=True))
    lines += [f"{json.dumps(str(n))} = {w:.3f}" for n, w in pairs if abs(w) >= 0.02]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _fit(x: Any, y: NDArray[np.int64], w: NDArray[np.float64]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=2000).fit(x, y, sample_weight=w)


def _arrays(
    table: DictVectorizer, examples: Sequence[Example]
) -> tuple[csr_matrix, NDArray[np.int64], NDArray[np.float64]]:
    x = table.transform([dict.fromkeys(e.signs, 1) for e in examples])
    return (
        x,
        np.array([bool(e.met) for e in examples], int),
        np.array([e.weight for e in examples], float),
    )


def _told(examples: Sequence[Example], chances: NDArray[np.float64], cut: float) -> tuple[int, int]:
    """How many would be told, likeliest first and no words twice, and how many labels met."""
    made = hit = 0
    for account in sorted({e.account for e in examples}):
        mine = [k for k, e in enumerate(examples) if e.account == account and chances[k] >= cut]
        kept: list[int] = []
        met: set[int] = set()
        for k in sorted(mine, key=lambda k: -chances[k]):
            content = examples[k].content
            others = (examples[o].content for o in kept)
            if not any(content.overlap(o) >= SAME * min(len(o), len(content)) for o in others):
                kept.append(k)
                met |= set(sorted(examples[k].met - met)[:1])
        made += len(kept)
        hit += len(met)
    return made, hit


def _reliability(chances: NDArray[np.float64], y: NDArray[np.int64]) -> None:
    edges = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.01)
    for low, high in itertools.pairwise(edges):
        part = (chances >= low) & (chances < high)
        if part.any():
            print(f"  {low:.1f}: {part.sum():4} drafts, said {chances[part].mean():.2f}, "
                  f"right {y[part].mean():.2f}")  # fmt: skip


def _reports(path: Path) -> tuple[list[Example], int]:
    labels = [json.loads(line) for line in _lines("positions_basil.jsonl")]
    wanted = {label["account"] for label in labels}
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        texts = {d["id"]: d["text"] for d in map(json.loads, rows) if d["id"] in wanted}
    found: list[Example] = []
    for number, label in enumerate(labels):
        text = texts[label["account"]]
        for draft, signs_of, names in _drafts(text):
            met = _met(draft, names, text, label["positions"], ENOUGH)
            near = _met(draft, None, text, label["positions"], 0.3)
            weight = NEAR if near and not met else 1.0
            found.append(
                Example(signs_of, met, weight, number, label["story"], draft.stand.content)
            )
    return found, sum(len(label["positions"]) for label in labels)


def _met(
    draft: Any, names: set[str] | None, text: str, labels: Sequence[dict[str, Any]], enough: float
) -> frozenset[int]:
    """The labels of the draft's kind, content and (where names are given) holder."""
    out = set()
    for k, label in enumerate(labels):
        span = Span(*label["content"])
        shared = span.overlap(draft.stand.content)
        close = shared / (len(span) + len(draft.stand.content) - shared) >= enough
        held = names is None or any(text[s:e].lower() in names for s, e in label["holder"])
        if close and held and label["kind"] == draft.stand.kind:
            out.add(k)
    return frozenset(out)


def _drafts(text: str) -> Iterator[tuple[Any, tuple[str, ...], set[str]]]:
    (parse,) = parse_all([Account("own", text, "0")])
    register = resolve([parse])
    said = find_statements(parse, register)
    for section in parse.sections:
        for draft in drafts_of(parse, section, register, said):
            actor = draft.holder.actor
            names = f"{draft.holder.span.of(text)} {actor.name if actor else ''}".lower()
            words = {w.strip("’'.,") for w in names.replace("’s", "").replace("'s", "").split()}
            yield draft, tuple(dict.fromkeys(signs(section, draft))), words


def _own() -> Iterable[Example]:
    for number, line in enumerate(_lines("positions_own.jsonl")):
        label = json.loads(line)
        for draft, signs_of, _ in _drafts(label["text"]):
            if "positions" in label:
                met = _met(draft, None, label["text"], [
                    {**p, "kind": draft.stand.kind} if _sisters(p["kind"], draft.stand.kind) else p
                    for p in label["positions"]
                ], ENOUGH)  # fmt: skip
            elif "a rule is sure" in signs_of:
                met = frozenset({0})
            else:
                continue
            weight = OWN * (2 if draft.stand.kind in SELDOM else 1)
            yield Example(signs_of, met, weight, number, "own", draft.stand.content)


def _sisters(a: str, b: str) -> bool:
    return {a, b} <= {"demand", "appeal"}


def _lines(name: str) -> list[str]:
    return (LABELS / name).read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()

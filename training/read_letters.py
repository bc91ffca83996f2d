"""Make the letter statistics that short damaged texts are read with.

    pip download --no-deps lingua-language-detector==1.4.2
    python training/read_letters.py --wheel lingua_language_detector-1.4.2-py3-none-any.whl

For each language: how likely a letter is, alone, after one and after two others, as the
package's frequency lists have it (Apache-2.0; counted by its author in one million
sentences of news or the web a language).  A group of letters is kept where it says more
than the shorter group does.  Needs brotli; the run time does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import zipfile
from collections import defaultdict
from pathlib import Path

import brotli
import numpy as np

MODELS = Path(__file__).parents[1] / "src/twosource/read/models"
LANGUAGES = (  # noqa: SIM905 (a list of sixty is read better so)
    "en es fr de it pt nl sv da nb fi is pl cs sk hu ro hr sl sq tr az lt lv et ca eu id vi tl "
    "sw af cy ga eo ru uk be bg sr mk kk mn el ar fa ur he hi mr bn ta te gu pa th ka hy zh ja ko"
).split()
SCALE = 16
"""Costs are sixteenths of a nat, in one byte."""
CAP = 12.0
"""A letter is never dearer than this: the lists hold damage themselves."""
ALONE = 2e-7
"""Share of letters below which a letter is not of the language."""
SEEN = {2: 6e-6, 3: 1.2e-5, 4: 1.5e-5}
"""Share of all groups of that length below which a group is left out."""
GAIN = {2: 0.3, 3: 0.45, 4: 0.6}
"""Nats by which a group must differ from what the shorter one says."""
BACK = {2: 1.6, 3: 0.8, 4: 0.3}
"""What leaving the longer group costs (``read/repair/letters.py`` has the same)."""
_ORDER = {1: "unigrams", 2: "bigrams", 3: "trigrams", 4: "quadrigrams"}
LONG = frozenset(
    ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "uk", "ar", "fa", "he", "el", "tr"]
)
"""Languages whose groups of four are kept as well."""


def shares(wheel: zipfile.ZipFile, language: str, order: int) -> dict[str, float]:
    """Groups of ``order`` letters and how likely the last is after the others."""
    name = f"lingua/language-models/{language}/{_ORDER[order]}.json.br"
    if name not in wheel.namelist():
        return {}
    found: dict[str, float] = {}
    for share, groups in json.loads(brotli.decompress(wheel.read(name)))["ngrams"].items():
        over, under = share.split("/")
        for group in groups.split(" "):
            found[group] = int(over) / int(under)
    return found


def edged(counts: list[dict[str, float]]) -> list[dict[str, float]]:
    """The shares of all groups, with those at the edges of words, written with a space.

    The lists hold none; but groups are counted inside words only, so what is missing of
    the sum over all that follow a group is the share of its words that end there, and
    what is missing of all that come before it the share that begin with it.
    """
    after: dict[str, float] = defaultdict(float)
    before: dict[str, float] = defaultdict(float)
    for groups in counts[1:]:
        for group, share in groups.items():
            after[group[:-1]] += share
            before[group[1:]] += share
    out = [dict(groups) for groups in counts]
    for order, groups in enumerate(counts[:-1]):
        for group, share in groups.items():
            out[order + 1][f"{group} "] = max(share - after[group], FLOOR * share)
            out[order + 1][f" {group}"] = max(share - before[group], FLOOR * FLOOR * share)
    out[0][" "] = sum(v for g, v in out[1].items() if g[0] == " ")
    return out


FLOOR = 2e-3
"""The least share of a word's edge: differences of rounded shares."""


def costs(wheel: zipfile.ZipFile, language: str) -> dict[str, float]:
    """Groups that are kept and what they cost, in nats."""
    counts: list[dict[str, float]] = []
    for order in range(1, 5 if language in LONG else 4):
        found = shares(wheel, language, order)
        if order > 1:
            found = {g: p * counts[-1].get(g[:-1], 0.0) for g, p in found.items()}
        counts.append(found)
    alone = {c for c, p in counts[0].items() if p >= ALONE and len(c) == 1}
    kept = {c: min(-math.log(counts[0][c]), CAP) for c in alone}
    if not counts[1]:
        return kept
    counts = edged(counts)
    known = alone | {" "}
    for order, groups in enumerate(counts[1:], 2):
        for group, share in groups.items():
            if not set(group) <= known or not counts[order - 2].get(group[:-1]):
                continue
            edge = order == 2 and " " in group
            if share < SEEN[order] and not edge:
                continue
            cost = min(max(-math.log(share / counts[order - 2][group[:-1]]), 0.0), CAP)
            if edge or abs(cost - _shorter(kept, group[1:]) - BACK[order]) >= GAIN[order]:
                kept[group] = cost
    return kept


def _shorter(kept: dict[str, float], group: str) -> float:
    """What the last letter of a group costs by the longest group that is kept."""
    cost = 0.0
    while group not in kept and len(group) > 1:
        cost += BACK[len(group)]
        group = group[1:]
    return cost + kept.get(group, CAP)


def main() -> None:
    """Write the file and put its digest on the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    args = parser.parse_args()
    data: dict[str, np.ndarray] = {"languages": np.array(" ".join(LANGUAGES))}
    with zipfile.ZipFile(args.wheel) as wheel:
        for language in LANGUAGES:
            kept = costs(wheel, language)
            groups = sorted(kept, key=lambda g: (len(g), g))
            for order in (1, 2, 3, 4):
                those = "".join(g for g in groups if len(g) == order)
                data[f"{language}_{order}"] = np.array(those)
            data[f"{language}_costs"] = np.array([round(kept[g] * SCALE) for g in groups], np.uint8)
    np.savez_compressed(MODELS / "letters.npz", **data)
    lines = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n"
        for p in sorted(MODELS.glob("*.npz"))
    ]
    (MODELS / "SHA256").write_text("".join(lines))


if __name__ == "__main__":
    main()

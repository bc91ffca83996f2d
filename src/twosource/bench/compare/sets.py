"""Public sentence-pair sets as rows of (one text, other text, label)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from twosource.bench.data import lines

Pair = tuple[str, str, float]
"""Claim or first sentence, evidence or second sentence, label 0 to 1."""
MOST_CHARACTERS = 20_000
"""Evidence is read so far; longer documents are cut (7 in 100 of the web pages of WiCE)."""


def held_back(row: Pair) -> bool:
    """Whether a row is in the fifth that is never trained on."""
    return hashlib.sha256(row[0].encode()).digest()[0] % 5 == 0


def rows_of(data: Path, name: str) -> list[Pair]:
    """The rows of one file under the ``compare`` folder, in a fixed shuffled order.

    Labels are 1 for the same matter (similarity sets) or for a refuted, wrong or
    unsupported claim (consistency sets).
    """
    out: list[Pair] = []
    for r in lines(data / f"{name}.jsonl.gz"):
        if name.startswith("nanco"):
            answers = r["answers"]
            out += [
                (x["answer"], y["answer"], float(x["group"] == y["group"]))
                for i, x in enumerate(answers)
                for y in answers[:i]
            ]
        else:
            out.append(_row(name, r))
    return sorted(out, key=lambda r: hashlib.sha256(f"{r[0]}\n{r[1]}".encode()).hexdigest())


def _row(name: str, r: Any) -> Pair:
    if name.startswith("stsb"):
        return r["a"], r["b"], float(r["score"]) / 5
    if name.startswith(("mrpc", "superpal")):
        return r["a"], r["b"], float(r["label"])
    if name.startswith(("fever", "covidfact")):
        return r["claim"], r["evidence"][:MOST_CHARACTERS], float(r["label"] == "refuted")
    if name.startswith("aggrefact"):
        return r["summary"], r["doc"][:MOST_CHARACTERS], float(r["error_type"] != "correct")
    evidence = " ".join(r["evidence"])[:MOST_CHARACTERS]
    return r["claim"], evidence, float(r["label"] != "supported")

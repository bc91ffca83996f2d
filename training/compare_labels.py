"""The labelled pairs that ``compare_align.py`` trains on, with their texts from the data folder.

``labels/compare_pairs.jsonl`` (32 pairs of BASIL, everything labelled), ``compare_basil.jsonl``
(126 pairs: each two accounts of 42 events of BASIL) and ``compare_ecb.jsonl`` (117 pairs of
ECB+) hold offsets and types alone.  The two longer ones were labelled clause by clause: what
is told again elsewhere is an item of kind ``again``; what only one account has is not marked.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

from twosource.bench.compare.pairs import Item, Pair, in_text, plain_account

LABELS = Path(__file__).parent / "labels"
WHOLE = "compare_pairs"
"""The set in which readers marked everything, agreements and lone matter too."""
SETS = {WHOLE: "basil", "compare_basil": "basil", "compare_ecb": "ecbplus"}
"""Files of labels, and the folder of ``trace`` their texts are in."""
BLANKS = (
    (r"``", "\u201c"), (r"''", "\u201d"), (r"\u201c\s+", "\u201c"), (r"\s+\u201d", "\u201d"),
    (r"\s+([,.;:?!%)\]])", r"\1"), (r"([(\[$])\s+", r"\1"),
    (r"\s+('s|'re|'ve|'ll|'d|'m|n't|')(?=\s|[,.;:?!\u201d]|$)", r"\1"),
)  # fmt: skip
"""How ECB+'s cut tokens are put together again, in this order; the offsets count on it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of accounts, the story it tells (of a file of :data:`SETS`), and its items."""

    pair: Pair
    story: str
    name: str


def joined(text: str) -> str:
    """A text of cut tokens as it may have been printed."""
    for pattern, by in BLANKS:
        text = re.sub(pattern, by, text)
    return text


def load(data: Path) -> list[Labelled]:
    """All labelled pairs; ``data`` is the folder that holds ``trace``.

    Raises:
        KeyError: an account of the labels is not among the documents.
    """
    return [row for name in SETS for row in _load(name, data / "trace" / SETS[name])]


def _load(name: str, folder: Path) -> list[Labelled]:
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {(d["story"], d["id"]): d for d in map(json.loads, lines)}
    cut = SETS[name] == "ecbplus"
    found = []
    for n, line in enumerate((LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        accounts = []
        for side in "ab":
            doc = texts[row["story"], row[side]]
            text = joined(doc["text"]) if cut else doc["text"]
            accounts.append(plain_account(side, text, doc.get("title")))
        items = tuple(
            Item(i["kind"], i["type"], in_text(i["a"]), in_text(i["b"])) for i in row["items"]
        )
        pair = Pair(f"{name}/{n}", accounts[0], accounts[1], items)
        found.append(Labelled(pair, row["story"], name))
    return found

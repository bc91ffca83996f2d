r"""Scores of the read stage.

Body: 4-gram shingles of ``\\w+`` tokens as a multiset, precision and recall per
page, averaged over pages, F1 of the two means: the measure of Scrapinghub's
article-extraction-benchmark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

_TOKEN = re.compile(r"\w+")
Score = tuple[float, float, float]
"""Precision, recall, and 1.0 where the page is fully right."""


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Multiset of the shingles of a text; a shorter text is one shingle."""
    words = _TOKEN.findall(text or "")
    if not words:
        return Counter()
    if len(words) < size:
        return Counter([tuple(words)])
    return Counter(zip(*(words[i:] for i in range(size)), strict=False))


def _optional(paragraph: str) -> bool:
    stripped = paragraph.strip()
    return stripped.startswith("[") and stripped.endswith("]")


def gold_text(record: dict[str, Any]) -> tuple[str, str]:
    """Wanted body and optional body (neither required nor punished) of a record."""
    gold = record["gold"]
    if "body_text" in gold:
        return gold["body_text"], ""
    if "blocks" in gold:
        return "\n\n".join(text for _, text in gold["blocks"]), ""
    wanted = [p for p in gold["body"] if not _optional(p)]
    spare = [p.strip()[1:-1] for p in gold["body"] if _optional(p)]
    return "\n\n".join(wanted), "\n\n".join(spare)


def page_score(gold: tuple[str, str], predicted: str) -> Score:
    """Score of one page."""
    want, got, spare = shingles(gold[0]), shingles(predicted), shingles(gold[1])
    got = got - (spare - (spare & want))
    hits = sum((want & got).values())
    extra, lost = sum(got.values()) - hits, sum(want.values()) - hits
    if not extra and not lost:
        return 1.0, 1.0, 1.0
    if not hits:
        return 0.0, 0.0, 0.0
    return hits / (hits + extra), hits / (hits + lost), 0.0


def macro(scores: Sequence[Score]) -> tuple[float, float, float, float]:
    """F1, precision, recall and share of pages fully right, over pages."""
    if not scores:
        return 0.0, 0.0, 0.0, 0.0
    p, r, full = (sum(s[i] for s in scores) / len(scores) for i in range(3))
    return (2 * p * r / (p + r) if p + r else 0.0), p, r, full

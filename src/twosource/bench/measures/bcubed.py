"""B-cubed precision, recall and F1 of a clustering (Bagga and Baldwin 1998)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def bcubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1, averaged over items."""
    both = Counter(zip(gold, found, strict=True))
    of_gold, of_found = Counter(gold), Counter(found)
    total = max(len(gold), 1)
    precision = sum(n * n / of_found[f] for (_, f), n in both.items()) / total
    recall = sum(n * n / of_gold[g] for (g, _), n in both.items()) / total
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1

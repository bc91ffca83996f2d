"""Denial in two texts: by negation, in other words, by a prefix."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.compare.cut.negation import NEGATIVE, denial
from twosource.compare.sentences.text_pair import TextPair

if TYPE_CHECKING:
    from spacy.tokens import Doc


def _denied(doc: Doc) -> tuple[int, int, int]:
    """Negations, denials in other words, words of all or nothing."""
    lists = denial()
    low = [t.lower_ for t in doc]
    said = sum(t.lemma_.lower() in lists.deny for t in doc)
    said += sum(p in lists.phrases for p in pairwise(low))
    return sum(w in NEGATIVE for w in low), said, sum(w in lists.total for w in low)


def denial_features(two: TextPair) -> list[float]:
    one, other = _denied(two.a), _denied(two.b)
    a, b = set(two.lemmas_a), set(two.lemmas_b)
    prefixed = sum(
        any(w.startswith(p) and w[len(p) :] in held for p in denial().prefixes)
        for mine, held in ((a - b, b), (b - a, a))
        for w in sorted(mine)
    )
    return [
        min(3.0, one[0]), min(4.0, other[0]), min(3.0, one[1]), min(4.0, other[1]),
        float((one[0] + one[1] > 0) != (other[0] + other[1] > 0)), min(2.0, one[2]),
        min(3.0, other[2]), min(2.0, prefixed),
    ]  # fmt: skip

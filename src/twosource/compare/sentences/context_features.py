"""Two texts word by word as their sentences make the words: facts from the encoder.

Every term of one text takes its nearest of the other by the cosine of their vectors in
context (soft alignment as in BERTScore, Zhang et al., ICLR 2020), weighed by rarity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.cut.terms import Term
from twosource.compare.cut.word_vectors import Matrix, unit
from twosource.compare.sentences.text_pair import TextPair
from twosource.language.encoder import Encoded, encoded
from twosource.types import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

CONTEXT = (
    "whole", "best_sentence", "soft_ab", "soft_ba", "soft_both", "soft_sentence", "soft_worst_a",
    "soft_second_a", "soft_worst_b", "lost_near", "lost_least", "same_word", "same_word_least",
    "verbs", "names", "marks_ab", "marks_ba",
)  # fmt: skip
MOST_SENTENCES = 60
"""Sentences of either text that are read; what is longer is an article and judged otherwise."""
HELD = 0.8


def read(doc: Doc) -> Encoded | None:
    """A text as the encoder reads it, ``None`` without one."""
    sentences = [Span(s.start_char, s.end_char) for s in doc.sents if s.text.strip()]
    return encoded(doc.text, tuple(sentences[:MOST_SENTENCES]))


def context_facts(two: TextPair, a: Encoded, b: Encoded) -> list[float]:
    """:data:`CONTEXT` of two texts, rounded so that no machine's last bit matters."""
    if not len(a.vectors) or not len(b.vectors):
        return [0.0] * len(CONTEXT)
    ends = [(s.start_char, s.end_char) for s in two.b.sents][:MOST_SENTENCES]
    whole_a, whole_b = unit(a.vectors.mean(0)), unit(b.vectors.mean(0))
    sentences = unit(b.pool(ends)) @ whole_a
    near = np.maximum(unit(_pool(a, two.terms_a)) @ unit(_pool(b, two.terms_b)).T, 0)
    best_a, best_b = near.max(1), near.max(0)
    here = _in_span(two.terms_b, ends[int(sentences.argmax())])
    in_sentence = near[:, here].max(1) if here.any() else best_a * 0
    soft_ab, soft_ba = _mean(best_a, two.weight_a), _mean(best_b, two.weight_b)
    missing = sorted(two.weight_a * (1 - best_a), reverse=True)
    marks = unit(a.vectors) @ unit(b.vectors).T
    values = [
        float(whole_a @ whole_b), float(sentences.max()), soft_ab, soft_ba,
        float(np.sqrt(soft_ab * soft_ba)), _mean(in_sentence, two.weight_a), missing[0],
        missing[1] if len(missing) > 1 else 0.0, float((two.weight_b * (1 - best_b)).max()),
        *_lost(two, best_a), *_same_words(two, near),
        _of_kind(two.terms_a, best_a, "VERB"), _of_kind(two.terms_a, best_a, "PROPN"),
        float(marks.max(1).mean()), float(marks.max(0).mean()),
    ]  # fmt: skip
    return [round(float(v), 4) for v in values]


def _pool(text: Encoded, terms: Sequence[Term]) -> Matrix:
    return text.pool([(t.start, t.end) for t in terms])


def _in_span(terms: Sequence[Term], span: tuple[int, int]) -> NDArray[np.bool_]:
    return np.array([span[0] <= t.start < span[1] for t in terms], bool)


def _mean(values: Matrix, weights: Matrix) -> float:
    return float((values * weights).sum() / (weights.sum() + 1e-6))


def _lost(two: TextPair, best: Matrix) -> tuple[float, float]:
    """How near in context the terms come that are lost by word, on the mean and at worst."""
    lost = two.best_a < HELD
    if not lost.any():
        return 1.0, 1.0
    return _mean(best[lost], two.weight_a[lost]), float(best[lost].min())


def _same_words(two: TextPair, near: Matrix) -> tuple[float, float]:
    """How alike in context the equal words are, on the mean and at worst."""
    same = np.where(two.near >= 0.99, near, -1).max(1)
    held = same >= 0
    if not held.any():
        return 0.0, 0.0
    return _mean(same[held], two.weight_a[held]), float(same[held].min())


def _of_kind(terms: Sequence[Term], best: Matrix, pos: str) -> float:
    """The least of the best cosines of one part of speech; 1 where there is none."""
    return float(min((x for t, x in zip(terms, best, strict=True) if t.pos == pos), default=1.0))

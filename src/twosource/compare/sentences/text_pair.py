"""Two sentences (or a claim and its evidence) laid against each other, term by term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.cut.terms import Term, terms_of
from twosource.compare.cut.word_similarity import key_nearness
from twosource.compare.cut.word_vectors import Matrix

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_TERMS = (400, 4000)
"""Terms of the claim and of the evidence that are looked at."""
MOST_LEMMAS = (600, 6000)
HELD, NEARLY = 0.9, 0.8
"""Nearness from which a term counts as held, and as standing for the other in a link."""


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two parsed texts with their terms.

    Attributes:
        a: the claim where one is.  b: what it is held against.
        terms_a, terms_b: their terms.  lemmas_a, lemmas_b: lemmas, function words too.
        near: nearness of every term of ``a`` to every term of ``b``.
        best_a, best_b: the greatest nearness of each term.
        weight_a, weight_b: weights of the terms.
    """

    a: Doc
    b: Doc
    terms_a: tuple[Term, ...]
    terms_b: tuple[Term, ...]
    lemmas_a: list[str]
    lemmas_b: list[str]
    near: Matrix
    best_a: Matrix
    best_b: Matrix
    weight_a: Matrix
    weight_b: Matrix


def lemmas_of(doc: Doc) -> list[str]:
    """The lemmas of a text in lower case, punctuation left out."""
    return [t.lemma_.lower() for t in doc if any(c.isalnum() for c in t.text)]


def pair_texts(a: Doc, b: Doc) -> TextPair | None:
    """Two texts with their terms compared, ``None`` where one has no content."""
    terms_a, terms_b = terms_of(a)[: MOST_TERMS[0]], terms_of(b)[: MOST_TERMS[1]]
    if not terms_a or not terms_b:
        return None
    near = key_nearness([t.key for t in terms_a], [t.key for t in terms_b])
    return TextPair(
        a, b, terms_a, terms_b,
        lemmas_of(a)[: MOST_LEMMAS[0]], lemmas_of(b)[: MOST_LEMMAS[1]],
        near, near.max(1), near.max(0),
        np.array([t.weight for t in terms_a], np.float32),
        np.array([t.weight for t in terms_b], np.float32),
    )  # fmt: skip

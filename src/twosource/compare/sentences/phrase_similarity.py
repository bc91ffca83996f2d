"""Two phrases without a subject ("largest shareholder", "majority stake"): how alike they are.

The trees of ``scores.py`` learnt from whole sentences.  Phrases have too few words for
counts of shared words to say much, so here every word takes its nearest one of the other side,
however far that lies (soft alignment, as in BERTScore, Zhang et al., ICLR 2020, with the
vectors of ``word_vectors.py`` in place of a network).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.cut.terms import terms_of
from twosource.compare.cut.word_similarity import key_nearness
from twosource.compare.cut.word_vectors import Matrix, words
from twosource.compare.sentences.text_pair import MOST_TERMS

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
SLOPE, START = 1.16, -0.23
"""Line from the soft share two texts hold of one another to likeness as people graded it,
fitted on STS-B news, train."""
SAY = (0.0, 0.75, 1.0)
"""How much the phrases' likeness has to say when none, one or both of two texts are phrases.
Headlines without a subject make the second less than 1."""


def is_phrase(doc: Doc) -> bool:
    """Whether a text has no subject and so is no sentence."""
    return not any(t.dep_ in SUBJECTS for t in doc)


def _nearness(keys_a: list[str], keys_b: list[str]) -> Matrix:
    """Cosine of every two words, 0 for unknown ones, 1 for equal ones; without vectors, equal
    words, stems and synonym groups alone.
    """
    model = words()
    if model is None:
        return key_nearness(keys_a, keys_b)
    rows_a = np.array([model.rows.get(k, -1) for k in keys_a])
    rows_b = np.array([model.rows.get(k, -1) for k in keys_b])
    cosine = np.maximum(model.vectors[rows_a] @ model.vectors[rows_b].T, 0)
    cosine[rows_a < 0] = 0
    cosine[:, rows_b < 0] = 0
    equal = np.array(keys_a)[:, None] == np.array(keys_b)[None, :]
    out: Matrix = np.where(equal, 1, np.minimum(cosine, 1)).astype(np.float32)
    return out


def phrase_likeness(a: Doc, b: Doc) -> float:
    """How alike two short texts are, 0 to 1; symmetric; 0 where one has no content.

    The geometric mean of the shares of rarity that each one's words find in the other's.
    """
    terms_a, terms_b = terms_of(a)[: MOST_TERMS[0]], terms_of(b)[: MOST_TERMS[0]]
    if not terms_a or not terms_b:
        return 0.0
    near = _nearness([t.key for t in terms_a], [t.key for t in terms_b])
    shares = [
        float(np.average(best, weights=[t.weight for t in terms]))
        for best, terms in ((near.max(1), terms_a), (near.max(0), terms_b))
    ]
    return float(np.clip(SLOPE * np.sqrt(shares[0] * shares[1]) + START, 0, 1))


def phrase_say(a: Doc, b: Doc) -> float:
    """Entry of :data:`SAY` for two texts."""
    return SAY[is_phrase(a) + is_phrase(b)]

"""Features of two texts word by word: overlap, denial, rivals, links and windows put together.

Rare words, denial in other words, what stands in the place of a lost word, whether linked words
are linked in the other text too, windows of sentences.
"""

from __future__ import annotations

from twosource.compare.sentences.denial_features import denial_features
from twosource.compare.sentences.link_features import link_features
from twosource.compare.sentences.overlap_features import overlap_features
from twosource.compare.sentences.rival_features import gap_features, lost_vector, rival_features
from twosource.compare.sentences.text_pair import HELD, TextPair
from twosource.compare.sentences.window_features import best_place, window_features

WORD_FEATURES = (
    "idf_cosine", "trigrams_of_letters", "bigrams_a", "trigrams_a", "order_a", "rare_a", "rare_b",
    "rare_geometric", "negations_a", "negations_b", "denials_a", "denials_b", "one_denies",
    "total_a", "total_b", "prefix", "rival", "rival_weight", "rival_sum", "lost_noun",
    "lost_verb", "lost_adjective", "lost_name", "lost_number", "lost_terms", "replaced", "bare",
    "links", "linked", "link_distance", "links_far", "reversed", "number_gap", "year_gap",
    "window_1", "window_2", "window_3", "spread", "window_exact", "first_sentence",
    "lost_vector", "terms", "lost_share", "comparatives", "place",
)  # fmt: skip


def word_features(two: TextPair) -> list[float]:
    """:data:`WORD_FEATURES` of two texts laid against each other."""
    return [
        *overlap_features(two), *denial_features(two), *rival_features(two),
        *link_features(two), *gap_features(two), *window_features(two), lost_vector(two),
        float(len(two.terms_a)), float((two.best_a < HELD).mean()),
        float(sum(t.tag_ in {"JJR", "RBR", "JJS", "RBS"} for t in two.a)), best_place(two),
    ]  # fmt: skip

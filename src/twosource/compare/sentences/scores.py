"""Two sentences (or a claim and its evidence): do they tell the same, and do they differ?

Pure functions on two parsed texts, apart from accounts; ``compare_pair`` uses them for
short records, the bench for the public tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.classifiers import trees
from twosource.compare.cut.word_vectors import Matrix
from twosource.compare.sentences.context_features import CONTEXT
from twosource.compare.sentences.features import NAMES, facts_in_context, pair_facts
from twosource.compare.sentences.phrase_similarity import phrase_likeness, phrase_say

if TYPE_CHECKING:
    from spacy.tokens import Doc


SENTENCES, ARTICLE = 100, 200
"""Tokens up to which evidence is some sentences, and from which it is an article; between them
both ways of judging have a say. Nine in ten of the texts the trees were trained on are shorter
than the first, 98 in 100 than the second."""
SOFT = CONTEXT.index("soft_both")
SLOPE, START = 1.15, -0.21
"""Line from that share in context to likeness as people graded it, fitted on STS-B news, train;
the line of :mod:`twosource.compare.sentences.phrase_similarity` is for shares by words alone."""
HELD = [NAMES.index(n) for n in ("cover_a", "exact_a", "rare_a", "window_exact")]
LOST = [NAMES.index(n) for n in ("worst_a", "second_a", "lost_share")]
"""Facts that say how much of a claim an article holds, and what it lacks: all lie between 0
and 1 and count alike. One heavy word that is not there says more than some light ones."""


def alignment(a: Doc, b: Doc) -> float:
    """How surely two texts tell the same matter, 0 to 1; symmetric.

    The trees are a regression on likeness as people graded it; without them, the mean of
    the shares the two hold of one another and the cosine of their vectors.  Phrases are
    judged by :func:`phrase_likeness`.  Where there is an encoder, what words alone say and
    what they say in context count half each, in both ways of judging.
    """
    say = phrase_say(a, b)
    one, two = (facts_in_context(*pair) for pair in ((a, b), (b, a)))
    likeness = phrase_likeness(a, b) if say else 0.0
    if one is not None and two is not None:
        soft = SLOPE * float(one[SOFT] + two[SOFT]) / 2 + START
        likeness = (likeness + float(np.clip(soft, 0, 1))) / 2
    return say * likeness + (1 - say) * _told_alike(a, b, one, two) if say < 1 else likeness


def _told_alike(a: Doc, b: Doc, context_a: Matrix | None, context_b: Matrix | None) -> float:
    one, two = pair_facts(a, b), pair_facts(b, a)
    model = trees("sentences_same", NAMES)
    if model is None:
        return float((one[2] + one[8]) / 2)
    alike = float(np.clip((model.margin(one) + model.margin(two)) / 2, 0, 1))
    wide = trees("sentences_same_context", (*NAMES, *CONTEXT))
    if context_a is None or context_b is None or wide is None:
        return alike
    margins = [wide.margin(np.concatenate(x)) for x in ((one, context_a), (two, context_b))]
    return (alike + float(np.clip(sum(margins) / 2, 0, 1))) / 2


def _lacking(facts: Matrix) -> float:
    """How far an article does not hold a claim, 0 to 1."""
    return float(np.concatenate([1 - facts[HELD], facts[LOST]]).mean())


def difference(a: Doc, b: Doc) -> float:
    """How surely ``b`` speaks against ``a`` (or does not bear it out), 0 to 1.

    An article as evidence (:data:`ARTICLE`) is asked only how much of the claim it
    holds: the trees know single sentences.
    """
    facts = pair_facts(a, b)
    whole = float(np.clip((len(b) - SENTENCES) / (ARTICLE - SENTENCES), 0, 1))
    lacking = float(np.clip(_lacking(facts), 0, 1)) if whole else 0.0
    model = trees("sentences_differ", NAMES) if whole < 1 else None
    told = model(facts) if model is not None else min(1.0, 1 - float(facts[0]))
    return float(whole * lacking + (1 - whole) * told)

"""Features of two texts laid against each other: those of words, and those in context."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.negation import NEGATIVE
from twosource.compare.cut.terms import Term
from twosource.compare.cut.word_similarity import key_nearness
from twosource.compare.cut.word_vectors import Matrix, rarity, words
from twosource.compare.sentences.context_features import CONTEXT, context_facts, read
from twosource.compare.sentences.text_pair import TextPair, lemmas_of, pair_texts
from twosource.compare.sentences.word_features import WORD_FEATURES, word_features

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = ("word", "name", "number", "time")
NAMES = (
    "cover_a", "cover_b", "cover_geometric", "exact_a", "exact_b", "jaccard", "bigrams",
    "in_order", "vectors", "length_ratio", "length_a", "length_b",
    *(f"lost_a_{k}" for k in KINDS), *(f"lost_b_{k}" for k in KINDS),
    *(f"count_a_{k}" for k in KINDS), *(f"count_b_{k}" for k in KINDS),
    "numbers_clash", "times_clash", "negation", "opposites", "near_miss_a", "near_miss_b",
    "worst_a", "second_a", "worst_b", "local_cover", "local_order", "hedge",
    "subject_lost", "object_lost", "verb_lost", "root_near", "quantifier", *WORD_FEATURES,
)  # fmt: skip


def _share(weights: Matrix, hit: Matrix) -> float:
    total = float(weights.sum())
    return float((weights * hit).sum()) / total if total else 0.0


def _lost(terms: Sequence[Term], best: Matrix, kind: str) -> float:
    """Weight of the terms of a kind that the other side lacks."""
    return sum(t.weight * (1 - min(1.0, float(b))) for t, b in zip(terms, best, strict=True)
               if t.kind == kind and b < 0.8)  # fmt: skip


def _sum(doc: Doc) -> Matrix:
    """Rarity-weighted sum of the word vectors of a text, of unit length."""
    model = words()
    if model is None:
        return np.zeros(1, np.float32)
    total = np.zeros(model.vectors.shape[1], np.float32)
    for lemma in lemmas_of(doc):
        if lemma in model.rows:
            total += rarity(lemma) * model.vectors[model.rows[lemma]]
    out: Matrix = total / (float(np.linalg.norm(total)) + 1e-6)
    return out


def _negations(doc: Doc) -> int:
    return sum(t.lower_ in NEGATIVE for t in doc)


def _window(lemmas: Sequence[str], others: Sequence[str]) -> tuple[float, float]:
    """Best share of ``lemmas`` found in one window of ``others`` of twice their length, and
    how much of it stands in the same order.
    """
    size = max(6, 2 * len(lemmas))
    if not lemmas or not others:
        return 0.0, 0.0
    wanted = {w: rarity(w) for w in lemmas}
    total = sum(wanted.values()) or 1.0
    best, at = 0.0, 0
    for start in range(0, max(1, len(others) - size // 2), max(1, size // 4)):
        held = sum(wanted[w] for w in set(others[start : start + size]) if w in wanted)
        if held > best:
            best, at = held, start
    window = others[at : at + size]
    blocks = SequenceMatcher(None, list(lemmas), list(window), autojunk=False)
    ordered = sum(m.size for m in blocks.get_matching_blocks())
    return best / total, ordered / len(lemmas)


def pair_facts(a: Doc, b: Doc) -> Matrix:
    """:data:`NAMES` of two parsed texts; ``a`` is the claim where one is, ``b`` what it is
    held against (at most some thousand words).
    """
    two = pair_texts(a, b)
    if two is None:
        return np.zeros(len(NAMES), np.float32)
    terms_a, terms_b, lemmas_a, lemmas_b = two.terms_a, two.terms_b, two.lemmas_a, two.lemmas_b
    best_a, best_b, wa, wb = two.best_a, two.best_b, two.weight_a, two.weight_b
    cover_a, cover_b = _share(wa, best_a), _share(wb, best_b)
    exact_a, exact_b = ((best >= 0.99).astype(np.float32) for best in (best_a, best_b))
    set_a, set_b = set(lemmas_a), set(lemmas_b)
    pairs_a = set(pairwise(lemmas_a))
    pairs_b = set(pairwise(lemmas_b))
    blocks = SequenceMatcher(None, lemmas_a, lemmas_b[:300], autojunk=False).get_matching_blocks()
    local_cover, local_order = _window(lemmas_a, lemmas_b)
    values = [
        cover_a, cover_b, float(np.sqrt(cover_a * cover_b)), _share(wa, exact_a),
        _share(wb, exact_b), len(set_a & set_b) / max(1, len(set_a | set_b)),
        len(pairs_a & pairs_b) / max(1, min(len(pairs_a), len(pairs_b))),
        2 * sum(m.size for m in blocks) / max(1, len(lemmas_a) + len(lemmas_b)),
        float(_sum(a) @ _sum(b)), min(len(a), len(b)) / max(len(a), len(b)),
        float(np.log1p(len(a))), float(np.log1p(len(b))),
        *(_lost(terms_a, best_a, k) for k in KINDS),
        *(min(3.0, _lost(terms_b, best_b, k)) for k in KINDS),
        *(min(5.0, sum(t.kind == k for t in terms_a)) for k in KINDS),
        *(min(8.0, sum(t.kind == k for t in terms_b)) for k in KINDS),
    ]  # fmt: skip
    values += _clashes(two)
    values += [local_cover, local_order]
    values += _structure(a, b, terms_a, best_a)
    values += word_features(two)
    return np.array(values, np.float32)


def _clashes(two: TextPair) -> list[float]:
    lex = lexicon()
    a, b, terms_a, terms_b = two.a, two.b, two.terms_a, two.terms_b
    best_a, best_b = two.best_a, two.best_b

    def clash(kind: str) -> float:
        one = {t.key for t in terms_a if t.kind == kind}
        other = {t.key for t in terms_b if t.kind == kind}
        return float(len(one - other)) if other else 0.5 * float(bool(one))

    lost = sorted((t.weight * (1 - min(1.0, float(x))) for t, x in zip(terms_a, best_a,
                   strict=True)), reverse=True)  # fmt: skip
    lost_b = max((t.weight * (1 - float(x)) for t, x in zip(terms_b, best_b, strict=True)),
                 default=0.0)  # fmt: skip
    keys_b = {t.key for t in terms_b}
    opposites = sum(
        any(frozenset((t.key, o)) in lex.opposites for o in keys_b)
        for t, x in zip(terms_a, best_a, strict=True) if x < 0.95
    )  # fmt: skip
    return [
        clash("number"), clash("time"), float(abs(_negations(a) - min(2, _negations(b)))),
        float(opposites), float(sum(0.3 <= x < 0.8 for x in best_a)),
        float(min(6, sum(0.3 <= x < 0.8 for x in best_b))), lost[0],
        lost[1] if len(lost) > 1 else 0.0, lost_b,
    ]  # fmt: skip


def _structure(a: Doc, b: Doc, terms_a: Sequence[Term], best_a: Matrix) -> list[float]:
    """Hedges, and whether subject, object and verb of the claim are held."""
    lex = lexicon()

    def hedge(doc: Doc) -> float:
        return min((lex.certainty.get(t.lemma_.lower(), 1.0) for t in doc), default=1.0)

    held = {t.token: float(x) for t, x in zip(terms_a, best_a, strict=True)}

    def lost(deps: set[str]) -> float:
        mine = [held[t.i] for t in a if t.dep_ in deps and t.i in held]
        return 1 - min(mine) if mine else 0.0

    roots_a = [t for t in a if t.dep_ == "ROOT"]
    lemmas_b = [t.lemma_.lower() for t in b if t.pos_ in {"VERB", "AUX"}]
    near = key_nearness([t.lemma_.lower() for t in roots_a], sorted(set(lemmas_b)))
    quantifiers = [
        {t.lemma_.lower() for t in doc if t.lemma_.lower() in lex.quantifiers} for doc in (a, b)
    ]
    return [
        abs(hedge(a) - hedge(b)), lost({"nsubj", "nsubjpass"}),
        lost({"dobj", "pobj", "attr", "oprd"}), lost({"ROOT", "ccomp", "xcomp"}),
        float(near.max()) if near.size else 0.0, float(len(quantifiers[0] - quantifiers[1])),
    ]  # fmt: skip


def facts_in_context(a: Doc, b: Doc) -> Matrix | None:
    """:data:`CONTEXT` of two parsed texts, the claim first; ``None`` without an encoder."""
    read_a, read_b, two = read(a), read(b), pair_texts(a, b)
    if read_a is None or read_b is None:
        return None
    if two is None:
        return np.zeros(len(CONTEXT), np.float32)
    return np.array(context_facts(two, read_a, read_b), np.float32)

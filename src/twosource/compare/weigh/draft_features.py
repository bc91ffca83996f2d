"""What can be said of a difference in the making before deciding whether to tell it."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p, sqrt

import numpy as np

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.matches import Match
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.lexicon import Lexicon, lexicon
from twosource.compare.cut.terms import Term
from twosource.compare.cut.word_vectors import Matrix
from twosource.compare.details.drafts import Draft
from twosource.compare.weigh.surrounding_features import (
    SURROUNDINGS,
    companies,
    halves,
    surrounding_features,
)
from twosource.types import FindingType, Span

RULES = (
    "attribution/narrator", "attribution/other-speaker", "attribution/setting-lost", "date/lost",
    "date/other", "edit", "hedging/noun", "hedging/other-kind", "hedging/verb", "lost/acl",
    "lost/advcl", "lost/advmod", "lost/ccomp", "lost/conj", "lost/dobj", "lost/npadvmod",
    "lost/prep", "lost/relcl", "lost/xcomp", "number/bound", "number/other", "opinion/word",
    "phrase/clause", "phrase/noun", "phrase/verb", "polarity/negated", "polarity/opposite",
    "quote/cut",
    "quote/marks-lost", "quote/paraphrased", "quote/reworded", "rival/between", "rival/over",
    "rival/under", "scope/before-noun",
    "scope/narrowed", "speech-act/verb", "status/aspect", "status/stage", "status/word",
    "strength/before-noun", "strength/verb",
)  # fmt: skip
TYPES: tuple[FindingType, ...] = (
    "attribution", "context_omitted", "date", "fact", "hedging", "name", "number", "opinion",
    "polarity", "quote", "role", "scope", "speech_act", "status", "strength",
)  # fmt: skip
ODD = ("number", "time", "name", "hedge", "judging", "quantity", "act")
DRAFT = (
    "align", "align_root", "words_a", "words_b", "ratio", "odd_a", "odd_b", "common",
    "common_share", "derived", "quoted_a", "quoted_b", "quoted_one", "cover_a", "cover_b",
    "passages_a", "passages_b", "early", "agreed", *(f"odd_{k}" for k in ODD),
    *(f"common_{k}" for k in ODD[:3]), *(f"rule:{r}" for r in RULES),
    *(f"type:{t}" for t in TYPES),
)  # fmt: skip
"""What a draft and its match say of themselves: enough to tell its type."""
NAMES = (*DRAFT, *SURROUNDINGS)


def weighable(draft: Draft) -> bool:
    """Whether a draft belongs to a match and has a stretch on both sides."""
    return draft.match >= 0 and draft.a is not None and draft.b is not None


def draft_features(laid: Alignment, drafts: Sequence[Draft]) -> Matrix:
    """:data:`NAMES` of each of some :func:`weighable` drafts, a row each."""
    rows = [_features(laid, d, c) for d, c in zip(drafts, companies(drafts), strict=True)]
    return np.array(rows, np.float32).reshape(-1, len(NAMES))


def _features(laid: Alignment, draft: Draft, company: Sequence[float]) -> list[float]:
    match = laid.matches[draft.match]
    a, b = halves(laid, draft)
    terms_a, terms_b, rows, cols = a.terms, b.terms, a.rows, b.rows
    near = (
        laid.grid.near.take(rows, 0).take(cols, 1)
        if rows and cols else np.zeros((len(rows), len(cols)))
    )  # fmt: skip
    best_a = near.max(1) if near.size else np.zeros(len(rows))
    best_b = near.max(0) if near.size else np.zeros(len(cols))
    odd = [t for t, n in zip((*terms_a, *terms_b), (*best_a, *best_b), strict=True) if n < 0.6]
    common = [t for t, n in zip(terms_a, best_a, strict=True) if n >= 0.6]
    odd_a = sum(t.weight * (1 - n) for t, n in zip(terms_a, best_a, strict=True))
    odd_b = sum(t.weight * (1 - n) for t, n in zip(terms_b, best_b, strict=True))
    shared = sum(t.weight for t in common)
    words_a, words_b = _words(laid.a, draft.a), _words(laid.b, draft.b)
    quoted_a, quoted_b = _quoted(laid.a, draft.a), _quoted(laid.b, draft.b)
    cover_a, cover_b = _cover(laid, match)
    first = min(laid.a.passages[match.a[0]].sentence, laid.b.passages[match.b[0]].sentence)
    return [
        draft.align, sqrt(max(0.0, draft.align)), log1p(words_a), log1p(words_b),
        min(words_a, words_b) / max(1, words_a, words_b), odd_a, odd_b, shared,
        shared / (shared + odd_a + odd_b + 0.1), laid.derived, quoted_a, quoted_b,
        abs(quoted_a - quoted_b), cover_a, cover_b, len(match.a), len(match.b), first <= 1,
        draft.align >= 0.5, *_kinds(odd), *_kinds(common)[:3],
        *(draft.rule == r or (r == "edit" and draft.rule.startswith("edit/")) for r in RULES),
        *(draft.type == t for t in TYPES), *surrounding_features(laid, a, b, company),
    ]  # fmt: skip


def _words(side: Side, span: Span | None) -> int:
    return 0 if span is None else len(side.text(span).split())


def _quoted(side: Side, span: Span | None) -> float:
    """Share of a stretch that stands in quotation marks."""
    if span is None or not len(span):
        return 0.0
    return sum(q.span.overlap(span) for q in side.section.quotes) / len(span)


def _cover(laid: Alignment, match: Match) -> tuple[float, float]:
    i, j, _ = max(match.pairs, key=lambda x: x[2])
    return float(laid.grid.ab[i, j]), float(laid.grid.ba[i, j])


def _kinds(terms: Sequence[Term]) -> list[bool]:
    """:data:`ODD` of some terms."""
    lex: Lexicon = lexicon()
    return [
        any(t.kind == "number" for t in terms), any(t.kind == "time" for t in terms),
        any(t.kind == "name" for t in terms),
        any(lex.certainty.get(t.key, 1.0) < 0.75 for t in terms),
        any(t.key in lex.evaluative for t in terms),
        any(t.key in lex.quantifiers or t.key in lex.limiters for t in terms),
        any(t.key in lex.acts for t in terms),
    ]  # fmt: skip

"""Where a difference in the making stands: what is around it, and what stands elsewhere.

A reader calls two phrases different when the same thing is told around them, when neither
side says elsewhere what the other says here, and when they are the words the difference
hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.terms import Term
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.cut.word_vectors import Matrix
from twosource.compare.details.drafts import Draft
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SURROUNDINGS = (
    "local", "local_share", "around_a", "around_b", "odd_count_a", "odd_count_b", "both_odd",
    "common_count", "rare_odd_a", "rare_odd_b", "rare_common", "elsewhere_a", "elsewhere_b",
    "near_by_a", "near_by_b", "root_near", "over_near", "same_pos", "same_dep", "verb_a",
    "verb_b", "noun_a", "place_a", "place_b", "first", "company", "company_rules",
)  # fmt: skip
HELD, SAID = 0.6, 0.85
"""Nearness from which the other stretch has a word, and from which the other account says it."""
BESIDE = 0.3
"""Overlap of characters on both sides from which two drafts show one place."""
CHUNK = 256


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a draft.

    Attributes:
        passages: indices of those of its match that it touches.
        terms, rows: terms inside it and their rows (columns) in the grid.
        rest, rest_rows: the other terms of those passages.
        root: the word the others hang on; ``None`` where the stretch cuts words.
    """

    side: Side
    span: Span
    passages: tuple[int, ...]
    terms: tuple[Term, ...]
    rows: tuple[int, ...]
    rest: tuple[Term, ...]
    rest_rows: tuple[int, ...]
    root: Token | None


def half(side: Side, indices: Sequence[int], at: Sequence[int], span: Span) -> Half:
    """One side of a draft whose match has the passages ``indices`` there."""
    touched = tuple(k for k in indices if side.passages[k].span.overlap(span)) or (indices[0],)
    all_ = [(r, t) for k in touched for r, t in enumerate(side.passages[k].terms, at[k])]
    ours = [(r, t) for r, t in all_ if span.start <= t.start < span.end]
    rest = [(r, t) for r, t in all_ if not span.start <= t.start < span.end]
    words = side.section.doc.char_span(span.start, span.end, alignment_mode="expand")
    return Half(
        side, span, touched, tuple(t for _, t in ours), tuple(r for r, _ in ours),
        tuple(t for _, t in rest), tuple(r for r, _ in rest),
        words.root if words is not None and len(words) else None,
    )  # fmt: skip


def halves(laid: Alignment, draft: Draft) -> tuple[Half, Half]:
    """Both sides of a draft that belongs to a match and has a stretch on either side."""
    match = laid.matches[draft.match]
    if draft.a is None or draft.b is None:
        raise ValueError("a draft without a stretch on one side")
    return (
        half(laid.a, match.a, laid.grid.at_a, draft.a),
        half(laid.b, match.b, laid.grid.at_b, draft.b),
    )


def surrounding_features(
    laid: Alignment, a: Half, b: Half, company: Sequence[float]
) -> list[float]:
    """:data:`GROUND` of a draft; ``company`` from :func:`companies`."""
    near = laid.grid.near
    best_a, best_b = _best(near, a.rows, b.rows), _best(near.T, b.rows, a.rows)
    odd_a = [k for k, n in enumerate(best_a) if n < HELD]
    odd_b = [k for k, n in enumerate(best_b) if n < HELD]
    common = [t.weight for t, n in zip(a.terms, best_a, strict=True) if n >= HELD]
    beside_a, beside_b = _sentence_rows(a, laid.grid.at_a), _sentence_rows(b, laid.grid.at_b)
    sure = laid.sure[np.ix_(a.passages, b.passages)]
    i, j = np.unravel_index(int(sure.argmax()), sure.shape)
    local = float(sure[i, j])
    rival = max(laid.sure[a.passages[i]].max(), laid.sure[:, b.passages[j]].max())
    far_a, far_b = _anywhere(laid)
    said_a = _said(a, odd_a, near, beside_b, far_a)
    said_b = _said(b, odd_b, near.T, beside_a, far_b)
    return [
        local, local / (float(rival) + 1e-6), _around(a, near, beside_b),
        _around(b, near.T, beside_a), len(odd_a), len(odd_b), bool(odd_a and odd_b),
        len(common), max((a.terms[k].weight for k in odd_a), default=0.0),
        max((b.terms[k].weight for k in odd_b), default=0.0), max(common, default=0.0),
        said_a[0], said_b[0], said_a[1], said_b[1], *_roots(a.root, b.root),
        a.span.start / (1 + len(a.side.section.text)),
        b.span.start / (1 + len(b.side.section.text)),
        min(a.span.start, b.span.start) / 1000, *company,
    ]  # fmt: skip


def _best(near: Matrix, rows: Sequence[int], cols: Sequence[int]) -> Matrix:
    if not rows or not cols:
        return np.zeros(len(rows), np.float32)
    out: Matrix = near.take(rows, 0).take(cols, 1).max(1)
    return out


def _anywhere(laid: Alignment) -> tuple[Matrix, Matrix]:
    """How near each term of either side comes to any of the other, worked out once."""
    if _anywhere not in laid.known:
        laid.known[_anywhere] = (laid.grid.near.max(1), laid.grid.near.max(0))
    return laid.known[_anywhere]  # type: ignore[return-value]


def _sentence_rows(half_: Half, at: Sequence[int]) -> list[int]:
    """Rows of all terms of the sentences a stretch stands in."""
    passages = half_.side.passages
    found: list[int] = []
    for k in half_.passages:
        first = last = k
        while first > 0 and passages[first - 1].sentence == passages[k].sentence:
            first -= 1
        while last + 1 < len(passages) and passages[last + 1].sentence == passages[k].sentence:
            last += 1
        found.extend(range(at[first], at[last + 1]))
    return sorted(set(found))


def _around(half_: Half, near: Matrix, there: Sequence[int]) -> float:
    """Share of what stands around a stretch that the other side's sentences have."""
    weights = np.array([t.weight for t in half_.rest])
    best = _best(near, half_.rest_rows, there)
    return float((best * weights).sum() / (weights.sum() + 0.3))


def _said(
    half_: Half, odd: Sequence[int], near: Matrix, there: Sequence[int], far: Matrix
) -> tuple[float, float]:
    """Share of a stretch's odd words that the other account has anywhere (``far`` says how
    nearly), and in the sentences beside it; -1 where it has none.
    """
    if not odd:
        return -1.0, -1.0
    weights = np.array([half_.terms[k].weight + 0.01 for k in odd])
    rows = [half_.rows[k] for k in odd]
    anywhere = far[rows] >= SAID
    beside = _best(near, rows, there) >= HELD
    return (
        float((anywhere * weights).sum() / weights.sum()),
        float((beside * weights).sum() / weights.sum()),
    )


def _roots(a: Token | None, b: Token | None) -> list[float]:
    """How near the words are that two stretches hang on, and those over them."""
    if a is None or b is None:
        return [0.0] * 7
    return [
        nearness(a.lemma_.lower(), b.lemma_.lower()),
        nearness(a.head.lemma_.lower(), b.head.lemma_.lower()),
        a.pos_ == b.pos_, a.dep_ == b.dep_, a.pos_ == "VERB", b.pos_ == "VERB",
        a.pos_ in {"NOUN", "PROPN"},
    ]  # fmt: skip


def companies(drafts: Sequence[Draft]) -> Iterator[tuple[float, float]]:
    """For each draft how many others show its place, and how many rules made those and it."""
    at = np.array([[d.a.start, d.a.end, d.b.start, d.b.end] for d in drafts if d.a and d.b])
    rules = np.unique([d.rule for d in drafts], return_inverse=True)[1]
    for first in range(0, len(at), CHUNK):
        mine = at[first : first + CHUNK, None]
        shares = [_overlap(mine[..., k : k + 2], at[None, :, k : k + 2]) for k in (0, 2)]
        beside = np.minimum(*shares) >= BESIDE
        for row in beside:
            yield float(row.sum() - 1), float(len(set(rules[row].tolist())))


def _overlap(x: Matrix, y: Matrix) -> Matrix:
    """Overlap of stretches ``[start, end]``, over what both cover."""
    common = np.minimum(x[..., 1], y[..., 1]) - np.maximum(x[..., 0], y[..., 0])
    common = np.maximum(common, 0)
    both = (x[..., 1] - x[..., 0]) + (y[..., 1] - y[..., 0]) - common
    out: Matrix = common / np.maximum(both, 1)
    return out

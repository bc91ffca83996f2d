"""What the labeller sees of each token, as numbers.

Strings are hashed by spaCy (a fixed 64-bit hash of the characters), so equal
texts give equal numbers everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twosource.find.statements.lexicon import nouns, verbs
from twosource.types import Quote, Section

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ints = NDArray[np.int64]
_ATTRS: list[int | str] = [
    "LOWER",
    "LEMMA",
    "TAG",
    "DEP",
    "SUFFIX",
    "SHAPE",
    "ENT_TYPE",
    "HEAD",
    "IDX",
    "IS_SPACE",
]
_CLIMB = 14
"""Steps up the tree to the nearest cue; deeper tokens see none."""

SIZES: dict[str, int] = {
    "lower": 8192,
    "lemma": 6144,
    "tag": 64,
    "dep": 64,
    "suffix": 2048,
    "shape": 512,
    "entity": 32,
    "head lemma": 4096,
    "head tag, dep": 1024,
    "grandhead lemma": 2048,
    "dep, head dep": 1024,
    "children": 1024,
    "quote": 128,
    "quote size": 16,
    "paragraph": 128,
    "cue kind": 64,
    "cue above": 2048,
    "cue above, far": 256,
    "sentence cues": 64,
    "word pair": 4096,
    "rule": 64,
}
"""Feature name -> buckets.  Sized so that on news text under a tenth of the
words of a feature share a bucket with a more frequent one, within 2 MB."""


@dataclass(frozen=True, slots=True)
class Features:
    """Rows are tokens.

    Attributes:
        ids: one bucket per feature, offset into one common table.
        heads: number of the syntactic head.
        cues: number of the nearest lexical cue above, or the token itself.
        tensor: the pipeline's own vectors.
    """

    ids: NDArray[np.int32]
    heads: NDArray[np.int32]
    cues: NDArray[np.int32]
    tensor: NDArray[np.float32]


def offsets() -> list[int]:
    """Where each feature's buckets begin in the common table."""
    total, out = 0, []
    for size in SIZES.values():
        out.append(total)
        total += size
    return out


def _mix(values: NDArray[np.uint64], salt: int) -> NDArray[np.uint64]:
    """A second hash, so that features do not collide alike."""
    x = values ^ np.uint64(salt * 0x9E3779B97F4A7C15 % 2**64)
    x = (x ^ (x >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return x ^ (x >> np.uint64(29))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, int]:
    kinds = sorted({c.kind for c in verbs().values()} | {c.kind for c in nouns().values()})
    return {kind: i for i, kind in enumerate(kinds)}


def _cue_numbers(doc: Doc) -> Ints:
    """0 for no cue, else kind and word class; 1 for "according"."""
    kinds = _kinds()
    out = np.zeros(len(doc), dtype=np.int64)
    verb, noun = verbs(), nouns()
    pairs = np.asarray(doc.to_array(["LEMMA", "POS"]), dtype=np.uint64).reshape(-1, 2)
    memo: dict[tuple[int, int], int] = {}
    for i, row in enumerate(pairs.tolist()):
        key = (row[0], row[1])
        value = memo.get(key)
        if value is None:
            value, token = 0, doc[i]
            lemma, pos = token.lemma_.lower(), token.pos_
            if pos in {"VERB", "AUX"} and lemma in verb:
                value = 2 + kinds[verb[lemma].kind]
            elif pos == "NOUN" and lemma in noun:
                value = 2 + len(kinds) + kinds[noun[lemma].kind]
            elif lemma == "accord":
                value = 1
            memo[key] = value
        out[i] = value
    return out


def _quote_states(doc: Doc, starts: Ints, quotes: tuple[Quote, ...]) -> tuple[Ints, Ints]:
    state = np.zeros(len(doc), dtype=np.int64)
    size = np.zeros(len(doc), dtype=np.int64)
    for quote in quotes:
        a, b = np.searchsorted(starts, (quote.span.start, quote.span.end))
        if b <= a:
            continue
        nested = state[a] > 0
        if nested:
            state[a:b] |= 64
            continue
        value = 1 | (2 if quote.speech else 0) | (0 if quote.closed else 4)
        state[a:b] = value
        state[a] |= 8
        state[b - 1] |= 16
        size[a:b] = min(int(np.log2(b - a + 1) * 2), 15)
        if a + 1 < len(doc) and doc[int(a) + 1].is_title:
            state[a:b] |= 32
    return state, size


def _paragraphs(doc: Doc, spaces: NDArray[np.bool_], state: Ints) -> Ints:
    """Place in the paragraph, its length, and how much of it is quoted."""
    out = np.zeros(len(doc), dtype=np.int64)
    breaks = np.flatnonzero(spaces)
    edges = [-1, *breaks.tolist(), len(doc)]
    for k in range(len(edges) - 1):
        a, b = edges[k] + 1, edges[k + 1]
        if b <= a:
            continue
        share = int((state[a:b] > 0).mean() * 3.99)
        length = 0 if b - a < 12 else 1 if b - a < 40 else 2
        place = np.minimum(np.arange(b - a), 3)
        out[a:b] = place + 4 * share + 16 * length + 48 * (k == 0)
    return out


def _sentence_cues(doc: Doc, is_cue: NDArray[np.bool_], verb: NDArray[np.bool_]) -> Ints:
    """Number of verbal cues before and after in the sentence."""
    out = np.zeros(len(doc), dtype=np.int64)
    starts = np.flatnonzero(np.asarray(doc.to_array("SENT_START")) == 1)
    edges = [*(starts.tolist() or [0]), len(doc)]
    hit = (is_cue & verb).astype(np.int64)
    for k in range(len(edges) - 1):
        a, b = edges[k], edges[k + 1]
        upto = np.cumsum(hit[a:b])
        before = upto - hit[a:b]
        after = upto[-1] - upto if b > a else upto
        out[a:b] = np.minimum(before, 3) + 4 * np.minimum(after, 3) + 16 * hit[a:b]
    return out


def features(section: Section, rules: Ints | None = None) -> Features:
    """The features of every token of a section.

    Args:
        section: the parsed part.
        rules: per token, what the rules took it for (0 for nothing).
    """
    doc = section.doc
    n = len(doc)
    rows = np.asarray(doc.to_array(_ATTRS), dtype=np.uint64).reshape(n, len(_ATTRS))
    lower, lemma, tag, dep, suffix, shape, entity = (rows[:, k].copy() for k in range(7))
    heads = rows[:, 7].astype(np.int64) + np.arange(n)
    starts = rows[:, 8].astype(np.int64)
    spaces = rows[:, 9] > 0
    cue = _cue_numbers(doc)
    is_cue = cue > 0
    above, below = _climb(heads, is_cue)
    has = is_cue[above] & (above != np.arange(n))
    side = (below < above).astype(np.uint64)
    cue_u = cue.astype(np.uint64)
    above_kind = np.where(has, cue_u[above] + 1, 0).astype(np.uint64)
    children = np.zeros(n, dtype=np.uint64)
    bits = (np.uint64(1) << (_mix(dep, 5) % np.uint64(60))).astype(np.uint64)
    np.bitwise_or.at(children, heads, np.where(heads == np.arange(n), 0, bits).astype(np.uint64))
    state, size = _quote_states(doc, starts, section.quotes)
    verb = np.isin(cue, np.arange(2, 2 + len(_kinds())))
    before = np.roll(lower, 1)
    columns: list[NDArray[np.uint64]] = [
        _mix(lower, 1),
        _mix(lemma, 2),
        _mix(tag, 3),
        _mix(dep, 4),
        _mix(suffix, 5),
        _mix(shape, 6),
        _mix(entity, 7),
        _mix(lemma[heads], 8),
        _mix(tag[heads] + dep * np.uint64(31), 9),
        _mix(lemma[heads[heads]], 10),
        _mix(dep + dep[heads] * np.uint64(31), 11),
        _mix(children, 12),
        state.astype(np.uint64),
        size.astype(np.uint64),
        _paragraphs(doc, spaces, state).astype(np.uint64),
        cue_u,
        _mix(above_kind * np.uint64(1_000_003) + dep[below] * np.uint64(2) + side, 17),
        _mix(np.where(has, dep[below] * np.uint64(2) + side, 0).astype(np.uint64), 18),
        _sentence_cues(doc, is_cue, verb).astype(np.uint64),
        _mix(lower + before * np.uint64(31), 20),
        (rules if rules is not None else np.zeros(n, dtype=np.int64)).astype(np.uint64),
    ]
    ids = np.empty((n, len(columns)), dtype=np.int32)
    for k, (column, size_k, base) in enumerate(
        zip(columns, SIZES.values(), offsets(), strict=True)
    ):
        ids[:, k] = (column % np.uint64(size_k)).astype(np.int32) + base
    tensor = np.asarray(doc.tensor, dtype=np.float32)
    if tensor.ndim != 2 or tensor.shape[0] != n:
        tensor = np.zeros((n, 0), dtype=np.float32)
    return Features(ids, heads.astype(np.int32), above.astype(np.int32), tensor)


def _climb(heads: Ints, is_cue: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Nearest cue above each token, and the token right below it on the way.
    A token without one gets itself.
    """
    own = np.arange(len(heads))
    child, above = own.copy(), heads.copy()
    for _ in range(_CLIMB):
        done = is_cue[above] | (above == child)
        child = np.where(done, child, above)
        above = np.where(done, above, heads[above])
    found = is_cue[above] & (above != own)
    return np.where(found, above, own), np.where(found, child, own)

"""What stands in one another's place: under words that stand for one another, over them, or
between two of them.

The other rules need a word of the difference to have a counterpart.  Here only its
surroundings have: "nearly 90 [professors]" and "nearly 90 [teachers of the faculty]".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing
from twosource.compare.cut.constituents import core, inside, phrase, subtree, token_span
from twosource.compare.details.drafts import Draft
from twosource.compare.details.phrases import shown
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

ANCHOR = 0.6
"""Nearness from which two words hold what stands around them in place."""
FAMILY = {
    "nsubj": "s", "nsubjpass": "s", "csubj": "s", "dobj": "o", "pobj": "o", "attr": "o",
    "oprd": "o", "dative": "o", "acomp": "o", "xcomp": "c", "ccomp": "c", "advcl": "c",
    "prep": "p", "agent": "p", "npadvmod": "p", "advmod": "m", "amod": "m", "compound": "m",
    "nmod": "m", "poss": "m", "appos": "a", "conj": "j", "acl": "r", "relcl": "r",
}  # fmt: skip
"""Kinds of dependents that can replace one another."""
WIDE, MOST = 24, 12
"""Tokens of a dependent, and dependents of a word, beyond which none is looked at."""
GAP = 10
"""Tokens between two anchors beyond which what stands between them is no one thing."""

LONG = 14
"""Tokens from which a dependent is cut to its core."""


def differ(p: Pairing) -> Iterator[Draft]:
    """Drafts for what replaces what, in one pairing."""
    yield from _under(p)
    yield from _over(p)
    yield from _between(p)


def _pairs(p: Pairing) -> list[tuple[Token, Token]]:
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    return [
        (doc_a[p.terms_a[i].token], doc_b[p.terms_b[j].token])
        for i, (j, near) in sorted(p.to_b.items()) if near >= ANCHOR
    ]  # fmt: skip


def _under(p: Pairing) -> Iterator[Draft]:
    """Dependents of one kind under a pair of words, neither of them paired."""
    taken_a, taken_b = _taken(p)
    for one, two in _pairs(p):
        for x in islice(one.children, MOST):
            kind = FAMILY.get(x.dep_)
            if kind is None or not _free(x, taken_a, p.tokens_a):
                continue
            for y in islice(two.children, MOST):
                if FAMILY.get(y.dep_) == kind and _free(y, taken_b, p.tokens_b):
                    a, b = _whole(x, p.tokens_a), _whole(y, p.tokens_b)
                    yield from shown(p, a, b, "rival/under")


def _whole(token: Token, ranges: tuple[tuple[int, int], ...]) -> Span:
    """A word with all that hangs on it, or its core where that is long."""
    inner = [t for t in subtree(token) if inside(t, ranges)]
    while len(inner) > 1 and (inner[-1].is_punct or inner[-1].is_space):
        inner.pop()
    if len(inner) <= LONG and inner[-1].i - inner[0].i < LONG:
        return token_span(inner[0], inner[-1])
    return _around(token, ranges)


def _over(p: Pairing) -> Iterator[Draft]:
    """Words of one kind over a pair of words, neither of them paired."""
    taken_a, taken_b = _taken(p)
    for one, two in _pairs(p):
        x, y = one.head, two.head
        if x.pos_ == "ADP" and y.pos_ == "ADP":
            x, y = x.head, y.head
        if x.i == one.i or y.i == two.i or x.pos_ != y.pos_ or x.pos_ not in {"NOUN", "VERB"}:
            continue
        if _open(x, taken_a, p.tokens_a) and _open(y, taken_b, p.tokens_b):
            yield from shown(p, _around(x, p.tokens_a), _around(y, p.tokens_b), "rival/over")


def _around(token: Token, ranges: tuple[tuple[int, int], ...]) -> Span:
    return core(token, ranges, 8) if token.pos_ == "VERB" else phrase(token, ranges)


def _taken(p: Pairing) -> tuple[set[int], set[int]]:
    return (
        {p.terms_a[i].token for i, (_, n) in p.to_b.items() if n >= ANCHOR},
        {p.terms_b[j].token for j, (_, n) in p.to_a.items() if n >= ANCHOR},
    )


def _open(token: Token, taken: set[int], ranges: tuple[tuple[int, int], ...]) -> bool:
    return token.i not in taken and inside(token, ranges)


def _free(token: Token, taken: set[int], ranges: tuple[tuple[int, int], ...]) -> bool:
    """Whether a dependent has hardly a paired word in it."""
    if token.right_edge.i - token.left_edge.i > WIDE or not inside(token, ranges):
        return False
    inner = [t for t in token.subtree if t.is_alpha]
    return bool(inner) and 3 * sum(t.i in taken for t in inner) <= len(inner)


def _between(p: Pairing) -> Iterator[Draft]:
    """What stands between two paired words that follow one another on both sides."""
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    pairs = sorted((x.i, y.i) for x, y in _pairs(p))
    for (a0, b0), (a1, b1) in pairwise(pairs):
        if not (a1 - a0 <= GAP and 0 < b1 - b0 <= GAP) or (a1 - a0 == 1 and b1 - b0 == 1):
            continue
        a, b = token_span(doc_a[a0], doc_a[a1]), token_span(doc_b[b0], doc_b[b1])
        yield from shown(p, a, b, "rival/between")

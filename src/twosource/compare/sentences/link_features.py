"""Whether words linked by syntax in one text are linked in the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.sentences.text_pair import NEARLY, TextPair

if TYPE_CHECKING:
    from spacy.tokens import Token


FAR = 12
"""Tokens between two linked words from which they hardly belong together."""
FAMILY = {"nsubj": "s", "nsubjpass": "s", "agent": "s", "dobj": "o", "attr": "o", "pobj": "o",
          "oprd": "o", "dative": "o", "acomp": "o"}  # fmt: skip


def _above(token: Token, at: dict[int, int]) -> Token:
    """The nearest term a token hangs on, a few steps up at most."""
    head = token.head
    for _ in range(4):
        if head.i in at or head.head.i == head.i:
            break
        head = head.head
    return head


def _family(token: Token) -> str:
    """Subject side, object side or neither."""
    return FAMILY.get(token.dep_, "m")


def _held_links(two: TextPair) -> Iterator[tuple[int, int, Token, Token]]:
    """Links of ``a`` between two terms, the upper one near to a term of ``b``."""
    at = {t.token: i for i, t in enumerate(two.terms_a)}
    for i, term in enumerate(two.terms_a):
        token = two.a[term.token]
        head = _above(token, at)
        k = at.get(head.i, i)
        if k != i and two.best_a[k] >= NEARLY:
            yield i, k, token, head


def link_features(two: TextPair) -> list[float]:
    """Whether words linked in ``a`` are linked in ``b``, and what replaces a lost one."""
    there = {t.token: j for j, t in enumerate(two.terms_b)}
    replaced = bare = distance = 0.0
    links = linked = far = turned = 0
    for i, k, token, head in _held_links(two):
        if two.best_a[i] < NEARLY:
            missing = float(two.weight_a[i] * (1 - two.best_a[i]))
            other = two.b[two.terms_b[int(two.near[k].argmax())].token]
            rival = _has_rival(two, other, token, there)
            replaced, bare = replaced + rival * missing, bare + (not rival) * missing
            continue
        gap, x, y = _closest(two, i, k)
        one, two_ = two.b[x], two.b[y]
        links, distance, far = links + 1, distance + min(gap, 40), far + (gap > FAR)
        linked += (one.head.i == y or two_.head.i == x or one.head.head.i == y
                   or two_.head.head.i == x or one.head.i == two_.head.i)  # fmt: skip
        sides = {_family(token), _family(one)}
        turned += token.pos_ != "VERB" and head.pos_ == "VERB" and sides == {"s", "o"}
    n = max(1, links)
    return [replaced, bare, float(links), linked / n, distance / n, float(far), float(turned)]


def _closest(two: TextPair, i: int, k: int) -> tuple[int, int, int]:
    """The tokens of ``b`` nearest to one another that stand for terms ``i`` and ``k``."""
    ones = [two.terms_b[j].token for j in np.flatnonzero(two.near[i] >= NEARLY)[:50]]
    others = [two.terms_b[j].token for j in np.flatnonzero(two.near[k] >= NEARLY)[:50]]
    return min((abs(x - y), x, y) for x in ones for y in others)


def _has_rival(two: TextPair, head: Token, lost: Token, there: dict[int, int]) -> bool:
    """Whether something else of the same kind hangs where the lost word would."""
    return any(
        c.i in there and c.i != head.i and two.best_b[there[c.i]] < NEARLY
        and _family(c) == _family(lost) and c.pos_ == lost.pos_
        for c in head.subtree
    )  # fmt: skip

"""A match seen closely: which word of one side stands for which word of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.matches import Match
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.terms import Term
from twosource.types import Span

NEAR_ENOUGH = 0.35
"""Nearness under which two words never stand for one another."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """The words of a match, one to one.

    Attributes:
        laid, match, number: where it comes from; ``number`` counts matches.
        terms_a, terms_b: terms of the matched passages, in order.
        to_b, to_a: place in one list -> place in the other, with the nearness.
        tokens_a, tokens_b: token ranges ``[first, last)`` of the passages.
    """

    laid: Alignment
    match: Match
    number: int
    terms_a: tuple[Term, ...]
    terms_b: tuple[Term, ...]
    to_b: dict[int, tuple[int, float]]
    to_a: dict[int, tuple[int, float]]
    tokens_a: tuple[tuple[int, int], ...]
    tokens_b: tuple[tuple[int, int], ...]

    @property
    def align(self) -> float:
        """Sureness of the match."""
        return self.match.align

    def views(self) -> tuple[View, View]:
        """The pairing seen from ``a``, then from ``b``."""
        return self.seen(False), self.seen(True)

    def seen(self, turned: bool) -> View:
        """The pairing seen from ``a``, or from ``b`` where ``turned``."""
        from_a = (self.laid.a, self.terms_a, self.to_b, self.tokens_a, self.match.a)
        from_b = (self.laid.b, self.terms_b, self.to_a, self.tokens_b, self.match.b)
        own, far = (from_b, from_a) if turned else (from_a, from_b)
        return View(
            self, turned, own[0], far[0], own[1], far[1], own[2], own[3], far[3], own[4], far[4]
        )


@dataclass(frozen=True, slots=True)
class View:
    """A pairing seen from one of its sides: for rules that look one way, then the other.

    Attributes:
        pairing, turned: where it comes from; ``turned`` where the own side is ``b``.
        side, other: the own side and the other.
        terms, others: their matched terms.
        there: place in ``terms`` -> place in ``others``, with the nearness.
        mine, theirs: token ranges ``[first, last)`` of their passages.
        own, far: indices of their passages.
    """

    pairing: Pairing
    turned: bool
    side: Side
    other: Side
    terms: tuple[Term, ...]
    others: tuple[Term, ...]
    there: dict[int, tuple[int, float]]
    mine: tuple[tuple[int, int], ...]
    theirs: tuple[tuple[int, int], ...]
    own: tuple[int, ...]
    far: tuple[int, ...]

    def ordered(self, own: Span, far: Span) -> tuple[Span, Span]:
        """A span of the own side and one of the other, as ``a`` and ``b``."""
        return (far, own) if self.turned else (own, far)


def pairings(laid: Alignment) -> tuple[Pairing, ...]:
    """The pairing of every match of two sides, in order, worked out once."""
    if pairings not in laid.known:
        laid.known[pairings] = tuple(pair_terms(laid, m, k) for k, m in enumerate(laid.matches))
    return laid.known[pairings]  # type: ignore[return-value]


def pair_terms(laid: Alignment, match: Match, number: int) -> Pairing:
    """Pair the terms of a match greedily: nearest first, those with paired neighbours and
    of the same place in their passage before others.
    """
    terms_a = [t for i in match.a for t in laid.a.passages[i].terms]
    terms_b = [t for j in match.b for t in laid.b.passages[j].terms]
    rows = [k for i in match.a for k in range(laid.grid.at_a[i], laid.grid.at_a[i + 1])]
    cols = [k for j in match.b for k in range(laid.grid.at_b[j], laid.grid.at_b[j + 1])]
    near = laid.grid.near[np.ix_(rows, cols)]
    linked = near >= NEAR_ENOUGH
    pad = np.pad(near, 1)
    company = np.maximum(pad[:-2, :-2], pad[2:, 2:]) + 0.5 * np.maximum(pad[:-2, 2:], pad[2:, :-2])
    n, m = near.shape
    apart = np.abs(np.arange(n)[:, None] / max(n, 1) - np.arange(m)[None, :] / max(m, 1))
    value = near + 0.15 * company - 0.05 * apart
    order = sorted(
        ((-float(value[i, j]), i, j) for i, j in zip(*np.nonzero(linked), strict=True)),
    )
    to_b: dict[int, tuple[int, float]] = {}
    to_a: dict[int, tuple[int, float]] = {}
    for _, i, j in order:
        if int(i) not in to_b and int(j) not in to_a:
            to_b[int(i)] = (int(j), float(near[i, j]))
            to_a[int(j)] = (int(i), float(near[i, j]))
    return Pairing(
        laid, match, number, tuple(terms_a), tuple(terms_b), to_b, to_a,
        _ranges(laid.a, match.a), _ranges(laid.b, match.b),
    )  # fmt: skip


def _ranges(side: Side, indices: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((side.passages[i].first, side.passages[i].last) for i in indices)

"""Whether two drafts stand in one place or tell one difference."""

from __future__ import annotations

from twosource.compare.details.drafts import Draft

SAME_PLACE = 0.6
"""Share of the shorter stretch on both sides from which two drafts stand in one place."""


def _shares(one: Draft, two: Draft) -> tuple[float, float]:
    """How much of the shorter stretch two drafts share, on either side."""
    shares = []
    for x, y in ((one.a, two.a), (one.b, two.b)):
        if x is None or y is None:
            return 0.0, 0.0
        shares.append(x.overlap(y) / min(len(x), len(y)))
    return shares[0], shares[1]


def in_same_place(one: Draft, two: Draft) -> bool:
    """Whether two drafts stand in one place: the surer tells what differs there."""
    return min(_shares(one, two)) >= SAME_PLACE


def tell_same_difference(one: Draft, two: Draft) -> bool:
    """Whether two drafts tell one difference: they share most of a stretch on one side
    (on both, where their types are not the same).  Reworded quotation and what the new
    word changes are two.
    """
    shares = _shares(one, two)
    if one.type != two.type and {"quote", "attribution"} & {one.type, two.type}:
        return False
    alike = one.type == two.type and one.type != "hedging"
    return (max(shares) if alike else min(shares)) >= 0.8

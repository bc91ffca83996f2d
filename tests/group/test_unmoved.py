"""A cluster said to stay stays, whatever becomes of the items outside it."""

from __future__ import annotations

import random

from twosource.group.linkage import clusters
from twosource.group.unmoved import unmoved

LEAST = 0.2
Pairs = dict[tuple[int, int], float]


def drawn(chance: random.Random, count: int) -> Pairs:
    """Chances of pairs: events of a few items, and what joins some of them by the way."""
    event = [chance.randrange(count // 4) for _ in range(count)]
    pairs: Pairs = {}
    for i in range(count):
        for j in range(i + 1, count):
            if event[i] == event[j] and chance.random() < 0.9:
                pairs[i, j] = round(chance.uniform(0.15, 0.95), 6)
            elif chance.random() < 0.12:
                pairs[i, j] = round(chance.uniform(0.01, 0.5), 6)
    return pairs


def cells(count: int, pairs: Pairs) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    edges = sorted((i, j, c) for (i, j), c in pairs.items())
    for item, cell in enumerate(clusters(count, edges, LEAST)):
        found.setdefault(cell, set()).add(item)
    return {frozenset(f) for f in found.values()}


def near(count: int, pairs: Pairs) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), c in pairs.items():
        found[i][j] = found[j][i] = c
    return found


def test_what_is_said_to_stay_stays() -> None:
    chance = random.Random(4)
    said = moved = 0
    for _ in range(300):
        count = chance.choice((8, 16, 30))
        pairs = drawn(chance, count)
        for cell in cells(count, pairs):
            outside = set(range(count)) - cell
            stays = unmoved(sorted(cell), near(count, pairs), outside, LEAST)
            said += stays
            # the pairs among the others are drawn anew
            other = {p: c for p, c in pairs.items() if cell & {*p}}
            fresh = drawn(chance, count)
            other |= {p: c for p, c in fresh.items() if not cell & {*p}}
            kept = cell in cells(count, other)
            assert kept or not stays
            moved += not kept
    assert said > 300
    assert moved > 100, "the others matter"


def test_a_cluster_next_to_nothing_stays() -> None:
    pairs = {(0, 1): 0.5, (1, 2): 0.4, (0, 2): 0.4, (2, 3): 0.1}
    assert unmoved([0, 1, 2], near(5, pairs), {3, 4}, LEAST)
    pairs[2, 3] = 0.9
    assert not unmoved([0, 1, 2], near(5, pairs), {3, 4}, LEAST)
    assert unmoved([0, 1, 2], near(5, pairs), {4}, LEAST)


def test_what_is_no_cluster_does_not_stay() -> None:
    assert not unmoved([0, 1], near(3, {(1, 2): 0.3}), {2}, LEAST)

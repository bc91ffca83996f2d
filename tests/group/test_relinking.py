"""Clusters made anew around what changed are those of a run over everything."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from twosource.group.linkage import clusters
from twosource.group.relinking import NOWHERE, Change, Cluster, linked, relinked

LEAST = 0.2
Pairs = dict[tuple[int, int], float]


def drawn(chance: random.Random, event: list[int], strange: float, steps: int) -> Pairs:
    """Chances of pairs: events of a few items, and what joins some of them by the way; of few
    different values, so that many means are equal.
    """
    pairs: Pairs = {}
    for i in range(len(event)):
        for j in range(i + 1, len(event)):
            if event[i] == event[j] and chance.random() < 0.9:
                pairs[i, j] = round(chance.randint(steps // 7, steps) / steps, 6)
            elif chance.random() < strange:
                pairs[i, j] = round(chance.randint(1, steps // 2) / steps, 6)
    return pairs


def rank(item: int) -> int:
    """The order in which ties are settled is not that of the numbers."""
    return item * 37 % 61


def cells(count: int, pairs: Pairs) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    order = sorted(range(count), key=rank)
    place = {item: n for n, item in enumerate(order)}
    edges = [(*sorted((place[i], place[j])), c) for (i, j), c in pairs.items()]
    for item, cell in zip(order, clusters(count, edges, LEAST), strict=True):
        found.setdefault(cell, set()).add(item)
    return {frozenset(f) for f in found.values()}


class Held:
    """A graph in memory that gives what was asked for and no more."""

    def __init__(self, pairs: Pairs, home: dict[int, int], before: Pairs | None = None) -> None:
        self._pairs, self._home, self._before = pairs, home, pairs if before is None else before
        self.home: dict[int, int] = {}
        self.near: dict[int, dict[int, float]] = {}
        self.made: dict[int, Cluster] = {}

    def place(self, items: Iterable[int]) -> None:
        self.home.update({n: self._home[n] for n in items})

    def open(self, homes: Iterable[int]) -> None:
        for home in homes:
            whole = Held(self._before, self._home)
            whole.pairs(n for n, h in self._home.items() if h == home)
            (self.made[home],) = linked(whole, whole.near, LEAST)
            self.place(self.made[home].items)

    def pairs(self, items: Iterable[int]) -> None:
        for n in items:
            self.near[n] = {
                i if j == n else j: c for (i, j), c in self._pairs.items() if n in (i, j)
            }

    def ordered(self, items: Iterable[int]) -> list[int]:
        return sorted(items, key=rank)


@pytest.mark.parametrize("steps", [1_000_000, 40])
def test_new_items_and_other_chances_give_the_clusters_of_one_run(steps: int) -> None:
    chance = random.Random(steps)
    looked_at = changed = 0
    for turn in range(150):
        count = chance.choice((8, 16, 30, 60))
        event = [chance.randrange(1 + count // 4) for _ in range(count)]
        strange = chance.choice((0.02, 0.06, 0.12))
        before = drawn(chance, event, strange, steps)
        other = drawn(chance, event, strange, steps)
        fresh = {n for n in range(count) if chance.random() < 0.1}
        after = dict(before)
        for pair in sorted(before.keys() | other.keys()):
            if fresh & {*pair} or chance.random() < (0.02, 0.15)[turn % 2]:
                after.pop(pair, None)
                after.update({pair: other[pair]} if pair in other else {})
        known = {p: c for p, c in before.items() if not fresh & {*p}}
        old = cells(count, known)
        home = {n: NOWHERE if n in fresh else min(cell) for cell in old for n in cell}
        changes: list[Change] = [
            (a, b, known.get((a, b), 0.0), after.get((a, b), 0.0))
            for a, b in sorted(before.keys() | after.keys())
            if not fresh & {a, b} and known.get((a, b)) != after.get((a, b))
        ]
        graph = Held(after, home, known)
        made = [frozenset(c.items) for c in relinked(graph, fresh, changes, LEAST)]
        anew = frozenset().union(*made)
        assert sum(map(len, made)) == len(anew), "each item is in one cluster"
        kept = {cell for cell in old if not cell & (anew | fresh)}
        assert kept | set(made) == cells(count, after)
        looked_at += len(graph.near) < count
        changed += len(kept) < len(old)
    assert looked_at > 20, "some items are not even looked at"
    assert changed > 100, "what changed matters"


def test_items_come_one_by_one_in_any_order() -> None:
    chance = random.Random(2)
    for _ in range(12):
        count = 40
        event = [chance.randrange(9) for _ in range(count)]
        pairs = drawn(chance, event, 0.08, 40)
        order = list(range(count))
        chance.shuffle(order)
        home: dict[int, int] = {}
        for n, item in enumerate(order):
            there = {*order[: n + 1]}
            home[item] = NOWHERE
            some = {p: c for p, c in pairs.items() if there.issuperset(p)}
            for cell in relinked(Held(some, home), {item}, (), LEAST):
                home.update((m, min(cell.items)) for m in cell.items)
        found: dict[int, set[int]] = {}
        for item, cell_of in home.items():
            found.setdefault(cell_of, set()).add(item)
        assert {frozenset(f) for f in found.values()} == cells(count, pairs)


def test_what_is_next_to_nothing_stands() -> None:
    pairs = {(0, 1): 0.5, (1, 2): 0.3, (0, 2): 0.4, (2, 3): 0.1}
    home = {0: 0, 1: 0, 2: 0, 3: NOWHERE}
    assert relinked(Held(pairs, home), {3}, (), LEAST) == [Cluster((3,))]
    pairs[2, 3] = 0.9
    made = relinked(Held(pairs, home), {3}, (), LEAST)
    assert [c.items for c in made] == [(0, 1), (2, 3)]
    assert [c.merges for c in made] == [((0.5, 0, 1),), ((0.9, 2, 3),)]

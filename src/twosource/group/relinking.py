"""Clusters are made anew around what changed, and are those of one run over everything.

Average linkage merges, of all pairs of clusters, that with the highest mean; each pair of parts
of clusters lies within two clusters.  So some clusters are those of a run over everything where
each is that of a run over its own items, and each two are those of a run over both: at every
moment of the whole run, the best pair of parts is then one of one cluster.  Two clusters between
which no chance is high enough to join anything need no run.  Whatever changed is made anew by
itself; what then does not stand beside a neighbour is made anew with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from twosource.group.linkage import Merge, clusters, mean_between, merges

Change = tuple[int, int, float, float]
"""Two items, and the chance of the pair before and after."""
Pair = tuple[int, int, float]
_SURELY = 1e-9  # a mean of floats may be off in its last digits
NOWHERE = -1
"""The cluster of an item that was not put into one yet."""


class Graph(Protocol):
    """The items, their pairs, and the clusters as they were.

    Attributes:
        home: the cluster of each item known, or :data:`NOWHERE`.
        near: the pairs of each item opened.
        members: the items of each cluster opened.
    """

    home: dict[int, int]
    near: dict[int, dict[int, float]]
    members: dict[int, list[int]]

    def place(self, items: Iterable[int]) -> None:
        """Learn the clusters of some items."""
        ...

    def open(self, homes: Iterable[int]) -> None:
        """Learn the items of some clusters, and their pairs."""
        ...

    def pairs(self, items: Iterable[int]) -> None:
        """Learn the pairs of some items."""
        ...

    def ordered(self, items: Iterable[int]) -> list[int]:
        """Items in the order in which ties are settled."""
        ...


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cluster: its items, the pairs inside, its merges, and the lowest mean of these."""

    items: tuple[int, ...]
    pairs: tuple[Pair, ...]
    merges: tuple[Merge, ...]
    lowest: float


def relinked(
    graph: Graph, fresh: Collection[int], changes: Sequence[Change], least: float
) -> list[list[int]]:
    """The clusters that were made anew, in no order; all others stand.

    Args:
        graph: the items with their pairs as they are now.
        fresh: items all of whose pairs are to be looked at, such as new ones.
        changes: other pairs whose chance is another than before.
        least: the mean chance at which two clusters are merged.
    """
    return _Relinking(graph, least).run(fresh, changes)


class _Relinking:
    """One run of :func:`relinked`."""

    def __init__(self, graph: Graph, least: float) -> None:
        self._graph = graph
        self._least = least
        self._cells: dict[int, _Cell] = {}  # as they were, by number
        self._anew: set[int] = set()
        self._standing: set[frozenset[int]] = set()  # known to stand beside all others

    def run(self, fresh: Collection[int], changes: Sequence[Change]) -> list[list[int]]:
        graph = self._graph
        graph.place({*fresh, *(n for a, b, *_ in changes for n in (a, b))})
        self._anew = {n for n in fresh if graph.home[n] == NOWHERE}
        graph.pairs(self._anew)
        within = {graph.home[a] for a, b, *_ in changes if graph.home[a] == graph.home[b]}
        changed = ({graph.home[n] for n in fresh} | within) - {NOWHERE}
        ahead = changed | self._fallen(changes, changed)
        while True:
            graph.open(ahead)
            self._anew.update(n for home in ahead for n in graph.members[home])
            self._standing |= {frozenset(graph.members[home]) for home in ahead - changed}
            cells = [cell for part in self._parts() for cell in self._linked(part)]
            ahead = self._beside(cells)
            if not ahead:
                return cells

    def _fallen(self, changes: Sequence[Change], changed: Collection[int]) -> set[int]:
        """The clusters that no longer stand beside one another for pairs between them that rose:
        what fell leaves them apart.
        """
        home, risen = self._graph.home, set()
        for a, b, before, after in changes:
            ends = (home[a], home[b])
            if after > before and ends[0] != ends[1] and not {NOWHERE, *changed} & {*ends}:
                risen.add((min(ends), max(ends)))
        self._graph.open(home for ends in risen for home in ends)
        found: set[int] = set()
        for one, two in sorted(risen):
            mine = self._cell(one)
            if self._joins(mine, two, self._between(mine.items, {two}).get(two, ())):
                found |= {one, two}
        return found

    def _beside(self, cells: Sequence[Sequence[int]]) -> set[int]:
        """Of the neighbours of each new cell that it does not stand beside, the one that it would
        first be merged with.
        """
        graph, about = self._graph, {}
        for cell in cells:
            key = frozenset(cell)
            if key not in self._standing:
                about[key] = {
                    x for m in cell for x, chance in graph.near[m].items()
                    if chance >= self._least and x not in self._anew
                }  # fmt: skip
        graph.place({x for tied in about.values() for x in tied})
        graph.open({graph.home[x] for tied in about.values() for x in tied})
        found: set[int] = set()
        for key, tied in about.items():
            mine = self._made(key)
            between = self._between(key, {graph.home[x] for x in tied})
            met = [
                (mean, -home)
                for home, pairs in between.items()
                if (mean := self._joins(mine, home, pairs))
            ]
            if met:
                found.add(-max(met)[1])
            else:
                self._standing.add(key)
        return found

    def _between(self, items: Iterable[int], homes: Collection[int]) -> dict[int, list[Pair]]:
        """The pairs of some items with those of other clusters, by cluster."""
        home, found = self._graph.home, {}
        for m in items:
            for x, chance in self._graph.near[m].items():
                other = home.get(x, NOWHERE)
                if other in homes and x not in self._anew:
                    found.setdefault(other, []).append((m, x, chance))
        return found

    def _joins(self, one: _Cell, home: int, between: Sequence[Pair]) -> float:
        """The mean at which a run over two clusters first merges something of both, 0 where they
        stand.
        """
        highest = max((c for *_, c in between), default=0.0)
        if highest < self._least:
            return 0.0
        two = self._cell(home)
        if highest < min(one.lowest, two.lowest):  # each is whole before they meet
            chances = (c for *_, c in between)
            return mean_between(chances, len(one.items), len(two.items), self._least)
        if _apart(one, two, between, self._least):
            return 0.0
        order = self._graph.ordered([*one.items, *two.items])
        place = {m: i for i, m in enumerate(order)}
        edges = [(place[m], place[x], c) for m, x, c in (*one.pairs, *two.pairs, *between)]
        side = {place[m] for m in one.items}
        for mean, i, j in merges(len(order), edges, self._least):
            if (i in side) != (j in side):
                return mean
        return 0.0

    def _cell(self, home: int) -> _Cell:
        if home not in self._cells:
            self._cells[home] = self._made(self._graph.members[home])
        return self._cells[home]

    def _made(self, items: Iterable[int]) -> _Cell:
        order, pairs = self._inside(items)
        place = {m: i for i, m in enumerate(order)}
        edges = [(place[m], place[x], chance) for m, x, chance in pairs]
        made = [(mean, order[i], order[j]) for mean, i, j in merges(len(order), edges, self._least)]
        lowest = min((mean for mean, *_ in made), default=1.0)
        return _Cell(tuple(order), tuple(pairs), tuple(made), lowest)

    def _inside(self, items: Iterable[int]) -> tuple[list[int], list[Pair]]:
        """Items in order, and the pairs among them, the earlier first."""
        order = self._graph.ordered(items)
        place = {m: i for i, m in enumerate(order)}
        pairs = [
            (m, x, chance)
            for i, m in enumerate(order) for x, chance in self._graph.near[m].items()
            if place.get(x, -1) > i
        ]  # fmt: skip
        return order, pairs

    def _linked(self, items: Iterable[int]) -> Iterator[list[int]]:
        """The clusters of a run over some items."""
        order, pairs = self._inside(items)
        place = {m: i for i, m in enumerate(order)}
        edges = [(place[m], place[x], chance) for m, x, chance in pairs]
        found: dict[int, list[int]] = {}
        for member, cell in zip(order, clusters(len(order), edges, self._least), strict=True):
            found.setdefault(cell, []).append(member)
        yield from found.values()

    def _parts(self) -> Iterator[list[int]]:
        """The items made anew that hang together by chances that may join them."""
        left = {*self._anew}
        while left:
            part = [left.pop()]
            for m in part:  # grows as it is gone through
                near = self._graph.near[m].items()
                tied = {x for x, chance in near if chance >= self._least and x in left}
                left -= tied
                part += tied
            yield part


def _apart(one: _Cell, two: _Cell, between: Iterable[Pair], least: float) -> bool:
    """Whether two clusters surely stand: of each two parts of both that there are at one time, one
    is merged with a part of its own at a higher mean.
    """
    totals: tuple[dict[int, dict[int, float]], ...] = ({}, {})
    sizes: dict[int, int] = dict.fromkeys((*one.items, *two.items), 1)
    for m, x, chance in between:
        totals[0].setdefault(m, {})[x] = totals[1].setdefault(x, {})[m] = chance
    of = [(*merge, 0) for merge in one.merges] + [(*merge, 1) for merge in two.merges]
    for mean, i, j, side in sorted(of, reverse=True):
        mine, theirs = totals[side], totals[1 - side]
        bound = mean - _SURELY
        for part in (i, j):
            for x, total in mine.get(part, {}).items():
                if total >= bound * sizes[part] * sizes[x]:
                    return False
        for x, total in mine.pop(j, {}).items():
            del theirs[x][j]
            total += mine.setdefault(i, {}).get(x, 0.0)
            mine[i][x] = theirs[x][i] = total
        sizes[i] += sizes[j]
    return all(
        total < (least - _SURELY) * sizes[i] * sizes[x]
        for i, near in totals[0].items() for x, total in near.items()
    )  # fmt: skip

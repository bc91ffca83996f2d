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

from twosource.group.linkage import Merge, mean_between, merges

Change = tuple[int, int, float, float]
"""Two items, and the chance of the pair before and after."""
Pair = tuple[int, int, float]
NOWHERE = -1
"""The cluster of an item that was not put into one yet."""
_SURELY = 1e-9  # a mean of floats may be off in its last digits


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster: its items in the order in which ties are settled, and the merges that made it,
    each with the lowest items of both.
    """

    items: tuple[int, ...]
    merges: tuple[Merge, ...] = ()

    @property
    def lowest(self) -> float:
        """The lowest mean at which parts were merged."""
        return self.merges[-1][0] if self.merges else 1.0


class Graph(Protocol):
    """The items, their pairs, and the clusters as they were.

    Attributes:
        home: the cluster of each item known, or :data:`NOWHERE`.
        near: the pairs of each item asked for.
        made: the clusters opened.
    """

    home: dict[int, int]
    near: dict[int, dict[int, float]]
    made: dict[int, Cluster]

    def place(self, items: Iterable[int]) -> None:
        """Learn the clusters of some items."""
        ...

    def open(self, homes: Iterable[int]) -> None:
        """Learn what some clusters are made of."""
        ...

    def pairs(self, items: Iterable[int]) -> None:
        """Learn the pairs of some items."""
        ...

    def ordered(self, items: Iterable[int]) -> list[int]:
        """Items in the order in which ties are settled."""
        ...


def relinked(
    graph: Graph, fresh: Collection[int], changes: Sequence[Change], least: float
) -> list[Cluster]:
    """The clusters that were made anew, in no order; all others stand.

    Args:
        graph: the items with their pairs as they are now.
        fresh: items all of whose pairs are to be looked at, such as new ones.
        changes: other pairs whose chance is another than before.
        least: the mean chance at which two clusters are merged.
    """
    return _Relinking(graph, least).run(fresh, changes)


def linked(graph: Graph, items: Iterable[int], least: float) -> list[Cluster]:
    """The clusters of a run over some items, whose pairs are known."""
    items = [*items]
    if len(items) == 1:  # most of what is made anew stands alone
        return [Cluster((items[0],))]
    order = graph.ordered(items)
    place = {m: i for i, m in enumerate(order)}
    edges = [
        (i, place[x], chance)
        for i, m in enumerate(order) for x, chance in graph.near[m].items() if place.get(x, -1) > i
    ]  # fmt: skip
    cells: dict[int, tuple[list[int], list[Merge]]] = {i: ([i], []) for i in range(len(order))}
    for mean, i, j in merges(len(order), edges, least):
        members, made = cells.pop(j)
        cells[i][0].extend(members)
        cells[i][1].extend([*made, (mean, order[i], order[j])])
    return [
        Cluster(tuple(order[i] for i in sorted(members)), tuple(sorted(made, key=_falling)))
        for members, made in cells.values()
    ]


class _Relinking:
    """One run of :func:`relinked`."""

    def __init__(self, graph: Graph, least: float) -> None:
        self._graph = graph
        self._least = least
        self._anew: set[int] = set()
        self._standing: set[frozenset[int]] = set()  # known to stand beside all others

    def run(self, fresh: Collection[int], changes: Sequence[Change]) -> list[Cluster]:
        graph = self._graph
        graph.place({*fresh, *(n for a, b, *_ in changes for n in (a, b))})
        self._anew = {n for n in fresh if graph.home[n] == NOWHERE}
        within = {graph.home[a] for a, b, *_ in changes if graph.home[a] == graph.home[b]}
        changed = ({graph.home[n] for n in fresh} | within) - {NOWHERE}
        ahead = changed | self._fallen(changes, changed)
        while True:
            graph.open(ahead)
            self._anew.update(n for home in ahead for n in graph.made[home].items)
            graph.pairs(self._anew)
            self._standing |= {frozenset(graph.made[home].items) for home in ahead - changed}
            cells = [c for part in self._parts() for c in linked(graph, part, self._least)]
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
        self._graph.pairs(m for one, _ in risen for m in self._graph.made[one].items)
        found: set[int] = set()
        for one, two in sorted(risen):
            mine, other = self._graph.made[one], {*self._graph.made[two].items}
            between = [
                (m, x, chance)
                for m in mine.items for x, chance in self._graph.near[m].items() if x in other
            ]  # fmt: skip
            if self._joins(mine, two, between):
                found |= {one, two}
        return found

    def _beside(self, cells: Sequence[Cluster]) -> set[int]:
        """Of the neighbours of each new cell that it does not stand beside, the one that it would
        first be merged with.
        """
        graph = self._graph
        new = [cell for cell in cells if frozenset(cell.items) not in self._standing]
        tied = {
            x for cell in new for m in cell.items for x, chance in graph.near[m].items()
            if chance >= self._least and x not in self._anew
        }  # fmt: skip
        graph.place(tied)
        graph.open({graph.home[x] for x in tied})
        found: set[int] = set()
        for cell in new:
            met = [
                (mean, -home)
                for home, pairs in self._between(cell).items()
                if (mean := self._joins(cell, home, pairs))
            ]
            if met:
                found.add(-max(met)[1])
            else:
                self._standing.add(frozenset(cell.items))
        return found

    def _between(self, cell: Cluster) -> dict[int, list[Pair]]:
        """The pairs of a new cell with those of other clusters, by cluster."""
        home = self._graph.home
        found: dict[int, list[Pair]] = {}
        for m in cell.items:
            for x, chance in self._graph.near[m].items():
                if x in home and x not in self._anew:
                    found.setdefault(home[x], []).append((m, x, chance))
        return found

    def _joins(self, one: Cluster, home: int, between: Sequence[Pair]) -> float:
        """The mean at which a run over two clusters first merges something of both, 0 where they
        stand.
        """
        highest = max((chance for *_, chance in between), default=0.0)
        if highest < self._least:
            return 0.0
        two = self._graph.made[home]
        if highest < min(one.lowest, two.lowest):  # each is whole before they meet
            chances = (chance for *_, chance in between)
            return mean_between(chances, len(one.items), len(two.items), self._least)
        if _apart(one, two, between, self._least):
            return 0.0
        self._graph.pairs((*one.items, *two.items))
        side = {*one.items}
        for cell in linked(self._graph, (*one.items, *two.items), self._least):
            for mean, i, j in cell.merges:
                if (i in side) != (j in side):
                    return mean
        return 0.0

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


def _apart(one: Cluster, two: Cluster, between: Iterable[Pair], least: float) -> bool:
    """Whether two clusters surely stand: of each two parts of both that there are at one time, one
    is merged with a part of its own at a higher mean.
    """
    totals: tuple[dict[int, dict[int, float]], ...] = ({}, {})
    sizes: dict[int, int] = dict.fromkeys((*one.items, *two.items), 1)
    for m, x, chance in between:
        totals[0].setdefault(m, {})[x] = totals[1].setdefault(x, {})[m] = chance
    of = [(*merge, 0) for merge in one.merges] + [(*merge, 1) for merge in two.merges]
    for mean, i, j, side in sorted(of, key=_falling):
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


def _falling(merge: tuple[float, *tuple[int, ...]]) -> float:
    """Puts merges in order; those of one mean stay in theirs."""
    return -merge[0]

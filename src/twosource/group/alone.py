"""Clusters that stand whatever becomes of the items outside them.

Average linkage is reducible (Bruynooghe 1978): the mean chance between a cluster and the union of
two others is at most the higher of the two means.  So two clusters that are nearer to one another
than either is to any single item outside are merged in the end, whatever those items are merged
into; and a cluster whose every merge was such a one, and which is near no item outside, is a
cluster for good as long as its own pairs stay what they are.  Such a cluster, of the first level,
plays no part in what becomes of the others: without it, more may be found to stand, of the second
level, and so on.  Whoever changes a few pairs need not look at the others again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.group.linkage import Merge

LEVELS = 4
"""Levels that are looked for; in 2,400 leads of US politics the fourth held one cluster."""
_SURELY = 1e-9  # a mean may come out otherwise in its last digits in another order of adding
Near = Mapping[int, Mapping[int, float]]


def levels(
    cells: Mapping[int, Sequence[int]], made: Mapping[int, Sequence[Merge]], near: Near,
    known: Mapping[int, int], home: Mapping[int, int], least: float,
) -> dict[int, int]:  # fmt: skip
    """The level of each cluster that stands by itself.

    Args:
        cells: the members of each cluster, by its lowest member.
        made: its merges, in order.
        near: the pairs of each member, to items of any cluster.
        known: levels of items outside all of these clusters, where these stand by themselves.
        home: the cluster of each member.
        least: the mean chance at which two clusters are merged.
    """
    found: dict[int, int] = {}
    for level in range(1, LEVELS + 1):
        apart = {item for item, of in known.items() if of < level}
        apart |= {item for cell in found for item in cells[cell]}
        for cell, members in cells.items():
            if cell not in found and _stands(cell, members, made[cell], near, apart, home, least):
                found[cell] = level
    return found


def _stands(
    cell: int, members: Sequence[int], made: Sequence[Merge], near: Near, apart: set[int],
    home: Mapping[int, int], least: float,
) -> bool:  # fmt: skip
    """Whether a cluster does as it would without any item outside, those ``apart`` left out."""
    tied = {
        x for m in members for x, chance in near[m].items()
        if chance >= least and home.get(x) != cell and x not in apart
    }  # fmt: skip
    if not tied:
        return True
    totals = {m: {x: near[m][x] for x in tied if x in near[m]} for m in members}
    sizes = dict.fromkeys(members, 1)
    for mean, i, j in made:
        if mean <= max(_highest(totals, sizes, i), _highest(totals, sizes, j)) + _SURELY:
            return False
        for x, total in totals.pop(j).items():
            totals[i][x] = totals[i].get(x, 0.0) + total
        sizes[i] += sizes.pop(j)
    return _highest(totals, sizes, cell) + _SURELY < least


def _highest(totals: Mapping[int, Mapping[int, float]], sizes: Mapping[int, int], i: int) -> float:
    return max(totals[i].values(), default=0.0) / sizes[i]

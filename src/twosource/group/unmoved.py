"""Whether a cluster stays what it is when items outside it change.

Average linkage is reducible (Bruynooghe 1978): the mean chance between a cluster and the union of
two others is at most the higher of the two means.  So two clusters that are nearer to one another
than either is to any single item of some others are merged in the end, whatever those others
are merged into.  A cluster whose every merge was such a one, and which as a whole is near none
of them, is left as it is by whatever becomes of them; nor does it bear on them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from twosource.group.linkage import Merge, merges

_SURELY = 1e-9  # a mean may come out otherwise in its last digits in another order of adding
Near = Mapping[int, Mapping[int, float]]


def merges_of(members: Sequence[int], near: Near, least: float) -> list[Merge]:
    """The merges within a cluster.

    Args:
        members: the cluster, in the order in which ties are settled.
        near: the pairs of each member.
        least: the mean chance at which two clusters are merged.
    """
    place = {m: i for i, m in enumerate(members)}
    inside = sorted(
        (i, place[x], chance)
        for i, m in enumerate(members) for x, chance in near[m].items() if place.get(x, -1) > i
    )  # fmt: skip
    return merges(len(members), inside, least)


def unmoved(
    members: Sequence[int], near: Near, others: Collection[int], least: float,
    made: Sequence[Merge] | None = None,
) -> bool:  # fmt: skip
    """Whether a cluster is a cluster whatever becomes of some other items.

    Args:
        members: the cluster, in the order in which ties are settled.
        near: the pairs of each member.
        others: items outside it.
        least: the mean chance at which two clusters are merged.
        made: what that gave, where it is known.
    """
    tied = {
        x for m in members for x, chance in near[m].items() if chance >= least and x in others
    }  # fmt: skip
    if not tied:
        return True
    totals = [{x: near[m][x] for x in tied if x in near[m]} for m in members]
    sizes = [1] * len(members)
    made = merges_of(members, near, least) if made is None else made
    for mean, i, j in made:
        if mean <= max(_highest(totals, sizes, i), _highest(totals, sizes, j)) + _SURELY:
            return False
        for x, total in totals[j].items():
            totals[i][x] = totals[i].get(x, 0.0) + total
        sizes[i] += sizes[j]
    whole = len(made) == len(members) - 1
    return whole and _highest(totals, sizes, 0) + _SURELY < least


def _highest(totals: Sequence[Mapping[int, float]], sizes: Sequence[int], i: int) -> float:
    return max(totals[i].values(), default=0.0) / sizes[i]

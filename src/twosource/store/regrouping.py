"""Stories are made anew around what changed (:mod:`twosource.group.relinking`); they keep their
numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from twosource.group.relinking import Change, Cluster, linked, relinked
from twosource.group.standing import TOGETHER, WORTH
from twosource.store.base import Base, in_parts, listed

_MERGE = np.dtype([("mean", "<f8"), ("low", "<u4"), ("high", "<u4")])


@dataclass(slots=True)
class _Around:
    """What is known of the accounts looked at: their stories, what settles ties, and their
    pairs.
    """

    base: Base
    home: dict[int, int] = field(default_factory=dict)
    sort: dict[int, bytes] = field(default_factory=dict)
    near: dict[int, dict[int, float]] = field(default_factory=dict)
    made: dict[int, Cluster] = field(default_factory=dict)

    def place(self, numbers: Iterable[int]) -> None:
        """Learn the stories of some accounts."""
        for part in in_parts(sorted({*numbers} - self.home.keys())):
            rows = self.base.rows(
                f"SELECT number, story FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            )
            self.home.update(rows)

    def open(self, stories: Iterable[int]) -> None:
        """Learn what stories are made of."""
        missing = sorted({*stories} - self.made.keys())
        for part in in_parts(missing):
            for number, data in self.base.rows(
                f"SELECT number, made FROM story WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                made = cluster_of(data)
                if made is not None:
                    self._told(number, made)
        self._found_out([s for s in missing if s not in self.made])

    def _told(self, story: int, made: Cluster) -> None:
        self.made[story] = made
        self.home.update(dict.fromkeys(made.items, story))

    def _found_out(self, stories: Sequence[int]) -> None:
        """The same for stories of an earlier version of the store."""
        members: dict[int, list[int]] = {}
        for part in in_parts(stories):
            for story, number in self.base.rows(
                f"SELECT story, number FROM account WHERE story IN {listed(part)}",  # noqa: S608
                part,
            ):
                members.setdefault(story, []).append(number)
        self.pairs(n for numbers in members.values() for n in numbers)
        for story, numbers in members.items():
            cells = linked(self, numbers, TOGETHER)
            first = cells[0].items[0]
            # what does not hang together is taken for put together last of all
            rest = tuple((0.0, first, cell.items[0]) for cell in cells[1:])
            of = tuple(merge for cell in cells for merge in cell.merges)
            self._told(story, Cluster(tuple(self.ordered(numbers)), (*of, *rest)))
        keep(self.base, ((s, self.made[s]) for s in members))

    def ordered(self, numbers: Iterable[int]) -> list[int]:
        """Accounts in the order in which ties are settled."""
        numbers = [*numbers]
        for part in in_parts(sorted({*numbers} - self.sort.keys())):
            rows = self.base.rows(
                f"SELECT number, sort FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            )
            self.sort.update((number, bytes(sort)) for number, sort in rows)
        return sorted(numbers, key=lambda m: (self.sort[m], m))

    def pairs(self, numbers: Iterable[int]) -> None:
        """Learn the pairs of some accounts that bear on a mean."""
        missing = sorted({*numbers} - self.near.keys())
        self.near.update((m, {}) for m in missing)
        for part in in_parts(missing):
            for end in ("b", "a"):
                for b, a, chance in self.base.rows(
                    f"SELECT b, a, chance FROM likeness WHERE {end} IN {listed(part)} "  # noqa: S608
                    "AND chance >= ?",
                    (*part, WORTH),
                ):
                    for one, two in ((a, b), (b, a)):
                        if one in self.near:
                            self.near[one][two] = chance


def cluster_bytes(made: Cluster) -> bytes:
    """A cluster as it is kept: how many items, the items, the merges."""
    items = np.array([len(made.items), *made.items], "<u4")
    return items.tobytes() + np.array([*made.merges], _MERGE).tobytes()


def keep(base: Base, made: Iterable[tuple[int, Cluster]]) -> None:
    """Keep what stories are made of."""
    rows = ((cluster_bytes(cluster), story) for story, cluster in made)
    base.many("UPDATE story SET made = ? WHERE number = ?", rows)


def cluster_of(data: bytes | None) -> Cluster | None:
    """What :func:`cluster_bytes` made; ``None`` of anything else."""
    if not data or len(data) % 4:
        return None
    count = int(np.frombuffer(data, "<u4", 1)[0])
    rest = len(data) - 4 * (1 + count)
    if rest < 0 or rest != max(0, count - 1) * _MERGE.itemsize:
        return None
    items = np.frombuffer(data, "<u4", count, 4).tolist()
    made = np.frombuffer(data, _MERGE, count - 1, 4 * (1 + count)).tolist() if rest else []
    return Cluster(tuple(items), tuple(made))


def regroup(base: Base, fresh: Collection[int], changes: Sequence[Change] = ()) -> set[int]:
    """Put new accounts into stories, and make those anew that they or other changed pairs
    bear on.

    A story keeps its number with the larger part of its accounts; one whose accounts all
    went to others says to which.

    Args:
        base: the store's tables.
        fresh: accounts whose pairs are all to be looked at.
        changes: the other pairs whose chance is another than before.

    Returns:
        The accounts whose story was made anew.
    """
    around = _Around(base)
    cells = relinked(around, fresh, changes, TOGETHER)
    old = {m: around.home[m] for cell in cells for m in cell.items}
    given = _numbered(base, [cell.items for cell in cells], old)
    new = {m: story for story, cell in zip(given, cells, strict=True) for m in cell.items}
    moved = [(story, m) for m, story in sorted(new.items()) if old[m] != story]
    base.many("UPDATE account SET story = ? WHERE number = ?", moved)
    _joined(base, {old[m]: story for story, m in moved if old[m] >= 0})
    keep(base, zip(given, cells, strict=True))
    return {*new}


def _numbered(base: Base, cells: Sequence[Sequence[int]], old: dict[int, int]) -> list[int]:
    """The story of each cell: it takes over that which most of it comes from."""
    shared: dict[tuple[int, int], int] = {}
    for n, cell in enumerate(cells):
        for member in cell:
            if old[member] >= 0:
                shared[n, old[member]] = shared.get((n, old[member]), 0) + 1
    given: dict[int, int] = {}
    taken: set[int] = set()
    for (n, story), _ in sorted(
        shared.items(), key=lambda x: (-x[1], x[0][1], min(cells[x[0][0]]))
    ):
        if n not in given and story not in taken:
            given[n] = story
            taken.add(story)
    ((last,),) = base.rows("SELECT coalesce(max(number), 0) FROM story")
    fresh = []
    for n in sorted((n for n in range(len(cells)) if n not in given), key=lambda n: min(cells[n])):
        last += 1
        given[n] = last
        fresh.append((last,))
    base.many("INSERT INTO story (number, joined) VALUES (?, NULL)", fresh)
    return [given[n] for n in range(len(cells))]


def _joined(base: Base, went: dict[int, int]) -> None:
    """Note of stories without accounts where these went."""
    for story, to in sorted(went.items()):
        if not base.rows("SELECT 1 FROM account WHERE story = ? LIMIT 1", (story,)):
            base.run("UPDATE story SET joined = ?, made = NULL WHERE number = ?", (to, story))

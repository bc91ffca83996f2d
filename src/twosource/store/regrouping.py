"""Stories are made anew around what changed (:mod:`twosource.group.relinking`); they keep their
numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from twosource.group.relinking import Change, relinked
from twosource.group.standing import TOGETHER, WORTH
from twosource.store.base import Base, Row, in_parts, listed


@dataclass(slots=True)
class _Around:
    """What is known of the accounts looked at: their stories, what settles ties, and their
    pairs.
    """

    base: Base
    home: dict[int, int] = field(default_factory=dict)
    sort: dict[int, bytes] = field(default_factory=dict)
    near: dict[int, dict[int, float]] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)

    def place(self, numbers: Iterable[int]) -> None:
        """Learn the stories of some accounts."""
        for part in in_parts(sorted({*numbers} - self.home.keys())):
            rows = self.base.rows(
                f"SELECT number, story, sort FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            )
            self._note(rows)

    def _note(self, rows: Iterable[Row]) -> None:
        for number, story, sort in rows:
            self.home[number], self.sort[number] = story, bytes(sort)

    def open(self, stories: Iterable[int]) -> None:
        """Learn the members of stories, and their pairs."""
        missing = sorted({*stories} - self.members.keys())
        for part in in_parts(missing):
            self.members.update((s, []) for s in part)
            rows = self.base.rows(
                f"SELECT number, story, sort FROM account WHERE story IN {listed(part)} "  # noqa: S608
                "ORDER BY sort, number",
                part,
            )
            self._note(rows)
            for number, story, _ in rows:
                self.members[story].append(number)
        self.pairs(m for s in missing for m in self.members[s])

    def ordered(self, numbers: Iterable[int]) -> list[int]:
        """Accounts in the order in which ties are settled."""
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
    old = {m: around.home[m] for cell in cells for m in cell}
    new = _numbered(base, cells, old)
    moved = [(story, m) for m, story in sorted(new.items()) if old[m] != story]
    base.many("UPDATE account SET story = ? WHERE number = ?", moved)
    _joined(base, {old[m]: story for story, m in moved if old[m] >= 0})
    return {*new}


def _numbered(base: Base, cells: Sequence[Sequence[int]], old: dict[int, int]) -> dict[int, int]:
    """Account -> story: a cell takes over the story that most of it comes from."""
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
    return {member: given[n] for n, cell in enumerate(cells) for member in cell}


def _joined(base: Base, went: dict[int, int]) -> None:
    """Note of stories without accounts where these went."""
    for story, to in sorted(went.items()):
        if not base.rows("SELECT 1 FROM account WHERE story = ? LIMIT 1", (story,)):
            base.run("UPDATE story SET joined = ? WHERE number = ?", (to, story))

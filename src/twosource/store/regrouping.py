"""Stories are made anew around what changed; they keep their numbers.

What changed is the chances of some pairs.  The stories that these pairs lie in or join are made
anew, and those about them that are not proved to stay (:mod:`twosource.group.unmoved`): how many
that are is told by the new accounts and the sizes of stories, not by the size of the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from twosource.group.linkage import Merge, clusters
from twosource.group.standing import TOGETHER, WORTH
from twosource.group.unmoved import merges_of, unmoved
from twosource.store.base import Base, Row, in_parts, listed

NOWHERE = -1
"""The story of an account that was not put into one yet."""
Change = tuple[int, int, float]
"""Two accounts, and the higher of the chances before and after."""


@dataclass(slots=True)
class _Around:
    """What is known of the accounts looked at: their stories, what settles ties, their pairs,
    and the members and merges of stories.
    """

    base: Base
    story: dict[int, int] = field(default_factory=dict)
    sort: dict[int, bytes] = field(default_factory=dict)
    near: dict[int, dict[int, float]] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    made: dict[int, list[Merge]] = field(default_factory=dict)

    def stays(self, story: int, others: Collection[int]) -> bool:
        """Whether a story stays whatever becomes of some accounts outside it."""
        members = self.members[story]
        if story not in self.made:
            self.made[story] = merges_of(members, self.near, TOGETHER)
        return unmoved(members, self.near, others, TOGETHER, self.made[story])

    def place(self, numbers: Iterable[int]) -> None:
        """Learn the stories of some accounts."""
        for part in in_parts(sorted({*numbers} - self.story.keys())):
            rows = self.base.rows(
                f"SELECT number, story, sort FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            )
            self._note(rows)

    def _note(self, rows: Iterable[Row]) -> None:
        for number, story, sort in rows:
            self.story[number], self.sort[number] = story, bytes(sort)

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


def regroup(base: Base, fresh: Iterable[int], changes: Sequence[Change] = ()) -> set[int]:
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
    anew = _spread(around, {*fresh}, changes)
    old, near = around.story, around.near
    order = sorted(anew, key=lambda m: (around.sort[m], m))
    place = {m: i for i, m in enumerate(order)}
    inside = sorted(
        (i, place[x], chance)
        for i, m in enumerate(order) for x, chance in near[m].items() if place.get(x, -1) > i
    )  # fmt: skip
    cells: dict[int, list[int]] = {}
    for member, cell in zip(order, clusters(len(order), inside, TOGETHER), strict=True):
        cells.setdefault(cell, []).append(member)
    new = _numbered(base, list(cells.values()), {m: old[m] for m in order})
    moved = [(story, m) for m, story in sorted(new.items()) if old[m] != story]
    base.many("UPDATE account SET story = ? WHERE number = ?", moved)
    _joined(base, {old[m]: story for story, m in moved if old[m] >= 0})
    return anew


def _spread(around: _Around, fresh: set[int], changes: Sequence[Change]) -> set[int]:
    """The accounts whose stories are to be made anew."""
    around.place({*fresh, *(n for a, b, _ in changes for n in (a, b))})
    stories = {around.story[n] for n in fresh} | _bearing(around, changes)
    anew: set[int] = set()
    ahead = {n for n in fresh if around.story[n] == NOWHERE}
    around.pairs(ahead)
    while stories or ahead:
        around.open(stories - {NOWHERE})
        ahead |= {m for s in stories - {NOWHERE} for m in around.members[s]}
        anew |= ahead
        tied = {
            x for m in ahead for x, chance in around.near[m].items()
            if chance >= TOGETHER and x not in anew
        }  # fmt: skip
        around.place(tied)
        about = sorted({around.story[x] for x in tied})
        around.open(about)
        stories = {s for s in about if not around.stays(s, ahead)}
        ahead = set()
    return anew


def _bearing(around: _Around, changes: Sequence[Change]) -> set[int]:
    """The stories that changed pairs bear on: those that they lie in, and those that they join
    where neither of the two stays whatever becomes of the other.  A new account is looked at
    with all its pairs anyway.
    """
    found: set[int] = set()
    joined: set[tuple[int, int]] = set()
    weak: set[tuple[int, int]] = set()
    for a, b, chance in changes:
        one, two = sorted((around.story[a], around.story[b]))
        if one == two:
            found.add(one)
        elif one != NOWHERE:
            (joined if chance >= TOGETHER else weak).add((one, two))
    joined |= _linked(around.base, {p for p in weak - joined if not found.issuperset(p)})
    joined = {pair for pair in joined if not found.issuperset(pair)}
    around.open(s for pair in joined for s in pair)
    for one, two in sorted(joined):
        mine, theirs = around.members[one], around.members[two]
        if not around.stays(one, {*theirs}) and not around.stays(two, {*mine}):
            found |= {one, two}
    return found


def _linked(base: Base, pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those pairs of stories between which some chance is high enough to join them: a low one
    may turn their mean, and no other.
    """
    found: set[tuple[int, int]] = set()
    for part in in_parts(sorted({one for one, _ in pairs})):
        for end, other in (("a", "b"), ("b", "a")):
            found.update(
                (one, two) for one, two in base.rows(
                    "SELECT DISTINCT x.story, y.story FROM account x "  # noqa: S608
                    f"JOIN likeness l ON l.{end} = x.number JOIN account y ON y.number = l.{other} "
                    f"WHERE x.story IN {listed(part)} AND l.chance >= ?",
                    (*part, TOGETHER),
                )
            )  # fmt: skip
    return found & pairs


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

"""Stories are made anew around what changed; they keep their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.group.alone import levels
from twosource.group.linkage import Merge, merges
from twosource.group.standing import TOGETHER, WORTH
from twosource.store.base import Base, Row, in_parts, listed


def regroup(base: Base, changed: Iterable[int]) -> set[int]:
    """Make the stories of some accounts anew, and of all whose stories these bear on.

    A story keeps its number with the larger part of its accounts; one whose accounts all
    went to others says to which.
    """
    around = _around(base, changed)
    old, near = around.old, around.near
    order = sorted(near, key=lambda m: (old[m].sort, m))
    place = {m: i for i, m in enumerate(order)}
    inside = sorted(
        (place[a], place[b], chance)
        for a in order for b, chance in near[a].items() if b in place and place[a] < place[b]
    )  # fmt: skip
    made: dict[int, list[Merge]] = {m: [] for m in order}
    home = {m: m for m in order}
    cells: dict[int, list[int]] = {m: [m] for m in order}
    for mean, i, j in merges(len(order), inside, TOGETHER):
        one, two = order[i], order[j]
        made[one] += [*made.pop(two), (mean, one, two)]
        for member in cells[two]:
            home[member] = one
        cells[one] += cells.pop(two)
    stand = levels(cells, made, near, _levels(old, near), home, TOGETHER)
    new = _numbered(base, list(cells.values()), {m: old[m].story for m in order})
    moved = [(story, m) for m, story in sorted(new.items()) if old[m].story != story]
    base.many("UPDATE account SET story = ? WHERE number = ?", moved)
    base.many(
        "UPDATE story SET level = ? WHERE number = ?",
        [(stand.get(cell), new[cell]) for cell in cells],
    )
    _joined(base, {old[m].story: story for story, m in moved if old[m].story >= 0})
    return set(order)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an account stands: its story, the level at which that stands by itself
    (:mod:`twosource.group.alone`), and what puts equals in order.
    """

    story: int
    level: int | None
    sort: bytes


@dataclass(frozen=True, slots=True)
class _Around:
    """Accounts to be put into stories, each with its pairs; and where these and their
    neighbours stand.
    """

    near: dict[int, dict[int, float]]
    old: dict[int, _Place]


def _around(base: Base, numbers: Iterable[int]) -> _Around:
    """Some accounts, and what hangs together with them by pairs likely enough to join stories
    (two clusters join by their mean, so one such pair at least is among them); not beyond a
    story that stands whatever becomes of them.
    """
    ahead = sorted(set(numbers))
    near: dict[int, dict[int, float]] = {m: {} for m in ahead}
    old = _places(base, ahead)
    while ahead:
        tied: list[tuple[int, int]] = []
        for part in in_parts(ahead):
            for b, a, chance in _pairs(base, part):
                for one, two in ((a, b), (b, a)):
                    if one in near:
                        near[one][two] = chance
                if chance >= TOGETHER:
                    tied += [(a, b), (b, a)]
        old.update(_places(base, sorted({x for _, x in tied} - old.keys())))
        known = {*near}
        ahead = sorted(
            {x for m, x in tied if m in known and x not in known and _bears(old[m], old[x])}
        )
        near.update((m, {}) for m in ahead)
    return _Around(near, old)


def _bears(one: _Place, other: _Place) -> bool:
    """Whether what becomes of an account may change the story of another."""
    if one.story == other.story or other.level is None:
        return True
    return one.level is not None and one.level < other.level


def _levels(old: dict[int, _Place], near: dict[int, dict[int, float]]) -> dict[int, int]:
    return {m: p.level for m, p in old.items() if p.level is not None and m not in near}


def _pairs(base: Base, numbers: Sequence[int]) -> list[Row]:
    """The pairs of some accounts that bear on a mean."""
    ends = listed(numbers)
    return [
        row for end in ("b", "a") for row in base.rows(
            f"SELECT b, a, chance FROM likeness WHERE {end} IN {ends} AND chance >= ?",  # noqa: S608
            (*numbers, WORTH),
        )
    ]  # fmt: skip


def _places(base: Base, numbers: Sequence[int]) -> dict[int, _Place]:
    found: dict[int, _Place] = {}
    for part in in_parts(numbers):
        for number, story, sort, level in base.rows(
            "SELECT a.number, a.story, a.sort, s.level FROM account a "  # noqa: S608
            f"LEFT JOIN story s ON s.number = a.story WHERE a.number IN {listed(part)}",
            part,
        ):
            found[number] = _Place(story, level, bytes(sort))
    return found


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

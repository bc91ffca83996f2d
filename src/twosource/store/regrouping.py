"""Stories are made anew around what changed; they keep their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.group.linkage import clusters
from twosource.group.standing import TOGETHER, WORTH
from twosource.store.base import Base, in_parts, listed


def regroup(base: Base, changed: Iterable[int]) -> set[int]:
    """Make the stories of some accounts anew, and of all that hang together with them.

    A story keeps its number with the larger part of its accounts; one whose accounts all
    went to others says to which.
    """
    members, edges = _component(base, changed)
    old = _stories_of(base, members)
    order = [m for m, _ in sorted(old.items(), key=lambda x: (x[1][1], x[0]))]
    place = {m: i for i, m in enumerate(order)}
    inside = sorted(
        (min(place[a], place[b]), max(place[a], place[b]), c) for a, b, c in edges
    )  # fmt: skip
    cells: dict[int, list[int]] = {}
    for member, cell in zip(order, clusters(len(order), inside, TOGETHER), strict=True):
        cells.setdefault(cell, []).append(member)
    new = _numbered(base, list(cells.values()), {m: story for m, (story, _) in old.items()})
    moved = [(story, m) for m, story in sorted(new.items()) if old[m][0] != story]
    base.many("UPDATE account SET story = ? WHERE number = ?", moved)
    _joined(base, {old[m][0]: story for story, m in moved if old[m][0] >= 0})
    return members


def _component(base: Base, numbers: Iterable[int]) -> tuple[set[int], set[tuple[int, int, float]]]:
    """All accounts that hang together with some by pairs likely enough to join stories (two
    clusters join by their mean, so one such pair at least is among them), and the pairs
    among these that bear on a mean.
    """
    seen = set(numbers)
    ahead = sorted(seen)
    edges: set[tuple[int, int, float]] = set()
    while ahead:
        found: set[int] = set()
        for part in in_parts(ahead):
            ends = listed(part)
            for b, a, chance in base.rows(
                "SELECT b, a, chance FROM likeness "  # noqa: S608
                f"WHERE (b IN {ends} OR a IN {ends}) AND chance >= ?",
                (*part, *part, WORTH),
            ):
                edges.add((a, b, chance))
                if chance >= TOGETHER:
                    found.update((a, b))
        ahead = sorted(found - seen)
        seen |= found
    return seen, {e for e in edges if e[0] in seen and e[1] in seen}


def _stories_of(base: Base, numbers: Iterable[int]) -> dict[int, tuple[int, bytes]]:
    found: dict[int, tuple[int, bytes]] = {}
    for part in in_parts(sorted(numbers)):
        for number, story, sort in base.rows(
            f"SELECT number, story, sort FROM account WHERE number IN {listed(part)}",  # noqa: S608
            part,
        ):
            found[number] = (story, bytes(sort))
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

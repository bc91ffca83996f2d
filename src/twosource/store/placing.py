"""New accounts are put into stories: what is near them is looked at again, nothing else.

The chance of a pair rests on the two profiles and on the nearest likenesses of both
(:mod:`twosource.group.standing`), and stories on these chances alone.  So the stories are
those of :func:`twosource.group.group` over all accounts, in whatever order they came; only
their numbers tell which came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from twosource.group.background import FloatArray
from twosource.group.linkage import clusters
from twosource.group.profile import LIKE, Profile, likenesses
from twosource.group.standing import (
    DEEP,
    TOGETHER,
    WORTH,
    Facts,
    chances,
    inputs,
    kept_views,
    means,
    near_enough,
    parted,
    picked,
    ranked,
    weighed,
)
from twosource.group.words import IntArray
from twosource.store.base import Base, in_parts, listed
from twosource.store.postings import Postings

_HELD = 4096  # profiles, 8 kB each
_LOOKED_AT = 2_000  # accounts that share a sign with a new one
_WIDEST = 8  # chunks of one sign: some 4,000 accounts


def profile_bytes(profile: Profile) -> bytes:
    """A profile as it is kept."""
    return b"".join(
        (
            np.array([len(profile.keys), len(profile.signs), profile.size], "<u4").tobytes(),
            profile.keys.astype("<u8").tobytes(),
            profile.signs.astype("<u8").tobytes(),
            profile.weights.astype("<f4").tobytes(),
        )
    )


def profile_of(data: bytes) -> Profile:
    """What :func:`profile_bytes` made."""
    keys, signs, size = np.frombuffer(data, "<u4", 3).tolist()
    return Profile(
        np.frombuffer(data, "<u8", keys, 12),
        np.frombuffer(data, "<f4", keys, 12 + 8 * (keys + signs)),
        size,
        np.frombuffer(data, "<u8", signs, 12 + 8 * keys),
    )


class Placing:
    """Puts accounts into the stories of a store."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._signs = Postings(base, "signs", _WIDEST)
        self._profile = lru_cache(maxsize=_HELD)(self._load)
        self._fresh: dict[int, tuple[Profile, Facts]] = {}
        self._tops: dict[int, list[float]] = {}
        self._touched: set[int] = set()

    def refresh(self) -> None:
        """Look what other processes wrote."""
        self._signs.refresh()
        self._fresh, self._tops, self._touched = {}, {}, set()

    def place(self, number: int, profile: Profile, facts: Facts) -> None:
        """Note what a new account is like; :meth:`settle` makes stories of it."""
        others = self._candidates(profile, facts)
        found = kept_views(likenesses(profile, [self._of(n) for n in others.tolist()]))
        mean = means(found)
        kept = near_enough(mean)
        rows = [
            (number, int(other), views.astype("<f4").tobytes(), 0.0)
            for other, views in zip(others[kept].tolist(), found[kept], strict=True)
        ]
        self._base.many("INSERT INTO likeness (b, a, views, chance) VALUES (?, ?, ?, ?)", rows)
        self._tops[number] = sorted(mean[kept].tolist(), reverse=True)[:DEEP]
        self._touched.add(number)
        for other, like in zip(others[kept].tolist(), mean[kept].tolist(), strict=True):
            self._insert(other, like)
        self._fresh[number] = (profile, facts)
        self._signs.add(profile.signs, np.full(len(profile.signs), number))

    def _insert(self, number: int, like: float) -> None:
        """A new neighbour of an account: what its pairs are measured against may change."""
        tops = self._tops_of(number)
        if len(tops) < DEEP or like > tops[-1]:
            self._tops[number] = sorted([*tops, like], reverse=True)[:DEEP]
            self._touched.add(number)

    def _candidates(self, profile: Profile, facts: Facts) -> IntArray:
        """The accounts worth comparing with a new one."""
        marks = np.concatenate(
            [self._signs.find(profile.signs)[0], self._signs.fresh(profile.signs)[0]]
        )
        numbers, shared = _most_shared(*np.unique(marks, return_counts=True))
        table = self._facts_of(numbers.tolist())
        signs = np.array([t.signs for t in table], dtype=np.int64)
        days = np.array([t.day or 0 for t in table], dtype=np.int64)
        good = picked(shared, len(profile.signs), signs) & ~parted(facts.day, days)
        order = ranked(shared[good], [table[i].sort for i in np.flatnonzero(good).tolist()])
        return np.sort(numbers[good][order])

    def _facts_of(self, numbers: Sequence[int]) -> list[Facts]:
        found = {n: self._fresh[n][1] for n in numbers if n in self._fresh}
        for part in in_parts([n for n in numbers if n not in found]):
            for number, signs, day, sort in self._base.rows(
                f"SELECT number, signs, day, sort FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                found[number] = Facts(signs, day, bytes(sort))
        return [found[n] for n in numbers]

    def _of(self, number: int) -> Profile:
        held = self._fresh.get(number)
        return held[0] if held is not None else self._profile(number)

    def _load(self, number: int) -> Profile:
        ((data,),) = self._base.rows("SELECT profile FROM account WHERE number = ?", (number,))
        return profile_of(data)

    def _tops_of(self, number: int) -> list[float]:
        if number not in self._tops:
            ((data,),) = self._base.rows("SELECT tops FROM account WHERE number = ?", (number,))
            self._tops[number] = np.frombuffer(data, "<f8").tolist()
        return self._tops[number]

    def settle(self) -> set[int]:
        """Weigh again the pairs that new accounts bear on, and make their stories anew.

        Returns:
            The accounts whose story may be another.
        """
        touched = sorted(self._touched)
        self._base.many(
            "UPDATE account SET tops = ? WHERE number = ?",
            ((np.array(self._tops[n], "<f8").tobytes(), n) for n in touched),
        )
        changed = {*self._fresh} | self._weighed(touched)
        self._signs.flush()
        self._touched, self._fresh = set(), {}
        return regroup(self._base, changed)

    def _weighed(self, touched: Sequence[int]) -> set[int]:
        """The accounts of pairs whose chance is another than before."""
        pairs: dict[tuple[int, int], tuple[bytes, float]] = {}
        for part in in_parts(touched):
            ends = listed(part)
            for b, a, views, chance in self._base.rows(
                "SELECT b, a, views, chance FROM likeness "  # noqa: S608
                f"WHERE b IN {ends} OR a IN {ends}",
                (*part, *part),
            ):
                pairs[b, a] = (views, chance)
        if not pairs:
            return set()
        keys = sorted(pairs)
        views = np.frombuffer(b"".join(pairs[k][0] for k in keys), "<f4")
        numbers = sorted({n for key in keys for n in key})
        place = {n: i for i, n in enumerate(numbers)}
        tops, sizes = self._table(numbers)
        b, a = (np.array([place[k[end]] for k in keys], dtype=np.int64) for end in (0, 1))
        like = views.reshape(-1, len(LIKE)).astype(np.float64)
        new = np.zeros(len(keys))
        some = weighed(means(like), tops[a], tops[b])
        a, b = a[some], b[some]
        new[some] = chances(inputs(like[some], sizes[a], sizes[b], tops[a], tops[b]))
        old = np.array([pairs[k][1] for k in keys])
        other = np.flatnonzero(new != old).tolist()
        self._base.many(
            "UPDATE likeness SET chance = ? WHERE b = ? AND a = ?",
            ((float(new[i]), *keys[i]) for i in other),
        )
        return {n for i in other for n in keys[i]}

    def _table(self, numbers: Sequence[int]) -> tuple[FloatArray, IntArray]:
        """Nearest likenesses and sizes of accounts, a row each."""
        tops, sizes = np.zeros((len(numbers), DEEP)), np.zeros(len(numbers), dtype=np.int64)
        place = {n: i for i, n in enumerate(numbers)}
        for part in in_parts(numbers):
            for number, data, size in self._base.rows(
                f"SELECT number, tops, size FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                held = np.frombuffer(data, "<f8")
                tops[place[number], : len(held)] = held
                sizes[place[number]] = size
        return tops, sizes


def _most_shared(numbers: IntArray, shared: IntArray) -> tuple[IntArray, IntArray]:
    """Those that share the most signs, where more share some than can be looked at."""
    if len(numbers) <= _LOOKED_AT:
        return numbers, shared
    order = np.sort(np.lexsort((numbers, -shared))[:_LOOKED_AT])
    return numbers[order], shared[order]


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

"""New accounts are put into stories: what is near them is looked at again, nothing else.

The chance of a pair rests on the two profiles and on the nearest likenesses of both
(:mod:`twosource.group.standing`), and stories on these chances alone.  So the stories are
those of :func:`twosource.group.group` over all accounts, in whatever order they came; only
their numbers tell which came first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from twosource.group.background import FloatArray
from twosource.group.profile import LIKE, Profile, likenesses
from twosource.group.relinking import Change
from twosource.group.shelved import profile_of
from twosource.group.standing import (
    DEEP,
    WORTH,
    Facts,
    chances,
    inputs,
    kept_views,
    likely,
    means,
    near_enough,
    parted,
    picked,
    ranked,
    weighed,
)
from twosource.group.words import IntArray
from twosource.store.base import Base, in_parts, listed
from twosource.store.moving import grouped
from twosource.store.postings import Postings
from twosource.store.regrouping import regroup
from twosource.trace.held import Held

_HELD = 8192  # profiles, 11 kB each
_LOOKED_AT = 2_000  # accounts that share a sign with a new one
_WIDEST = 4096  # accounts of one sign


class Placing:
    """Puts accounts into the stories of a store."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._signs = Postings(base, "signs", _WIDEST)
        self._held = Held(_HELD, self._load)
        self._fresh: dict[int, tuple[Profile, Facts]] = {}
        self._tops: dict[int, list[float]] = {}
        self._touched: set[int] = set()
        self._facts: dict[int, Facts] = {}  # they never change: 20 MB for 100,000 accounts

    def refresh(self) -> None:
        """Look what other processes wrote."""
        self._signs.refresh()
        self._fresh, self._tops, self._touched = {}, {}, set()

    def place(
        self, number: int, profile: Profile, facts: Facts,
        across: Mapping[int, float] | None = None,
    ) -> None:  # fmt: skip
        """Note what a new account is like; :meth:`settle` makes stories of it.

        Args:
            number: of the account.
            profile: of its words.
            facts: of it.
            across: the chance of one story with accounts of other languages, which no words tell.
        """
        others = self._candidates(profile, facts)
        near = self._profiles(others.tolist())
        found = kept_views(likenesses(profile, near))
        mean = means(found)
        kept = near_enough(mean)
        sizes = np.array([p.size for p in near], dtype=np.int64)
        told = kept[likely(mean[kept], sizes[kept], np.full(len(kept), profile.size))]
        told_views = {
            int(other): views.astype("<f4").tobytes()
            for other, views in zip(others[told].tolist(), found[told], strict=True)
        }
        sure = {n: c for n, c in (across or {}).items() if c >= WORTH}
        rows = [
            (number, n, told_views.get(n, b"") + _floor(sure.get(n)), 0.0)
            for n in sorted(told_views.keys() | sure.keys())
        ]
        self._base.many("INSERT INTO likeness (b, a, views, chance) VALUES (?, ?, ?, ?)", rows)
        self._tops[number] = sorted(mean[kept].tolist(), reverse=True)[:DEEP]
        self._touched.add(number)
        self._know_tops(others[kept].tolist())
        for other, like in zip(others[kept].tolist(), mean[kept].tolist(), strict=True):
            self._insert(other, like)
        self._fresh[number], self._facts[number] = (profile, facts), facts
        self._signs.add(profile.signs, np.full(len(profile.signs), number))

    def _insert(self, number: int, like: float) -> None:
        """A new neighbour of an account: what its pairs are measured against may change."""
        tops = self._tops[number]
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
        places = np.flatnonzero(good)
        order = ranked(
            shared[places], lambda at: np.array([table[n].sort for n in places[at].tolist()])
        )
        return np.sort(numbers[places[order]])

    def _facts_of(self, numbers: Sequence[int]) -> list[Facts]:
        found = self._facts
        for part in in_parts([n for n in numbers if n not in found]):
            for number, signs, day, sort in self._base.rows(
                f"SELECT number, signs, day, sort FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                found[number] = Facts(signs, day, bytes(sort))
        return [found[n] for n in numbers]

    def _profiles(self, numbers: Sequence[int]) -> list[Profile]:
        for part in in_parts([n for n in numbers if n not in self._fresh and n not in self._held]):
            for number, data in self._base.rows(
                f"SELECT number, data FROM profile WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                self._held.put(number, profile_of(data))
        return [self._fresh[n][0] if n in self._fresh else self._held(n) for n in numbers]

    def _load(self, number: int) -> Profile:
        ((data,),) = self._base.rows("SELECT data FROM profile WHERE number = ?", (number,))
        return profile_of(data)

    def _know_tops(self, numbers: Sequence[int]) -> None:
        for part in in_parts([n for n in numbers if n not in self._tops]):
            for number, data in self._base.rows(
                f"SELECT number, tops FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                self._tops[number] = np.frombuffer(data, "<f8").tolist()

    def settle(self) -> None:
        """Weigh again the pairs that new accounts bear on, and make their stories anew."""
        fresh = {*self._fresh}
        with grouped(self._base):
            regroup(self._base, fresh, self.weigh())

    def weigh(self) -> list[Change]:
        """Weigh again the pairs that new accounts bear on; those whose chance is another."""
        touched = sorted(self._touched)
        self._base.many(
            "UPDATE account SET tops = ? WHERE number = ?",
            ((np.array(self._tops[n], "<f8").tobytes(), n) for n in touched),
        )
        changes = self._weighed(touched)
        self._signs.flush()
        self._touched, self._fresh = set(), {}
        return changes

    def _weighed(self, touched: Sequence[int]) -> list[Change]:
        """The pairs whose chance is another than before, where one bears on a mean."""
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
            return []
        keys = sorted(pairs)
        views = np.frombuffer(b"".join(_words(pairs[k][0]) for k in keys), "<f4")
        numbers = sorted({n for key in keys for n in key})
        place = {n: i for i, n in enumerate(numbers)}
        tops, sizes = self._table(numbers)
        b, a = (np.array([place[k[end]] for k in keys], dtype=np.int64) for end in (0, 1))
        like = views.reshape(-1, len(LIKE)).astype(np.float64)
        new = np.zeros(len(keys))
        some = weighed(means(like), tops[a], tops[b])
        a, b = a[some], b[some]
        new[some] = chances(inputs(like[some], sizes[a], sizes[b], tops[a], tops[b]))
        new = np.maximum(new, [_least(pairs[k][0]) for k in keys])
        old = np.array([pairs[k][1] for k in keys])
        other = np.flatnonzero(new != old).tolist()
        self._base.many(
            "UPDATE likeness SET chance = ? WHERE b = ? AND a = ?",
            ((float(new[i]), *keys[i]) for i in other),
        )
        high = np.maximum(old, new)
        return [(*keys[i], float(old[i]), float(new[i])) for i in other if high[i] >= WORTH]

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


_VIEWS = 4 * len(LIKE)
"""Bytes of the likenesses of a pair; behind them stands the chance that two languages show."""


def _floor(chance: float | None) -> bytes:
    return b"" if chance is None else np.array([chance], "<f4").tobytes()


def _words(views: bytes) -> bytes:
    """The likenesses of a pair by its words; none of one that only two languages show."""
    return views[:_VIEWS] if len(views) >= _VIEWS else bytes(_VIEWS)


def _least(views: bytes) -> float:
    """The chance that a pair has whatever its words say."""
    if len(views) % _VIEWS == 0:
        return 0.0
    return round(float(np.frombuffer(views[-4:], "<f4")[0]), 6)


def _most_shared(numbers: IntArray, shared: IntArray) -> tuple[IntArray, IntArray]:
    """Those that share the most signs, where more share some than can be looked at."""
    if len(numbers) <= _LOOKED_AT:
        return numbers, shared
    order = np.sort(np.lexsort((numbers, -shared))[:_LOOKED_AT])
    return numbers[order], shared[order]

"""A batch of accounts -> the pairs that may tell one story, and how alike they are.

Each account costs what is near it in time costs, however many others there are: it is sought by
its signs among those of its days alone, and what is kept of it is what it has in common with
those that may be of its story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from twosource.group.background import FloatArray
from twosource.group.days import day_of
from twosource.group.profile import LIKE, Profile, likenesses, profile
from twosource.group.shelved import Shelved
from twosource.group.signs import Signs
from twosource.group.standing import (
    DEEP,
    Facts,
    inputs,
    likely,
    means,
    near_enough,
    ranked,
    sort_of,
    weighed,
)
from twosource.group.words import HashArray, IntArray
from twosource.types import Account

Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a batch, the earlier account first.

    Attributes:
        a, b: places of the two in the batch.
        views: likenesses, a row for each pair.
        sizes: words of each account.
        tops: its highest mean likenesses, a row for each account.
        sorts: what settles ties between accounts.
    """

    a: IntArray
    b: IntArray
    views: FloatArray
    sizes: IntArray
    tops: FloatArray
    sorts: Sequence[bytes]

    def inputs(self, part: slice = slice(None)) -> FloatArray:
        """The model's input for each pair, or for some of them."""
        a, b = self.a[part], self.b[part]
        return inputs(self.views[part], self.sizes[a], self.sizes[b], self.tops[a], self.tops[b])


@dataclass(frozen=True, slots=True)
class Batch:
    """Accounts that were made ready to be grouped.

    Attributes:
        profiles: gives the profile of an account by its place.
        signs: those of each account.
        facts: what else is known of it.
        sizes: words of each.
    """

    profiles: Callable[[int], Profile]
    signs: Sequence[HashArray]
    facts: Sequence[Facts]
    sizes: Sequence[int]


def pairs_of(accounts: Iterable[Account]) -> Pairs:
    """The pairs worth weighing.  The order of the accounts changes nothing but their places;
    each is read once.
    """
    with closing(Shelved()) as profiles:
        facts: list[Facts] = []
        signs, sizes = [], []
        for account in accounts:
            mine = profile(account)
            profiles.add(mine)
            signs.append(mine.signs)
            sizes.append(mine.size)
            facts.append(Facts(len(mine.signs), day_of(account), sort_of(account)))
        return pairs_among(Batch(profiles, signs, facts, sizes))


def pairs_among(batch: Batch) -> Pairs:
    """The same of accounts that were made ready before."""
    profiles, facts = batch.profiles, batch.facts
    sizes = np.array(batch.sizes, dtype=np.int64)
    tops = np.zeros((len(facts), DEEP))
    ends: list[IntArray] = [np.empty((0, 2), np.int64)]
    rows = [np.empty((0, len(LIKE)), np.float32)]
    for number, others in _candidates(Signs(batch.signs, facts), facts):
        near = [profiles(o) for o in others.tolist()]
        found = likenesses(profiles(number), near).astype(np.float32)
        mean = means(found.astype(np.float64))
        kept = near_enough(mean)
        mean, others = mean[kept], others[kept]
        _raise(tops, number, others, mean)
        told = likely(mean, sizes[others], np.full(len(others), sizes[number]))
        ends.append(np.column_stack([np.full(len(others), number), others])[told])
        rows.append(found[kept[told]])
    both = np.sort(np.concatenate(ends), axis=1)
    views = np.concatenate(rows)
    some = np.lexsort((both[:, 1], both[:, 0]))
    mean = means(views[some].astype(np.float64))
    a, b = both[some, 0], both[some, 1]
    some = some[weighed(mean, tops[a], tops[b])]
    a, b = both[some, 0], both[some, 1]
    return Pairs(a, b, views[some].astype(np.float64), sizes, tops, [f.sort for f in facts])


def _candidates(signs: Signs, facts: Sequence[Facts]) -> Iterator[tuple[int, IntArray]]:
    """Each account with others that are worth comparing, by one of the two at least; no pair
    comes twice.  Those of one time follow one another.
    """
    chosen: dict[int, Places] = {}
    order = sorted(range(len(facts)), key=lambda n: (facts[n].day or 0, n))
    sorts = np.unique(np.array([f.sort for f in facts]), return_inverse=True)[1]
    for number in order:
        others, shared = signs.near(number)
        best = others[ranked(shared, lambda at, of=others: sorts[of[at]])]  # type: ignore[misc]
        chosen[number] = best = np.sort(best)
        known = [
            n for n, o in enumerate(best.tolist()) if o in chosen and _holds(chosen[o], number)
        ]
        yield number, np.delete(best, known).astype(np.int64)


def _holds(places: Places, number: int) -> bool:
    at = int(places.searchsorted(number))
    return at < len(places) and int(places[at]) == number


def _raise(tops: FloatArray, number: int, others: IntArray, mean: FloatArray) -> None:
    """Take likenesses of one account and some others into the highest of each."""
    tops[number] = -np.sort(-np.concatenate([tops[number], mean]))[:DEEP]
    higher = mean > tops[others, -1]
    some = others[higher]
    tops[some, -1] = mean[higher]
    tops[some] = -np.sort(-tops[some], axis=1)

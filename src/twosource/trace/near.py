"""Which pairs of a collection are worth a full comparison: linear in its accounts.

Runs and bonds are sorted by their hashes, so that the accounts which have one stand side by side.
One that up to :data:`STOCK` accounts have brings all of them near one another.  One that more have
(a report that hundreds print, the line under every page of an outlet) is *stock*: it brings each of
them near the *first* of them alone, and counts for other pairs only where a rarer one brings them
near.  What is near the first already is near no other by the same stock: of n copies
come n pairs, not n².  Which is the first is settled by what accounts say (:func:`rank_of`), so the
pairs are the same in whatever order accounts come and however they are cut into parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from twosource.group.words import HashArray, IntArray
from twosource.trace.bonds import BoolArray
from twosource.trace.credits import credited
from twosource.trace.naming import is_wire
from twosource.trace.released import released
from twosource.types import Account, Credit

STOCK = 24
"""Accounts up to which a run or bond brings all of them near one another."""
_AT_ONCE = 1 << 22  # pairs made at a time
_LOW = np.uint64(0xFFFFFFFF)
Count = npt.NDArray[np.int32]
Rank = tuple[bool, str, str, str]


def rank_of(account: Account, credits: tuple[Credit, ...]) -> Rank:
    """What settles which of many accounts stands for them: an agency's own text or a body's own
    release, then the day of publication, then the text itself.
    """
    sent = any(is_wire(account, name, credits) for name in credited(credits))
    day = account.published.value if account.published else "9999"
    text = sha256(account.text.encode("utf-8", "surrogatepass")).hexdigest()
    return not (sent or released(account)), day, text, account.id


@dataclass(frozen=True, slots=True)
class Counts:
    """What pairs share, each once, sorted.

    Attributes:
        keys: the rank of the first account of each, shifted by 32 bits, with that of the second.
        shared: features in common.
        own: the narrator's among them (of bonds: of the one and of the other, added).
        stock, stock_own: those of them that are stock, and have one of the pair first.
    """

    keys: HashArray
    shared: Count
    own: Count
    stock: Count
    stock_own: Count

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Stock:
    """Features that more than :data:`STOCK` accounts have, each account with each of its own:
    ranks, hashes, and whether the narrator words it; in any order.
    """

    ranks: IntArray
    hashes: HashArray
    own: BoolArray


Found = tuple[Counts, Stock]


def nothing() -> Counts:
    """No pairs."""
    return Counts(np.empty(0, np.uint64), *(np.empty(0, np.int32) for _ in range(4)))


def ends(keys: HashArray) -> tuple[IntArray, IntArray]:
    """The ranks of the two accounts of each pair."""
    return (keys >> np.uint64(32)).astype(np.int64), (keys & _LOW).astype(np.int64)


def counted(
    hashes: HashArray, ranks: IntArray, own: BoolArray, *, both: bool, stock: int = STOCK
) -> Found:
    """What pairs of accounts share of some features, and which of them are stock.

    Args:
        hashes: of each feature of each account, in any order; all that have one must be there.
        ranks: of the account of each.
        own: whether its narrator words it.
        both: count a feature as the narrator's where it is in both; else add up the two.
        stock: see :data:`STOCK`.
    """
    lists, starts, sizes = _lists(hashes, ranks)
    much = lists[np.repeat(sizes > stock, sizes)]
    pairs = summed(_pairs(ranks[lists].astype(np.uint64), own[lists], starts, sizes, both, stock))
    return pairs, Stock(ranks[much], hashes[much], own[much])


def _pairs(
    ranked: HashArray, owned: BoolArray, starts: IntArray, sizes: IntArray, both: bool, stock: int
) -> Iterator[Counts]:
    for size in np.unique(sizes).tolist():
        one, two = _star(size) if size > stock else np.triu_indices(size, 1)
        rows = starts[sizes == size]
        step = max(1, _AT_ONCE // len(one))
        for low in range(0, len(rows), step):
            at = rows[low : low + step, None]
            a, b = (at + one).ravel(), (at + two).ravel()
            mine = _mine(owned[a], owned[b], both)
            keys = (ranked[a] << np.uint64(32)) | ranked[b]
            ones = np.ones(len(keys), np.int32)
            led = np.int32(size > stock)
            yield _added(keys, ones, mine, ones * led, mine * led)


def _mine(a: BoolArray, b: BoolArray, both: bool) -> Count:
    return (a & b).astype(np.int32) if both else a.astype(np.int32) + b


def _star(size: int) -> tuple[IntArray, IntArray]:
    return np.zeros(size - 1, np.int64), np.arange(1, size)


def _lists(hashes: HashArray, ranks: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """The places of the features that several accounts have, by feature and then rank; where each
    feature's begin there, and how many they are.
    """
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    new = np.ones(len(ordered), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(ordered)))
    several = sizes > 1
    order = order[np.repeat(several, sizes)]
    sizes = sizes[several]
    feature = np.repeat(np.arange(len(sizes)), sizes)
    order = order[np.lexsort((ranks[order], feature))]
    return order, np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64), sizes


def _added(keys: HashArray, *columns: Count) -> Counts:
    if not len(keys):
        return nothing()
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    new = np.ones(len(keys), dtype=np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(new)
    found = (np.add.reduceat(c[order], starts, dtype=np.int32) for c in columns)
    return Counts(keys[starts], *found)


def summed(parts: Iterable[Counts]) -> Counts:
    """Counts of several parts added up; as each becomes as large as the one before, they are
    merged, so that what is held is what there is to say of pairs.
    """
    held: list[Counts] = []
    for part in parts:
        made = part
        while held and len(held[-1]) < 2 * len(made):
            made = _joined([held.pop(), made])
        held.append(made)
    return _joined(held)


def _joined(parts: list[Counts]) -> Counts:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return nothing()
    columns = ([getattr(p, f.name) for p in parts] for f in fields(Counts))
    return _added(*(np.concatenate(c) for c in columns))


def joined(parts: Iterable[Found]) -> Found:
    """What was found of several parts of the features."""
    stock: list[Stock] = []

    def pairs() -> Iterator[Counts]:
        for part, of_part in parts:
            stock.append(of_part)
            yield part

    counts = summed(pairs())
    if not stock:
        return counts, Stock(np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.bool_))
    return counts, Stock(
        *(np.concatenate([getattr(s, f.name) for s in stock]) for f in fields(Stock))
    )

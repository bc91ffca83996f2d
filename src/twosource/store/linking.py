"""New accounts are linked with those of the store, as :class:`twosource.trace.Tracer` does.

A link rests on its two accounts alone, so only the new account is compared, and with those
alone that share enough with it: found in the postings, without reading any other.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence

import numpy as np

from twosource.group.words import IntArray, Words
from twosource.store.base import Base, in_parts, listed
from twosource.store.codec import dump, load
from twosource.store.filed import Shelf
from twosource.store.postings import Postings
from twosource.trace.bonds import BoolArray
from twosource.trace.credits import find_credits
from twosource.trace.index import Prints, Runs, prints_of, share_bonds, share_runs
from twosource.trace.kept import Kept
from twosource.trace.lineage import dependent
from twosource.trace.pairs import link_if_any
from twosource.trace.telling import Telling, telling
from twosource.trace.tracer import Key, Tracer
from twosource.types import Account, Derivation

_HELD = 512  # prepared accounts, 0.1 MB each
_WIDEST = 64  # chunks of one run of words: some 30,000 accounts


class Linking:
    """Places accounts among those of a store.

    Args:
        base: the store's tables.
        shelf: its accounts.
    """

    def __init__(self, base: Base, shelf: Shelf) -> None:
        self._base = base
        self._shelf = shelf
        self._runs = Postings(base, "runs", _WIDEST)
        self._bonds = Postings(base, "bonds", _WIDEST)
        self._held: OrderedDict[int, Telling] = OrderedDict()
        self._sizes: dict[int, tuple[int, int, int]] = {}
        self._kept = Kept()

    def refresh(self) -> None:
        """Look what other processes wrote."""
        self._runs.refresh()
        self._bonds.refresh()

    def place(self, number: int, account: Account, words: Words) -> tuple[int, int, int]:
        """Link a new account, ``words`` being those of its text, with all that came before it.

        Returns:
            How many runs, runs of the narrator and bonds it has: what is kept in its row.
        """
        new = telling(account, words)
        prints = prints_of(new)
        near = self._near(prints)
        credits = find_credits(account) if near else ()
        links = []
        for other in near:
            there = self._shelf.account(other)
            link = link_if_any(
                self._telling(other, there), new, find_credits(there), credits, self._kept
            )
            if link is not None:
                links.append((number, other, int(dependent(link)), dump(link)))
        self._base.many("INSERT INTO link (b, a, tied, record) VALUES (?, ?, ?, ?)", links)
        for postings, runs in ((self._runs, prints.runs), (self._bonds, prints.bonds)):
            postings.add(runs.hashes, 2 * number + runs.own.astype(np.int64))
        self._hold(number, new)
        sizes = (
            len(prints.runs.hashes), int(np.count_nonzero(prints.runs.own)),
            len(prints.bonds.hashes),
        )  # fmt: skip
        self._sizes[number] = sizes
        return sizes

    def flush(self) -> None:
        """Write the postings of what was placed."""
        self._runs.flush()
        self._bonds.flush()

    def _near(self, prints: Prints) -> list[int]:
        """The accounts to compare in full, in order."""
        docs, place, ours, theirs = _shared(self._runs, prints.runs)
        bonded, bond_place, bond_ours, bond_theirs = _shared(self._bonds, prints.bonds)
        sizes = self._sizes_of({*docs.tolist(), *bonded.tolist()})
        runs, own_runs, _ = _columns(sizes, docs)
        shared = np.bincount(place, minlength=len(docs))
        own = np.bincount(place[ours & theirs], minlength=len(docs))
        close = docs[share_runs(prints.runs, shared, own, runs, own_runs)]
        _, _, bonds = _columns(sizes, bonded)
        own = np.bincount(bond_place[bond_ours], minlength=len(bonded))
        own = own + np.bincount(bond_place[bond_theirs], minlength=len(bonded))
        tied = bonded[share_bonds(prints.bonds, own, bonds)]
        return sorted({*close.tolist(), *tied.tolist()})

    def _sizes_of(self, numbers: set[int]) -> dict[int, tuple[int, int, int]]:
        missing = sorted(numbers - self._sizes.keys())
        for part in in_parts(missing):
            for number, *sizes in self._base.rows(
                f"SELECT number, runs, own_runs, bonds FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                self._sizes[number] = (sizes[0], sizes[1], sizes[2])
        return self._sizes

    def _telling(self, number: int, account: Account) -> Telling:
        made = self._held.get(number)
        if made is None:
            made = telling(account)
        self._hold(number, made)
        return made

    def _hold(self, number: int, made: Telling) -> None:
        self._held[number] = made
        self._held.move_to_end(number)
        if len(self._held) > _HELD:
            self._held.popitem(last=False)


def _shared(postings: Postings, runs: Runs) -> tuple[IntArray, IntArray, BoolArray, BoolArray]:
    """The accounts that share a feature, which of them each shared one belongs to, and
    whether it is the new narrator's and theirs.
    """
    found, fresh = postings.find(runs.hashes), postings.fresh(runs.hashes)
    marks = np.concatenate([found[0], fresh[0]])
    asked = np.concatenate([found[1], fresh[1]])
    docs, place = np.unique(marks >> 1, return_inverse=True)
    return docs, place, runs.own[asked], (marks & 1).astype(np.bool_)


def _columns(
    sizes: dict[int, tuple[int, int, int]], docs: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    table = np.array([sizes[n] for n in docs.tolist()], dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def linked(base: Base, numbers: Iterable[int]) -> set[int]:
    """Some accounts, and all that links join to them, whatever the way."""
    seen = set(numbers)
    ahead = sorted(seen)
    while ahead:
        found: set[int] = set()
        for part in in_parts(ahead):
            ends = listed(part)
            rows = base.rows(
                f"SELECT a FROM link WHERE b IN {ends} UNION SELECT b FROM link WHERE a IN {ends}",  # noqa: S608
                (*part, *part),
            )
            found.update(row[0] for row in rows)
        ahead = sorted(found - seen)
        seen |= found
    return seen


def links_among(base: Base, shelf: Shelf, numbers: Sequence[int]) -> tuple[Derivation, ...]:
    """The links between some accounts, with all that other accounts of the store prove of
    them; sorted by the order of arrival.
    """
    order = sorted(linked(base, numbers))
    place = {number: n for n, number in enumerate(order)}
    raw: list[tuple[Key, Derivation]] = []
    for part in in_parts(order):
        rows = base.rows(
            f"SELECT b, a, record FROM link WHERE b IN {listed(part)} ORDER BY b, a",  # noqa: S608
            part,
        )
        raw += [((place[a], place[b]), load(Derivation, record)) for b, a, record in rows]
    tracer = Tracer()
    nothing = Prints(*(Runs(np.empty(0, np.uint64), np.empty(0, np.bool_)) for _ in range(2)))
    tracer.restore([(shelf.account(n), nothing) for n in order], raw)
    wanted = {place[n] for n in numbers}
    return tuple(
        link for (a, b), link in tracer.keyed().items() if a in wanted and b in wanted
    )  # fmt: skip

"""Accounts placed one by one or in any number: each is compared with those it may owe only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from twosource.group.words import HashArray
from twosource.language.other import any_other, is_other
from twosource.trace.bonds import BoolArray
from twosource.trace.credits import credited, find_credits
from twosource.trace.held import Held
from twosource.trace.index import Prints, prints_of
from twosource.trace.kept import Kept
from twosource.trace.near import STOCK, counted, ends, joined, rank_of
from twosource.trace.pairs import link, link_if_any, link_through
from twosource.trace.postings import Postings
from twosource.trace.settle import Key, settled
from twosource.trace.telling import telling
from twosource.trace.worth import Sizes, near, together
from twosource.types import Account, Credit, Derivation

if TYPE_CHECKING:
    from twosource.trace.translations import Translations

__all__ = ["Key", "Made", "Tracer"]

_HELD = 4096  # prepared accounts kept, some 0.1 MB each; others are prepared again when needed
Made = tuple[Derivation | None, bool]
"""What the comparison of a pair gave, and whether only what is told of copies that many print."""


class Tracer:
    """Accounts whose number grows, and the links between them.

    Links are those of :func:`twosource.trace.trace` over all that were placed, in whatever order
    they came: relation, score and evidence of a link rest on its two accounts alone.  Two
    things may change when an account is added: the direction of an earlier link,
    where the new account shows what stands behind both; and two accounts may be
    linked through it, the last of three to the first.  :meth:`add` gives such
    links too, and their reason names the account.

    What more than :data:`~twosource.trace.near.STOCK` accounts print ties each of them to
    the first of them alone, so that links grow with the accounts and not with their square.  An
    account that comes later may be that first one; the others are then tied to it.

    Accounts of two languages are laid side by side, each two once, and tied where one is a
    translation of the other; while all are English nothing of that is loaded.

    Pairs are sought when links are asked for, over all accounts: place many, then ask.

    Args:
        independent: keep the pairs compared in full and found independent too, and tie every two
            accounts that share enough, however many share it.
    """

    def __init__(self, *, independent: bool = False) -> None:
        self._make = link if independent else link_if_any
        self._stock = 1 << 31 if independent else STOCK
        self._accounts: list[Account] = []
        self._found: dict[int, tuple[Credit, ...]] = {}
        self._kept = Kept()
        self._runs, self._bonds = Postings(), Postings()
        self._sizes: list[tuple[int, int, int]] = []
        self._telling = Held(_HELD, lambda number: telling(self._accounts[number]))
        self._made: dict[Key, Made] = {}
        self._given: set[Key] = set()
        self._raw: dict[Key, Derivation] = {}
        self._tied: list[list[int]] = []
        self._passed: dict[Key, Derivation | None] = {}  # first and last of a chain, compared
        self._other = False  # whether any is of another language than English
        self._across: Translations | None = None

    def __len__(self) -> int:
        return len(self._accounts)

    @property
    def accounts(self) -> Sequence[Account]:
        """The accounts, in the order they came."""
        return self._accounts

    def add(self, account: Account) -> tuple[Derivation, ...]:
        """Place one more account.

        Returns:
            Its links with earlier accounts, each with the earlier account as
            ``a``, and the earlier links whose direction it changed, sorted by
            the order of arrival.
        """
        number = len(self._accounts)
        self.place(account)
        return self.changed({number})

    def place(self, account: Account) -> Prints:
        """:meth:`add` without saying what came of it: :meth:`links` and
        :meth:`changed` do.  Returns the account's prints, for :meth:`restore`.
        """
        new = telling(account)
        prints = prints_of(new)
        self._telling.put(len(self._accounts), new)
        self._enter(account, prints)
        return prints

    def changed(self, numbers: Iterable[int]) -> tuple[Derivation, ...]:
        """The links that would be another, or missing, without some accounts."""
        new = set(numbers)
        self._compare()
        story = self._story(new)
        ties = {(min(n, o), max(n, o)) for n in story for o in self._tied[n]}
        before = self._settled([k for k in ties if not new.intersection(k)])
        after = self._settled(ties)
        if self._other:
            before = self._merged(before, self._translations(new), after)
            after = self._merged(after, self._translations(), after)
        return tuple(made for key, made in sorted(after.items()) if before.get(key) != made)

    def keyed(self) -> dict[Key, Derivation]:
        """All links by the numbers of their two accounts, in the order of arrival."""
        self._compare()
        found = dict(sorted(self._settled(self._raw).items()))
        if not self._other:
            return found
        return self._merged(found, self._translations(), found)

    def links(self) -> tuple[Derivation, ...]:
        """All links, sorted by the order of arrival."""
        return tuple(self.keyed().values())

    def made(self) -> dict[Key, Made]:
        """What every comparison gave, by the numbers of the two accounts, before
        third accounts are heard: what :meth:`restore` takes.
        """
        self._compare()
        return dict(self._made)

    def restore(
        self, accounts: Iterable[tuple[Account, Prints]], made: Iterable[tuple[Key, Made]]
    ) -> None:
        """Take up where another tracer stopped: its accounts with their prints, in
        order, and what :meth:`made` gave.  Only for an empty tracer.
        """
        for account, prints in accounts:
            self._enter(account, prints)
        self._made.update(made)

    def give(self, accounts: Iterable[Account], links: Iterable[tuple[Key, Derivation]]) -> None:
        """Accounts and the links that were found between them elsewhere, before third accounts
        are heard.  Only for an empty tracer; nothing is compared.
        """
        self._accounts.extend(accounts)
        self._other = any_other(self._accounts)
        self._sizes += [(0, 0, 0)] * len(self._accounts)
        for key, given in links:
            self._given.add(key)
            self._made[key] = given, False

    def _translations(self, without: Collection[int] = ()) -> dict[Key, Derivation]:
        """The links between languages, as if some accounts had not come."""
        if self._across is None:
            from twosource.trace.translations import Translations

            self._across = Translations()
        return self._across.links(self._accounts, without)

    def _merged(
        self, links: dict[Key, Derivation], across: dict[Key, Derivation],
        known: dict[Key, Derivation],
    ) -> dict[Key, Derivation]:  # fmt: skip
        """Links with those between languages; a tie by words goes before one."""
        from twosource.trace.translations import merged

        words = {k: self._raw[k] for k in across if k in self._raw and k not in known}
        kept = merged({**words, **links}, across)
        return {k: made for k, made in kept.items() if k in links or made is across.get(k)}

    def _enter(self, account: Account, prints: Prints) -> None:
        number = len(self._accounts)
        self._accounts.append(account)
        self._other = self._other or is_other(account)
        self._runs.add(number, prints.runs)
        self._bonds.add(number, prints.bonds)
        own = int(np.count_nonzero(prints.runs.own))
        self._sizes.append((len(prints.runs.hashes), own, len(prints.bonds.hashes)))

    def _compare(self) -> None:
        """Compare the pairs worth it that were not compared before."""
        if len(self._tied) == len(self._accounts):
            return
        self._raw = {}
        self._tied = [[] for _ in self._accounts]
        for key, brief in self._near():
            made = self._made.get(key)
            if made is None or (made[0] is not None and made[1] != brief):
                made = self._made[key] = self._compared(key, brief), brief
            if made[0] is not None:
                self._keep(key, made[0])
        for key in self._given:
            given = self._made[key][0]
            if given is not None:
                self._keep(key, given)

    def _near(self) -> Iterable[tuple[Key, bool]]:
        """The pairs worth a comparison, those that hang together in a row."""
        order = self._order()
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        runs, bonds = (
            joined(
                counted(hashes, rank[numbers], own, both=both, stock=self._stock)
                for hashes, numbers, own in postings.parts()
            )
            for postings, both in ((self._runs, True), (self._bonds, False))
        )
        table = np.array(self._sizes, dtype=np.int64).reshape(-1, 3)[order]
        keys, much = near(runs, bonds, Sizes(table[:, 0], table[:, 1], table[:, 2]))
        next_to = together(keys, len(order))
        return self._told(keys[next_to], much[next_to], order)

    def _told(
        self, keys: HashArray, much: BoolArray, order: Sequence[int]
    ) -> Iterable[tuple[Key, bool]]:
        for one, two, brief in zip(*(e.tolist() for e in ends(keys)), much.tolist(), strict=True):
            a, b = order[one], order[two]
            yield (min(a, b), max(a, b)), brief

    def _order(self) -> list[int]:
        """The accounts by rank; they stand in the order of arrival where rank decides nothing,
        for no run is had by so many.
        """
        numbers = range(len(self._accounts))
        if len(self._accounts) <= self._stock:
            return list(numbers)
        return sorted(numbers, key=lambda n: rank_of(self._accounts[n], self._credits(n)))

    def _compared(self, key: Key, brief: bool) -> Derivation | None:
        a, b = key
        return self._make(
            self._telling(a), self._telling(b), self._credits(a), self._credits(b), self._kept,
            brief=brief,
        )  # fmt: skip

    def _keep(self, key: Key, made: Derivation) -> None:
        self._raw[key] = made
        if made.relation != "independent":
            a, b = key
            self._tied[a].append(b)
            self._tied[b].append(a)

    def _credits(self, number: int) -> tuple[Credit, ...]:
        if number not in self._found:
            self._found[number] = find_credits(self._accounts[number])
        return self._found[number]

    def _story(self, numbers: set[int]) -> set[int]:
        """The accounts that links join to some."""
        seen, ahead = set(numbers), list(numbers)
        while ahead:
            new = [o for o in self._tied[ahead.pop()] if o not in seen]
            seen.update(new)
            ahead += new
        return seen

    def _settled(self, keys: Iterable[Key]) -> dict[Key, Derivation]:
        """The links of whole stories, with what third accounts show."""
        return settled(
            {k: self._raw[k] for k in keys},
            lambda n: self._accounts[n].id,
            lambda n: credited(self._credits(n)),
            self._through,
        )

    def _through(self, first: int, last: int) -> Derivation | None:
        """The link of an account with what it came from through another one."""
        if (first, last) not in self._passed:
            one, two = self._telling(first), self._telling(last)
            self._passed[first, last] = link_through(one, two, turned=first > last)
        return self._passed[first, last]

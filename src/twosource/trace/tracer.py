"""Accounts placed one by one: a new one is compared with those it may owe only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from twosource.trace.credits import credited, find_credits
from twosource.trace.decide import DOUBTFUL_BONDS
from twosource.trace.held import Held
from twosource.trace.index import BondIndex, Index, Prints, prints_of
from twosource.trace.inherit import inherit_credits
from twosource.trace.kept import Kept
from twosource.trace.pairs import link, link_if_any, link_through
from twosource.trace.telling import telling
from twosource.trace.through import chains, through_copies
from twosource.types import Account, Credit, Derivation

_HELD = 1024  # prepared accounts kept, some 0.1 MB each; others are prepared again when needed
Key = tuple[int, int]


class Tracer:
    """An index of accounts that grows, and the links between them.

    The links after adding accounts one by one are those of
    :func:`twosource.trace.trace` over all of them, in whatever order they come:
    relation, score and evidence of a link rest on its two accounts alone.  Two
    things may change when an account is added: the direction of an earlier link,
    where the new account shows what stands behind both; and two accounts may be
    linked through it, the last of three to the first.  :meth:`add` gives such
    links too, and their reason names the account.

    Args:
        independent: keep the pairs compared in full and found independent too.
    """

    def __init__(self, *, independent: bool = False) -> None:
        self._make = link if independent else link_if_any
        self._accounts: list[Account] = []
        self._found: dict[int, tuple[Credit, ...]] = {}
        self._kept = Kept()
        self._runs = Index()
        self._bonds = BondIndex(DOUBTFUL_BONDS)
        self._telling = Held(_HELD, lambda number: telling(self._accounts[number]))
        self._raw: dict[Key, Derivation] = {}
        self._tied: list[list[int]] = []
        self._passed: dict[Key, Derivation | None] = {}  # first and last of a chain, compared

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
        number = self._enter(account)
        near = {*self._runs.add(prints.runs), *self._bonds.add(prints.bonds)}
        for other in sorted(near):
            of_other, of_new = self._credits(other), self._credits(number)
            made = self._make(self._telling(other), new, of_other, of_new, self._kept)
            if made is not None:
                self._keep((other, number), made)
        self._telling.put(number, new)
        return prints

    def changed(self, numbers: Iterable[int]) -> tuple[Derivation, ...]:
        """The links that would be another, or missing, without some accounts."""
        new = set(numbers)
        story = self._story(new)
        ties = {(min(n, o), max(n, o)) for n in story for o in self._tied[n]}
        keys = sorted(ties)
        before = self._settled([k for k in keys if not new.intersection(k)])
        after = self._settled(keys)
        return tuple(made for key, made in sorted(after.items()) if before.get(key) != made)

    def keyed(self) -> dict[Key, Derivation]:
        """All links by the numbers of their two accounts, in the order of arrival."""
        return dict(sorted(self._settled(sorted(self._raw)).items()))

    def links(self) -> tuple[Derivation, ...]:
        """All links, sorted by the order of arrival."""
        return tuple(self.keyed().values())

    def raw(self, number: int) -> dict[Key, Derivation]:
        """The links of an account with earlier ones, by their numbers, before
        third accounts are heard: what :meth:`restore` takes.
        """
        return {(o, number): self._raw[o, number] for o in self._tied[number] if o < number}

    def restore(
        self, accounts: Iterable[tuple[Account, Prints]], links: Iterable[tuple[Key, Derivation]]
    ) -> None:
        """Take up where another tracer stopped: its accounts with their prints, in
        order, and its links as :meth:`raw` gave them.  Only for an empty tracer.
        """
        prints = []
        for account, of_account in accounts:
            self._enter(account)
            prints.append(of_account)
        self._runs.extend([p.runs for p in prints])
        self._bonds.extend([p.bonds for p in prints])
        for key, made in links:
            self._keep(key, made)

    def _enter(self, account: Account) -> int:
        self._accounts.append(account)
        self._tied.append([])
        return len(self._accounts) - 1

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

    def _settled(self, keys: Sequence[Key]) -> dict[Key, Derivation]:
        """The links of whole stories, with what third accounts show."""
        ends = sorted({n for key in keys for n in key})
        names = {self._accounts[n].id: credited(self._credits(n)) for n in ends}
        links = through_copies(inherit_credits([self._raw[k] for k in keys], names))
        made = dict(zip(keys, links, strict=True))
        number = {self._accounts[n].id: n for n in ends}
        found: dict[tuple[int, int], int] = {}
        for ids in chains(links):
            first, last, middle = (number[i] for i in ids)
            if self._before(middle, found.get((first, last))):
                found[first, last] = middle
        for (first, last), middle in found.items():
            if (last, first) in found:  # through one it came there, through another from there
                continue
            passed = self._through(first, last)
            if passed is not None:
                key = (min(first, last), max(first, last))
                reason = f"{passed.reason}; through {self._accounts[middle].id}"
                made[key] = replace(passed, reason=reason)
        return made

    def _before(self, one: int, other: int | None) -> bool:
        """Whether one middle account is named rather than another: by its id."""
        return other is None or self._accounts[one].id < self._accounts[other].id

    def _through(self, first: int, last: int) -> Derivation | None:
        """The link of an account with what it came from through another one."""
        if (first, last) not in self._passed:
            one, two = self._telling(first), self._telling(last)
            self._passed[first, last] = link_through(one, two, turned=first > last)
        return self._passed[first, last]

"""New accounts are linked with those of the store, as :class:`twosource.trace.Tracer` does.

A link rests on its two accounts alone, so only the new account is compared, and with those
alone that share enough with it: found in the postings, without reading any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.group.words import Words
from twosource.language.other import any_other
from twosource.store.base import Base, in_parts, listed
from twosource.store.codec import dump, load
from twosource.store.filed import Shelf
from twosource.store.nearby import Nearby
from twosource.trace.credits import find_credits
from twosource.trace.held import Held
from twosource.trace.index import prints_of
from twosource.trace.kept import Kept
from twosource.trace.lineage import dependent
from twosource.trace.pairs import link_if_any
from twosource.trace.telling import Telling, telling
from twosource.trace.tracer import Key, Tracer
from twosource.types import Account, Credit, Derivation

_HELD = 512  # prepared accounts, 0.1 MB each


@dataclass(frozen=True, slots=True)
class Prepared:
    """An account made ready to be compared."""

    telling: Telling
    credits: tuple[Credit, ...]


class Linking:
    """Places accounts among those of a store.

    Args:
        base: the store's tables.
        shelf: its accounts.
    """

    def __init__(self, base: Base, shelf: Shelf) -> None:
        self._base = base
        self._shelf = shelf
        self._near = Nearby(base)
        self._held = Held(_HELD, self._prepare)
        self._kept = Kept()

    def refresh(self) -> None:
        """Look what other processes wrote."""
        self._near.refresh()

    def place(self, number: int, account: Account, words: Words) -> tuple[int, int, int]:
        """Link a new account, ``words`` being those of its text, with all that came before it.

        Returns:
            How many runs, runs of the narrator and bonds it has: what is kept in its row.
        """
        new = telling(account, words)
        prints = prints_of(new)
        near = self._near.to(prints)
        mine = Prepared(new, find_credits(account) if near else ())
        links = []
        for other in near:
            there = self._held(other)
            link = link_if_any(there.telling, new, there.credits, mine.credits, self._kept)
            if link is not None:
                links.append((number, other, int(dependent(link)), dump(link)))
        self._base.many("INSERT INTO link (b, a, tied, record) VALUES (?, ?, ?, ?)", links)
        if near:
            self._held.put(number, mine)
        return self._near.add(number, prints)

    def flush(self) -> None:
        """Write the postings of what was placed."""
        self._near.flush()

    def _prepare(self, number: int) -> Prepared:
        account = self._shelf.account(number)
        return Prepared(telling(account), find_credits(account))


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
    accounts = [shelf.account(n) for n in order]
    if any_other(accounts):  # what is told between languages is worked out over all of them
        from twosource.trace.translations import RULE

        raw = [(key, made) for key, made in raw if made.rule != RULE]
    tracer.give(accounts, raw)
    wanted = {place[n] for n in numbers}
    return tuple(
        link for (a, b), link in tracer.keyed().items() if a in wanted and b in wanted
    )  # fmt: skip

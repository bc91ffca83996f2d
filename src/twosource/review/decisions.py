"""The decisions that bear on some accounts, and where their words stand now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.errors import ExchangeError
from twosource.exchange.anchor import Hint, find
from twosource.types import Account, Part, Passage, Review, Span

Place = tuple[str, Part, Span]
"""Account, part, span."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds, the earliest first, so that the later of two decides.

    Attributes:
        reviews: those that were not taken back.
        versions: account id to that of the account which its page held before.
    """

    reviews: tuple[Review, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    def of(self, *subjects: str) -> Iterator[Review]:
        """Those of some subjects."""
        return (r for r in self.reviews if r.of in subjects)


NONE = Decisions()


class Carried:
    """Finds the words of decisions in accounts, and in what their pages say later.

    Args:
        accounts: those at hand.
        versions: as :class:`Decisions` has them.
    """

    def __init__(self, accounts: Sequence[Account], versions: Mapping[str, str]) -> None:
        self.accounts = {a.id: a for a in accounts}
        self._later: dict[str, list[str]] = {}
        for account in self.accounts:
            for before in chain(account, versions)[1:]:
                self._later.setdefault(before, []).append(account)

    def later(self, account: str) -> Sequence[str]:
        """The accounts at hand that are later versions of one, which need not be at hand."""
        return self._later.get(account, ())

    def all(self, account: str) -> tuple[str, ...]:
        """The account, where it is at hand, and its later versions."""
        own = (account,) if account in self.accounts else ()
        return (*own, *self.later(account))

    def places(self, passage: Passage) -> tuple[Place, ...]:
        """Where a passage stands: in its account and in each later version that has its words."""
        found = ((a, self.find(passage, a)) for a in self.all(passage.account))
        return tuple((a, passage.part, span) for a, span in found if span is not None)

    def find(self, passage: Passage, account: str) -> Span | None:
        """Where a passage stands in an account; ``None`` where it does not, or in several places
        that are not told apart.
        """
        source = self.accounts[account]
        if passage.part not in source.parts():
            return None
        place = (passage.span.start, passage.span.end)
        hint = Hint(passage.quote, passage.prefix, passage.suffix, place)
        if not passage.quote.strip():
            return None
        try:
            (start, end), _ = find(source.part(passage.part), hint, account)
        except ExchangeError:
            return None
        return Span(start, end)


def chain(account: str, versions: Mapping[str, str]) -> list[str]:
    """An account and those that its page held before, the latest first."""
    found = [account]
    while (before := versions.get(found[-1])) is not None and before not in found:
        found.append(before)
    return found


def same(one: Span, two: Span) -> bool:
    """Whether two spans are one stretch: they share half of the longer at least, so that the
    figure in a sentence is not the sentence.
    """
    return 2 * one.overlap(two) >= max(len(one), len(two))


def signed(review: Review) -> str:
    """``by Ida on 2031-05-03``: who decided and when, as evidence has it."""
    return f"by {review.author} on {review.time[:10]}"

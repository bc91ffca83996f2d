"""Which lines of a dossier a decision is of."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.review.decisions import Carried, Place, same
from twosource.types import Finding, Position, Review


class Target:
    """The lines that one decision is of, wherever its words stand now."""

    def __init__(self, review: Review, carried: Carried) -> None:
        self.review = review
        self.kind, *types = review.says.split() or [""]
        self._types = frozenset(types)
        self._places: list[tuple[str, tuple[Place, ...]]] = [
            (p.account, carried.places(p)) for p in review.passages if p.role in {"", "content"}
        ]
        self._need = min(2, len({p.account for p in review.passages}))

    @property
    def stands(self) -> bool:
        """Whether the words of as many accounts as it needs stand somewhere."""
        return len({a for a, places in self._places if places}) >= self._need

    def finding(self, finding: Finding) -> bool:
        """Whether it is of a finding: of its kind and type, with spans on the same stretches of
        two of the accounts (of one where the decision rests on one).
        """
        if self.review.of != "finding" or (self.kind and finding.kind != self.kind):
            return False
        if self._types and finding.type not in self._types:
            return False
        touched = {
            source
            for source, places in self._places
            for account, part, span in places
            if account in finding.spans
            and finding.parts.get(account, "text") == part
            and same(finding.spans[account], span)
        }
        return len(touched) >= max(1, self._need)

    def position(self, position: Position) -> bool:
        """Whether it is of a position: of its kind, on the same stretch."""
        if self.review.of != "position" or (self.kind and position.kind != self.kind):
            return False
        return any(
            account == position.account and part == position.part and same(position.content, span)
            for _, places in self._places
            for account, part, span in places
        )


def at(places: Sequence[Place]) -> dict[str, Place]:
    """The first place of each account."""
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place[0], place)
    return found

"""Places joined step by step into parties, those that an account tells apart kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.language.foreign.shared_names import same_name
from twosource.language.foreign.sounds import alike
from twosource.parties.foreign.mentions import Place

APART = 0.5
"""Likeness of sounds under which two full names of persons are of two."""
_REASONS = 8


@dataclass(slots=True)
class Groups:
    """Places and what is joined of them; ``why`` says of each group what joined it."""

    places: Sequence[Place]
    parent: list[int] = field(default_factory=list)
    held: dict[int, list[int]] = field(default_factory=dict)
    why: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.places)))
        self.held = {k: [k] for k in self.parent}

    def root(self, k: int) -> int:
        """The number that stands for the group of a place."""
        while self.parent[k] != k:
            k = self.parent[k]
        return k

    def members(self) -> dict[int, list[int]]:
        """Every group by its lowest place."""
        return self.held

    def join(self, i: int, j: int, why: str) -> None:
        """Join two places unless an account tells their groups apart."""
        a, b = self.root(i), self.root(j)
        if a == b or self._apart(a, b):
            return
        low, high = min(a, b), max(a, b)
        self.parent[high] = low
        self.held[low] = sorted(self.held[low] + self.held.pop(high))
        reasons = self.why.setdefault(low, [])
        for reason in (*self.why.pop(high, ()), why):
            if reason not in reasons and len(reasons) < _REASONS:
                reasons.append(reason)

    def _apart(self, a: int, b: int) -> bool:
        mine = [self.places[k] for k in self.held[a]]
        theirs = [self.places[k] for k in self.held[b]]
        if len({p.actor for p in (*mine, *theirs) if p.actor is not None}) > 1:
            return True
        return any(other(x, y) for x in mine for y in theirs)


def other(one: Place, two: Place) -> bool:
    """Whether two places cannot be one party: a person and a body, or two full names."""
    if (_plain_body(one) and two.surely) or (_plain_body(two) and one.surely):
        return True
    if (_plain_body(one) and two.kind == "place") or (_plain_body(two) and one.kind == "place"):
        return True  # the central bank of Norvia, and Norvia
    if len(one.sounds) < 2 or len(two.sounds) < 2:
        return False
    if one.account == two.account:
        return same_name(one.sounds, two.sounds) == 0
    return one.person and two.person and nearest(one, two) < APART


def _plain_body(place: Place) -> bool:
    return bool(place.bodies) and not place.roles


def nearest(one: Place, two: Place) -> float:
    """How alike the words of the shorter name are to the best of the longer, on average."""
    short, long = sorted((one.sounds, two.sounds), key=len)
    words = [s for s in short if len(s) >= 2]
    if not words:
        return 0.0
    return sum(max((alike(w, x) for x in long), default=0.0) for w in words) / len(words)

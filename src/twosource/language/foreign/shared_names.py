"""Names that two accounts have in common, by how they sound."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.language.foreign.names import Name
from twosource.language.foreign.reading import Reading
from twosource.language.foreign.sought import EXACT, LIKE, sought
from twosource.language.foreign.sounds import alike
from twosource.types import Span

Pair = tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class SharedNames:
    """Every place of the one account with a place of the other that names the same.

    ``groups`` numbers the names; ``a`` and ``b`` give, in order, the places of each name.
    """

    a: tuple[tuple[Span, int], ...]
    b: tuple[tuple[Span, int], ...]

    def alike(self, one: Span, two: Span) -> float:
        """The share of the shared names of two sentences that both have."""
        mine, theirs = _inside(self.a, one), _inside(self.b, two)
        every = mine | theirs
        return len(mine & theirs) / len(every) if every else 0.0

    def count(self) -> int:
        """How many names both have."""
        return len({n for _, n in self.a} & {n for _, n in self.b})

    def turned(self) -> SharedNames:
        """The same, the other account first."""
        return SharedNames(self.b, self.a)


def _inside(places: Sequence[tuple[Span, int]], span: Span) -> set[int]:
    low = max(bisect_left(places, (span, -1)) - 2, 0)
    found = set()
    for place, number in places[low:]:
        if place.start >= span.end:
            break
        if place.overlap(span):
            found.add(number)
    return found


def shared_names(a: Reading, b: Reading) -> SharedNames:
    """The names two accounts share: compared word by word where both scripts set names off, else
    those of the one sought in the other; between two scripts that do not, none.
    """
    if a.names and b.names:
        return _compared(a.names, b.names)
    if a.names:
        return _sought(a, b)
    if b.names:
        return _sought(b, a).turned()
    return SharedNames((), ())


def same_name(one: Sequence[str], two: Sequence[str]) -> float:
    """How surely two names are one by their sounds: all words of the shorter in order of the
    longer, a single word (a surname) only where it is the last of the longer or long.
    """
    one, two = [s for s in one if len(s) >= 2], [s for s in two if len(s) >= 2]
    if not one or not two:
        return 0.0
    if len(one) > len(two):
        one, two = two, one
    best = 0.0
    for at in range(len(two) - len(one) + 1):
        scores = [alike(x, y) for x, y in zip(one, two[at:], strict=False)]
        if min(scores) >= (EXACT if min(len(x) for x in one) < 3 and len(one) == 1 else LIKE - 0.1):
            best = max(best, sum(scores) / len(scores))
    if best < LIKE and len(two) == len(one) + 1:  # Jean-Luc is two words elsewhere
        for k in range(len(two) - 1):
            joined = [*two[:k], two[k] + two[k + 1], *two[k + 2 :]]
            scores = [alike(x, y) for x, y in zip(one, joined, strict=True)]
            if len(one) > 1 and min(scores) >= LIKE - 0.1:
                best = max(best, sum(scores) / len(scores))
    return best if best >= LIKE else 0.0


def _compared(a: Sequence[Name], b: Sequence[Name]) -> SharedNames:
    numbers: dict[tuple[str, ...], int] = {}
    mine = sorted({n.sounds for n in a}, key=lambda s: (-len(s), s))
    for sounds in mine:
        same = next((numbers[k] for k in numbers if _one_of(sounds, k)), None)
        numbers[sounds] = len(set(numbers.values())) if same is None else same
    theirs: dict[tuple[str, ...], int] = {}
    for sounds in {n.sounds for n in b}:
        scored = [(same_name(sounds, k), -n) for k, n in numbers.items()]
        score, number = max(scored, default=(0.0, 0))
        if score > 0:
            theirs[sounds] = -number
    kept = set(theirs.values())
    return SharedNames(
        tuple(sorted((n.span, numbers[n.sounds]) for n in a if numbers[n.sounds] in kept)),
        tuple(sorted((n.span, theirs[n.sounds]) for n in b if n.sounds in theirs)),
    )


def _one_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is part of a longer one of the same text."""
    return len(short) <= len(long) and long[len(long) - len(short) :] == short


def _sought(a: Reading, b: Reading) -> SharedNames:
    names = sorted({n.sounds for n in a.names}, key=lambda s: (-len(s), s))
    numbers: dict[tuple[str, ...], int] = {}
    for sounds in names:
        same = next((numbers[k] for k in numbers if _one_of(sounds, k)), None)
        numbers[sounds] = len(set(numbers.values())) if same is None else same
    spelt = {n.sounds: n.words for n in a.names}
    found = sought(b.account.text, b.lists, names, spelt)
    places: dict[Span, int] = {}
    for sounds, spans in found.items():
        for span in spans:
            if not any(span.overlap(p) for p in places):
                places[span] = numbers[sounds]
    kept = set(places.values())
    return SharedNames(
        tuple(sorted((n.span, numbers[n.sounds]) for n in a.names if numbers[n.sounds] in kept)),
        tuple(sorted(places.items())),
    )

"""What two matched sentences of different languages tell otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.language.foreign.dates import Day, comparable, conflict
from twosource.language.foreign.figures import Figure
from twosource.language.foreign.parallel import Match, Parallel
from twosource.language.foreign.reading import Reading, Said
from twosource.types import FindingType, Span

NEAR = 0.05
"""Relative distance within which a round figure stands for another: "about 2,400"."""
FIRM = 0.6
"""Likeness of two sentences from which a difference in them is told firmly."""
CLOSE = 0.72
"""Likeness from which nothing else need be in common."""
LINKED = 0.45
"""The same in two accounts of one text."""
FAR = 10.0
"""Figures further apart than this many times are of two matters."""
SMALL = 2.0
"""Figures up to here are often words of another kind (a pair, both)."""
NEGATED = 0.75
"""Likeness of two sentences from which a negation on one side alone is told."""


@dataclass(frozen=True, slots=True)
class Detail:
    """Two stretches that tell one thing otherwise, how surely, and what in words."""

    type: FindingType
    a: Span
    b: Span
    score: float
    why: str


def details(pair: Parallel, match: Match, *, linked: bool = False) -> Iterator[Detail]:
    """The differences of a matched pair of sentences, in figures, dates and negation.

    Args:
        pair: two accounts side by side.
        match: the sentences.
        linked: whether the accounts are of one text; of others, and of sentences that are hardly
            alike, more must be in common for a difference to be told firmly.
    """
    one, two = pair.a.sentences[match.a], pair.b.sentences[match.b]
    near = match.score >= (LINKED if linked else CLOSE) or anchored(pair, one, two)
    yield from _figures(pair, match, one, two, firm=near)
    yield from _days(pair, match, one, two, firm=near)
    yield from _negation(match, one, two)


def _figures(pair: Parallel, match: Match, one: Said, two: Said, *, firm: bool) -> Iterator[Detail]:
    odd_a = _odd(one.figures, two.figures, pair.b)
    odd_b = _odd(two.figures, one.figures, pair.a)
    pairs = _paired(odd_a, odd_b)
    for x, y in pairs:
        if _rounded(x.value, y.value) or max(x.value, y.value) > FAR * min(x.value, y.value):
            continue
        if _loosely(x, y) or _converted(x, y):
            continue
        sure = 0.9 if len(odd_a) == len(odd_b) == 1 else 0.7
        sure -= 0.0 if match.score >= FIRM else 0.15
        sure -= 0.0 if firm else 0.45
        yield Detail("number", x.span, y.span, round(sure, 3),
                     f"The figures differ: {_plain(x.value)} and {_plain(y.value)}")  # fmt: skip


def anchored(pair: Parallel, one: Said, two: Said) -> bool:
    """Whether two sentences have a figure, a date, a name or a quotation's place in common, by
    which what they tell otherwise is told of one thing.
    """
    values = {f.value for f in one.figures if f.value > SMALL} & {f.value for f in two.figures}
    if values or pair.names.alike(one.span, two.span) > 0:
        return True
    return any(comparable(x, y) and not conflict(x, y) for x in one.days for y in two.days)


_RATIOS = {
    "length": (1.609, 3.281, 2.54, 1000.0, 100.0, 10.0, 1.094),
    "mass": (2.205, 1.102, 1000.0),
    "time": (7.0, 24.0, 12.0, 30.0, 30.4, 60.0, 52.0, 365.0, 10.0, 14.0),
}
"""How many of one unit of a kind make another; its words are not told apart."""
_NEARLY = 0.035
EXACTLY = 100.0
"""Figures under this are told exactly though both accounts say "at least"."""
LOOSE = 0.2
"""Relative distance within which a figure that is called rough stands for another."""


def _converted(one: Figure, two: Figure) -> bool:
    """Whether two figures may be one in two units: miles and kilometres, months and years."""
    high, low = max(one.value, two.value), min(one.value, two.value)
    if one.unit != two.unit or low <= 0:
        return False
    return any(abs(high / low - r) <= _NEARLY * r for r in _RATIOS.get(one.unit, ()))


def _loosely(one: Figure, two: Figure) -> bool:
    """Whether words call one of two near figures rough: "more than 100,000" of 120,000."""
    high, low = max(one.value, two.value), min(one.value, two.value)
    rough = [f for f in (one, two) if f.rough and _round(f.value)]
    if one.rough and two.rough and low < EXACTLY:
        return False  # "at least 17" and "at least 19" are two tolls
    return bool(rough) and high > 0 and (high - low) / high <= LOOSE


def _round(value: float) -> bool:
    """Whether a figure has one digit that is not naught."""
    return value >= SMALL and len(f"{value:.0f}".rstrip("0")) <= 1


def _odd(mine: Sequence[Figure], theirs: Sequence[Figure], other: Reading) -> list[Figure]:
    """Figures of a sentence that neither its match nor the rest of the other account has."""
    there = {f.value for f in theirs} | {f.value for f in other.figures}
    days = {float(v) for d in other.days for v in (d.day, d.year) if v is not None}
    return [f for f in mine if f.value > SMALL and f.value not in there and f.value not in days]


def _paired(a: Sequence[Figure], b: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Figures that may stand for one another: of one unit, or one of them without any."""
    out: list[tuple[Figure, Figure]] = []
    free = list(b)
    for x in a:
        fits = [y for y in free if x.unit == y.unit or not x.unit or not y.unit]
        same = [y for y in fits if x.unit == y.unit] or fits
        if not same or (len(a) != len(b) and len(same) > 1):
            continue
        y = min(same, key=lambda f: (abs(_digits(f.value) - _digits(x.value)), f.span))
        out.append((x, y))
        free.remove(y)
    return out


def _digits(value: float) -> int:
    return len(str(int(value)))


def _rounded(one: float, two: float) -> bool:
    """Whether the one may be the other, rounded."""
    low, high = sorted((one, two))
    round_ = any(len(str(int(v)).rstrip("0")) <= 2 and v >= 100 for v in (one, two))
    return round_ and high > 0 and (high - low) / high <= NEAR


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _days(pair: Parallel, match: Match, one: Said, two: Said, *, firm: bool) -> Iterator[Detail]:
    for x in one.days:
        against = [y for y in two.days if comparable(x, y)]
        if not against or any(not conflict(x, y) for y in against):
            continue
        if _elsewhere(x, pair.b.days):
            continue
        free = [y for y in against if not _elsewhere(y, pair.a.days, fully=False)]
        if len(free) == 1:
            sure = 0.88 if match.score >= FIRM else 0.7
            sure -= 0.0 if firm else 0.4
            yield Detail("date", x.span, free[0].span, sure, "The dates differ")


def _elsewhere(day: Day, others: Sequence[Day], *, fully: bool = True) -> bool:
    """Whether the other account gives a date somewhere, where asked as fully."""
    return any(
        comparable(day, o)
        and not conflict(day, o)
        and (not fully or o.day is not None or day.day is None)
        for o in others
    )


def _negation(match: Match, one: Said, two: Said) -> Iterator[Detail]:
    if match.score < NEGATED or bool(one.negated) == bool(two.negated):
        return
    where = one.negated or two.negated
    a = where[0] if one.negated else one.span
    b = two.span if one.negated else where[0]
    yield Detail("polarity", a, b, 0.4, "One of the two has a negation, the other none")

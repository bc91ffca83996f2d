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


def details(pair: Parallel, match: Match) -> Iterator[Detail]:
    """The differences of a matched pair of sentences, in figures, dates and negation."""
    one, two = pair.a.sentences[match.a], pair.b.sentences[match.b]
    yield from _figures(pair, match, one, two)
    yield from _days(pair, match, one, two)
    yield from _negation(match, one, two)


def _figures(pair: Parallel, match: Match, one: Said, two: Said) -> Iterator[Detail]:
    odd_a = _odd(one.figures, two.figures, pair.b)
    odd_b = _odd(two.figures, one.figures, pair.a)
    pairs = _paired(odd_a, odd_b)
    for x, y in pairs:
        if _rounded(x.value, y.value) or max(x.value, y.value) > FAR * min(x.value, y.value):
            continue
        sure = 0.9 if len(odd_a) == len(odd_b) == 1 else 0.7
        sure -= 0.0 if match.score >= FIRM else 0.15
        yield Detail("number", x.span, y.span, round(sure, 3),
                     f"The figures differ: {_plain(x.value)} and {_plain(y.value)}")  # fmt: skip


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


def _days(pair: Parallel, match: Match, one: Said, two: Said) -> Iterator[Detail]:
    for x in one.days:
        against = [y for y in two.days if comparable(x, y)]
        if not against or any(not conflict(x, y) for y in against):
            continue
        if _elsewhere(x, pair.b.days):
            continue
        free = [y for y in against if not _elsewhere(y, pair.a.days, fully=False)]
        if len(free) == 1:
            sure = 0.88 if match.score >= FIRM else 0.7
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

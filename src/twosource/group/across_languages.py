"""The chance that two accounts of different languages tell one event.

By sentences alike, figures that are no round or small number, and names that sound alike.
Imported only where an account is not English.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from twosource.group.days import day_of
from twosource.group.standing import WORTH
from twosource.group.words import IntArray
from twosource.language.foreign.candidates import pairs, weight
from twosource.language.foreign.parallel import Parallel, lay
from twosource.language.foreign.reading import Reading, reading_of
from twosource.language.foreign.shared_names import SharedNames
from twosource.language.other import is_other
from twosource.types import Account, Span

# A logistic curve fitted on the pairs of different languages of the open half of the stories of
# tests/languages and rounded towards names and sentences, of which six stories show too little:
# few stories have as many figures as these.
NONE, MATCHED, ALIKE, FIGURES, FULL, SINGLE = -6.2, 0.8, 3.0, 6.0, 1.8, 0.4
_TOP, _CHANCE = 3, 0.3
"""The best sentences whose likeness counts, and the likeness that chance gives."""
_DAYS = 45
MOST = 20_000
"""Accounts of a call in which stories are looked for over languages: all are held at once."""
Edge = tuple[int, int, float]


def edges_across(accounts: Sequence[Account]) -> Iterator[Edge]:
    """The chance for every pair of different languages, by the places of the accounts."""
    readings = {n: r for n, a in enumerate(accounts) if (r := _reading(a)) is not None}
    for i, j in pairs(readings):
        a, b = readings[i], readings[j]
        if not _parted(a.account, b.account):
            yield i, j, chance(lay(a, b))


def chance_of(one: Account, two: Account) -> float:
    """The chance that two accounts tell one event; 0 where both are of one language, or their
    days lie too far apart.
    """
    return next((sure for _, _, sure in edges_across((one, two))), 0.0)


def _reading(account: Account) -> Reading | None:
    if account.language == "und":
        return reading_of(replace(account, language="en"))
    return reading_of(account) if account.language.startswith("en") or is_other(account) else None


def _parted(one: Account, two: Account) -> bool:
    first, second = day_of(one), day_of(two)
    return bool(first and second and abs(first - second) > _DAYS)


def chance(pair: Parallel) -> float:
    """The chance that two accounts laid side by side tell one event."""
    matched = sum(m.mutual for m in pair.matches)
    values = {f.value for f in pair.a.figures} & {f.value for f in pair.b.figures}
    full, single = _names(pair)
    odds = (
        NONE + MATCHED * math.log1p(matched) + ALIKE * (_top(pair) - _CHANCE)
        + FIGURES * math.log1p(sum(map(weight, values)))
        + FULL * math.log1p(full) + SINGLE * math.log1p(single)
    )  # fmt: skip
    return round(1.0 / (1.0 + math.exp(-odds)), 6)


def _top(pair: Parallel) -> float:
    if not pair.likeness.size:
        return 0.0
    best = np.sort(pair.likeness.max(axis=1))[-_TOP:]
    return float(best.mean()) if pair.encoded else float(best.mean()) * 0.6


def _names(pair: Parallel) -> tuple[int, int]:
    """How many names of several words both have, and how many others."""
    names: SharedNames = pair.names
    every = {n for _, n in names.a} & {n for _, n in names.b}
    full = _of_words(names.a, pair.a) & _of_words(names.b, pair.b)
    return len(full), len(every - full)


def _of_words(places: Sequence[tuple[Span, int]], reading: Reading) -> set[int]:
    text = reading.account.text
    return {n for s, n in places if any(c in " \u00a0・·‧=" for c in s.of(text))}


def with_languages(
    accounts: Sequence[Account], edges: Iterable[Edge], place: IntArray
) -> Iterator[Edge]:
    """The edges of a batch with those between languages, the surer of two kept; of more than
    :data:`MOST` accounts as they are.

    Args:
        accounts: of the batch.
        edges: by places.
        place: the place of each account.
    """
    if len(accounts) > MOST:
        yield from edges
        return
    best: dict[tuple[int, int], float] = {}
    for a, b, sure in edges:
        best[min(a, b), max(a, b)] = sure
    for i, j, sure in edges_across(accounts):
        a, b = sorted((int(place[i]), int(place[j])))
        if sure >= WORTH:
            best[a, b] = max(sure, best.get((a, b), 0.0))
    yield from ((a, b, sure) for (a, b), sure in sorted(best.items()))

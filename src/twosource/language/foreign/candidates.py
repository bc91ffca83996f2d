"""Which pairs of accounts are worth laying side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from twosource.language.foreign.reading import Reading

ALL = 80
"""Accounts up to which every pair is; of more, those that share two figures that tell something."""
SHARED = 2


def pairs(readings: Mapping[int, Reading]) -> Iterator[tuple[int, int]]:
    """Pairs of readings of different languages, by their numbers, the lower first."""
    for i, j in _every(readings) if len(readings) <= ALL else _sharing(readings):
        if readings[i].lists.code != readings[j].lists.code:
            yield i, j


def _every(readings: Mapping[int, Reading]) -> Iterator[tuple[int, int]]:
    yield from combinations(sorted(readings), 2)


def _sharing(readings: Mapping[int, Reading]) -> Iterator[tuple[int, int]]:
    held: dict[float, list[int]] = {}
    for n in sorted(readings):
        for value in {f.value for f in readings[n].figures if weight(f.value) >= 0.4}:
            held.setdefault(value, []).append(n)
    shared: dict[tuple[int, int], int] = {}
    for members in held.values():
        if len(members) <= ALL:  # a figure that stands everywhere tells nothing
            for pair in combinations(members, 2):
                shared[pair] = shared.get(pair, 0) + 1
    yield from sorted(pair for pair, count in shared.items() if count >= SHARED)


def weight(value: float) -> float:
    """How much a figure in common tells: nothing up to a dozen, little where it is round."""
    if value <= 12:
        return 0.0
    if value < 100:
        return 0.15 if value % 10 == 0 else 0.4
    digits = str(int(value)).rstrip("0") if value == int(value) else "999"
    return 1.0 if len(digits) >= 2 else 0.5

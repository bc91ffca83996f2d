"""Bodies whose names mean the same, word for word, and have no sound to go by.

A ministry, a court or a committee is translated and not spelt: its name is laid beside those of the
other accounts by the encoder (see :mod:`twosource.language.foreign.vectors`).  Without the encoder
nothing is joined so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from twosource.language.foreign.reading import Reading
from twosource.language.foreign.vectors import Vectors, encoded
from twosource.parties.foreign.groups import Groups
from twosource.parties.foreign.mentions import Place

ALIKE, APART = 0.6, 0.7
"""Cosine of two names from which they are one: of bodies of one kind, and of two."""
MARGIN = 0.04
"""How much nearer a name must be than the next of its account."""
_MOST = 60


def worded(
    places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]
) -> Iterator[tuple[int, int, str]]:
    """Pairs of places of two languages that are each other's nearest by the meaning of their names,
    the surest first, and what says so.
    """
    held: dict[str, tuple[list[int], Vectors]] = {}
    for account in dict.fromkeys(p.account for p in places):
        reading = readings[account]
        mine = [
            k for k, p in enumerate(places)
            if p.account == account and p.bodies and not p.roles and _named(p, reading)
        ][:_MOST]  # fmt: skip
        vectors = encoded([_text(places[k], reading) for k in mine], reading.lists)
        if vectors is None:
            return
        if mine:
            held[account] = (mine, vectors)
    found: list[tuple[float, int, int]] = []
    accounts = sorted(held)
    for n, x in enumerate(accounts):
        for y in accounts[n + 1 :]:
            if readings[x].lists.code != readings[y].lists.code:
                found += _nearest(places, groups, held[x], held[y])
    for score, i, j in sorted(found):
        yield i, j, f"bodies whose names mean the same (cosine {-score:.2f})"


def _named(place: Place, reading: Reading) -> bool:
    """Whether a place is more than a word for a body (a compound of German or Dutch is)."""
    text = _text(place, reading)
    if reading.lists.code == "en" and not any(w[0].isupper() for w in text.split()[1:] or [text]):
        return False  # "the news agency", whatever its name
    if not reading.lists.spaced:
        return len(text) >= 3
    return len(text.split()) > 1 or len(text) >= 9


def _text(place: Place, reading: Reading) -> str:
    return place.span.of(reading.account.text)


def _nearest(
    places: Sequence[Place],
    groups: Groups,
    one: tuple[list[int], Vectors],
    two: tuple[list[int], Vectors],
) -> Iterator[tuple[float, int, int]]:
    likeness = np.round(one[1] @ two[1].T, 4)
    for a, i in enumerate(one[0]):
        for b, j in enumerate(two[0]):
            score = float(likeness[a, b])
            least = ALIKE if places[i].bodies & places[j].bodies else APART
            if score < least:
                continue
            mine = [float(likeness[c, b]) for c, k in enumerate(one[0])
                    if groups.root(k) != groups.root(i)]  # fmt: skip
            theirs = [float(likeness[a, c]) for c, k in enumerate(two[0])
                      if groups.root(k) != groups.root(j)]  # fmt: skip
            if score >= max([*mine, *theirs], default=0.0) + MARGIN:
                yield -score, i, j

"""What stands on the first screen: few matters of each kind, no fact twice, no more than fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from twosource.dossier.matters import Matter, Version
from twosource.dossier.scene import Place
from twosource.types import FindingKind

MOST: dict[FindingKind, int] = {"differ": 7, "agree": 3, "only": 3}
"""Matters of each kind on the first screen of 1280 x 900."""
ROWS: dict[FindingKind, int] = {"differ": 13, "agree": 7, "only": 9}
"""Rows of text they may take there together."""
BAR = 0.9
"""Weight of what one account alone tells from which it stands on the first screen: a figure, an
act, a stand or a name of the story, early on; the rest is colour and background."""
LEAST = 2
"""Matters that are shown whatever they take."""
WIDE: dict[FindingKind, int] = {"differ": 92, "agree": 92, "only": 64}
"""Characters of a row there."""
VERSIONS = 4
"""Values shown of one difference; of more the page says how many."""
FEW = 5
"""Places up to which two are named for each value; of more one is."""


def named(matter: Matter) -> int:
    """How many accounts are named for each value of a difference."""
    return 2 if len(matter.places) <= FEW else 1


def first_screen(kind: FindingKind, matters: Sequence[Matter]) -> tuple[Matter, ...]:
    """The gravest of some matters of a kind that fit, in their order.

    A difference that stands in the same words as a graver one (the clause around a figure
    that is told already) is left to the full list.
    """
    out: list[Matter] = []
    rows = 0
    for matter in matters:
        if len(out) == MOST[kind]:
            break
        if kind == "differ" and any(_repeats(matter, other) for other in out):
            continue
        if kind == "only" and matter.weight < BAR:
            break
        rows += _rows(matter, kind)
        if rows > ROWS[kind] and len(out) >= LEAST:
            break
        out.append(matter)
    return tuple(out)


def _repeats(matter: Matter, other: Matter) -> bool:
    """Whether all that a difference tells stands where another tells its values, or gives the
    same account's value again.
    """
    return all(
        any(_touch(p, q) for p in version.places for q in other.places)
        or any(_gives(version, value) for value in other.versions)
        for version in matter.versions
    )


def _gives(version: Version, value: Version) -> bool:
    """Whether the words hold a value that one of their accounts has."""
    same = {p.id for p in version.places} & {p.id for p in value.places}
    words = rf"(?<!\w){re.escape(value.words.casefold())}(?!\w)"
    return bool(same) and re.search(words, version.words.casefold()) is not None


def _touch(one: Place, two: Place) -> bool:
    return (one.id, one.part) == (two.id, two.part) and bool(one.span.overlap(two.span))


def _rows(matter: Matter, kind: FindingKind) -> int:
    """Rows a line takes, as the page writes it: "Fee: £38m (A Sportline, 21 July) / £42m (B)"."""
    if kind == "differ":
        shown = matter.versions[:VERSIONS]
        text = len(matter.thing) + 2
        text += sum(len(v.words) + 6 + _names(v.places, named(matter)) for v in shown)
    else:
        text = len(matter.versions[0].words) + 3 + _names(matter.places, 2)
    return ceil(text / WIDE[kind])


def _names(places: Sequence[Place], most: int) -> int:
    more = len(" and 10 more") if len(places) > most else 0
    return more + sum(len(p.letter) + len(p.who) + 3 for p in places[:most])

"""What the accounts of a story together know of a person, to be told to each before it is read on.

Where one account says "Ilse Corran, the transport minister" and another only "Corran", "the
minister" after that "Corran" is she.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.parties.across.call import gather, parties
from twosource.parties.across.join import join_named
from twosource.parties.within.entity import Entity, Lore
from twosource.parties.within.reading import Reading


def common_lore(readings: Sequence[Reading], story: Sequence[int]) -> dict[Entity, Lore]:
    """What the story knows of every person whom several parties are, by their names alone.

    Args:
        readings: the accounts, their names put to parties.
        story: per account, the number of its story.
    """
    call = gather(readings, story)
    known: dict[Entity, Lore] = {}
    for members in parties(call, join_named(call)).values():
        people = [e for e in members if e.named and e.kind == "person"]
        if len(people) > 1:
            known.update(dict.fromkeys(people, _lore(people)))
    return known


def _lore(people: Sequence[Entity]) -> Lore:
    return Lore(
        gender=_only({e.gender for e in people}),
        of=_only({e.of for e in people}),
        roles=list(dict.fromkeys(r for e in people for r in e.roles)),
        nouns=list(dict.fromkeys(x for e in people for x in e.nouns)),
    )


def _only(said: set[str]) -> str:
    """The one thing said, or ``""``."""
    told = said - {""}
    return min(told) if len(told) == 1 else ""

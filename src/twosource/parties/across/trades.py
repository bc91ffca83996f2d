"""People of one trade over a story: "the fishers", "Tamber fishers", "Fishers" of a headline."""

from __future__ import annotations

from itertools import pairwise

from twosource.parties.across.call import Call
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.normalise import bare, fold
from twosource.parties.words.nouns import is_person, singular

_LOOSE = frozenset(
    [
        "official",
        "expert",
        "analyst",
        "leader",
        "adviser",
        "advisor",
        "aide",
        "ally",
        "rival",
        "opponent",
        "supporter",
        "survivor",
        "hostage",
        "prisoner",
        "candidate",
        "politician",
        "diplomat",
        "participant",
        "volunteer",
        "suspect",
    ]
)
"""Plurals that one story may say of several groups."""


def join_trades(call: Call, union: Union) -> None:
    """Join the plurals of one trade in a story, unless it tells two groups of that trade apart
    ("tram drivers", "bus drivers"); counted ones ("340 drivers") may be some of them.
    """
    groups: dict[tuple[int, str], list[tuple[int, frozenset[str]]]] = {}
    for n, entity in enumerate(call.entities):
        noun = _trade(entity)
        if not noun:
            continue
        words = [fold(w) for w in bare(entity.name).split()]
        said = frozenset(words) - {noun, *(w for w in words if singular(w) == noun)}
        if not any(w[:1].isdigit() for w in said):
            groups.setdefault((call.story[entity.account], noun), []).append((n, said))
    for (_, noun), members in sorted(groups.items()):
        kinds = sorted({said for _, said in members}, key=len)
        if any(not a <= b for a, b in pairwise(kinds)):
            continue
        for n, _ in members[1:]:
            if union.find(n) != union.find(members[0][0]):
                union.join(members[0][0], n, f"the only {noun}s of the story")


def _trade(entity: Entity) -> str:
    """The noun of a group of people of one trade, singular, or ``""``."""
    if not entity.plural or entity.kind != "group" or entity.named or not entity.nouns:
        return ""
    noun = singular(entity.nouns[0])
    last = fold(bare(entity.name)).split()[-1:]
    if [singular(w) for w in last] != [noun] or not is_person(noun):
        return ""
    return "" if noun in lexicon().vague | lexicon().kin | _LOOSE else noun

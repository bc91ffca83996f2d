"""Persons of one story whom its accounts name in different ways: "Roz Guidry" is Rosalind Guidry,
"Dr C. Mutamba" Chola Mutamba, "Ms Rathi Deo" Vasundhara Rathi Deo, "Venkataraghavan" a misprint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.parties.across.call import Call
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.parties.words.name_forms import one_name
from twosource.parties.words.normalise import fold
from twosource.parties.words.person_names import given, surname
from twosource.parties.words.spelling import sound

_MANY = 60
"""Persons of one block held against each other; it bounds the work."""


@dataclass(slots=True)
class _Person:
    """A named person of the story: its root in the union and all it is called there."""

    root: int
    members: list[Entity]

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(e.name for e in self.members))

    @property
    def accounts(self) -> set[int]:
        return {e.account for e in self.members}

    @property
    def genders(self) -> set[str]:
        return {e.gender for e in self.members} - {""}


def join_bearers(call: Call, union: Union) -> None:
    """Join named persons of one story whose names may be one and that no account tells apart,
    each to the only one that fits.
    """
    stories: dict[int, dict[int, _Person]] = {}
    for n, entity in enumerate(call.entities):
        if entity.named and entity.kind == "person" and not entity.plural:
            people = stories.setdefault(call.story[entity.account], {})
            people.setdefault(union.find(n), _Person(union.find(n), [])).members.append(entity)
    for _, people in sorted(stories.items()):
        for block in _blocks(people.values()):
            _join(union, block)


def _blocks(people: Iterable[_Person]) -> list[list[_Person]]:
    """Persons with a word or the sound of a word of their names in common."""
    found: dict[str, list[_Person]] = {}
    for person in people:
        keys = {sound(w)[:3] for name in person.names for w in fold(name).split()}
        for key in sorted(keys):
            if len(key) > 1:
                found.setdefault(key, []).append(person)
    return [block[:_MANY] for _, block in sorted(found.items()) if len(block) > 1]


def _join(union: Union, block: Sequence[_Person]) -> None:
    """Each person that goes by the lesser name to the only one with a fuller name."""
    for one in block:
        if _family(one, block):
            continue
        fits = [two for two in block if _may_be(union, one, two)]
        fits = [two for two in fits if not _rivals(one, two, block)]
        roots = {union.find(two.root) for two in fits}
        if len(roots) == 1:
            two = fits[0]
            names = sorted({*one.names, *two.names})
            union.join(two.root, one.root, f"names of one person: {', '.join(names[:4])}")
            two.members += one.members


def _may_be(union: Union, one: _Person, two: _Person) -> bool:
    """Whether the first's name may be a lesser or misprinted form of the second's."""
    if union.find(one.root) == union.find(two.root) or one.accounts & two.accounts:
        return False
    if one.genders and two.genders and one.genders != two.genders:
        return False
    return any(one_name(a, b) for a in one.names for b in two.names)


def _family(one: _Person, block: Sequence[_Person]) -> bool:
    """Whether the only name of a person is somebody's family name: then it is no first name."""
    alone = {fold(name) for name in one.names if " " not in name}
    return len(alone) == len(one.names) and any(
        surname(name) in alone for other in block for name in other.names if given(name)
    )


def _rivals(one: _Person, two: _Person, block: Sequence[_Person]) -> bool:
    """Whether somebody else of the same account could as well be the second ("Mrs Rathi Deo" and
    "Mr Rathi Deo"), and gender does not tell.
    """
    if one.genders and one.genders == two.genders:
        return False
    return any(
        other is not one
        and other.accounts & one.accounts
        and (not other.genders or not two.genders or other.genders == two.genders)
        and any(one_name(a, b) for a in other.names for b in two.names)
        for other in block
    )

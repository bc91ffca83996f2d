"""Bare surnames of one account put to the person another account names in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from twosource.parties.across.call import Call
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity, gender_said
from twosource.parties.words.person_names import given, surname

Place = tuple[int, str]
"""A story, and a family name in it."""


class _People:
    """The named persons of the call, as joined before any bare surname is."""

    def __init__(self, call: Call, union: Union) -> None:
        self.bearers: dict[Place, set[int]] = {}
        self.members: dict[int, list[Entity]] = {}
        self.named: dict[int, list[int]] = {}
        for n, entity in enumerate(call.entities):
            if entity.kind != "person" or not entity.named:
                continue
            self.members.setdefault(union.find(n), []).append(entity)
            self.named.setdefault(entity.account, []).append(n)
            if given(entity.name):
                self.bearers.setdefault(_place(call, entity), set()).add(union.find(n))


def join_surnames(call: Call, union: Union) -> None:
    """A bare surname goes to the only bearer of a full name in the same story, else to the same
    surname elsewhere in it.  A name of unknown kind that is a surname is a person's from then on.
    """
    people = _People(call, union)
    alone: dict[Place, set[int]] = {}
    # Those with more said of them first: whom they are not is told by then.
    for n in sorted(range(len(call.entities)), key=lambda n: -len(call.entities[n].nouns)):
        entity = call.entities[n]
        if not entity.named or entity.kind not in {"person", "unknown"} or given(entity.name):
            continue
        found = _meant(call, union, people, n)
        if len(found) == 1:
            _join(call, union, people, min(found), n)
        elif not found and entity.kind == "person":
            alone.setdefault(_place(call, entity), set()).add(n)
    _join_alone(call, union, alone)


def _place(call: Call, entity: Entity) -> Place:
    return call.story[entity.account], surname(entity.name)


def _meant(call: Call, union: Union, people: _People, n: int) -> set[int]:
    """The bearers of the surname that may be meant: all, or those that what the account says of
    it tells from the others.
    """
    entity = call.entities[n]
    found = people.bearers.get(_place(call, entity), set())
    if len(found) > 1:
        # An account that holds both has told them apart by itself.
        here = {union.find(m) for m in people.named.get(entity.account, ()) if m != n}
        found = {r for r in found if union.find(r) not in here} or found
    said = gender_said(entity)
    if len(found) > 1 and said:
        genders = {r: {m.gender for m in _members(people, r)} - {""} for r in sorted(found)}
        found = {r for r, has in genders.items() if said in has} or {
            r for r, has in genders.items() if not has
        }
    if len(found) > 1 and entity.roles:
        nouns = {r: {x for m in _members(people, r) for x in m.nouns} for r in sorted(found)}
        found = {r for r, has in nouns.items() if has & set(entity.nouns)}
    return found


def _members(people: _People, root: int) -> Iterable[Entity]:
    return people.members.get(root, ())


def _join(call: Call, union: Union, people: _People, root: int, n: int) -> None:
    """Join the surname to its only bearer, if nothing tells them apart."""
    entity, bearer = call.entities[n], call.entities[root]
    one, two = gender_said(entity), gender_said(bearer)
    clash = bool(one and two and one != two)
    # An account that holds both has told them apart by itself.
    clash = clash or any(m.account == entity.account for m in people.members[root])
    if not clash and (entity.kind == "person" or " " not in entity.name):
        entity.kind = "person"
        union.join(root, n, f"“{entity.name}” is the surname of {bearer.name} in this story")


def _join_alone(call: Call, union: Union, alone: Mapping[Place, set[int]]) -> None:
    """Join equal surnames of a story of whom no account has a full name."""
    for _, numbers in sorted(alone.items()):
        first, *others = sorted(numbers)
        for n in others:
            if call.entities[n].account != call.entities[first].account:
                union.join(first, n, "the same surname in one story")

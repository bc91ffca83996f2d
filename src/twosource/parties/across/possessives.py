"""Who is meant by whose one is: "its leader" is the head of that body whom the story names, "her
company" the body that she heads.
"""

from __future__ import annotations

from collections.abc import Iterable

from twosource.parties.across.call import Call, parties
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.parties.words.body_names import key_of
from twosource.parties.words.lexicon import listed_as
from twosource.parties.words.offices import read_office

_HEADED = frozenset({"company", "firm", "union", "party", "club", "team", "group", "ministry",
                     "charity", "organisation", "organization", "movement", "federation",
                     "association", "agency", "hospital", "university", "school", "newspaper",
                     "league", "employer", "bank", "airline"})  # fmt: skip
"""Bodies that a person speaks of as "my company" because of an office held there."""


class Owners:
    """Whose an entity is, by the register's own joins."""

    def __init__(self, call: Call, union: Union) -> None:
        self._call = call
        self._union = union
        self._named: dict[tuple[int, str], dict[int, int]] = {}
        for n, entity in enumerate(call.entities):
            if entity.named and entity.kind != "person":
                story, root = call.story[entity.account], union.find(n)
                for form in {entity.name, *entity.aliases}:
                    self._named.setdefault((story, key_of(form)), {}).setdefault(root, n)

    def of(self, entities: Iterable[Entity]) -> set[int]:
        """The roots of the bodies that these mentions and roles say they are of."""
        found: set[int] = set()
        for entity in entities:
            story = self._call.story[entity.account]
            for phrase in entity.mentions:
                owner = phrase.owner.entity if phrase.owner is not None else None
                if isinstance(owner, Entity) and owner.kind in {"organisation", "place"}:
                    found.add(self._union.find(self._call.number[owner]))
            if entity.of:
                entry = listed_as(entity.of)
                key = (story, key_of(entry.name if entry else entity.of))
                found |= {self._union.find(n) for n in self._named.get(key, {}).values()}
        return found


def join_owned(call: Call, union: Union) -> None:
    """Join "her company" to the one body that the person is of in the story."""
    owners = Owners(call, union)
    groups = parties(call, union)
    for n, entity in enumerate(call.entities):
        noun = read_office(entity.name).noun
        if entity.named or entity.kind != "organisation" or noun not in _HEADED or entity.plural:
            continue
        holder = _holder(entity)
        if holder is None:
            continue
        bodies = owners.of(groups[union.find(call.number[holder])])
        bodies = {
            b
            for b in bodies
            if any(e.named and e.kind == "organisation" for e in groups.get(b, ()))
        }
        if len(bodies) == 1 and not _held(call, union, n, min(bodies)):
            union.join(min(bodies), n, f"“{entity.name}” is said of {holder.name}'s own")


def _holder(entity: Entity) -> Entity | None:
    """The person whose body it is said to be."""
    for phrase in entity.mentions:
        owner = phrase.owner.entity if phrase.owner is not None else None
        if isinstance(owner, Entity) and owner.kind == "person" and not owner.plural:
            return owner
    return None


def _held(call: Call, union: Union, one: int, two: int) -> bool:
    """Whether the account names the body in the same sentence as something else."""
    entity = call.entities[one]
    first = entity.mentions[0]
    words = call.readings[entity.account].views[first.section]
    return any(
        m.section == first.section and words.sent[m.head] == words.sent[first.head]
        for n in union.members(two)
        if call.entities[n].account == entity.account
        for m in call.entities[n].mentions
    )

"""What the accounts of a story together know of a person, given to each before it is read on.

Where one account says "Ilse Corran, the transport minister" and another only "Corran", "the
minister" after that "Corran" is she.
"""

from __future__ import annotations

from twosource.parties.across.join import Call
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity


def share(call: Call, union: Union) -> None:
    """Give every named person the gender, roles and body that the story knows of it.

    Args:
        call: the parties by name, before nominals and pronouns were resolved.
        union: which of them are one.
    """
    groups: dict[int, list[Entity]] = {}
    for n, entity in enumerate(call.entities):
        if entity.named and entity.kind == "person":
            groups.setdefault(union.find(n), []).append(entity)
    for _, members in sorted(groups.items()):
        if len(members) < 2:
            continue
        genders = {e.gender for e in members} - {""}
        belongs = {e.of for e in members} - {""}
        roles = list(dict.fromkeys(r for e in members for r in e.roles))
        nouns = list(dict.fromkeys(x for e in members for x in e.nouns))
        for entity in members:
            if len(genders) == 1:
                entity.gender = min(genders)
            if len(belongs) == 1:
                entity.of = min(belongs)
            entity.roles += [r for r in roles if r not in entity.roles]
            entity.nouns += [x for x in nouns if x not in entity.nouns]

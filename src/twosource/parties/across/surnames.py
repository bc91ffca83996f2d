"""Bare surnames of one account put to the person another account names in full."""

from __future__ import annotations

from twosource.parties.across.call import Call
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity, gender_said
from twosource.parties.words.person_names import given, surname


def join_surnames(call: Call, union: Union) -> None:
    """A bare surname goes to the only bearer of a full name in the same story."""
    bearers: dict[tuple[int, str], set[int]] = {}
    for n, entity in enumerate(call.entities):
        if entity.kind == "person" and entity.named and given(entity.name):
            place = (call.story[entity.account], surname(entity.name))
            bearers.setdefault(place, set()).add(union.find(n))
    members: dict[int, list[Entity]] = {}
    named: dict[int, list[int]] = {}
    for n, entity in enumerate(call.entities):
        if entity.kind == "person" and entity.named:
            members.setdefault(union.find(n), []).append(entity)
            named.setdefault(entity.account, []).append(n)
    # Those with more said of them first: whom they are not is told by then.
    order = sorted(range(len(call.entities)), key=lambda n: -len(call.entities[n].nouns))
    for n in order:
        entity = call.entities[n]
        if not entity.named or entity.kind not in {"person", "unknown"} or given(entity.name):
            continue
        found = bearers.get((call.story[entity.account], surname(entity.name)), set())
        if len(found) > 1:
            # An account that holds both has told them apart by itself.
            here = {union.find(m) for m in named.get(entity.account, ()) if m != n}
            found = {r for r in found if union.find(r) not in here} or found
        said = gender_said(entity)
        if len(found) > 1 and said:
            sexes = {r: {m.gender for m in members.get(r, ())} - {""} for r in sorted(found)}
            found = {r for r, has in sexes.items() if said in has} or {
                r for r, has in sexes.items() if not has
            }
        if len(found) > 1 and entity.roles:
            roots = {r: {x for m in members.get(r, ()) for x in m.nouns} for r in sorted(found)}
            found = {r for r, nouns in roots.items() if nouns & set(entity.nouns)}
        if len(found) == 1:
            other = call.entities[min(found)]
            one, two = gender_said(entity), gender_said(other)
            clash = bool(one and two and one != two)
            # An account that holds both has told them apart by itself.
            clash = clash or any(m.account == entity.account for m in members[min(found)])
            if not clash and (entity.kind == "person" or " " not in entity.name):
                entity.kind = "person"
                union.join(
                    min(found), n, f"“{entity.name}” is the surname of {other.name} in this story"
                )
        elif not found and entity.kind == "person":
            key = (call.story[entity.account], surname(entity.name))
            bearers[(*key[:1], "alone|" + key[1])] = {n} | bearers.get(
                (key[0], "alone|" + key[1]), set()
            )
    for (_, family), numbers in sorted(bearers.items()):
        if family.startswith("alone|"):
            ordered = sorted(numbers)
            for n in ordered[1:]:
                if call.entities[n].account != call.entities[ordered[0]].account:
                    union.join(ordered[0], n, "the same surname in one story")

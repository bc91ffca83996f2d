"""Governments over a story: "the Brandt administration" is that of Brandt's state."""

from __future__ import annotations

from twosource.parties.across.call import Call
from twosource.parties.union import Union
from twosource.parties.words.lexicon import listed_as
from twosource.parties.words.normalise import fold
from twosource.parties.words.person_names import surname


def join_executives(call: Call, union: Union) -> None:
    """A state's administration is that of whoever holds its highest office: "the US
    administration" and "the Brandt administration", where Brandt is the US president.
    """
    holders: dict[tuple[int, str], set[str]] = {}
    for entity in call.entities:
        if entity.kind != "person" or not entity.named:
            continue
        for role in entity.roles:
            words = role.lower().split()
            if "former" in words or "ex" in words or "president" not in words[-1:]:
                continue
            entry = listed_as(role.rsplit(" ", 1)[0]) if " " in role else None
            if entry is not None and entry.type == "country":
                place = (call.story[entity.account], entry.name)
                holders.setdefault(place, set()).add(surname(entity.name))
    groups: dict[tuple[int, str, str], list[int]] = {}
    for n, entity in enumerate(call.entities):
        if entity.named or entity.type != "government":
            continue
        story = call.story[entity.account]
        owner = fold(entity.name).split()[0]
        country = listed_as(entity.of) if entity.of else None
        state = country.name if country else ""
        held = sorted(s for (st, s), who in holders.items() if st == story and owner in who)
        holding = holders.get((story, state), set())
        if held:
            groups.setdefault((story, held[0], owner), []).append(n)
        elif state and len(holding) == 1 and owner not in holding:
            groups.setdefault((story, state, min(holding)), []).append(n)
        else:
            groups.setdefault((story, state, fold(entity.name)), []).append(n)
    for (_, state, owner), members in sorted(groups.items()):
        names = {fold(call.entities[n].name) for n in members}
        why = f"{owner} holds the highest office of {state}" if len(names) > 1 else ""
        for n in members[1:]:
            union.join(members[0], n, why)

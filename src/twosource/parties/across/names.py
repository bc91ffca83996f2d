"""Parties that several accounts call by one name, or by spellings of one."""

from __future__ import annotations

from twosource.parties.across.call import Call
from twosource.parties.union import Union
from twosource.parties.within.entity import gender_said, name_key
from twosource.parties.words.body_names import key_of
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.person_names import given
from twosource.parties.words.spelling import one_spelling, spelt

_VARIANTS = 40
"""Bearers of one family name held against each other; it bounds the work."""


def join_names(call: Call, union: Union) -> None:
    first: dict[tuple[str, str], int] = {}
    aliases: dict[tuple[int, str], set[int]] = {}
    for n, entity in enumerate(call.entities):
        key = name_key(entity)
        if not key:
            continue
        sex = gender_said(entity) if entity.kind == "person" else ""
        other = first.get((key, sex), first.get((key, ""), n))
        if call.entities[other].account != entity.account:
            union.join(other, n)  # "Mrs Oster" and "Mr Oster" of one account are two
        first.setdefault((key, sex), n)
        first.setdefault((key, ""), n)
        if entity.kind != "person" and entity.type != "people":
            story = call.story[entity.account]
            for alias in entity.aliases:
                if alias in lexicon().capitals:
                    continue  # a capital is its state only where it acts
                aliases.setdefault((story, key_of(alias)), set()).add(n)
    for (_, alias_key), members in sorted(aliases.items()):
        roots = sorted({union.find(n) for n in members})
        kinds = {call.entities[n].type for n in members} - {""}
        if len(roots) == 2 and len(kinds) <= 1:
            union.join(roots[0], roots[1], f"both are called “{alias_key}” in one story")


def join_spellings(call: Call, union: Union) -> None:
    """Full names of one story that sound alike are one person's, where no account holds both."""
    heard: dict[tuple[int, str], list[int]] = {}
    for n, entity in enumerate(call.entities):
        if entity.named and entity.kind == "person" and given(entity.name):
            key = (call.story[entity.account], spelt(entity.name)[1])
            heard.setdefault(key, []).append(n)
    for _, numbers in sorted(heard.items()):
        for i, one in enumerate(numbers[:_VARIANTS]):
            for two in numbers[i + 1 : _VARIANTS]:
                if union.find(one) != union.find(two) and _sound_alike(call, union, one, two):
                    names = sorted({call.entities[one].name, call.entities[two].name})
                    union.join(one, two, f"spellings of one name: {', '.join(names)}")


def _sound_alike(call: Call, union: Union, one: int, two: int) -> bool:
    a, b = call.entities[one], call.entities[two]
    if not one_spelling(spelt(a.name)[0], spelt(b.name)[0]) or (
        a.gender and b.gender and a.gender != b.gender
    ):
        return False
    accounts = [{call.entities[n].account for n in union.members(root)} for root in (one, two)]
    return not accounts[0] & accounts[1]

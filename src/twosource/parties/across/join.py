"""Parties of several accounts put together: one identity over a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.parties.across.firms import join_firms
from twosource.parties.across.short_bodies import join_short
from twosource.parties.across.trades import join_trades
from twosource.parties.across.variants import join_bearers
from twosource.parties.mentions.nominals import singular
from twosource.parties.mentions.phrase import bare, fold
from twosource.parties.union import Union
from twosource.parties.within.account import Reading
from twosource.parties.within.clusters import listed_as
from twosource.parties.within.entity import Entity, generation, given, key_of, surname
from twosource.parties.within.nominals import STEADY
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.offices import read_office, same_office
from twosource.parties.words.spelling import one_spelling, spelt

_VARIANTS = 40
"""Bearers of one family name held against each other; it bounds the work."""


@dataclass(slots=True)
class Call:
    """The accounts of one call.

    Attributes:
        readings: the accounts, in a fixed order.
        entities: all parties of all accounts, numbered.
        number: party -> its number, by identity.
        story: per account, the number of the story it is taken to belong to.
    """

    readings: Sequence[Reading]
    entities: list[Entity] = field(default_factory=list)
    number: dict[int, int] = field(default_factory=dict)
    story: list[int] = field(default_factory=list)


def gather(readings: Sequence[Reading], story: list[int]) -> Call:
    """Number the parties of all accounts, whose stories are known."""
    call = Call(readings, story=story)
    for reading in readings:
        for entity in reading.entities:
            if entity.mentions:
                call.number[id(entity)] = len(call.entities)
                call.entities.append(entity)
    return call


def name_key(entity: Entity) -> str:
    """What two named parties must have alike to be one over accounts, or ``""``."""
    if not entity.named:
        return ""
    if entity.kind == "person":
        first = given(entity.name)
        return f"person|{surname(entity.name)}|{first}|{generation(entity.name)}" if first else ""
    return f"{'people' if entity.type == 'people' else 'name'}|{key_of(entity.name)}"


def join_named(call: Call) -> Union:
    """Join the parties of the call's accounts by their names alone."""
    union = Union(len(call.entities))
    _join_names(call, union)
    join_firms(call, union)
    _join_spellings(call, union)
    join_bearers(call, union)
    _join_surnames(call, union)
    return union


def join_all(call: Call) -> Union:
    """Join the parties of the call's accounts."""
    union = join_named(call)
    _join_executives(call, union)
    _join_unnamed(call, union)
    _join_worded(call, union)
    join_short(call, union)
    join_trades(call, union)
    return union


def _join_names(call: Call, union: Union) -> None:
    first: dict[tuple[str, str], int] = {}
    aliases: dict[tuple[int, str], set[int]] = {}
    for n, entity in enumerate(call.entities):
        key = name_key(entity)
        if not key:
            continue
        sex = _gender_said(entity) if entity.kind == "person" else ""
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


def _join_spellings(call: Call, union: Union) -> None:
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


def _gender_said(entity: Entity) -> str:
    """The gender that names and nouns say; a pronoun may have been put there wrongly."""
    return next((m.gender for m in entity.mentions if m.form != "pronoun" and m.gender), "")


def _join_surnames(call: Call, union: Union) -> None:
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
        said = _gender_said(entity)
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
            one, two = _gender_said(entity), _gender_said(other)
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


def _join_executives(call: Call, union: Union) -> None:
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


def _join_unnamed(call: Call, union: Union) -> None:
    """Unnamed bodies and groups with equal words in one story ("Israeli army", "police")."""
    first: dict[tuple[int, str, str, bool], int] = {}
    for n, entity in enumerate(call.entities):
        if entity.named or entity.type == "government" or entity.kind in {"document", "unknown"}:
            continue
        if entity.kind == "person" and not entity.plural:
            continue
        listed = listed_as(entity.of) if entity.of else None
        of = fold(listed.name if listed else entity.of)
        noun = singular(entity.nouns[0]) if entity.nouns else ""
        text = noun if of and entity.kind == "organisation" else fold(bare(entity.name))
        if " " not in text and not of and noun not in STEADY:
            continue  # "people" here and "people" there may be any
        key = (call.story[entity.account], text, of, entity.plural)
        if key in first and call.entities[first[key]].account == entity.account:
            continue  # the account told them apart
        if key in first:
            union.join(first[key], n, f"“{entity.name}” in both accounts of the story")
        else:
            first[key] = n


def _join_worded(call: Call, union: Union) -> None:
    """Bodies of one story called by the same words in another order: "the agency for food
    safety" is the Food Safety Agency, if no account holds both.
    """
    known: dict[tuple[int, frozenset[str]], int] = {}
    for n, entity in enumerate(call.entities):
        if entity.kind != "organisation" or entity.plural:
            continue
        office = read_office(bare(entity.name))
        said = office.kind | office.names | {office.noun}
        if len(said) < 2:
            continue
        key = (call.story[entity.account], frozenset(singular(fold(w)) for w in said))
        one = known.setdefault(key, n)
        if union.find(one) == union.find(n):
            continue
        accounts = [{call.entities[m].account for m in union.members(i)} for i in (one, n)]
        if not accounts[0] & accounts[1]:
            names = sorted({call.entities[one].name, entity.name})
            union.join(one, n, f"the same words: {', '.join(names)}")


def role_support(call: Call) -> dict[tuple[int, str], set[tuple[str, str]]]:
    """(story, person key) -> the (noun, belongs to) pairs said of that person anywhere."""
    support: dict[tuple[int, str], set[tuple[str, str]]] = {}
    for entity in call.entities:
        key = name_key(entity)
        if entity.kind == "person" and key:
            place = (call.story[entity.account], key)
            listed = listed_as(entity.of) if entity.of else None
            of = fold(listed.name if listed else entity.of)
            for noun in entity.nouns:
                support.setdefault(place, set()).add((singular(noun), of))
    return support


def supported(pairs: set[tuple[str, str]], noun: str, of: str) -> bool:
    """Whether one of the pairs is the same office of the same body."""
    listed = listed_as(of) if of else None
    body = fold(listed.name if listed else of)
    return any(same_office(noun, other) and body and body == owner for other, owner in pairs)

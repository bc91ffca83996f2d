"""A role first, the name after it: "A senior official of X said ... Ada Brandt was speaking"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.bodies import agree_of
from twosource.parties.within.entity import Entity, name_key
from twosource.parties.within.reading import Reading
from twosource.parties.words.lexicon import lexicon, listed_as
from twosource.parties.words.normalise import fold
from twosource.parties.words.nouns import is_person, singular
from twosource.parties.words.offices import allows, read_office, same_office
from twosource.parties.words.person_names import given
from twosource.parties.words.words import Words

_NEXT = 2
"""Sentences after the role in which the name must come."""
_BACKGROUND = {"speak", "talk"}
Support = Mapping[str, set[tuple[str, str]]]
"""Key of a person -> the (noun, belongs to) pairs that a story says of that person."""


def name_after_role(readings: Sequence[Reading], story: Sequence[int]) -> list[Reading]:
    """Join an unnamed speaker to the name that follows it, where something else shows that
    they are one: another account ties the role to the name, both speak to the same listener,
    or the name's sentence only tells the occasion of the speech ("was speaking to ...").

    Args:
        readings: the accounts, read to their ends.
        story: per account, the number of its story.
    """
    support = _role_support(readings, story)
    return [_joined(reading, support.get(story[reading.number], {})) for reading in readings]


def _joined(reading: Reading, support: Support) -> Reading:
    """The account without the unnamed speakers who are named right after."""
    gone: set[Entity] = set()
    for entity in filter(_is_role, reading.entities):
        found = _named_next(reading, entity)
        if len(found) != 1:
            continue
        person = found[0]
        why = _why(reading, support, entity, person) or _goes_on(reading, entity, person)
        why = why or _lead(reading, entity, person)
        if why:
            person.add_role(entity.name)
            person.of = person.of or entity.of
            person.absorb(entity, why)
            gone.add(entity)
    return replace(reading, entities=[e for e in reading.entities if e not in gone])


def _is_role(entity: Entity) -> bool:
    first = entity.mentions[0] if entity.mentions else None
    return (
        first is not None
        and not entity.named
        and entity.kind == "person"
        and not entity.plural
        and first.section == 0
    )


def _goes_on(reading: Reading, entity: Entity, person: Entity) -> str:
    """A definite office acts, and in the next sentence of the paragraph somebody is named for
    the first time, without any word on who that is, and speaks: "The head of the rescue service
    said ... Ada Brandt told reporters ...".
    """
    words = reading.views[0]
    role, name = entity.mentions[0], next(m for m in person.mentions if m.form == "name")
    lex = lexicon()
    noun = read_office(entity.name).noun
    vague = noun in lex.vague | lex.many_hold
    sure = is_person(noun) or noun in lex.offices.values()
    before = [m for m in entity.mentions if m.section == 0 and m.a < name.a]
    introduced = name.roles or any(
        m.form == "nominal" and m.section == 0 and words.sent[m.head] == words.sent[name.head]
        for m in person.mentions
    )
    if vague or not sure or not role.definite or introduced or len(before) > 2:
        return ""
    told = [read_office(r) for r in person.roles]
    if any(t.noun == noun and not allows(read_office(entity.name), t) for t in told):
        return ""
    does = _speaks(words, name) or words.lemma[words.head[name.head]] in lex.acting
    if words.dep[role.head] not in {"nsubj", "nsubjpass"} or not does:
        return ""
    near = words.paragraph[role.head] == words.paragraph[name.head]
    if near and words.sent[name.head] - words.sent[role.head] == 1:
        return f"{person.name} is named right after “{entity.name}” and speaks on"
    return ""


def _lead(reading: Reading, entity: Entity, person: Entity) -> str:
    """Whether the account opens with somebody unnamed, and who is named next, with an age, is the
    one: "A skipper ignored two warnings ... Otto Brandt, 46, denies it".
    """
    words = reading.views[0]
    role, name = entity.mentions[0], next(m for m in person.mentions if m.form == "name")
    opens = words.sent[role.head] == words.sent[0] and not role.definite
    subject = words.dep[role.head] in {"nsubj", "nsubjpass"}
    b = name.b
    aged = b + 1 < len(words) and words.text[b] == "," and words.text[b + 1].isdigit()
    if opens and subject and aged and not name.roles:
        return f"the account opens with “{entity.name}” and names {person.name}, with an age, next"
    return ""


def _named_next(reading: Reading, entity: Entity) -> list[Entity]:
    """Persons first named, as a subject and without a title, right after the role."""
    words = reading.views[0]
    first = entity.mentions[0]
    found: list[Entity] = []
    for phrase in reading.phrases[0]:
        gap = words.sent[phrase.head] - words.sent[first.head]
        person = phrase.entity
        if phrase.form != "name" or not isinstance(person, Entity) or gap < 1:
            continue
        if gap > _NEXT:
            break
        opening = min((m for m in person.mentions if m.section == 0), key=lambda m: m.a)
        fresh = opening is phrase and given(phrase.text) and not phrase.roles
        if (
            person.kind == "person"
            and fresh
            and words.dep[phrase.head] in {"nsubj", "nsubjpass"}
            and agree_of(person.of, entity.of)
            and not (person.gender and entity.gender and person.gender != entity.gender)
        ):
            found.append(person)
    return found


def _why(
    reading: Reading,
    support: Support,
    entity: Entity,
    person: Entity,
) -> str:
    words = reading.views[0]
    role, name = entity.mentions[0], next(m for m in person.mentions if m.form == "name")
    if role.definite:
        return ""
    noun = singular(role.noun)
    pairs = support.get(name_key(person), set())
    if _supported(pairs, noun, entity.of):
        return f"an account of the story calls {person.name} {noun} of {entity.of}"
    if not (_speaks(words, role) and _speaks(words, name)):
        return ""
    shared = _listeners(words, role) & _listeners(words, name)
    if shared:
        return f"“{entity.name}” and {person.name} both speak to {min(shared)}"
    verb = words.head[name.head]
    if words.lemma[verb] in _BACKGROUND and words.sent[name.head] - words.sent[role.head] == 1:
        return f"{person.name} is named next as the one who was speaking"
    return ""


def _speaks(words: Words, phrase: Phrase) -> bool:
    saying = lexicon().saying | _BACKGROUND
    return words.lemma[words.head[phrase.head]] in saying


def _listeners(words: Words, phrase: Phrase) -> set[str]:
    """Names told or spoken to in the sentence."""
    sent = words.sent[phrase.head]
    found = set()
    i = phrase.head
    while i < len(words) and words.sent[i] == sent:
        told = words.dep[i] in {"dobj", "dative"} and words.lemma[words.head[i]] in {
            "tell",
            "inform",
        }
        to = (
            words.dep[i] == "pobj"
            and words.lower[words.head[i]] in {"to", "with"}
            and words.lemma[words.head[words.head[i]]] in {"speak", "talk", "interview"}
        )
        if (told or to) and words.pos[i] == "PROPN":
            found.add(words.text[i])
        i += 1
    return found


def _role_support(readings: Sequence[Reading], story: Sequence[int]) -> dict[int, Support]:
    """Per story, what its accounts say of each person they name."""
    support: dict[int, dict[str, set[tuple[str, str]]]] = {}
    for reading in readings:
        told = support.setdefault(story[reading.number], {})
        for entity in reading.entities:
            key = name_key(entity)
            if entity.kind == "person" and key:
                pairs = told.setdefault(key, set())
                pairs |= {(singular(noun), _body(entity.of)) for noun in entity.nouns}
    return {**support}


def _body(of: str) -> str:
    """The name of a state or body made comparable."""
    entry = listed_as(of) if of else None
    return fold(entry.name if entry else of)


def _supported(pairs: Iterable[tuple[str, str]], noun: str, of: str) -> bool:
    """Whether one of the pairs is the same office of the same body."""
    body = _body(of)
    return any(same_office(noun, other) and body and body == owner for other, owner in pairs)

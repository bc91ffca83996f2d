"""Nominals and pronouns put to the parties that they point back to, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from twosource.parties.mentions.nominals import says_what
from twosource.parties.mentions.owners import role_text
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.discourse import Discourse
from twosource.parties.within.entity import Entity, Lore
from twosource.parties.within.executives import find_executive
from twosource.parties.within.nominals import WIDE, look_back
from twosource.parties.within.pronouns import resolve_pronoun
from twosource.parties.within.reading import Reading
from twosource.parties.within.salience import Memory
from twosource.parties.words.normalise import bare, fold
from twosource.parties.words.words import Words


def point_back(reading: Reading, lore: Mapping[Entity, Lore]) -> Reading:
    """Resolve the nominals and pronouns of one account.

    Args:
        reading: its names, put to parties.
        lore: what the story knows of those parties.
    """
    for entity in reading.entities:
        if entity in lore:
            entity.learn(lore[entity])
    discourse = Discourse(reading.number, reading.entities)
    for n in range(len(reading.views)):
        _walk(reading, n, discourse)
    return replace(reading, entities=discourse.entities)


def _walk(reading: Reading, n: int, discourse: Discourse) -> None:
    """Resolve nominals and pronouns of one section in reading order."""
    words, memory = reading.views[n], Memory()
    at_word: dict[int, Phrase] = {
        i: p for p in reading.phrases[n] if p.entity is not None for i in range(p.a, p.b)
    }
    later: list[Phrase] = []
    for phrase in reading.phrases[n]:
        if phrase.form == "nominal" and phrase.entity is None:
            _nominal(discourse, words, phrase, memory)
        elif phrase.form == "pronoun":
            if phrase.gender in {"I", "we", "who"}:
                later.append(phrase)
            else:
                quoted = words.quote[phrase.head]
                who = at_word.get(reading.speakers[n].get(quoted, -1)) if quoted >= 0 else None
                speaker = who.entity if who is not None else None
                known = speaker if isinstance(speaker, Entity) else None
                entity, why = resolve_pronoun(
                    words, phrase, memory, known, _owned(words, phrase, at_word)
                )
                phrase.reason = why
                if entity is not None:
                    entity.add(phrase, why)
                    if entity.kind == "person" and phrase.gender in {"m", "f"}:
                        entity.gender = entity.gender or phrase.gender
        if isinstance(phrase.entity, Entity):
            memory.note(words, phrase, phrase.entity)
            discourse.remember(phrase.entity)
            if phrase.form != "name" or phrase.head not in at_word:
                at_word[phrase.head] = phrase
    for phrase in later:
        _spoken(reading, n, phrase, at_word)


def _owned(words: Words, phrase: Phrase, at_word: Mapping[int, Phrase]) -> Entity | None:
    """The party of the noun that a possessive pronoun stands before ("her" of "Horvat, her
    lawyer").
    """
    if words.dep[phrase.head] != "poss":
        return None
    noun = at_word.get(words.head[phrase.head])
    return noun.entity if noun is not None and isinstance(noun.entity, Entity) else None


def _nominal(discourse: Discourse, words: Words, phrase: Phrase, memory: Memory) -> None:
    if says_what(words, phrase):
        phrase.reason = "says what somebody is"
        return
    entity, why = find_executive(discourse, phrase)
    if entity is None:
        entity, why = _called(words, phrase)
    if entity is None:
        entity, why = look_back(words, phrase, memory, discourse.by_noun)
    if entity is None:
        entity, why = _new(discourse, words, phrase), "first mention of an unnamed party"
    if phrase.noun in WIDE and entity.mentions:
        phrase.gender = ""  # "that man" is too easily put to the wrong one to say more of it
    entity.add(phrase, why)


def _called(words: Words, phrase: Phrase) -> tuple[Entity | None, str]:
    """A body with its name and what it is: "the Brightwater company" is Brightwater."""
    name = phrase.modifiers[-1] if phrase.modifiers else None
    if name is None or phrase.noun not in {"company", "firm", "group", "movement", "chain"}:
        return None, ""
    entity, whole = name.entity, name.a == phrase.a + 1 and name.b == phrase.head
    single = words.lower[phrase.a] == "the" and not phrase.plural
    if whole and single and isinstance(entity, Entity) and entity.named:
        return (entity, "its name and what it is") if entity.kind == "organisation" else (None, "")
    return None, ""


def _new(discourse: Discourse, words: Words, phrase: Phrase) -> Entity:
    name = bare(role_text(words, phrase)) or phrase.text
    entity = discourse.open(name, phrase.kind)
    entity.plural = phrase.plural
    if phrase.kind == "person" and fold(name) != phrase.noun:
        entity.roles.append(name)
    return entity


def _spoken(reading: Reading, n: int, phrase: Phrase, at_word: dict[int, Phrase]) -> None:
    """In speech "I" is the speaker, "who" the word before its clause."""
    words = reading.views[n]
    if phrase.gender == "who":
        verb = words.head[phrase.head]
        owner = words.head[verb] if words.dep[verb] == "relcl" else -1
        target = at_word.get(owner)
        reason = "relative pronoun"
    else:
        quote = words.quote[phrase.head]
        speaker = reading.speakers[n].get(quote, -1)
        target = at_word.get(speaker)
        reason = "the speaker of the quotation"
    entity = target.entity if target is not None else None
    fits = isinstance(entity, Entity) and (phrase.gender != "we" or _many(entity))
    if fits and isinstance(entity, Entity):
        entity.add(phrase, reason)
    else:
        phrase.reason = "who is meant is not established"


def _many(entity: Entity) -> bool:
    return entity.plural or entity.kind in {"organisation", "group"}

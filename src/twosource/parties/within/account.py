"""One account: its mentions found and put to parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twosource.parties.mentions.appositions import appositions, find_owners, role_text
from twosource.parties.mentions.names import find_names
from twosource.parties.mentions.nominals import find_nominals, find_pronouns, says_what, singular
from twosource.parties.mentions.phrase import Phrase, bare, fold
from twosource.parties.mentions.quotations import quote_speakers
from twosource.parties.within.clusters import cluster_names, listed_as
from twosource.parties.within.entity import Entity, given, surname
from twosource.parties.within.nominals import WIDE, look_back
from twosource.parties.within.pronouns import resolve_pronoun
from twosource.parties.within.salience import Memory
from twosource.parties.words.capitals import seen_capitals, seen_small
from twosource.parties.words.words import Words, view
from twosource.types import Parse

_EXECUTIVE = {"administration", "government", "cabinet", "regime"}
_TROOPS = {"military", "army", "police", "force", "forces", "navy", "troops", "side"}


@dataclass(slots=True)
class Reading:
    """What one account holds.

    Attributes:
        views: its sections, text first.
        phrases: all mentions, per section in reading order.
        entities: its parties, in order of first sight.
        speakers: per section, quotation number -> head word of its speaker.
    """

    number: int
    id: str
    views: list[Words]
    phrases: list[list[Phrase]]
    entities: list[Entity]
    speakers: list[dict[int, int]]
    by_noun: dict[str, list[Entity]] = field(default_factory=dict)
    keyed: dict[tuple[str, str], Entity] = field(default_factory=dict)


def find_all_names(parse: Parse, number: int) -> Reading:
    """The first look at an account: its words and the names in them, put to nobody yet."""
    views = [view(section) for section in parse.sections]
    seen, small = seen_capitals(views), seen_small(views)
    names = [find_names(words, n, seen, small) for n, words in enumerate(views)]
    return Reading(number, parse.account.id, views, names, [], [])


def find_missed_names(readings: Sequence[Reading], story: Sequence[int]) -> None:
    """Look again for names that only another account of the story shows to be names: "Mors"
    opening a sentence is a word like any other, until one reads "Helka Mors" elsewhere.
    """
    names: dict[int, set[str]] = {}
    small: dict[int, set[str]] = {}
    for reading, number in zip(readings, story, strict=True):
        known = names.setdefault(number, set())
        known |= {
            words.text[i]
            for words, found in zip(reading.views, reading.phrases, strict=True)
            for p in found
            if p.form == "name" and p.kind != "thing" and not words.first[p.a]
            for i in range(p.a, p.b)
        }
        small.setdefault(number, set()).update(seen_small(reading.views))
    for reading, number in zip(readings, story, strict=True):
        own = seen_capitals(reading.views)
        fresh = {w for w in names[number] - own if w.isalpha() and w.lower() not in small[number]}
        if not any(fresh.intersection(words.text) for words in reading.views):
            continue
        seen, low = own | fresh, seen_small(reading.views)
        reading.phrases = [find_names(words, n, seen, low) for n, words in enumerate(reading.views)]


def full_names(
    readings: Sequence[Reading], story: Sequence[int]
) -> dict[int, dict[str, list[Phrase]]]:
    """Per story, family name -> the full names with a role or gender that bear it."""
    found: dict[int, dict[str, list[Phrase]]] = {}
    for reading, number in zip(readings, story, strict=True):
        told = found.setdefault(number, {})
        for names in reading.phrases:
            for p in names:
                whole = p.form == "name" and p.kind == "person" and given(p.text)
                if whole and (p.roles or p.gender):
                    told.setdefault(surname(p.text), []).append(p)
    return found


def cluster(reading: Reading, told: Mapping[str, Sequence[Phrase]]) -> None:
    """Put the names of one account to parties, and the roles that stand with them.

    Args:
        reading: the account, its names found.
        told: family name -> full names of the story.
    """
    views, named = reading.views, reading.phrases
    nominals, names = [], []
    for n, words in enumerate(views):
        offices = [p for p in named[n] if p.form == "nominal"]
        names.append([p for p in named[n] if p.form == "name"])
        found = find_nominals(words, n, [*names[n], *offices])
        nominals.append(sorted([*offices, *found], key=lambda p: (p.a, p.b)))
    reading.entities = cluster_names(
        [p for section in names for p in section], reading.number, told
    )
    pronouns = [find_pronouns(words, n) for n, words in enumerate(views)]
    reading.phrases = [
        sorted([*a, *b, *c], key=lambda p: (p.a, -p.b))
        for a, b, c in zip(names, nominals, pronouns, strict=True)
    ]
    reading.speakers = [quote_speakers(words) for words in views]
    for n, words in enumerate(views):
        find_owners(words, reading.phrases[n])
        _join_appositions(reading, words, names[n], nominals[n])


def point_back(reading: Reading) -> None:
    """Resolve the nominals and pronouns of one account."""
    for n in range(len(reading.views)):
        _walk(reading, n)


def _join_appositions(
    reading: Reading, words: Words, names: list[Phrase], nominals: list[Phrase]
) -> None:
    for name, nominal, why in appositions(words, names, nominals):
        entity = name.entity
        if isinstance(entity, Entity) and nominal.entity is None:
            role = role_text(words, nominal)
            entity.add_role(role)
            nominal.roles = []
            entity.add(nominal, why)
            note = f"{why}: “{role}” is said of {entity.name}"
            if note not in entity.evidence:
                entity.evidence.append(note)


def _walk(reading: Reading, n: int) -> None:
    """Resolve nominals and pronouns of one section in reading order."""
    words, memory = reading.views[n], Memory()
    at_word: dict[int, Phrase] = {
        i: p for p in reading.phrases[n] if p.entity is not None for i in range(p.a, p.b)
    }
    later: list[Phrase] = []
    for phrase in reading.phrases[n]:
        if phrase.form == "nominal" and phrase.entity is None:
            _nominal(reading, words, phrase, memory)
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
            _remember(reading, phrase.entity)
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


def _remember(reading: Reading, entity: Entity) -> None:
    for noun in entity.nouns:
        known = reading.by_noun.setdefault(singular(noun), [])
        if not known or known[-1] is not entity:
            if entity in known[-8:]:
                known.remove(entity)
            known.append(entity)


def _country(name: str) -> str:
    entry = listed_as(name)
    return entry.name if entry and entry.type == "country" else ""


def _nominal(reading: Reading, words: Words, phrase: Phrase, memory: Memory) -> None:
    if says_what(words, phrase):
        phrase.reason = "says what somebody is"
        return
    entity, why = _by_state(reading, phrase)
    if entity is None:
        entity, why = _called(words, phrase)
    if entity is None:
        entity, why = look_back(words, phrase, memory, reading.by_noun)
    if entity is None:
        entity, why = _new(reading, words, phrase), "first mention of an unnamed party"
    if phrase.noun in WIDE and entity.mentions:
        phrase.gender = ""  # "that man" is too easily put to the wrong one to say more of it
    entity.add(phrase, why)


def _by_state(reading: Reading, phrase: Phrase) -> tuple[Entity | None, str]:
    """Executives and forces: one party per state and noun ("the Israeli army")."""
    if phrase.noun not in _EXECUTIVE | _TROOPS or (phrase.plural and phrase.noun == "side"):
        return None, ""
    country = _country(phrase.of) if phrase.of else ""
    if phrase.noun == "side" and country:
        return _state(reading, country), "the side of a state is the state"
    if phrase.noun in _EXECUTIVE and phrase.modifiers:
        owner = phrase.modifiers[-1].entity
        if isinstance(owner, Entity) and owner.kind == "person":
            key = ("executive", owner.name)
            if key not in reading.keyed:
                short = phrase.modifiers[-1].text
                reading.keyed[key] = _open(reading, f"{short} {phrase.noun}", "organisation")
                reading.keyed[key].of = owner.of if _country(owner.of) else ""
            reading.keyed[key].type = "government"
            return reading.keyed[key], "same words"
    if country:
        noun = "executive" if phrase.noun in _EXECUTIVE else phrase.noun
        key = (noun, country)
        if key not in reading.keyed:
            reading.keyed[key] = _open(reading, bare(phrase.text), "organisation")
            reading.keyed[key].type = "government" if noun == "executive" else "body"
        return reading.keyed[key], "same state and noun"
    return None, ""


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


def _state(reading: Reading, country: str) -> Entity:
    for entity in reading.entities:
        if entity.type == "country" and entity.name == country:
            return entity
    entity = _open(reading, country, "place")
    entity.type, entity.named = "country", True
    return entity


def _open(reading: Reading, name: str, kind: str) -> Entity:
    entity = Entity(reading.number, name, kind, named=False)
    reading.entities.append(entity)
    return entity


def _new(reading: Reading, words: Words, phrase: Phrase) -> Entity:
    name = bare(role_text(words, phrase)) or phrase.text
    entity = _open(reading, name, phrase.kind)
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

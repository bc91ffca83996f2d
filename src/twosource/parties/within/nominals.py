"""Which party a nominal points back to: "the envoy", "the militant group", "police"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twosource.parties.mentions.owners import role_text
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.bodies import REACH, agree_of, find_body, words_fit
from twosource.parties.within.entity import Entity
from twosource.parties.within.salience import Memory, Trace
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.normalise import bare, fold
from twosource.parties.words.nouns import STEADY, singular
from twosource.parties.words.offices import LOOSE, Office, allows, overlap, read_office, same_office
from twosource.parties.words.words import Words

WIDE = {"man", "woman", "boy", "girl", "teenager", "teen", "lady", "child", "year-old"}
"""Nouns for any person."""
_AGED = re.compile(r"\d-year-old\b")
"""An age in a nominal ("the 61-year-old former wrestler"): it tells of whoever was spoken of."""
_FAR = 400
"""Words looked back over for who spoke before."""
_PARENT = {"mother", "father", "mum", "mom", "dad", "parent", "grandmother", "grandfather"}


def look_back(
    words: Words, phrase: Phrase, memory: Memory, by_noun: Mapping[str, list[Entity]]
) -> tuple[Entity | None, str]:
    """The party a definite nominal stands for, or ``None`` where it may be a new one."""
    if _tells_which(words, phrase):
        return None, ""
    if phrase.plural:
        return _plural(phrase, by_noun)
    if phrase.kind == "person":
        return _person(words, phrase, memory, by_noun)
    if phrase.kind == "organisation":
        return find_body(words, phrase, memory, by_noun)
    return _same_words(phrase, by_noun)


def _tells_which(words: Words, phrase: Phrase) -> bool:
    """Whether what follows says which one is meant, so that it need not point back: a clause
    without a comma ("the body founded by Brandt"), or a name in quotation marks.
    """
    if phrase.b >= len(words):
        return False
    if words.text[phrase.b] in {"“", '"', "‘"} and words.quote[phrase.head] < 0:
        return phrase.b + 1 < len(words) and words.text[phrase.b + 1][0].isupper()
    clauses = [c for c in words.children[phrase.head] if words.dep[c] in {"acl", "relcl"}]
    return any(_first(words, c) == phrase.b for c in clauses)


def _first(words: Words, i: int) -> int:
    """The first word of the clause that hangs on a verb, by its direct children."""
    return min([i, *words.children[i]])


def _same_words(phrase: Phrase, by_noun: Mapping[str, list[Entity]]) -> tuple[Entity | None, str]:
    for entity in reversed(by_noun.get(phrase.noun, [])):
        if entity.plural == phrase.plural and not entity.named and phrase.definite:
            return entity, "same noun"
    return None, ""


def _plural(phrase: Phrase, by_noun: Mapping[str, list[Entity]]) -> tuple[Entity | None, str]:
    text = fold(bare(phrase.text))
    for entity in reversed(by_noun.get(phrase.noun, [])):
        if not entity.plural:
            continue
        if fold(entity.name) == text and (" " in text or phrase.noun in STEADY):
            return entity, "same words"
        if phrase.definite and agree_of(phrase.of, entity.of) and words_fit(phrase, entity):
            return entity, "same noun"
    return None, ""


def _person(
    words: Words, phrase: Phrase, memory: Memory, by_noun: Mapping[str, list[Entity]]
) -> tuple[Entity | None, str]:
    if not phrase.definite:
        return None, ""
    own = any(words.dep[c] == "poss" for c in words.children[phrase.head])
    office = read_office(role_text(words, phrase))
    called = [
        entity
        for entity in reversed(by_noun.get(phrase.noun, []))
        if not entity.plural
        and entity.kind == "person"
        and agree_of(phrase.of, entity.of)
        and words_fit(phrase, entity)
        and _genders(phrase, entity)
        and not _clashes(office, entity)
    ]
    if called:  # the president before the vice president, though named longer ago
        one = next((e for e in called if _of_standing(office, e)), called[0])
        return one, f"the one called “{phrase.noun}” before"
    if own:
        return None, ""
    short = _by_initials(phrase, by_noun)
    if short is not None:
        return short, "the initials of an office told before"
    wide = phrase.noun in WIDE | lexicon().epithets or _parent_of_some(words, phrase)
    wide = wide or _AGED.search(phrase.text) is not None or _citizen(phrase)

    def fits(trace: Trace) -> float | None:
        entity = trace.entity
        if entity.kind != "person" or entity.plural or not _genders(phrase, entity):
            return None
        if trace.sent == words.sent[phrase.head] and trace.subject:
            return None
        if wide:
            alike = entity.gender == phrase.gender and phrase.noun != "year-old"
            return (0.5 if alike else 0.0) + (1.0 if entity.named else 0.0)
        if any(same_office(phrase.noun, noun) for noun in entity.nouns):
            fitting = agree_of(phrase.of, entity.of) and not _clashes(office, entity)
            fitting = fitting and _kind_told(office, entity)
            return 1.5 if fitting else None
        broad = lexicon().broad_role.get(phrase.noun, frozenset())
        if not broad.isdisjoint(entity.nouns) and agree_of(phrase.of, entity.of):
            return 1.2  # "the Ode Democrat" of a senator
        return None

    found, lead = memory.best(words.sent[phrase.head], 12 if not wide else REACH, fits)
    if found is None or lead < 0.2:
        return _goes_on(words, phrase, memory, office)
    return found, "role of the person last spoken of"


def _goes_on(
    words: Words, phrase: Phrase, memory: Memory, office: Office
) -> tuple[Entity | None, str]:
    """The person who spoke before in the paragraph, for a nominal that nobody was called yet and
    that another quotation is put to ("Brandt said no. “Never,” the veteran diplomat said.").
    """
    at, lex = phrase.head, lexicon()
    verb = words.head[at]
    if words.dep[at] != "nsubj" or words.lemma[verb] not in lex.saying or words.quote[at] >= 0:
        return None, ""
    denied = any(words.dep[c] == "neg" for c in words.children[verb])
    if denied or phrase.noun in lex.kin or not _beside_quote(words, at):
        return None, ""
    spoke: list[Entity] = []
    back = 1 if _describes(words, phrase) else 0
    for trace in memory.newest():
        if words.sent[at] - trace.sent > REACH:
            break
        if _between(words, trace.paragraph, at) > (0 if spoke else back):
            break
        if trace.speaks and words.quote[trace.phrase.head] < 0:
            spoke.append(trace.entity)
    if not spoke or any(e is not spoke[0] for e in spoke):
        return None, ""
    one = spoke[0]
    if phrase.modifiers and not agree_of(phrase.of, one.of):
        return None, ""
    if one.kind != "person" or one.plural or not _genders(phrase, one) or _clashes(office, one):
        return None, ""
    return one, "who spoke before in the paragraph speaks on"


def _between(words: Words, paragraph: int, at: int) -> int:
    """Paragraphs with words from that one to the one of the word, this not counted."""
    seen = {words.paragraph[at]}
    for i in range(at, max(-1, at - _FAR), -1):
        if words.paragraph[i] < paragraph:
            return len(seen) - 1
        if words.text[i].strip():
            seen.add(words.paragraph[i])
    return len(seen) - 1 if words.paragraph[max(0, at - _FAR)] <= paragraph else _FAR


def _describes(words: Words, phrase: Phrase) -> bool:
    """Whether a nominal tells where somebody is from or what he was ("the Ivorian diplomat")."""
    inside = range(phrase.a, phrase.b)
    return any(
        words.text[i] in lexicon().demonyms or words.lower[i] == "former" or words.ent[i] == "GPE"
        for i in inside
    )


def _beside_quote(words: Words, at: int) -> bool:
    """Whether a quotation stands in the sentence of the word."""
    sent, lo, hi = words.sent[at], at, at
    while lo > 0 and words.sent[lo - 1] == sent:
        lo -= 1
    while hi < len(words) and words.sent[hi] == sent:
        hi += 1
    return any(words.quote[i] >= 0 for i in range(lo, hi))


def _parent_of_some(words: Words, phrase: Phrase) -> bool:
    """Whether it describes anybody ("the mother of two")."""
    b = phrase.b
    if phrase.noun not in _PARENT or b + 1 >= len(words):
        return False
    return words.lower[b] == "of" and words.pos[b + 1] == "NUM"


def _citizen(phrase: Phrase) -> bool:
    """Whether it says no more than whose citizen somebody is ("the Dutchman")."""
    return phrase.text.split(" ")[-1] in lexicon().demonyms


def _by_initials(phrase: Phrase, by_noun: Mapping[str, list[Entity]]) -> Entity | None:
    """The person whose office of several words has these initials ("the CEO" after "Chief
    Electoral Officer Ada Brandt"), if it is only one.
    """
    short = phrase.text.split(" ")[-1]
    if not (short.isupper() and 2 <= len(short) <= 5):
        return None
    found = {
        id(entity): entity
        for known in by_noun.values()
        for entity in known
        for role in entity.roles
        if len(role.split()) > 1 and short in {"".join(w[0] for w in role.split()).upper()}
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _kind_told(office: Office, entity: Entity) -> bool:
    """Whether what a nominal is of ("the union leader", "the poll panel chief") was told of the
    person: in a role, or in the name of the body that the person belongs to.  Of a person of
    whom nothing was told any office may be said.
    """
    said = office.kind - LOOSE
    if not said or not (entity.of or any(read_office(r).kind for r in entity.roles)):
        return True
    known = {singular(w) for r in entity.roles for w in fold(r).split()}
    known |= {singular(w) for w in fold(entity.of).split()}
    return overlap(frozenset(said), frozenset(known))


def _clashes(office: Office, entity: Entity) -> bool:
    """Whether a role says what none of the person's roles of that noun allows: another body,
    another portfolio, or that the office is a former one.
    """
    known = [read_office(r) for r in entity.roles]
    known = [k for k in known if same_office(k.noun, office.noun)]
    return bool(known) and not any(allows(office, k) for k in known)


def _of_standing(office: Office, entity: Entity) -> bool:
    """Whether the person holds the office as it is told: not as deputy, former or acting."""
    known = [read_office(r) for r in entity.roles]
    known = [k for k in known if same_office(k.noun, office.noun)]
    return not known or any(k.standing == office.standing for k in known)


def _genders(phrase: Phrase, entity: Entity) -> bool:
    return not (phrase.gender and entity.gender and phrase.gender != entity.gender)

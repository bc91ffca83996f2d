"""Nominal mentions that point back: "the envoy", "the militant group", "police"."""

from __future__ import annotations

from collections.abc import Mapping

from twosource.parties.cluster import listed_as
from twosource.parties.entity import Entity
from twosource.parties.lexicon import lexicon
from twosource.parties.links import role_text
from twosource.parties.offices import LOOSE, Office, allows, read_office, same_office
from twosource.parties.phrase import Phrase, bare, fold
from twosource.parties.salience import Memory, Trace
from twosource.parties.words import Words

_REACH = 4
"""Sentences a nominal without equal words looks back."""
_GENERIC_BODY = {"group", "organisation", "organization", "movement", "faction", "militia", "party",
                 "company", "firm", "agency", "body", "network", "outlet", "newspaper", "paper",
                 "country", "nation", "state", "city", "town", "kingdom", "republic", "union",
                 "bloc", "club", "team", "side"}  # fmt: skip
_TYPES: Mapping[str, frozenset[str]] = {
    "country": frozenset({"country"}), "nation": frozenset({"country"}),
    "kingdom": frozenset({"country"}), "republic": frozenset({"country"}),
    "state": frozenset({"country"}),
    "newspaper": frozenset({"outlet"}), "paper": frozenset({"outlet"}),
    "network": frozenset({"outlet"}), "outlet": frozenset({"outlet", "agency"}),
    "agency": frozenset({"agency", "body", "union"}),
    "group": frozenset({"group"}), "movement": frozenset({"group"}),
    "faction": frozenset({"group"}), "militia": frozenset({"group"}), "party": frozenset({"group"}),
    "company": frozenset({"company"}), "firm": frozenset({"company"}),
    "union": frozenset({"union"}), "bloc": frozenset({"union"}),
}  # fmt: skip


STEADY = {
    "police", "troops", "authorities", "forces", "media", "press", "public", "critic", "protester",
    "military", "prosecutor", "analyst", "resident",
}  # fmt: skip
"""Groups that one bare word names throughout an account."""


WIDE = {"man", "woman", "boy", "girl", "teenager", "teen", "lady", "child", "year-old"}
"""Nouns for any person."""
_PARENT = {"mother", "father", "mum", "mom", "dad", "parent", "grandmother", "grandfather"}


def words_fit(phrase: Phrase, entity: Entity) -> bool:
    """Whether a nominal says nothing of the party that was not said before: "the African side"
    is not "the English side", "the group" may be any.
    """
    said = fold(bare(phrase.text)).split()[:-1]
    extra = {w for w in said if w not in LOOSE and w not in {"'s", "s", "this", "that", "these"}}
    if not extra:
        return True
    forms = [entity.name, entity.of, *entity.roles, *entity.aliases]
    forms += [m.text for m in entity.mentions if m.form == "nominal"]
    known = {w for form in forms for w in fold(form).split()}
    for modifier in phrase.modifiers:
        extra -= set(fold(modifier.text).split())
    demonyms = {fold(d) for d in lexicon().demonyms} if phrase.of else set()
    return extra - demonyms <= known


def agree_of(one: str, two: str) -> bool:
    """Whether two "belongs to" names do not clash."""
    if not one or not two:
        return True
    a, b = listed_as(one), listed_as(two)
    return fold(a.name if a else one) == fold(b.name if b else two)


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
        return _body(words, phrase, memory, by_noun)
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
    for entity in reversed(by_noun.get(phrase.noun, [])):
        if entity.plural or entity.kind != "person":
            continue
        same = agree_of(phrase.of, entity.of) and words_fit(phrase, entity)
        if same and _genders(phrase, entity) and not _clashes(office, entity):
            return entity, f"the one called “{phrase.noun}” before"
    if own:
        return None, ""
    wide = phrase.noun in WIDE or _parent_of_some(words, phrase)

    def fits(trace: Trace) -> float | None:
        entity = trace.entity
        if entity.kind != "person" or entity.plural or not _genders(phrase, entity):
            return None
        if trace.sent == words.sent[phrase.head] and trace.subject:
            return None
        if wide:
            alike = entity.gender == phrase.gender and phrase.noun != "year-old"
            return 0.5 if alike else 0.0
        if any(same_office(phrase.noun, noun) for noun in entity.nouns):
            fitting = agree_of(phrase.of, entity.of) and not _clashes(office, entity)
            return 1.5 if fitting else None
        return None

    found, lead = memory.best(words.sent[phrase.head], 12 if not wide else _REACH, fits)
    if found is None or lead < 0.2:
        return None, ""
    return found, "role of the person last spoken of"


def _parent_of_some(words: Words, phrase: Phrase) -> bool:
    """Whether it describes anybody ("the mother of two")."""
    b = phrase.b
    if phrase.noun not in _PARENT or b + 1 >= len(words):
        return False
    return words.lower[b] == "of" and words.pos[b + 1] == "NUM"


def _clashes(office: Office, entity: Entity) -> bool:
    """Whether a role says what none of the person's roles of that noun allows: another body,
    another portfolio, or that the office is a former one.
    """
    known = [read_office(r) for r in entity.roles]
    known = [k for k in known if same_office(k.noun, office.noun)]
    return bool(known) and not any(allows(office, k) for k in known)


def _says_of_what(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase itself says which one is meant ("the agency for food safety")."""
    if any(words.dep[c] == "poss" for c in words.children[phrase.head]):
        return True
    return phrase.b < len(words) and words.lower[phrase.b] in {"of", "for"}


def _other_body(noun: str, name: str) -> bool:
    """Whether a name says by its head that it is no such body: a council is no company."""
    heads = {w for w in name.split() if w in lexicon().organisation}
    if not heads:
        return False
    low = {h.lower().rstrip(".") for h in heads}
    firm = bool(low & lexicon().firm)
    if noun in {"company", "firm"}:
        return not firm
    return noun in {"union", "agency", "party", "team", "club", "country", "city", "town"}


def _genders(phrase: Phrase, entity: Entity) -> bool:
    return not (phrase.gender and entity.gender and phrase.gender != entity.gender)


def _body(
    words: Words, phrase: Phrase, memory: Memory, by_noun: Mapping[str, list[Entity]]
) -> tuple[Entity | None, str]:
    text = fold(bare(phrase.text))
    if any(words.lower[i] in {"our", "their", "my", "your"} for i in range(phrase.a, phrase.head)):
        return None, ""
    for entity in reversed(by_noun.get(phrase.noun, [])):
        bare_words = words.lower[phrase.a] not in {"a", "an"} and fold(entity.name) == text
        if not entity.plural and (phrase.definite or bare_words):
            if entity.named and not phrase.definite:
                continue
            same = agree_of(phrase.of, entity.of) and words_fit(phrase, entity)
            if entity.kind != "person" and same:
                return entity, f"the one called “{phrase.noun}” before"
    if not phrase.definite or phrase.modifiers or phrase.of or _says_of_what(words, phrase):
        return None, ""
    wanted = _TYPES.get(phrase.noun, frozenset())

    def fits(trace: Trace) -> float | None:
        entity = trace.entity
        if entity.plural or entity.kind not in {"organisation", "place", "unknown"}:
            return None
        if not words_fit(phrase, entity):
            return None
        if phrase.noun in fold(entity.name).split():
            return 2.5
        if phrase.noun not in _GENERIC_BODY:
            return None
        if entity.type:
            return 1.2 if entity.type in wanted else None
        if _other_body(phrase.noun, entity.name):
            return None
        place = phrase.noun in {"city", "town"} or "country" in wanted
        if (entity.kind == "place") != place or not entity.named:
            return None
        return 0.0

    found, lead = memory.best(words.sent[phrase.head], _REACH, fits)
    if found is None or lead < 0.1:
        return None, ""
    return found, "the body last spoken of"

"""Which body a nominal stands for: "the company", "the mining giant", "the union"."""

from __future__ import annotations

from collections.abc import Mapping

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.entity import Entity
from twosource.parties.within.salience import Memory, Trace
from twosource.parties.words.lexicon import lexicon, listed_as
from twosource.parties.words.normalise import bare, fold
from twosource.parties.words.offices import LOOSE
from twosource.parties.words.words import Words

REACH = 4
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
    **{noun: frozenset({"company"}) for noun in (
        "company", "firm", "giant", "maker", "lender", "retailer", "insurer", "carrier",
        "manufacturer", "brewer", "conglomerate", "chain")},
    "union": frozenset({"union"}), "bloc": frozenset({"union"}),
}  # fmt: skip
_CALLED_SO = frozenset({"party", "club", "school", "university", "hospital", "court", "council",
                        "church", "ministry", "police", "union", "federation", "newspaper",
                        "paper", "outlet", "team", "city", "town", "bloc"})  # fmt: skip
"""Bodies whose names mostly say what they are; another name is one only where the lists say so."""
_HEADS: Mapping[str, frozenset[str]] = {
    "union": frozenset(
        {
            "union",
            "federation",
            "guild",
            "association",
            "brotherhood",
            "local",
            "congress",
            "alliance",
            "workers",
        }
    ),
    "newspaper": frozenset(
        {
            "times",
            "post",
            "herald",
            "gazette",
            "tribune",
            "journal",
            "telegraph",
            "chronicle",
            "courier",
            "observer",
            "argus",
            "examiner",
            "bugle",
            "news",
            "press",
            "daily",
            "weekly",
            "advertiser",
            "star",
            "mail",
            "mirror",
            "sun",
            "record",
        }
    ),
    "party": frozenset(
        {"party", "morcha", "congress", "dal", "alliance", "front", "league", "movement"}
    ),
    "federation": frozenset({"federation", "association", "union", "confederation"}),
    "club": frozenset({"club", "fc", "united", "city", "rovers", "athletic", "wanderers", "town"}),
}


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


def _ends_with(entity: Entity, noun: str) -> bool:
    """Whether a name of one word ends with what it is ("the line" of Northline)."""
    name = fold(entity.name)
    return entity.named and len(noun) > 3 and len(name) > len(noun) + 2 and name.endswith(noun)


def _may_be(noun: str, entity: Entity) -> bool:
    """Whether a body's name says that it is one of that noun, or says nothing (an acronym)."""
    if noun in {"city", "town"}:
        return True
    if entity.type:
        return entity.type in _TYPES.get(noun, frozenset())
    if any(n == noun for n in entity.nouns):
        return True
    heads = _HEADS.get(noun, frozenset({noun}))
    acronym = any(a.isupper() and " " not in a and len(a) > 1 for a in entity.aliases)
    return acronym or bool(heads & set(fold(entity.name).split()))


def find_body(
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
    generic = {"giant", "maker", "lender", "retailer", "insurer", "carrier", "manufacturer",
               "brewer", "conglomerate", "chain", "firm", "company"}  # fmt: skip

    def fits(trace: Trace) -> float | None:
        entity = trace.entity
        if entity.plural or entity.kind not in {"organisation", "place", "unknown"}:
            return None
        if phrase.noun not in generic and not words_fit(phrase, entity):
            return None
        if phrase.noun in fold(entity.name).split() or _ends_with(entity, phrase.noun):
            return 2.5
        if phrase.noun not in _GENERIC_BODY | generic:
            return None
        if entity.type:
            return 1.2 if entity.type in wanted else None
        if _other_body(phrase.noun, entity.name):
            return None
        if phrase.noun in _CALLED_SO and not _may_be(phrase.noun, entity):
            return None
        place = phrase.noun in {"city", "town"} or "country" in wanted
        if (entity.kind == "place") != place or not entity.named:
            return None
        return 0.0

    found, lead = memory.best(words.sent[phrase.head], REACH, fits)
    if found is None or lead < 0.1:
        return None, ""
    return found, "the body last spoken of"

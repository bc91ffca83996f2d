"""Which party a pronoun stands for: by gender, number, place in the clause and who was speaking."""

from __future__ import annotations

from functools import lru_cache

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.entity import Entity
from twosource.parties.within.salience import Memory, Trace
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.nouns import singular
from twosource.parties.words.words import Words

_REACH = 3
"""Sentences a pronoun looks back; of gold pronouns in dev news 97% have a mention that near."""
_LEAD = 0.25
"""A smaller lead over the next candidate is a guess: abstain."""


def resolve_pronoun(
    words: Words,
    phrase: Phrase,
    memory: Memory,
    speaker: Entity | None = None,
    owned: Entity | None = None,
) -> tuple[Entity | None, str]:
    """The party a third-person pronoun stands for, or ``None`` with the reason.

    Args:
        words: the section.
        phrase: the pronoun.
        memory: what was spoken of before it.
        speaker: who speaks the quotation it stands in: never the one meant by "he".
        owned: whom the noun behind a possessive stands for: nobody is "her lawyer" to herself.
    """
    at = phrase.head
    if phrase.gender == "n":
        return _it(words, phrase, memory, speaker if speaker is not None else owned)
    quote = words.quote[at]
    says = _says(words, at)

    opener = _opener(words, phrase, memory) if says and quote < 0 else None

    def fits(trace: Trace) -> float | None:
        entity = trace.entity
        if entity is speaker or entity is owned or _same_clause(words, phrase, trace):
            return None
        if not _agrees(words, phrase, entity):
            return None
        extra = 0.0
        if opener is not None and entity is not opener:
            extra -= 1.0
        elif quote < 0 and says and trace.speaks:
            # "... she said": the one who spoke before goes on speaking, over some sentences.
            extra += 1.0 + 0.5 * min(3, words.sent[at] - trace.sent)
        elif quote < 0 and says and not entity.named:
            extra -= 0.6
        if phrase.gender and entity.gender == phrase.gender:
            extra += 0.8
        if words.dep[at] in {"nsubj", "nsubjpass"} and trace.subject:
            extra += 0.5
        if trace.paragraph == words.paragraph[at]:
            extra += 0.3
        if entity.named:
            extra += 0.6
        elif _kin(words, trace):
            extra -= 1.0
        if phrase.plural and entity.plural:
            extra += 0.8
        return extra

    entity, lead = memory.best(words.sent[at], _REACH + 2 * says, fits)
    if entity is None:
        return None, "no party nearby agrees in gender and number"
    if lead < _LEAD:
        return None, "several parties fit the pronoun equally"
    return entity, "pronoun"


def _opener(words: Words, phrase: Phrase, memory: Memory) -> Entity | None:
    """The person named as the subject of the paragraph's first sentence, before the pronoun:
    a new paragraph about somebody takes the floor from whoever spoke before.
    """
    found: Entity | None = None
    paragraph = words.paragraph[phrase.head]
    said = _since(words, phrase.head)
    for trace in memory.newest():
        if trace.paragraph != paragraph:
            break
        main = trace.subject or words.dep[trace.phrase.head] == "appos"
        if main and words.quote[trace.phrase.head] < 0 and _agrees(words, phrase, trace.entity):
            if trace.entity.named and trace.sent >= said:
                return trace.entity if trace.sent < words.sent[phrase.head] else None
            sure = trace.entity.named or trace.entity.gender == phrase.gender != ""
            found = trace.entity if sure else None
    return found


def _since(words: Words, at: int) -> int:
    """The sentence in which the quotation right before a word starts, else the word's own."""
    i = at - 1
    while i >= max(0, at - 3) and words.quote[i] < 0:
        i -= 1
    if i < 0 or words.quote[i] < 0:
        return words.sent[at]
    number = words.quote[i]
    while i > 0 and words.quote[i - 1] in {number, -1} and words.sent[i - 1] >= words.sent[at] - 4:
        if words.quote[i - 1] == -1 and words.text[i - 1] not in {"“", '"', "‘", "'"}:
            break
        i -= 1
    return words.sent[i]


def _kin(words: Words, trace: Trace) -> bool:
    """Whether it is spoken of by way of somebody else ("her mother"), who stays the topic."""
    first = trace.phrase.a
    return words.dep[first] == "poss" and words.lower[first] in {"his", "her", "its", "their"}


def _agrees(words: Words, phrase: Phrase, entity: Entity) -> bool:
    if phrase.plural:
        if entity.plural:
            return True
        # One body is "they" where it acts; "them" and "their" are too often things.
        verb = words.lemma[words.head[phrase.head]]
        acts = words.dep[phrase.head] == "nsubj" and verb in _party_verbs()
        return acts and entity.kind == "organisation"
    return entity.kind == "person" and not entity.plural and entity.gender in {"", phrase.gender}


@lru_cache(maxsize=1)
def _party_verbs() -> frozenset[str]:
    return lexicon().saying | lexicon().acting


def _says(words: Words, at: int) -> bool:
    return words.dep[at] == "nsubj" and words.lemma[words.head[at]] in lexicon().saying


def _same_clause(words: Words, phrase: Phrase, trace: Trace) -> bool:
    """An object pronoun is never the subject of its own verb ("Brandt told him")."""
    if trace.sent != words.sent[phrase.head] or words.dep[phrase.head] in {"poss", "nsubj"}:
        return False
    verb = words.head[phrase.head]
    if words.dep[phrase.head] == "pobj":
        verb = words.head[verb]
    return words.head[trace.phrase.head] == verb


def _it(
    words: Words, phrase: Phrase, memory: Memory, speaker: Entity | None
) -> tuple[Entity | None, str]:
    """The word "it" is a party only where a party's verb or the sentence's subject says so."""
    at = phrase.head
    if _empty(words, at):
        return None, "“it” stands for no thing"
    verb = words.head[at]
    active = words.dep[at] == "nsubj" and words.lemma[verb] in _party_verbs()
    poss = words.dep[at] == "poss"
    owned = singular(words.lower[verb])
    if poss and owned in lexicon().person | lexicon().people:
        active = True  # "its spokesman": only a body has one

    def fits(trace: Trace) -> float | None:
        entity = trace.entity
        same = trace.sent == words.sent[at]
        bodies = {"organisation", "place"} | ({"unknown"} if same and trace.speaks else set())
        if entity.kind not in bodies or entity.plural or entity is speaker:
            return None
        if _same_clause(words, phrase, trace):
            return None
        if not active and not (same and trace.subject):
            return None
        if not active and not poss and not _under(words, at, trace.phrase.head):
            return None
        extra = 0.8 if trace.subject else 0.0
        extra += 0.6 if active and trace.speaks else 0.0
        extra -= 0.5 if entity.kind == "place" and entity.type != "country" else 0.0
        return extra

    entity, lead = memory.best(words.sent[at], 2 if active else 0, fits)
    if entity is None:
        return None, "“it” may stand for something that is no party"
    if lead < _LEAD:
        return None, "several parties fit “it” equally"
    return entity, "pronoun"


def _empty(words: Words, at: int) -> bool:
    """Whether no thing is meant, as in "it is clear that", "it is believed"."""
    verb = words.head[at]
    if words.dep[at] == "expl":
        return True
    if words.dep[at] not in {"nsubj", "nsubjpass"}:
        return False
    below = {words.dep[c] for c in words.children[verb]}
    if words.lemma[verb] in {"be", "seem", "appear", "happen"}:
        for child in words.children[verb]:
            if words.dep[child] in {"acomp", "attr"}:
                below |= {words.dep[c] for c in words.children[child]}
        return bool(below & {"ccomp", "csubj", "xcomp"})
    return words.dep[at] == "nsubjpass" and bool(below & {"ccomp", "csubj"})


def _under(words: Words, at: int, subject: int) -> bool:
    """Whether the word stands in a clause below the subject's verb."""
    verb, i = words.head[subject], at
    for _ in range(12):
        if words.head[i] == i:
            return False
        i = words.head[i]
        if i == verb:
            return words.head[at] != verb or words.dep[at] == "poss"
    return False

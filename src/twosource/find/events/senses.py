"""The senses of event nouns: strikes of workers and of arms, an opposition that is a
party, and the light verb over a noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.lexicon import EventNoun, event_nouns, words
from twosource.find.events.phrases import is_place

if TYPE_CHECKING:
    from spacy.tokens import Token


def lexeme_of(noun: Token) -> EventNoun | None:
    """The entry of an event noun; a strike of those at work is a walkout."""
    if noun.lemma_.lower() == "strike" and is_walkout(noun):
        return event_nouns()["walkout"]
    return event_nouns().get(noun.lemma_.lower()) or event_nouns().get(noun.lower_)


def is_walkout(noun: Token) -> bool:
    """Whether a strike is one of workers and not one of arms."""
    near = {t.lemma_.lower() for t in noun.sent}
    if near & words("verbs", "armed"):
        return False
    hit = any(w in {"on", "against"} and is_place(t) for w, t in grammar.prepositions(noun))
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    governed = above.lemma_.lower() in words("verbs", "striking")
    return not hit and bool(governed or near & words("verbs", "at_work"))


def is_party(noun: Token) -> bool:
    """Whether "the opposition" is those who are in it, and not that somebody opposes."""
    if noun.lemma_.lower() != "opposition" or light_verb(noun) is not None:
        return False
    told = {w for w, _ in grammar.prepositions(noun)} & {"to", "from", "against", "of", "among"}
    return not told and not any(c.dep_ in {"poss", "amod"} for c in noun.children)


def light_verb(noun: Token) -> Token | None:
    """The light verb over an event noun, if that is what governs it."""
    verb = noun.head
    if noun.dep_ == "conj":
        return light_verb(noun.head) if noun.head.pos_ == "NOUN" and noun.head.i != noun.i else None
    if noun.dep_ == "pobj" and verb.lower_ in {"in", "into", "out"} and verb.head.pos_ == "VERB":
        verb = verb.head
    elif noun.dep_ not in {"dobj", "nsubjpass"} and not (
        verb.dep_ in {"acl", "relcl"} and noun.dep_ == "nsubj"
    ):
        return None
    return verb if verb.lemma_.lower() in words("verbs", "light") and verb.pos_ == "VERB" else None

"""What linking needs to know of an event: words, parties, day, and the act it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.lexicon import frames, words
from twosource.find.events.likeness import Vector, rarity, unit
from twosource.find.events.triggers import OUTER
from twosource.types import Actor, Event, Parse, Role, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

AROUND = 40
"""Tokens each side of a trigger whose words stand for its sentence."""
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
WEAK = frozenset(
    {"be", "have", "do", "say", "make", "take", "get", "go", "come", "give", "hold", "launch"}
    | {"carry", "conduct", "engage", "enter", "begin", "start", "continue", "end", "provide"}
)
ENDINGS = ("ation", "ition", "ate", "ion", "ment", "ing", "ance", "al", "er", "ure", "e")
STEM = 4
"""Letters a stem must keep: "talk" and "talks" are one, "war" and "warn" are not."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What linking needs to know of an event.

    Attributes:
        names: stems of the trigger's strong words.
        acts: stems of the act that is asked for, vowed, agreed or refused.
        rows: rules of the lexicon that hold the trigger, so its synonyms.
        words: content lemmas of its sentence.
        sentence: the same, weighted, without the trigger.
        parties: role -> key of the party.
        phrases: role -> content lemmas of the participant's phrase.
        heads: role -> lemma of the head of the phrase.
        actors: role -> the resolved party.
    """

    event: Event
    names: frozenset[str]
    acts: frozenset[str]
    rows: frozenset[str]
    words: frozenset[str]
    sentence: Vector
    parties: Mapping[str, str]
    phrases: Mapping[str, frozenset[str]]
    heads: Mapping[str, str]
    actors: Mapping[str, Actor]
    day: str | None


def profiles(parses: Sequence[Parse]) -> tuple[dict[str, float], dict[str, Vector]]:
    """The weight of each word over the accounts, and the vector of each account."""
    bags = {p.account.id: Counter(w for s in p.sections for w in _content(s.doc)) for p in parses}
    weights = rarity(bags.values())
    return weights, {name: unit(bag, weights) for name, bag in bags.items()}


def mention_of(event: Event, doc: Doc | None, weights: Mapping[str, float]) -> Mention:
    """What is to be known of an event; a trigger outside the text knows nothing."""
    span = phrase_at(doc, event.trigger)
    if span is None:
        nothing: frozenset[str] = frozenset()
        return Mention(event, nothing, nothing, nothing, nothing, {}, {}, {}, {}, {}, None)
    lemmas = [t.lemma_.lower() for t in span if t.pos_ in {"VERB", "NOUN", "ADJ"}]
    strong = [w for w in lemmas if w not in WEAK] or lemmas or [span.root.lemma_.lower()]
    main = strong[-1] if lemmas != strong else span.root.lemma_.lower()
    near = _sentence(span)
    both = (("source", event.source), ("target", event.target))
    roles = [(name, role) for name, role in both if role is not None]
    return Mention(
        event=event,
        names=frozenset({stem(main)}),
        acts=_acts(event, span),
        rows=_rows(main),
        words=frozenset(near),
        sentence=unit(Counter(w for w in sorted(set(near)) if w != main), weights),
        parties={name: key for name, role in roles if (key := _party(role, doc)) is not None},
        phrases={name: _phrase_words(role, doc) for name, role in roles},
        heads={name: _head(role, doc) for name, role in roles},
        actors={name: role.actor for name, role in roles if role.actor is not None},
        day=_day(event.when),
    )


@lru_cache(maxsize=8192)
def stem(lemma: str) -> str:
    """What a verb and its nouns share: "negotiate" and "negotiation"."""
    for ending in ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= STEM:
            return lemma[: -len(ending)]
    return lemma


def phrase_at(doc: Doc | None, span: Span) -> Phrase | None:
    """The tokens of a span; ``None`` where it lies outside the text."""
    if doc is None:
        return None
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def _content(tokens: Iterable[Token]) -> list[str]:
    return [t.lemma_.lower() for t in tokens if t.pos_ in CONTENT and not t.is_stop]


def _sentence(span: Phrase) -> list[str]:
    sentence, at = span.root.sent, span.root.i
    return _content(span.doc[max(sentence.start, at - AROUND) : min(sentence.end, at + AROUND)])


def _acts(event: Event, span: Phrase) -> frozenset[str]:
    """Of a promise, threat, demand or refusal: what is to be done or not."""
    if event.type not in OUTER:
        return frozenset()
    clause = grammar.complement(span.root)
    if clause is None:
        return frozenset()
    lemma = clause.lemma_.lower()
    thing = grammar.undergoer(clause)
    if lemma in WEAK and thing is not None:
        lemma = thing.lemma_.lower()
    return frozenset({stem(lemma)})


@lru_cache(maxsize=4096)
def _rows(lemma: str) -> frozenset[str]:
    return frozenset(f.rule.rsplit(":", 1)[0] for f in frames().get(lemma, ()))


def _day(when: TimeExpression | None) -> str | None:
    if when is None or when.value is None or not when.value[:4].isdigit():
        return None
    return when.value[:10]


def _head(role: Role, doc: Doc | None) -> str:
    span = phrase_at(doc, role.span)
    return span.root.lemma_.lower() if span is not None else ""


def _party(role: Role, doc: Doc | None) -> str | None:
    if role.actor is not None:
        return f"actor:{role.actor.id}"
    span = phrase_at(doc, role.span)
    if span is None or span.root.pos_ == "PRON":
        return None
    return f"word:{span.root.lemma_.lower()}"


def _phrase_words(role: Role, doc: Doc | None) -> frozenset[str]:
    span = phrase_at(doc, role.span)
    if span is None:
        return frozenset()
    portion = {t.lower_ for t in span if t.lower_ in words("people", "portion")}
    return frozenset(_content(span)) | portion

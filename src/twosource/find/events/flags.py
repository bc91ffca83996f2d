"""The flags of an event: historical, future, hypothetical, negated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.lexicon import words
from twosource.find.events.roles import is_intended
from twosource.find.events.triggers import Trigger
from twosource.types import Flag, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

MAYBE = frozenset({"may", "might", "could", "would", "can"})
WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
CONDITIONS = frozenset({"if", "unless", "should", "whether", "until"})
ORDER: tuple[Flag, ...] = ("historical", "future", "hypothetical", "negated")
OLD_DAYS = 60
"""An event this many days before the account counts as history; news tells of
the past weeks as current (chosen by reading, not tuned)."""


def flags_of(trigger: Trigger, when: TimeExpression | None) -> tuple[Flag, ...]:
    """The flags that hold, in a fixed order."""
    found: set[Flag] = set()
    token = trigger.token
    if is_negated(token) or (trigger.noun is not None and _no(trigger.noun)):
        found.add("negated")
    if is_future(token) or is_intended(token) or is_planned(token):
        found.add("future")
    if is_hypothetical(token):
        found.add("hypothetical")
    if "future" not in found and (is_past_perfect(token) or _old(when)):
        found.add("historical")
    return tuple(f for f in ORDER if f in found)


def _no(noun: Token) -> bool:
    return any(c.dep_ in {"det", "neg"} and c.lower_ in {"no", "neither"} for c in noun.children)


def auxiliaries(token: Token) -> set[str]:
    """Auxiliaries of a predicate, also those it shares with the verb it is joined to."""
    own = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    if not own and token.dep_ == "conj" and token.head.pos_ == "VERB" and token.head.i != token.i:
        shared = any(c.dep_ in grammar.SUBJECTS for c in token.children)
        if not shared and token.tag_ == token.head.tag_:
            return {c.lower_ for c in token.head.children if c.dep_ in {"aux", "auxpass"}}
    return own


def is_negated(token: Token) -> bool:
    """Negated by itself, by "without", or as what is denied or failed to be done."""
    if any(c.dep_ == "neg" or (c.lower_ == "never" and c.dep_ == "advmod") for c in token.children):
        return True
    if token.dep_ == "pcomp" and _not_come_to(token.head):
        return True
    head = token.head
    if token.dep_ in {"xcomp", "ccomp"} and head != token:
        return head.lemma_.lower() in words("verbs", "denying") | words("verbs", "refusing")
    thing = grammar.child(token, "nsubjpass", "dobj")
    return thing is not None and _no(thing)


def _not_come_to(preposition: Token) -> bool:
    """Whether what stands behind a preposition was not done: "without sending ...",
    "stopped short of sending ...", "voted against sending ...".
    """
    word, above = preposition.lower_, preposition.head
    if word == "of":
        return above.lower_ == "short"
    return word == "without" or (word == "against" and above.lemma_.lower() in DECIDING)


DECIDING = frozenset({"vote", "decide", "rule", "advise"})
"""Verbs of which what was decided against did not come to be."""


def is_future(token: Token) -> bool:
    """Told as to come: will, shall, going to, about to."""
    if auxiliaries(token) & WILL or is_announced(token) or is_pledged(token):
        return True
    head = token.head
    return token.dep_ == "xcomp" and head.lower_ in {"going", "about", "set", "due", "scheduled"}


PLANS = frozenset({"plan", "intend", "prepare", "hope", "expect", "aim", "schedule", "slate"})
"""Verbs whose infinitive, or whose object, is still to come."""


def is_planned(token: Token) -> bool:
    """A plan, or what is planned: "plans to meet", "a vote is scheduled for Friday"."""
    had = "had" in auxiliaries(token)
    if token.lemma_.lower() in PLANS and grammar.complement(token) is not None:
        return not had
    head = token.head
    inner = token.dep_ in {"xcomp", "nsubjpass", "dobj"} and head != token
    return inner and head.lemma_.lower() in PLANS and "had" not in auxiliaries(head)


def is_announced(token: Token) -> bool:
    """Future in the past: "said it would withdraw"."""
    head = token.head
    return (
        token.dep_ == "ccomp"
        and "would" in auxiliaries(token)
        and head.lemma_.lower() in {"say", "announce", "declare", "confirm", "state"}
        and not any(c.dep_ == "advcl" and c.i > token.i for c in token.children)
    )


def is_pledged(token: Token) -> bool:
    """What somebody is bound to do: "remains committed to leaving"."""
    head = token.head
    return (
        token.dep_ == "pcomp"
        and head.lower_ == "to"
        and head.head.lower_ in words("verbs", "pledged")
    )


def is_hypothetical(token: Token) -> bool:
    """Told as possible only: a modal, a condition, or what is merely asked for,
    considered, alleged or feared.
    """
    if (auxiliaries(token) & MAYBE and not is_announced(token)) or any(
        c.dep_ == "mark" and c.lower_ in CONDITIONS for c in token.children
    ):
        return True
    here = token
    for _ in range(3):
        head = here.head
        if head == here:
            return False
        if here.dep_ in {"xcomp", "ccomp", "pcomp", "advcl", "dobj", "pobj"}:
            if head.lemma_.lower() in words("verbs", "asking") | words("verbs", "doubting"):
                return True
            if here.dep_ == "advcl" and any(
                c.dep_ == "mark" and c.lower_ in CONDITIONS for c in here.children
            ):
                return True
        elif here.dep_ != "prep":
            return False
        if here.dep_ == "prep" and head.lemma_.lower() in words("verbs", "asking") | {"accuse"}:
            return True
        here = head
    return False


def is_past_perfect(token: Token) -> bool:
    """Told in the past perfect: "had attacked"."""
    return token.tag_ == "VBN" and "had" in auxiliaries(token)


def _old(when: TimeExpression | None) -> bool:
    if when is None or when.value is None or when.anchor is None:
        return False
    day, now = when.value[:10], when.anchor[:10]
    try:
        from datetime import date

        then = date.fromisoformat((day + "-12-31")[:10] if len(day) == 4 else (day + "-28")[:10])
        return (date.fromisoformat(now) - then).days > OLD_DAYS
    except ValueError:
        return False

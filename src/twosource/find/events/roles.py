"""The source and the target of an event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.lexicon import words
from twosource.find.events.phrases import is_actor, is_nation, is_place
from twosource.find.events.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

GENERAL = ("against", "with", "to", "on", "from", "at", "into", "in", "of", "over", "for", "near")
"""Prepositions searched, in this order, when a frame's own slots are empty."""
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "ASSAULT", "SUPPORT"})
TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of which two joined doers do it with one another, wherever it is."""


def source_of(trigger: Trigger) -> Token | None:
    """The head of the source phrase, or ``None``."""
    token, noun = trigger.token, trigger.noun
    found: Token | None = None
    if trigger.lexeme is not None and noun is not None and token == noun:
        found = _noun_side(noun, trigger.lexeme.source)
        if found is None:
            found = _governor(noun)
    else:
        found = grammar.doer(token)
        if found is None and noun is not None and trigger.lexeme is not None:
            found = _noun_side(noun, trigger.lexeme.source)
    if found is None or found in (token, noun):
        return None
    return _named_before(token, found) or actor_in(found) or _maker(found) or found


def _named_before(token: Token, found: Token) -> Token | None:
    """What "it", "they", "he" or "she" stands for in "X said it will ...": the subject
    of the reporting verb, where number and kind agree.
    """
    if found.lower_ not in {"it", "they", "he", "she"}:
        return None
    clause = found.head
    for _ in range(4):
        if clause.dep_ == "ccomp" or clause.head.i == clause.i:
            break
        clause = clause.head
    speaker = grammar.grammatical_subject(clause.head) if clause.dep_ == "ccomp" else None
    if speaker is None or speaker.pos_ == "PRON" or speaker.i >= found.i:
        return None
    person = speaker.ent_type_ == "PERSON"
    many = speaker.tag_ in {"NNS", "NNPS"} or bool(speaker.conjuncts)
    fits = {"it": not person and not many, "they": many or not person}
    return speaker if fits.get(found.lower_, person) and is_actor(speaker) else None


def _maker(thing: Token) -> Token | None:
    """Who stands behind a thing that acts: "X put out a report accusing ..."."""
    if is_actor(thing) or thing.dep_ != "dobj" or thing.head.pos_ != "VERB":
        return None
    maker = grammar.doer(thing.head)
    return maker if maker is not None and maker != thing and is_actor(maker) else None


OCCASIONS = frozenset(
    {"since", "after", "before", "following", "during", "despite", "amid", "until", "over"}
)
"""What stands behind these is when or why something was done, not what its subject did."""


def _governor(noun: Token) -> Token | None:
    """The subject of the verb an event noun hangs on ("was killed in a raid"
    gives nothing: a passive's subject is not the raider).
    """
    if noun.dep_ not in {"dobj", "pobj", "conj"} or noun.head.lower_ in OCCASIONS:
        return None
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    if verb.pos_ != "VERB" or grammar.is_passive(verb):
        return None
    return grammar.doer(verb)


def _noun_side(noun: Token, slots: tuple[str, ...]) -> Token | None:
    for slot in slots:
        if slot == "poss":
            found = grammar.child(noun, "poss")
        elif slot == "comp":
            found = _nation_of(noun)
        elif slot == "between":
            found = next((o for p, o in grammar.prepositions(noun) if p == "between"), None)
        else:
            found = next((o for p, o in grammar.prepositions(noun) if p == slot), None)
        if found is not None and (is_actor(found) or slot in {"poss", "by"}):
            return found
    return None


def _nation_of(noun: Token) -> Token | None:
    """The doer among the modifiers: "army raid", "Arvalan raid", "Arvala-led raid"."""
    for c in noun.children:
        if c.dep_ in {"amod", "compound", "nmod"}:
            if is_nation(c):
                return c
            led = next((d for d in c.children if d.ent_type_ and is_nation(d)), None)
            if led is not None and c.lower_ in {"led", "backed", "run"}:
                return led
    return None


def actor_in(head: Token) -> Token | None:
    """The party inside a phrase: itself, else its owner, doer or nation
    ("the army's shelling of the town" gives the army).
    """
    if is_actor(head):
        return head
    owner = grammar.child(head, "poss")
    if owner is not None and is_actor(owner):
        return owner
    for word, thing in grammar.prepositions(head):
        if word in {"by", "of", "from", "between", "against"} and is_actor(thing):
            return thing
    for c in head.children:
        if c.dep_ in {"amod", "compound", "nmod"} and is_nation(c) and c.pos_ != "NOUN":
            return c
    return None


def _slot(trigger: Trigger, slot: str) -> Iterator[Token]:
    token = trigger.token
    thing = grammar.undergoer(token)
    clause = grammar.complement(token)
    if slot == "obj" and thing is not None and thing != trigger.noun:
        yield thing
    elif slot == "obj-of" and thing is not None:
        yield from (o for _, o in grammar.prepositions(thing))
    elif slot == "clause-subj" and clause is not None:
        own = grammar.child(clause, "nsubj", "nsubjpass")
        if own is not None:
            yield own
    elif slot == "clause-obj" and clause is not None:
        yield from _inside(clause, 0)
    elif slot == "poss" and trigger.noun is not None:
        yield from (c for c in trigger.noun.children if c.dep_ == "poss")
    else:
        for base in (token, thing, trigger.noun):
            if base is not None:
                yield from (o for word, o in grammar.prepositions(base) if word == slot)


def _inside(verb: Token, depth: int) -> Iterator[Token]:
    """What an embedded act is done to."""
    thing = grammar.undergoer(verb)
    if thing is not None:
        yield thing
    clause = grammar.complement(verb)
    own = grammar.nearest_subject(clause) if clause is not None else None
    if own is not None:
        yield own
    for base in (verb, thing):
        if base is None:
            continue
        found = list(grammar.prepositions(base))
        yield from (o for word in GENERAL for w, o in found if w == word)
    if clause is not None and depth < 3:
        yield from _inside(clause, depth + 1)


def _candidates(trigger: Trigger) -> Iterator[Token]:
    frame, lexeme = trigger.frame, trigger.lexeme
    slots = frame.target if frame is not None else ()
    for slot in slots:
        yield from _slot(trigger, slot)
    if lexeme is not None and trigger.noun is not None:
        for slot in lexeme.target:
            yield from _slot(trigger, slot)
    if trigger.noun is not None and trigger.token != trigger.noun:
        yield from (c for c in trigger.noun.children if c.dep_ == "poss")


def target_of(trigger: Trigger, source: Token | None) -> Token | None:
    """The head of the target phrase, or ``None``.

    A party is preferred to a place, and a place to a thing; within each the
    order of the frame's slots holds.
    """
    barred = {source.i} if source is not None else set()
    if trigger.noun is not None:
        barred.add(trigger.noun.i)
    place: Token | None = None
    thing: Token | None = None
    other = _other_side(trigger, source)
    together = other is not None and trigger.type in TOGETHER
    for candidate, own in _ranked(trigger):
        if candidate.i in barred or candidate.pos_ in {"VERB", "AUX"} or _reflexive(candidate):
            continue
        before = candidate.head.lower_
        if together and (before == "in" or (before in {"at", "near"} and is_place(candidate))):
            continue  # where the two met
        inner = actor_in(candidate)
        if _possessed(candidate):
            inner = None
        if inner is not None and inner.i not in barred and not _reflexive(inner):
            return inner
        if place is None and is_place(candidate):
            place = candidate
        if own and thing is None and candidate.ent_type_ not in {"DATE", "TIME"}:
            thing = candidate
    return other or place or _mentioned(trigger, barred) or thing


def _ranked(trigger: Trigger) -> Iterator[tuple[Token, bool]]:
    """Candidates in order, with whether a slot of the lexicon asks for them."""
    yield from ((c, True) for c in _candidates(trigger))
    if trigger.token != trigger.noun:
        yield from ((c, False) for c in _inside(trigger.token, 0))
    for base in (trigger.noun, trigger.token):
        if base is not None:
            found = list(grammar.prepositions(base))
            yield from ((o, False) for word in GENERAL for w, o in found if w == word)


def _mentioned(trigger: Trigger, barred: set[int]) -> Token | None:
    """The first name after the trigger inside what it governs ("funds for the
    treatment of those hurt in Dorvia").
    """
    low, high = trigger.token.i, min(trigger.token.right_edge.i, trigger.token.i + 40)
    for token in trigger.token.doc[low : high + 1]:
        if token.ent_type_ in {"GPE", "NORP", "ORG"} and token.i not in barred:
            head = token.head if token.dep_ in {"compound", "amod"} else token
            if head.i not in barred and token.ent_iob_ == "B" and _below(token, trigger):
                return head if is_actor(head) and head.pos_ in {"NOUN", "PROPN"} else token
    return None


def _below(token: Token, trigger: Trigger) -> bool:
    """Whether no other clause with its own subject stands between."""
    here = token
    for _ in range(grammar.DEPTH):
        if here == trigger.token:
            return True
        if here.dep_ in {"relcl", "advcl", "ccomp", "conj"} and here.pos_ in {"VERB", "AUX"}:
            return False
        if here.head.i == here.i:
            return False
        here = here.head
    return False


def _possessed(token: Token) -> bool:
    """Belonging to the source, so not done to: "its troops", "their weapons"."""
    owner = grammar.child(token, "poss")
    return owner is not None and owner.lower_ in {"its", "their"}


def _reflexive(token: Token) -> bool:
    return token.lower_ in {"its", "their", "his", "her", "itself", "themselves"}


def _other_side(trigger: Trigger, source: Token | None) -> Token | None:
    """The second of two joined doers ("A and B met"; "talks between A and B")."""
    if source is None or trigger.type not in RECIPROCAL:
        return None
    others = [t for t in grammar.sides(source)[1:] if is_actor(t)]
    return others[0] if others else None


def is_intended(token: Token) -> bool:
    """Whether the verb stands as the aim of an intention ("plans to strike")."""
    head = token.head
    return (
        token.dep_ in {"xcomp", "acl", "advcl", "ccomp"}
        and token.tag_ == "VB"
        and head.lemma_.lower() in words("verbs", "intending")
    )

"""The words that tell an event: verbs with their frames, event nouns, and the
two together ("hold talks", "lift the blockade").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.lexicon import (
    EventNoun,
    Frame,
    classes,
    frames,
    words,
)
from twosource.find.events.phrases import is_actor, is_human, is_place
from twosource.find.events.senses import is_party, lexeme_of, light_verb
from twosource.types import EventType, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OUTER = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT"})
"""Types that swallow what is asked, threatened, agreed or refused."""


PARTIES = frozenset(
    {"-", "none", "person", "actor", "place", "captive", "suspect", "official", "fighter"}
)
"""Classes whose word is itself the one the event is done to."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word.

    Attributes:
        token: the verb, noun or adjective whose arguments are the participants.
        noun: the event noun of a light verb or of a frame ("talks").
        frame: the verb's frame, or ``None``.
        lexeme: the noun's entry, or ``None``.
    """

    token: Token
    type: EventType
    mode: str
    rule: str
    frame: Frame | None = None
    noun: Token | None = None
    lexeme: EventNoun | None = None

    @property
    def explicit(self) -> bool:
        """Whether the words leave no doubt of the type: "called on him to resign", "for talks"."""
        frame = self.frame
        if frame is None or frame.type != "REQUEST" or not frame.particle:
            return False
        return frame.particle == "for" or grammar.complement(self.token) is not None

    @property
    def span(self) -> Span:
        """The words, verb to noun where they stand near each other."""
        first, last = self.token, self.token
        if self.noun is not None and 0 < self.noun.i - self.token.i <= 5:
            last = self.noun
        elif self.frame is not None and self.frame.particle:
            part = next((c for c in self.token.children if c.lower_ == self.frame.particle), None)
            last = part if part is not None and 0 < part.i - self.token.i <= 3 else last
        return Span(first.idx, last.idx + len(last.text))


def _in_class(token: Token, name: str) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and any(
        c.dep_ == "compound" and c.lemma_.lower() in _listed(name) for c in token.children
    ):
        return True
    if name == "-":
        return True
    if name == "person":
        return (
            is_human(token)
            or token.ent_type_ in {"PERSON", "NORP"}
            or (token.pos_ == "PROPN" and token.ent_type_ not in {"DATE", "TIME", "EVENT", "LAW"})
        )
    if name == "actor":
        return is_actor(token)
    if name == "place":
        return is_place(token)
    if name in words("types", "cooperative") | words("types", "conflictual") | OUTER | {"ACCUSE"}:
        noun = lexeme_of(token)
        return noun is not None and noun.type == name
    return lemma in _listed(name) or token.lower_ in _listed(name)


def _listed(name: str) -> frozenset[str]:
    return classes()["nouns"].get(name, frozenset())


def _clause_fits(verb: Token, name: str) -> bool:
    clause = grammar.complement(verb)
    if clause is None:
        return False
    if name == "must":
        return any(
            c.lower_ in {"must", "should", "ought"} and c.dep_ == "aux" for c in clause.children
        ) or (clause.lemma_ in {"have", "need"} and grammar.child(clause, "xcomp") is not None)
    if name == "wish":
        modals = {c.lower_ for c in clause.children if c.dep_ == "aux"}
        return clause.tag_ in {"VB", "VBG"} and modals <= words("verbs", "imposing") | {"to", "be"}
    if name == "other":
        own = grammar.child(clause, "nsubj", "nsubjpass")
        return own is not None and own.lower_ not in {"it", "there"}
    if name == "inf":
        return clause.tag_ == "VB"
    if name in {"cooperative", "conflictual"}:
        inner = match_frame(clause) if clause != verb else None
        return inner is not None and inner[0].type in words("types", name)
    return True


def _meets(verb: Token, slot: str, name: str) -> Token | None:
    """The word that fulfils one need; the verb itself where no word is needed."""
    if slot == "always":
        return verb
    if slot == "near":
        return verb if any(t.lemma_.lower() in _listed(name) for t in _close(verb)) else None
    if slot == "clause":
        return verb if _clause_fits(verb, name) else None
    if slot == "oprd":
        small = grammar.child(verb, "oprd", "acomp")
        if small is None and (clause := grammar.child(verb, "ccomp")) is not None:
            small = clause if clause.pos_ in {"ADJ", "NOUN", "PROPN"} else None
        return small if small is not None and _in_class(small, name) else None
    if slot == "obj":
        thing = grammar.undergoer(verb)
        if name == "none":
            return verb if thing is None else None
        for side in grammar.sides(thing) if thing is not None else ():
            if side.i != verb.i and _in_class(side, name):
                return side
        return None
    for preposition, thing in grammar.prepositions(verb):
        if preposition == slot and _in_class(thing, name):
            return thing
    return None


def _close(verb: Token) -> list[Token]:
    """The words below the verb, two steps down."""
    return [
        t
        for c in verb.children
        for t in (c, *c.children, *(g for d in c.children for g in d.children))
    ]


def match_frame(verb: Token) -> tuple[Frame, Token | None] | None:
    """The first frame of the verb whose particle and needs are there, with the
    noun that fulfilled the need.
    """
    for frame in frames().get(verb.lemma_.lower(), ()):
        if frame.particle and not grammar.particle(verb, frame.particle):
            continue
        if not frame.needs:
            return frame, None
        for slot, name in frame.needs:
            found = _meets(verb, slot, name)
            if found is not None:
                plain = found == verb or slot == "oprd" or name in PARTIES
                return frame, (None if plain else found)
    return None


def _adjective(token: Token) -> Trigger | None:
    """An adjective of will: "is ready to talk", "unwilling to meet"."""
    if token.pos_ not in {"ADJ", "VERB"} or token.dep_ not in {"acomp", "ccomp", "ROOT", "conj"}:
        return None
    lemma = token.lower_
    bare = lemma.removeprefix("un")
    if bare not in words("verbs", "willing") or grammar.complement(token) is None:
        return None
    if lemma != bare:
        return Trigger(token, "REJECT", "", f"events:adjective:{lemma}")
    return Trigger(token, "AGREE", "", f"events:adjective:{lemma}")


def _verb(token: Token) -> Trigger | None:
    if token.pos_ != "VERB" or token.dep_ in {"amod", "compound"}:
        return None
    matched = match_frame(token)
    if matched is None:
        return None
    frame, noun = matched
    doer = grammar.child(token, "nsubj")
    if (
        frame.type == "ASSAULT"
        and doer is not None
        and doer.lemma_.lower() in words("people", "nature")
    ):
        return None
    lexeme = lexeme_of(noun) if noun is not None else None
    strike = lexeme is not None and lexeme.mode == "STRIKE" and frame.type == lexeme.type
    mode = lexeme.mode if lexeme is not None and strike else frame.mode
    return Trigger(token, frame.type, mode, frame.rule, frame, noun, lexeme)


def _noun(token: Token) -> Trigger | None:
    """An event noun by itself or under a light verb."""
    if token.pos_ != "NOUN" or token.dep_ in {"compound", "npadvmod", "nmod", "poss"}:
        return None
    lexeme = lexeme_of(token)
    if lexeme is None or is_party(token):
        return None
    verb = light_verb(token)
    if verb is None and not lexeme.alone:
        return None
    head = verb if verb is not None else token
    return Trigger(head, lexeme.type, lexeme.mode, lexeme.rule, None, token, lexeme)


def _swallowed(trigger: Trigger) -> Iterator[int]:
    """Tokens that are part of a trigger: its noun, and for outer acts the act
    that is asked for, threatened, agreed or refused.
    """
    if trigger.noun is not None:
        yield trigger.noun.i
    if trigger.type not in OUTER:
        return
    clause = grammar.complement(trigger.token)
    while clause is not None:
        yield clause.i
        thing = grammar.child(clause, "dobj")
        if thing is not None:
            yield thing.i
        clause = grammar.complement(clause)
    for side in grammar.children_objects(trigger.token):
        yield side.i


def _unmade(trigger: Trigger) -> Iterator[int]:
    """What a rejected bill or plan would have done: nothing that happened."""
    if trigger.type != "REJECT":
        return
    thing = grammar.undergoer(trigger.token)
    if thing is None or thing.lemma_.lower() not in _listed("bill"):
        return
    for clause in thing.children:
        modal = any(c.dep_ == "aux" and c.tag_ in {"MD", "TO"} for c in clause.children)
        if clause.dep_ in {"relcl", "acl"} and (modal or clause.tag_ == "VBG"):
            yield from (t.i for t in clause.subtree if t.i != trigger.token.i)


def find_triggers(doc: Doc) -> list[Trigger]:
    """All triggers of a parsed part, in order; words inside an outer act are
    left out, and a noun is not counted again where its verb has it.
    """
    verbs = [t for token in doc if (t := _adjective(token) or _verb(token)) is not None]
    taken: set[int] = set()
    kept: list[Trigger] = []
    for trigger in verbs:
        if trigger.token.i in taken:
            continue
        kept.append(trigger)
        taken.update(_swallowed(trigger))
    unmade = {i for t in kept for i in _unmade(t)}
    kept = [t for t in kept if t.token.i not in unmade]
    heads = {t.token.i for t in kept}
    for token in doc:
        if token.i in taken or token.i in unmade:
            continue
        noun = _noun(token)
        if noun is not None and (noun.token.i not in heads or noun.token == token):
            kept.append(noun)
    return sorted(kept, key=lambda t: (t.span, t.rule))

"""Positions told by a word for them: "demanded", "a threat to", "is willing to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import MAYBE, is_negated
from twosource.find.events.lexicon import classes
from twosource.find.events.roles import actor_in
from twosource.find.events.senses import light_verb
from twosource.find.positions import spans
from twosource.find.positions.contents import content_of
from twosource.find.positions.lexicon import PositionFrame, cue, frames
from twosource.find.positions.needs import is_harm, needed
from twosource.language.texts import text_of
from twosource.types import Modality, PositionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Stand:
    """A position before its parties are resolved.

    Attributes:
        token: the operative word.
        holder: head of the holder's phrase; ``None`` where the speaker holds it.
        said: a saying is reported.
    """

    kind: PositionKind
    token: Token
    holder: Token | None
    addressee: Token | None
    content: Span
    condition: Span | None
    exchange_for: Span | None
    modality: Modality
    said: bool
    rule: str


def worded(doc: Doc) -> Iterator[Stand]:
    """Every position told by a word of the lexicon, in order of the text."""
    for token in doc:
        for frame in _frames_at(token):
            stand = _stand(token, frame)
            if stand is not None:
                yield stand
                threat = or_else(token, stand)
                if threat is not None:
                    yield threat
                break


def _frames_at(token: Token) -> tuple[PositionFrame, ...]:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}:
        found = frames().get(("v", lemma), ())
        return found or frames().get(("a", token.lower_), ())
    if token.pos_ == "NOUN" and token.dep_ not in {"compound", "npadvmod"}:
        return frames().get(("n", lemma), ())
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "ccomp", "ROOT", "conj", "amod", "oprd"}:
        return frames().get(("a", token.lower_), ())
    return ()


def _stand(token: Token, frame: PositionFrame) -> Stand | None:
    if frame.particle and not grammar.particle(token, frame.particle):
        return None
    if not needed(token, frame.needs) or _only_asked_for(token, frame):
        return None
    addressee = _addressee(token, frame.addressee)
    content = content_of(token, frame, addressee)
    holder = holder_of(token, frame.pos)
    if content is None or holder is None:
        return None
    content = _readable(token, frame, content, holder)
    condition = spans.condition_of(token)
    kind, turned = _turned(token, frame)
    if frame.lemma in {"choose", "opt", "elect"} and not is_negated(
        grammar.complement(token) or token
    ):
        return None
    return Stand(
        kind=kind,
        token=token,
        holder=holder,
        addressee=addressee if addressee != holder else None,
        content=content,
        condition=condition,
        exchange_for=spans.exchange_of(token),
        modality=modality_of(token, condition, turned or frame.needs == "neg"),
        said=frame.said,
        rule=frame.rule if kind == frame.kind else f"{frame.rule}:turned",
    )


NOT = frozenset({"not", "n't", "n’t", "no", "nor"})
OWN_ACTS = frozenset({"promise", "apology", "refusal", "support", "denial"})
CHARGES = frozenset({"accuse", "suspect", "charge", "blame", "criticise", "criticize"})
"""An act somebody is charged with ("accused her of siding with them") is the charge."""
BARE = frozenset({"demand", "appeal", "refusal", "offer", "promise"})
"""Kinds that read well with a thing alone ("demands: a new ferry")."""
SHORT = 3
"""Words; a shorter content ("him", "the effort") says nothing without its verb."""


def _readable(token: Token, frame: PositionFrame, content: Span, holder: Token) -> Span:
    """The content widened to the clause where the act is in the holder's own mouth
    ("I pledge to ...") or where it would not be understood alone.
    """
    if frame.pos != "v":
        return content
    text = text_of(token.doc)
    own = frame.kind in OWN_ACTS
    if own and (holder.lower_ in {"i", "we"} or token.dep_ == "ccomp"):
        return spans.phrase(token) or content
    charge = frame.content[0] == "of"
    short = len(content.of(text).split()) <= (1 if charge else SHORT)
    if short and not (frame.kind in BARE and len(content.of(text).split()) > 1):
        content = spans.phrase(token, start=token) or content
    if own and len(content.of(text).split()) <= SHORT:
        content = spans.phrase(token, start=token) or content
    return content


def _turned(token: Token, frame: PositionFrame) -> tuple[PositionKind, bool]:
    """The kind once negation is weighed: "not willing to" and "decided not to" refuse,
    and so does who gives no promise ("without any commitment to leave").
    """
    if frame.pos == "v" and frame.kind == "refusal" and frame.lemma in cue("disputing"):
        thing = grammar.undergoer(token)
        if thing is not None and thing.lemma_.lower() in cue("charges"):
            return "denial", False  # "dismissed allegations that he had sold it"
    if frame.pos == "n" and frame.kind == "support" and _taken_back(token):
        return "refusal", True
    if frame.pos == "n" and frame.kind in {"promise", "offer"} and _withheld(token):
        return "refusal", True
    if frame.pos == "a" and frame.kind in {"offer", "promise"}:
        below = token.head if token.dep_ == "acomp" else token
        if is_negated(token) or is_negated(below):
            return "refusal", True
    if frame.pos == "v" and frame.lemma in cue("willing") and is_negated(token):
        return "refusal", True  # "does not intend to raise the price"
    if frame.pos == "v" and frame.lemma in cue("choosing"):
        clause = grammar.complement(token)
        if clause is not None and is_negated(clause):
            return "refusal", False
    if frame.needs == "modal" and frame.kind == "demand":
        clause = grammar.complement(token)
        mild = {t.lemma_.lower() for t in clause.subtree} & cue("mild") if clause else set()
        return ("appeal" if mild else "demand"), False
    return frame.kind, False


def _withheld(noun: Token) -> bool:
    """Whether the promise or offer is one that is not given."""
    if any(c.dep_ in {"det", "neg"} and c.lower_ == "no" for c in noun.children):
        return True
    verb = noun.head
    return noun.dep_ == "dobj" and verb.pos_ == "VERB" and is_negated(verb)


def _taken_back(noun: Token) -> bool:
    """Whether support is given no more: "withdrew its support for the plan"."""
    verb = noun.head
    return noun.dep_ == "dobj" and verb.lemma_.lower() in cue("taking_back")


def _charged(preposition: Token) -> bool:
    """Whether it is the "of" or "for" of a charge, hung on the verb or on its object."""
    above = preposition.head
    verb = above.head if above.dep_ == "dobj" else above
    return verb.lemma_.lower() in CHARGES


def _only_asked_for(token: Token, frame: PositionFrame) -> bool:
    """An act that is itself only asked for, or a duty ("must apologise"): the asking
    is the position.
    """
    if frame.pos != "v" or (frame.said and frame.kind in {"demand", "accusation", "threat"}):
        return False
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    if aux & {"must", "should", "ought"}:
        return True
    head = token.head
    if frame.kind in OWN_ACTS and token.dep_ == "pcomp" and _charged(head):
        return True
    theirs = grammar.child(token, "nsubj")
    if token.tag_ == "VB" and "to" in aux and theirs is not None and theirs.i < token.i:
        return True  # "for the mayor to veto the bill", "wants him to apologise"
    bare = token.tag_ == "VB" and "to" in aux and token.dep_ in {"xcomp", "ccomp", "advcl", "acl"}
    if frame.needs == "neg" and aux & {"would", "have", "had", "could"}:
        return True
    if frame.kind == "offer" and token.dep_ == "acl" and token.tag_ == "VBN":
        return True
    asked = head.lemma_.lower() in classes()["verbs"]["asking"] | {"need", "refuse", "calling"}
    return bare and (asked or frame.particle == "out" or head.pos_ == "NOUN")


def holder_of(token: Token, pos: str) -> Token | None:
    """Who holds it: the doer of a verb, the owner of a noun, or the subject of the
    verb that governs the noun; ``None`` where nobody is named.
    """
    if pos == "n":
        found = grammar.child(token, "poss")
        for word, thing in grammar.prepositions(token):
            if found is None and word in {"by", "from", "of"}:
                found = actor_in(thing)
        verb = light_verb(token)
        if found is None and verb is None and token.dep_ == "dobj":
            verb = token.head
        if found is None and verb is not None and verb.pos_ == "VERB":
            undergone = verb.lemma_.lower() in cue("undergo")
            found = None if undergone else grammar.doer(verb)
    elif pos == "a":
        noun = token.head if token.dep_ == "amod" else None
        found = noun if noun is not None else grammar.grammatical_subject(token)
    else:
        found = grammar.doer(token) or _channel_owner(token)
    if found is None or found.lower_ in {"there", "what", "this"} or found.lower_ in NOT:
        return None
    return actor_in(found) or (found if found.pos_ in {"NOUN", "PROPN", "PRON"} else None)


def _channel_owner(token: Token) -> Token | None:
    """Whose channel it was said on: "it was posted on her account that ..."."""
    if not grammar.is_passive(token):
        return None
    for word, thing in grammar.prepositions(token):
        if word in {"on", "in", "via", "through"} and thing.lemma_.lower() in cue("channels"):
            return grammar.child(thing, "poss")
    return None


def _addressee(token: Token, slots: tuple[str, ...]) -> Token | None:
    for slot in slots:
        found: Token | None = None
        if slot == "obj" and token.pos_ == "VERB":
            found = grammar.undergoer(token)
        elif slot == "clause-subj":
            clause = grammar.complement(token)
            found = grammar.child(clause, "nsubj", "nsubjpass") if clause is not None else None
        elif slot != "obj":
            found = next((o for w, o in grammar.prepositions(token) if w == slot), None)
        inner = actor_in(found) if found is not None else None
        if inner is not None:
            return inner
    return None


def or_else(token: Token, stand: Stand) -> Stand | None:
    """The threat inside "do this or face that"; its condition is the doing."""
    if stand.kind not in {"demand", "appeal"}:
        return None
    other = spans.alternative(token)
    if other is None or not is_harm(other):
        return None
    content = spans.phrase(other)
    if content is None:
        return None
    return Stand(
        "threat", token, stand.holder, stand.addressee, content, stand.content, None,
        "conditional", stand.said, "positions:or-else",
    )  # fmt: skip


def modality_of(token: Token, condition: Span | None, wants_negation: bool = False) -> Modality:
    """Negated before conditional before hypothetical before actual."""
    if not wants_negation and is_negated(token):
        return "negated"
    if condition is not None:
        return "conditional"
    clause = grammar.complement(token)
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    if clause is not None and token.lemma_ in cue("think") | {"suggest", "warn", "hint"}:
        aux |= {c.lower_ for c in clause.children if c.dep_ == "aux"}
    return "hypothetical" if aux & MAYBE else "actual"

"""Positions told by a word for them: "demanded", "a threat to", "is willing to"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import MAYBE, WILL, is_negated
from twosource.find.events.lexicon import classes
from twosource.find.events.phrases import is_actor
from twosource.find.events.roles import actor_in
from twosource.find.events.triggers import light_verb
from twosource.find.positions import spans
from twosource.find.positions.lexicon import PositionFrame, cue, frames
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
    if not _needed(token, frame.needs) or _only_asked_for(token, frame):
        return None
    addressee = _addressee(token, frame.addressee)
    content = _content(token, frame, addressee)
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
        addressee=addressee if addressee is not holder else None,
        content=content,
        condition=condition,
        exchange_for=spans.exchange_of(token),
        modality=modality_of(token, condition, turned or frame.needs == "neg"),
        said=frame.said,
        rule=frame.rule,
    )


NOT = frozenset({"not", "n't", "n’t", "no", "nor"})
OWN_ACTS = frozenset({"promise", "apology", "refusal", "support", "denial"})
CHARGES = frozenset({"accuse", "suspect", "charge", "blame", "criticise", "criticize"})
"""An act somebody is charged with ("accused her of siding with them") is the charge."""
SHORT = 3
"""Words; a shorter content ("him", "the effort") says nothing without its verb."""


def _readable(token: Token, frame: PositionFrame, content: Span, holder: Token) -> Span:
    """The content widened to the clause where the act is in the holder's own mouth
    ("I pledge to ...") or where it would not be understood alone.
    """
    if frame.pos != "v":
        return content
    text = token.doc.text
    own = frame.kind in OWN_ACTS
    if own and (holder.lower_ in {"i", "we"} or token.dep_ == "ccomp"):
        return spans.phrase(token) or content
    charge = frame.content[0] == "of"
    short = len(content.of(text).split()) <= (1 if charge else SHORT)
    if short or (frame.kind == "refusal" and frame.content[0] != "clause"):
        content = spans.phrase(token, start=token) or content
    if own and len(content.of(text).split()) <= SHORT:
        content = spans.phrase(token) or content
    return content


def _turned(token: Token, frame: PositionFrame) -> tuple[PositionKind, bool]:
    """The kind once negation is weighed: "not willing to" and "decided not to" refuse,
    and so does who gives no promise ("without any commitment to leave").
    """
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
    bare = token.tag_ == "VB" and "to" in aux and token.dep_ in {"xcomp", "ccomp", "advcl", "acl"}
    if frame.needs == "neg" and aux & {"would", "have", "had", "could"}:
        return True
    if frame.kind == "offer" and token.dep_ == "acl" and token.tag_ == "VBN":
        return True
    asked = head.lemma_.lower() in classes()["verbs"]["asking"] | {"need", "refuse", "calling"}
    return bare and (asked or frame.particle == "out" or head.pos_ == "NOUN")


def _needed(token: Token, need: str) -> bool:
    clause = grammar.complement(token)
    thing = grammar.undergoer(token) if token.pos_ == "VERB" else None
    if need == "-":
        return True
    if need == "clause":
        return clause is not None
    if need == "inf":
        to = clause if clause is not None else grammar.child(token, "acl")
        return to is not None and to.tag_ == "VB" and _has_to(to)
    if need == "that":
        return clause is not None and not (clause.tag_ == "VB" and _has_to(clause))
    if need == "other":
        own = grammar.child(clause, "nsubj", "nsubjpass") if clause is not None else None
        return own is not None and own.lower_ not in {"it", "there"} and is_actor(own)
    if need in {"modal", "wish"}:
        return clause is not None and _imposes(clause, need)
    if need == "obj":
        return thing is not None
    if need == "neg":
        return is_negated(token) and (clause is not None or thing is not None)
    if need == "exchange":
        return spans.exchange_head(token) is not None
    if need in _NEEDS:
        return _NEEDS[need](token, clause, thing)
    if need == "attempt":
        return thing is not None and thing.lemma_.lower() in cue("attempt")
    if need == "bad":
        return any(t.lemma_.lower() in cue("bad") or t.lower_ in cue("bad") for t in token.subtree)
    if need == "plans":
        return thing is not None and thing.lemma_.lower() in cue("plans")
    if need == "spectre":
        return thing is not None and thing.lemma_.lower() in cue("spectre")
    return any(word == need for word, _ in grammar.prepositions(token))


def _ahead(token: Token, clause: Token | None, thing: Token | None) -> bool:
    """What is promised is still to come: no "assured them that nothing took place"."""
    if clause is None:
        return thing is not None
    if clause.tag_ == "VB" and _has_to(clause):
        return True
    return bool({c.lower_ for c in clause.children if c.dep_ == "aux"} & (WILL | MAYBE))


def _harms(token: Token, clause: Token | None, thing: Token | None) -> bool:
    """A warning of what the holder will do, or of harm to come."""
    if clause is None:
        return False
    coming = {c.lower_ for c in clause.children if c.dep_ == "aux"} & (WILL | MAYBE)
    own = grammar.child(clause, "nsubj")
    mine = grammar.grammatical_subject(token)
    same = own is not None and (
        own.lower_ in {"it", "they", "he", "she", "we", "i"}
        or (mine is not None and own.lower_ == mine.lower_)
    )
    return bool(coming) and (
        is_harm(clause) or (same and clause.lemma_.lower() in cue("harm_verbs"))
    )


def _coming(token: Token, clause: Token | None, thing: Token | None) -> bool:
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(aux & WILL) or ("to" in aux and token.dep_ in {"xcomp", "acl"})


_NEEDS: dict[str, Callable[[Token, Token | None, Token | None], bool]] = {
    "bare": lambda t, clause, thing: (
        thing is None and clause is not None and clause.tag_ == "VB" and _has_to(clause)
    ),
    "actor": lambda t, clause, thing: thing is not None and is_actor(thing),
    "offered": lambda t, clause, thing: (
        thing is not None and thing.lemma_.lower() in cue("offered")
    ),
    "ahead": _ahead,
    "harm": _harms,
    "coming": _coming,
}


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _imposes(clause: Token, need: str) -> bool:
    aux = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if aux & cue("must"):
        return True
    if need == "modal":
        return clause.lemma_ in cue("have_to") and grammar.child(clause, "xcomp") is not None
    return clause.tag_ in {"VB", "VBG"} and "to" not in aux and not aux & (MAYBE | {"will"})


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


def _content(token: Token, frame: PositionFrame, addressee: Token | None) -> Span | None:
    for slot in frame.content:
        found: Span | None = None
        if slot == "clause":
            found = _clause_content(token, frame, addressee)
        elif slot == "obj" and token.pos_ == "VERB":
            thing = grammar.undergoer(token)
            if thing is not None and thing is not token:
                spare = frame.kind == "offer" and thing.lemma_.lower() in cue("offer_not")
                found = None if spare else spans.phrase(thing)
            if found is not None and frame.needs == "bad":
                found = spans.trimmed(token.doc.text, found.start, _end_of(token))
        elif slot == "whole":
            found = spans.phrase(token, start=token if token.pos_ == "VERB" else None)
        else:
            found = _prepositional(token, slot, addressee)
            found = _with_clause(token, frame, found)
        if found is not None:
            return found
    return None


def _end_of(token: Token) -> int:
    edge = token.right_edge
    return edge.idx + len(edge.text)


def _with_clause(token: Token, frame: PositionFrame, found: Span | None) -> Span | None:
    """The phrase with the to-clause behind it: "calling for Mora to resign"."""
    clause = grammar.complement(token)
    if found is None or frame.kind not in {"demand", "appeal"} or clause is None:
        return found
    whole = spans.phrase(clause)
    if whole is None or not found.end < whole.end or clause.tag_ != "VB":
        return found
    return spans.trimmed(token.doc.text, found.start, whole.end)


def _prepositional(token: Token, slot: str, addressee: Token | None) -> Span | None:
    """The phrase behind a preposition of the word, or of its object ("accused the
    mayor of theft", where parsers waver).
    """
    thing = grammar.undergoer(token) if token.pos_ == "VERB" else None
    for base in (token, *([thing] if thing is not None else [])):
        for word, found in grammar.prepositions(base):
            if word == slot and found is not addressee:
                return spans.phrase(found)
    return None


def _clause_content(token: Token, frame: PositionFrame, addressee: Token | None) -> Span | None:
    """The complement clause, from the person told to do it where one is."""
    clause = grammar.complement(token) or grammar.child(token, "acl")
    if clause is None or (frame.pos == "n" and clause.tag_ not in {"VB", "VBD", "VBZ", "VBP"}):
        return None
    start = None
    own = grammar.nearest_subject(clause)
    if frame.kind in {"demand", "appeal"} and clause.tag_ == "VB" and own is None:
        start = _told(token, clause)
    found = spans.phrase(clause, start)
    if found is not None and frame.kind in {"demand", "appeal"}:
        found = spans.without_the_rest(token, clause, found)
    other = spans.alternative(clause)
    if found is not None and other is not None and is_harm(other):
        cut = other.left_edge.idx
        before = [c for c in token.doc[clause.i : other.i] if c.dep_ == "cc" and c.lower_ == "or"]
        cut = min(cut, before[-1].idx) if before else cut
        return spans.trimmed(token.doc.text, found.start, min(found.end, cut))
    return found


def _told(token: Token, clause: Token) -> Token | None:
    """The first word of the person told, between the word and its to-clause."""
    for t in token.doc[token.i + 1 : clause.i]:
        if t.pos_ in {"VERB", "AUX"} or t.dep_ == "aux":
            return None
        if t.pos_ in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"} and t.dep_ != "advmod":
            return t
    return None


def is_harm(clause: Token) -> bool:
    """Whether a clause tells of harm to come: "face consequences", "hell to pay"."""
    lemmas = {t.lemma_.lower() for t in spans.subtree(clause)}
    return clause.lemma_.lower() in cue("face") or bool(lemmas & cue("harm"))


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

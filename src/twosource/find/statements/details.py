"""What stands around a cue: addressee, occasion, time of the saying, polarity,
modality.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.find.statements.draft import Draft, edges
from twosource.find.statements.lexicon import settings
from twosource.types import (
    Actor,
    Modality,
    Parse,
    Polarity,
    Register,
    Role,
    Section,
    Span,
    TimeExpression,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TO_LISTENER = frozenset({
    "say", "speak", "write", "explain", "describe", "announce", "admit", "complain", "confess",
    "confirm", "comment", "remark", "suggest", "reveal", "indicate", "signal", "propose", "repeat",
    "appeal", "reply", "respond", "shout", "promise", "talk", "offer", "apologise", "apologize",
})  # fmt: skip
_TOLD = frozenset({
    "tell", "ask", "urge", "warn", "inform", "remind", "advise", "assure", "reassure", "notify",
    "instruct", "order", "implore", "beg", "exhort", "encourage", "brief", "promise", "invite",
    "press", "petition", "command", "email", "text", "caution", "pledge", "summon", "counsel",
})  # fmt: skip
_GIVEN = frozenset({"promise", "pledge", "order", "command", "press", "counsel", "text", "email"})
"""Verbs of telling whose only object is what is given, not who is told: "promised an apology"."""
_CONDITION = frozenset({"if", "unless", "should", "whether"})
_DAY = re.compile(
    r"(?:on |late |early |earlier )*\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night))?|yesterday|today|tonight|last (?:week|month|year|"
    r"night)|this (?:week|month|morning|afternoon|evening)|earlier (?:this week|in the day))\b",
    re.IGNORECASE,
)


def addressee(parse: Parse, section: Section, draft: Draft, register: Register) -> Role | None:
    """Who was told, as a tight noun phrase."""
    head = _listener(section.doc, draft)
    if head is None:
        return None
    a, b = _tight(head)
    span = Span(*edges(section.doc, a, b))
    if any(s.overlap(span) for s in draft.source) or any(c.contains(span) for c in draft.content):
        return Role(span, _actor(parse, section, register, head)) if _told(draft, section) else None
    return Role(span, _actor(parse, section, register, head))


def _told(draft: Draft, section: Section) -> bool:
    return draft.word is not None and section.doc[draft.word].lemma_.lower() in _TOLD


def _actor(parse: Parse, section: Section, register: Register, head: Token) -> Actor | None:
    return register.at(parse.account.id, section.part, Span(head.idx, head.idx + len(head.text)))


def _listener(doc: Doc, draft: Draft) -> Token | None:
    if draft.word is None:
        return None
    verb = doc[draft.word]
    lemma = verb.lemma_.lower()
    for child in verb.rights:
        if child.dep_ == "dative":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            return inner or child
    if lemma in _TOLD:
        for child in verb.rights:
            if child.dep_ == "dobj" and child.ent_type_ not in {"DATE", "TIME"}:
                if lemma in _GIVEN and _alone(verb):
                    break
                return child
            if child.dep_ in {"ccomp", "xcomp"}:
                subject = next((c for c in child.lefts if c.dep_ == "nsubj"), None)
                return subject if subject is not None and child.dep_ == "ccomp" else None
        passive = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
        if passive is not None:
            return passive
    if lemma in {"call", "appeal", "plead"} or lemma in _TO_LISTENER:
        words = {"on", "upon", "to"} if lemma in {"call", "appeal", "plead"} else {"to", "with"}
        for child in verb.rights:
            if child.dep_ == "prep" and child.lower_ in words:
                found = next((c for c in child.children if c.dep_ == "pobj"), None)
                if found is not None and found.lemma_.lower() not in settings().receptions:
                    return found
    return None


def _alone(verb: Token) -> bool:
    """Whether nothing but a bare object stands behind a verb: no clause says what is told."""
    return not any(c.dep_ in {"ccomp", "xcomp", "dative", "parataxis"} for c in verb.children)


def _tight(head: Token) -> tuple[int, int]:
    """The noun phrase without what follows its head."""
    first = int(head.left_edge.i)
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return first, int(head.i)


def occasion(section: Section, draft: Draft) -> Span | None:
    """The setting or channel the cue names."""
    if draft.word is None:
        return None
    known = settings()
    doc = section.doc
    verb = doc[draft.word]
    hosts = [verb, *(c for c in verb.rights if c.dep_ in {"dobj", "dative"} and c.i < verb.i + 12)]
    for host in hosts:
        for child in host.children:
            if (
                child.dep_ not in {"prep", "pcomp", "agent"}
                or child.lower_ not in known.prepositions
            ):
                continue
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            if noun is None or not _setting(noun):
                continue
            span = Span(*edges(doc, int(child.left_edge.i), _stop(child, noun)))
            if not any(c.contains(span) for c in draft.content):
                return span
    return None


def _stop(prep: Token, noun: Token) -> int:
    """Last token of the phrase, a relative clause left out."""
    last = int(prep.right_edge.i)
    for child in noun.rights:
        if child.dep_ in {"relcl", "acl", "ccomp", "punct", "appos"}:
            last = min(last, int(child.left_edge.i) - 1)
    return max(last, int(noun.i))


def _setting(noun: Token) -> bool:
    known = settings()
    if noun.lemma_.lower() in known.nouns or noun.lower_ in known.channels:
        return True
    phrase = " ".join(t.lower_ for t in noun.doc[noun.left_edge.i : noun.i + 1])
    return any(re.search(rf"\b{re.escape(c)}\b", phrase) for c in known.channels if len(c) > 2) or (
        "white house" in phrase
    )


def said_at(section: Section, draft: Draft) -> TimeExpression | None:
    """The time of the saying: a time in the reporting clause, outside the
    content and the source.
    """
    low, high = _clause(section, draft)
    taken = [*draft.content, *draft.source]
    for time in section.times:
        inside = low <= time.span.start and time.span.end <= high
        if inside and not any(s.overlap(time.span) for s in taken):
            return time
    for hit in _DAY.finditer(section.text, low, high):
        span = Span(hit.start(), hit.end())
        if not any(s.overlap(span) for s in taken):
            return TimeExpression(span, None, None)
    return None


def _clause(section: Section, draft: Draft) -> tuple[int, int]:
    spans = [*draft.cue, *draft.source]
    if not spans:
        return 0, 0
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    starts = [c.start for c in draft.content if c.start >= high]
    ends = [c.end for c in draft.content if c.end <= low]
    stop = min([*starts, high + 80])
    begin = max([*ends, low - 40])
    for sentence in section.sentences:
        if sentence.start <= low < sentence.end:
            stop, begin = min(stop, sentence.end), max(begin, sentence.start)
            break
    return begin, stop


def polarity(section: Section, draft: Draft, negates: bool) -> Polarity:
    """Negated where the saying is denied ("did not say") or the cue itself
    denies or refuses; both together cancel out.
    """
    denied = draft.word is not None and any(
        c.dep_ == "neg" or c.lower_ in {"never", "nobody", "neither"}
        for c in section.doc[draft.word].children
    )
    return "negated" if denied != negates else "affirmed"


def modality(section: Section, draft: Draft) -> Modality:
    """Whether the saying itself took place."""
    if draft.word is None:
        return "actual"
    verb = section.doc[draft.word]
    children = list(verb.children)
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in children):
        return "negated"
    if any(c.dep_ == "mark" and c.lower_ in _CONDITION for c in children):
        return "conditional"
    if any(c.dep_ == "aux" and c.lower_ in {"would", "could", "may", "might"} for c in children):
        return "hypothetical"
    return "actual"

"""Who does the saying: the subject of a cue, through participles, conjunctions,
control and relative clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.language.relations import SUBJECTS
from twosource.language.relatives import thing_before

if TYPE_CHECKING:
    from spacy.tokens import Token

_RAISES = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep"})


def subject_of(verb: Token) -> Token | None:
    """The head token of the subject, as it stands (a relative pronoun stays)."""
    seen = 0
    token = verb
    while seen < 8:
        for child in token.children:
            if child.dep_ in SUBJECTS and child.dep_ != "csubj":
                return child
        if token.dep_ == "acl":
            return token.head if token.head.pos_ in {"NOUN", "PROPN", "PRON"} else None
        if token.dep_ == "prep" and token.head.pos_ in {"VERB", "AUX"}:
            token = token.head
        elif token.dep_ in _RAISES and token.head.i != token.i:
            if token.dep_ == "ccomp" and token.tag_ not in {"VBG", "VB"}:
                return None
            token = _joined(token)
        else:
            return _headline_subject(verb)
        seen += 1
    return None


def _headline_subject(verb: Token) -> Token | None:
    """``Minister open to talks, accuses rival``: a headline's first subject serves
    its later verbs.
    """
    if verb.tag_ not in {"VBZ", "VBP", "VBD"}:
        return None
    for child in verb.lefts:
        if child.dep_ in {"ccomp", "parataxis", "dep", "advcl"} and child.i < verb.i:
            subject = next((c for c in child.lefts if c.dep_ == "nsubj"), None)
            marked = any(c.dep_ in {"mark", "aux"} for c in child.lefts)
            if subject is not None and not marked and verb.doc[verb.i - 1].text == ",":
                return subject
    return None


def _joined(verb: Token) -> Token:
    """Where a verb without a subject of its own looks for one.

    A finite verb conjoined to an infinitive shares the subject of the verb that
    governs the infinitive.
    """
    host = verb.head
    if verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBZ"} and _be_done(host):
        return host.head  # "demanded that they be let off and threatened to stop"
    if verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBZ", "VBP"}:
        while host.dep_ in {"xcomp", "conj"} and host.tag_ == "VB" and host.head.i != host.i:
            host = host.head
        modal = any(c.dep_ == "aux" for c in host.children)
        if host.dep_ == "ccomp" and modal and host.head.tag_ == verb.tag_:
            host = host.head
    return host


def _be_done(clause: Token) -> bool:
    """A passive that is demanded: "that the crew be let off"."""
    wanted = clause.dep_ == "ccomp" and clause.tag_ == "VBN" and clause.head.pos_ == "VERB"
    return wanted and any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in clause.children)


def agent_of(verb: Token) -> Token | None:
    """The noun after ``by`` of a passive, also where the parser hung it on what
    the thing is held to be: ``denounced as reckless by critics``.
    """
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            noun = _object(child)
            if noun is not None:
                return noun
    for link in verb.rights:
        held = [link] if link.dep_ == "oprd" else list(link.rights) if link.lower_ == "as" else []
        for word in held[:1]:
            for child in word.rights:
                noun = _object(child) if child.lower_ == "by" else None
                if noun is not None and (word.pos_ == "ADJ" or _outermost(noun)):
                    return noun
    return None


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.rights if c.dep_ == "pobj"), None)


def _outermost(noun: Token) -> bool:
    """A person or people, and no infinitive after it that it would be the subject
    of (``an attempt by the council to ...``).
    """
    last = noun.right_edge.i + 1
    follows = noun.doc[last].lower_ if last < len(noun.doc) else ""
    return follows != "to" and noun.tag_ in {"NNS", "NNP", "NNPS", "PRP"}


def antecedent(token: Token) -> Token:
    """The noun a relative pronoun stands for; other tokens stay."""
    if token.tag_ in {"WDT", "WP"} or token.lower_ == "that":
        clause = token.head
        for _ in range(4):
            if clause.dep_ == "relcl":
                return thing_before(token, clause.head)
            if clause.dep_ not in {"conj", "ccomp", "xcomp"}:
                break
            clause = clause.head
    return token


def source_range(head: Token) -> tuple[int, int]:
    """Token numbers of a source: the noun phrase with titles and appositions,
    without a relative clause at its end; both ends are included.
    """
    first, last = head.left_edge.i, head.right_edge.i
    for child in head.children:
        clause = child.dep_ in {"relcl", "acl", "advcl"} and child.i > head.i
        stops = child.dep_ == "punct" and child.text in "—–:;\n"
        joined = child.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in child.children)
        long = clause and child.right_edge.i - child.left_edge.i > 8
        if (long or stops or joined) and child.i > head.i:
            last = min(last, child.left_edge.i - 1)
    while last > head.i and (head.doc[last].is_punct or head.doc[last].is_space):
        if head.doc[last].text in ")”\"'’":
            break
        last -= 1
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return int(first), int(max(last, head.i))


def agent_range(head: Token) -> tuple[int, int]:
    """As :func:`source_range`, without any relative clause: it stands last and
    often says something of its own.
    """
    first, last = source_range(head)
    for child in head.rights:
        if child.dep_ == "relcl" and child.left_edge.i <= last:
            last = child.left_edge.i - 1
    while last > head.i and head.doc[last].is_punct and head.doc[last].text not in ")”\"'’":
        last -= 1
    return first, int(max(last, head.i))

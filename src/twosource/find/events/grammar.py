"""Who is the subject, object or complement of a predicate: walks over a dependency parse.

Labels are those of spaCy's English pipelines (ClearNLP style).  Every function takes
tokens of one doc and gives tokens of the same doc; none looks outside the sentence, and
every walk is bounded by :data:`DEPTH`, so hostile input cannot make it long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.find.events.lexicon import words
from twosource.language.relatives import thing_before

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPTH = 12
"""Steps up the tree; sentences of edited news seldom nest deeper than six."""

SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass", "expl"})
ACTIVE_SUBJECTS = frozenset({"nsubj", "csubj"})
COMPLEMENTS = frozenset({"xcomp", "ccomp"})
RELATIVES = frozenset({"who", "which", "that", "whom"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, or a bare past participle behind a noun."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for c in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and not _own(verb) and is_passive_head(verb)


def is_passive_head(verb: Token) -> bool:
    head = verb.head
    return head != verb and head.tag_ == "VBN" and is_passive(head)


def _own(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS or c.dep_ in {"aux", "dobj"} for c in verb.children)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; the token itself otherwise."""
    if token.lower_ not in RELATIVES or token.tag_ not in {"WP", "WDT", "WP$", "IN"}:
        return token
    here = token
    for _ in range(DEPTH):
        if here.dep_ == "relcl":
            return thing_before(token, here.head)
        if here.head.i == here.i:
            break
        here = here.head
    return token


def grammatical_subject(verb: Token) -> Token | None:
    """The surface subject: its own, inherited, controlled or raised."""
    here = verb
    for _ in range(DEPTH):
        own = nearest_subject(here)
        if own is not None:
            return antecedent(own)
        above = _above(here)
        if above is None:
            return None
        if isinstance(above, tuple):
            return above[0]
        here = above
    return None


def nearest_subject(verb: Token) -> Token | None:
    """Its own subject; of several (a dateline is often taken for one) the nearest on
    the left.
    """
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"]
    before = [c for c in own if c.i < verb.i]
    found = before[-1] if before else (own[0] if own else None)
    return past_dateline(found) if found is not None else None


def past_dateline(subject: Token) -> Token:
    """The subject behind a dateline that the parser took for it ("DARN -- Police
    have ..." read as one phrase with an apposition).
    """
    if subject.i - subject.sent.start > 1 or subject.i + 1 >= len(subject.doc):
        return subject
    ahead = subject.doc[subject.i + 1 : subject.i + 7]
    if not any(t.text in {"-", "--", "–", "—", ":", ")"} for t in ahead):
        return subject
    return child(subject, "appos") or subject


def _above(verb: Token) -> Token | tuple[Token] | None:
    """One step from a verb without a subject: the verb to ask next, or (in a
    tuple) the noun that is the subject.
    """
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "conj" and _belongs_higher(verb, head):
        return head.head
    if verb.dep_ in {"acomp", "attr"} or (
        verb.dep_ in {"conj", "aux", "auxpass", "advcl", "dep"} and head.pos_ in {"VERB", "AUX"}
    ):
        return head
    if verb.dep_ == "conj":
        return (head,) if head.pos_ in {"NOUN", "PROPN"} and verb.tag_ == "VBN" else head
    if verb.dep_ in COMPLEMENTS or verb.dep_ == "oprd":
        return _controller(head)
    if verb.dep_ in {"relcl", "acl"}:
        return _noun_holder(verb, head)
    if verb.dep_ in {"pcomp", "advcl"} or (verb.dep_ == "prep" and head.pos_ == "VERB"):
        return _through_preposition(verb)
    return None


def _belongs_higher(verb: Token, head: Token) -> bool:
    """A finite past verb joined to a bare infinitive or modal clause belongs to the
    clause above: "insisted that threats would not work and condemned ...".
    """
    passive = any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in head.children)
    return (
        verb.tag_ in {"VBD", "VBZ"}
        and (head.tag_ == "VB" or (head.tag_ == "VBN" and passive))
        and head.dep_ in COMPLEMENTS
        and head.head.pos_ == "VERB"
    )


def _controller(head: Token) -> Token | tuple[Token]:
    """Object control ("urged them to leave") or subject control and raising."""
    if head.lemma_.lower() in words("verbs", "object_control"):
        whom = child(head, "dobj", "dative") or child(head, "nsubjpass")
        if whom is not None:
            return (antecedent(whom),)
        for preposition in head.children:
            if preposition.dep_ == "prep" and preposition.lower_ in {"on", "upon", "to", "for"}:
                inner = child(preposition, "pobj")
                if inner is not None:
                    return (inner,)
    return head


def _noun_holder(verb: Token, noun: Token) -> Token | tuple[Token] | None:
    """The subject of a clause that hangs on a noun.

    "forces attacking X": the noun; "a plan to attack X": whoever has the plan.
    """
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        holder = possessor(noun)
        if holder is not None:
            return (holder,)
        if noun.dep_ in {"dobj", "attr"} and noun.head.pos_ in {"VERB", "AUX"}:
            return noun.head
        if noun.dep_ == "pobj":
            return next((a for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    return (noun,)


def _pressing(verb: Token) -> Token:
    """Whoever presses somebody to act "without giving" anything is the one who gives
    nothing: parsers hang the phrase on the act, in whatever clause stands last.
    """
    here = verb
    for _ in range(DEPTH):
        if here.dep_ == "conj" and here.head.i != here.i:
            here = here.head
        elif here.dep_ in COMPLEMENTS and here.head.lemma_.lower() in words("verbs", "pressing"):
            return here.head
        else:
            break
    return verb


def _through_preposition(verb: Token) -> Token | tuple[Token] | None:
    """The subject of "-ing" behind a preposition: "accused them of hiding"."""
    above = verb.head
    while above.dep_ in {"prep", "mark"} and above.head.i != above.i:
        above = above.head
    if above == verb:
        return None
    if verb.head.lower_ == "without":
        above = _pressing(above)
    if above.pos_ in {"NOUN", "PROPN"}:
        if above.dep_ == "dobj" and above.head.lemma_.lower() in words("verbs", "object_control"):
            return (above,)
        holder = possessor(above)
        if holder is not None:
            return (holder,)
        return above.head if above.head.pos_ in {"VERB", "AUX"} else None
    if above.pos_ == "ADJ" and above.dep_ == "acomp":
        return above.head
    if verb.head.lower_ in {"of", "for", "from", "as", "about", "over"} and above.pos_ == "VERB":
        return _controller(above)
    return above


def possessor(noun: Token) -> Token | None:
    """The owner: "Arvala's plan", "its plan", "the plan of Arvala"."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    inner = child(of, "pobj") if of is not None else None
    return inner if inner is not None and inner.pos_ in {"PROPN", "PRON"} else None


def by_agent(verb: Token) -> Token | None:
    """The doer of a passive: the object of its "by"."""
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by" and is_passive(verb)):
            return child(c, "pobj")
    return None


def doer(verb: Token) -> Token | None:
    """The logical subject: the agent of a passive, else the subject."""
    if is_passive(verb):
        return by_agent(verb)
    return grammatical_subject(verb)


def undergoer(verb: Token) -> Token | None:
    """The logical object: the object, the subject of a passive, or the relative
    noun that stands for either.
    """
    if is_passive(verb):
        found = nearest_subject(verb)
        if found is not None:
            return antecedent(found)
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head
        return grammatical_subject(verb)
    direct = child(verb, "dobj")
    if direct is not None:
        return antecedent(direct)
    if verb.dep_ == "relcl" and not any(c.lower_ in RELATIVES for c in verb.children):
        return verb.head
    shared = [c for c in verb.conjuncts if c.i > verb.i and c.pos_ == "VERB"]
    if shared and shared[0].i - verb.i <= 2:
        return child(shared[0], "dobj")
    return None


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Pairs (preposition, its object) of a token: its own, chained ("out of X")
    and, for "between A and B", both sides.
    """
    for c in token.children:
        if c.dep_ not in {"prep", "agent", "dative", "prt"}:
            continue
        inner = child(c, "pobj", "pcomp")
        if inner is not None:
            yield c.lower_, antecedent(inner)
        for d in c.children:
            if d.dep_ == "prep":
                deep = child(d, "pobj")
                if deep is not None:
                    yield d.lower_, deep
        if c.dep_ == "dative" and c.pos_ != "ADP":
            yield "dat", c


def complement(verb: Token) -> Token | None:
    """The verb of its to- or that-clause."""
    clause = next(
        (c for c in verb.children if c.dep_ in COMPLEMENTS and c.i > verb.i and c.pos_ != "NOUN"),
        None,
    )
    if clause is None:
        clause = next(
            (c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VB" and c.i > verb.i),
            None,
        )
    return clause if clause is not None else _strayed(verb)


def _strayed(verb: Token) -> Token | None:
    """A that-clause hung on a noun which the parser joined to the verb itself ("it was
    posted on his site account that ..."): a noun cannot be joined to a verb.
    """
    for c in verb.children:
        if c.dep_ == "conj" and c.pos_ == "NOUN":
            found = child(c, "ccomp")
            if found is not None and any(m.lower_ == "that" for m in found.lefts):
                return found
    return None


def sides(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", in order."""
    return [token, *(c for c in token.conjuncts if c.i > token.i)]


def particle(verb: Token, word: str) -> bool:
    """Whether ``word`` is a particle or preposition of the verb."""
    return any(
        c.lower_ == word and c.dep_ in {"prt", "prep", "advmod", "agent", "oprd", "dative", "acomp"}
        for c in verb.children
    )


def children_objects(verb: Token) -> list[Token]:
    """Direct objects and objects of the first prepositions of a verb, with what
    is joined to them.
    """
    heads = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    heads += [thing for word, thing in prepositions(verb) if word in {"for", "to", "of"}]
    return [side for head in heads for side in sides(head)]

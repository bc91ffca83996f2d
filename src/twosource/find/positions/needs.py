"""What must stand with a word before it tells a position: the ``needs`` of its row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import MAYBE, WILL, is_negated
from twosource.find.events.phrases import is_actor
from twosource.find.positions import spans
from twosource.find.positions.lexicon import cue

if TYPE_CHECKING:
    from spacy.tokens import Token


_WH = frozenset({"whether", "how", "when", "where", "what", "which", "who", "if"})


def needed(token: Token, need: str) -> bool:
    """Whether a word has what its row asks for (``position_words.tsv`` lists the needs)."""
    clause = grammar.complement(token)
    thing = grammar.undergoer(token) if token.pos_ == "VERB" else None
    if need == "-":
        return True
    if need == "clause":
        return clause is not None
    if need == "inf":
        to = clause if clause is not None else grammar.child(token, "acl")
        return to is not None and to.tag_ == "VB" and _has_to(to) and not _open(to)
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
        bad = cue("bad") | cue("blame")
        return any(t.lemma_.lower() in bad or t.lower_ in bad for t in token.subtree)
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


def _disputed(token: Token, clause: Token | None, thing: Token | None) -> bool:
    """A charge that is not made but denied: "dismissed allegations that ..."."""
    verb = token.head
    return token.dep_ == "dobj" and verb.lemma_.lower() in cue("disputing")


_NEEDS: dict[str, Callable[[Token, Token | None, Token | None], bool]] = {
    "bare": lambda t, clause, thing: (
        thing is None and clause is not None and clause.tag_ == "VB" and _has_to(clause)
    ),
    "actor": lambda t, clause, thing: thing is not None and is_actor(thing),
    "offered": lambda t, clause, thing: (
        thing is not None and thing.lemma_.lower() in cue("offered")
    ),
    "ahead": _ahead,
    "disputed": _disputed,
    "harm": _harms,
    "coming": _coming,
}


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _open(clause: Token) -> bool:
    """Whether it is still open: "decide whether to run", "how to pay"."""
    return any(c.lower_ in _WH and c.i < clause.i for c in clause.children)


def _imposes(clause: Token, need: str) -> bool:
    aux = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if aux & cue("must"):
        return True
    if need == "modal":
        bound = clause.lemma_ in cue("have_to") and grammar.child(clause, "xcomp") is not None
        return bound and not is_negated(clause)
    return clause.tag_ in {"VB", "VBG"} and "to" not in aux and not aux & (MAYBE | {"will"})


def is_harm(clause: Token) -> bool:
    """Whether a clause tells of harm to come: "face consequences", "hell to pay"."""
    lemmas = {t.lemma_.lower() for t in spans.subtree(clause)}
    return clause.lemma_.lower() in cue("face") or bool(lemmas & cue("harm"))

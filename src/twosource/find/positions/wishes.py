"""What is wished for in plain speech, and what is only intended or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_others(p: Token) -> bool:
    """Whether what is wanted is a thing or what others do: not "I want to know"."""
    if grammar.child(p, "dobj") is not None or is_negated(p):
        return True
    clause = grammar.complement(p)
    if clause is not None and clause.lemma_ == "see":
        return True  # "we want to see the books opened"
    return clause is not None and grammar.child(clause, "nsubj", "nsubjpass") is not None


def asks_a_question(p: Token) -> bool:
    """Whether somebody only asks a question, and not for anything."""
    thing = grammar.child(p, "dobj")
    clause = grammar.complement(p)
    return clause is None and (thing is None or thing.lemma_.lower() in {"question", "why", "how"})

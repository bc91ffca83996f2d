"""What "which" stands for where the parser took a person for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def thing_before(relative: Token, noun: Token) -> Token:
    """The noun that a relative pronoun stands for, ``noun`` as the parser has it: "which" is no
    person but the noun right before ("Ada Brandt, a founder of the Dam League, which opposes").
    """
    person = noun.ent_type_ == "PERSON"
    person = person or (noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON")
    if relative.lower_ != "which" or not person:
        return noun
    near = relative.doc[max(noun.i, relative.i - 3) : relative.i]
    before = [t for t in near if t.pos_ in {"NOUN", "PROPN"}]
    return before[-1] if before else noun

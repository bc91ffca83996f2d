"""Nouns for one human being: those of the lists, and those that their ending gives away."""

from __future__ import annotations

from functools import lru_cache

from twosource.parties.words.lexicon import lexicon


@lru_cache(maxsize=4096)
def is_person(noun: str) -> bool:
    """Whether a lower-case singular noun stands for a person wherever it stands."""
    lex = lexicon()
    if noun in lex.person:
        return True
    if noun in lex.body | lex.people | lex.document | lex.no_person or not noun.isalpha():
        return False
    return any(noun.endswith(end) and len(noun) > len(end) + 2 for end in lex.person_ending)


@lru_cache(maxsize=4096)
def can_be_person(noun: str) -> bool:
    """Whether it may, as it does where it is said of a name ("Jon Tveit, a grocer,"): "-er"
    and "-or" make things too ("printer", "reactor").
    """
    if is_person(noun):
        return True
    lex = lexicon()
    if noun in lex.body | lex.people | lex.document | lex.no_person | lex.place_noun:
        return False
    return len(noun) > 4 and any(noun.endswith(end) for end in lex.maybe_ending)

"""Nouns: their singular, and whether they are for one human being, by the lists or their ending."""

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


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every noun of the lists."""
    lex = lexicon()
    return frozenset(lex.person | lex.body | lex.document | lex.people)


def singular(noun: str) -> str:
    """The singular of a noun of the lists, by the plain rules of spelling."""
    known = _known()
    if noun in known:
        return noun
    for end, put in (("ies", "y"), ("men", "man"), ("wives", "wife"), ("es", ""), ("s", "")):
        if noun.endswith(end) and noun[: -len(end)] + put in known:
            return noun[: -len(end)] + put
    return {"people": "people", "children": "child", "media": "media"}.get(noun, noun)


STEADY = {
    "police", "troops", "authorities", "forces", "media", "press", "public", "critic", "protester",
    "military", "prosecutor", "analyst", "resident",
}  # fmt: skip
"""Groups that one bare word names throughout an account."""

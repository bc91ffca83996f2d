"""What stands before a person's name: gender, role, whose relative."""

from __future__ import annotations

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.nouns import can_be_person
from twosource.parties.words.words import Words

_RELATIVES = {
    "wife", "husband", "son", "daughter", "father", "mother", "brother", "sister", "widow",
    "widower", "uncle", "aunt", "cousin", "nephew", "niece", "grandson", "granddaughter",
    "grandfather", "grandmother", "stepson", "stepdaughter", "stepfather", "stepmother",
}  # fmt: skip


def dress(words: Words, phrase: Phrase) -> None:
    """Give a person's name the gender and role that stand with it."""
    lex, a = lexicon(), phrase.a
    if phrase.b - a > 1:
        phrase.gender = lex.gender.get(words.text[a], "")
    before = words.text[a - 1] if a else ""
    if before == "." and a > 1 and words.glued(a - 2):
        before = words.text[a - 2]  # "Smt. Brandt", which the parser takes for two sentences
    if before in lex.gender and before in lex.title:
        phrase.gender = lex.gender[before]
    phrase.relative = _is_relative(words, a, phrase.b)
    for role in _small_roles(words, a):
        if role not in phrase.roles:
            phrase.roles.append(role)
        front = role.rsplit(" ", 1)[0]
        if not phrase.of and front != role and front[:1].isupper():
            phrase.of = lex.demonyms.get(front, front)


def _is_relative(words: Words, a: int, b: int) -> bool:
    """Whether a name is introduced by whose relative it is ("his own niece, Dr Brandt", "the elder
    Brandt"): somebody else of the family was spoken of before.
    """
    i = a - 1
    while i > 0 and words.text[i] in lexicon().title:
        i -= 1
    if i > 0 and words.lower[i] in {"elder", "younger", "eldest", "youngest"}:
        return True
    if i > 0 and words.text[i] == ",":
        if words.text[b : b + 1] != [","]:
            return False  # "According to his mother, Brandt was ill"
        i -= 1
    if i < 1 or words.lower[i] not in _RELATIVES or words.sent[i] != words.sent[a]:
        return False
    return any(words.dep[c] == "poss" for c in words.children[i]) or words.dep[i] == "poss"


def _small_roles(words: Words, a: int) -> list[str]:
    """Nouns set before a name ("team captain Ada Brandt", "Governor-elect Ada Brandt")."""
    i, noun = a, words.lower[a - 1] if a else ""
    if noun in {"elect", "designate"} and a > 2 and words.text[a - 2] == "-":
        i, noun = a - 3, words.lower[a - 3]
    if not can_be_person(noun):
        return []
    sent = words.sent[a]
    while i > 0 and words.sent[i - 1] == sent:
        loud = words.text[i - 1].isupper() and len(words.text[i - 1]) > 1
        if words.pos[i - 1] not in {"NOUN", "ADJ", "PROPN"} and not loud:
            break
        if not words.text[i - 1].isalpha():
            break
        small = words.text[i - 1][0].islower() and words.text[a - 1][0].isupper()
        if small and words.lower[i - 1] not in {"former", "acting", "interim", "then", "deputy"}:
            break  # "bad faith" does not belong to "Interior Minister"
        i -= 1
    return [words.say(min(i, a - 1), a)]

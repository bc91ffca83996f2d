"""Names: what a run of capitals holds (title, state, person, organisation, place)."""

from __future__ import annotations

import re

from twosource.parties.mentions.persons import (
    could_be_person,
    first_name_inside,
    opens_with_trade,
    person_here,
    person_phrase,
)
from twosource.parties.mentions.phrase import Phrase, name_phrase
from twosource.parties.mentions.untitled import listed_phrase, read_untitled
from twosource.parties.words.capitals import capital, runs
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.words import Words

_AFFILIATION = re.compile(r"(?:[DRI]|Lib|Lab|Con)-[A-Z][\w.]*$|\w$|(?:Sept|Sens|Reps|Gov|Lt)\.?$")
"""A lawmaker's party and state ("D-Ohio"), single letters, abbreviations left alone."""
_OF = {"of", "for", "on", "against"}
_STANDING = {"Former", "Acting", "Interim", "Senior"}
"""Opening words that belong to the office behind the name ("Former Oster mayor Ada Brandt")."""
_STANDS = {
    "outgoing",
    "former",
    "new",
    "acting",
    "then",
    "ousted",
    "incoming",
    "interim",
    "ex",
    "deputy",
}
"""Small words that belong to the office behind them ("the outgoing Prime Minister")."""


def find_names(
    words: Words, section: int, seen: frozenset[str], small: frozenset[str]
) -> list[Phrase]:
    """Named mentions of one section, in order, each a tight name without its title.

    Args:
        words: the section.
        section: its number, kept in the phrases.
        seen: words seen with a capital inside sentences of the account.
        small: words seen without one.
    """
    found: list[Phrase] = []
    skip = 0
    for a, b in runs(words, seen, small):
        if a < skip:
            a = min(skip, b)
        if a < b:
            b = _extend(words, a, b)
            found += [p for p in _read(words, section, a, b) if not _noise(words, p)]
            skip = b
    return found


def _noise(words: Words, phrase: Phrase) -> bool:
    """Capitals that name nobody: words of a headline, "D-Ohio", "FULL TEXT"."""
    if phrase.kind != "unknown" or phrase.form != "name":
        return False
    if words.headline[phrase.a] and phrase.b - phrase.a > 1:
        return True
    loud = phrase.text.isupper() and phrase.b - phrase.a > 1
    return loud or _AFFILIATION.match(phrase.text) is not None


def _extend(words: Words, a: int, b: int) -> int:
    """Take in "of X" behind a head word of organisations ("Ministry of Health")."""
    lex = lexicon()
    while b < len(words) and words.text[b - 1] in lex.organisation | {"Houses", "Doctors"}:
        at = b
        if words.lower[at] not in _OF:
            break
        at += 1
        if at < len(words) and words.lower[at] == "the":
            at += 1
        end = at
        while end < len(words) and (capital(words, end) or words.text[end] == "-"):
            end += 1
        if end == at or words.sent[end - 1] != words.sent[a]:
            break
        b = end
    return b


def _read(words: Words, section: int, a: int, b: int) -> list[Phrase]:
    """What stands in the run ``[a, b)``."""
    lex = lexicon()
    whole = lex.known.get(words.say(a, b))
    if whole and not (b - a == 1 and person_here(words, a)):
        return [listed_phrase(words, section, a, b, whole)]
    if b - a > 1 and (words.text[a] in _STANDING or _describes(words, a, b)):
        return _read(words, section, a + 1, b)
    title = _last_title(words, a, b)
    if title is None and opens_with_trade(words, a, b):
        title = a
    if title is not None and title + 1 < b and could_be_person(words, title + 1, b, titled=True):
        person = person_phrase(words, section, title + 1, b)
        person.roles.append(words.say(a, title + 1))
        return [*_read_front(words, section, a, title, person), person]
    if title is not None and title + 1 == b:
        return _office(words, section, a, b)
    split = first_name_inside(words, a, b)
    if split is not None:
        person = person_phrase(words, section, split, b)
        person.roles.append(words.say(a, split))
        return [*_read(words, section, a, split), person]
    return read_untitled(words, section, a, b)


def _describes(words: Words, a: int, b: int) -> bool:
    """Whether a run starts with an adjective before a listed name ("Controversial Gaza")."""
    ends = ("ial", "ous", "ful", "ive", "able", "ible", "less", "ing", "ent")
    told = words.first[a] and words.lower[a].endswith(ends)
    return told and words.say(a + 1, b) in lexicon().known


def _read_front(words: Words, section: int, a: int, title: int, person: Phrase) -> list[Phrase]:
    """The names inside a title: "US" in "US President", "Hamas" in "Hamas Commander"."""
    lex = lexicon()
    end = title
    while end > a and words.text[end - 1] in lex.title:
        end -= 1
    if end <= a:
        return []
    front = [p for p in _read(words, section, a, end) if p.kind != "person"]
    if front:
        person.of = front[-1].text
    elif end - a == 1 and words.text[a] in lex.demonyms:
        person.of = lex.demonyms[words.text[a]]
    return front


def _last_title(words: Words, a: int, b: int) -> int | None:
    lex = lexicon()
    for i in range(b - 1, a - 1, -1):
        if words.text[i] in lex.title:
            # "Former" of "Former Oster mayor", "Health" of "Ministry of Health"
            return None if words.text[i] in lex.title_lead else i
    return None


def _office(words: Words, section: int, a: int, b: int) -> list[Phrase]:
    """A capitalised office without a name: "the Prime Minister", "Hamas Commander"."""
    lex = lexicon()
    word = words.lower[b - 1]
    phrase = name_phrase(words, section, a, b, "person")
    phrase.form, phrase.noun = "nominal", word
    phrase.gender = lex.gender.get(word, "")
    start = a
    while start > 0 and words.lower[start - 1] in _STANDS:
        start -= 1
    before = words.lower[start - 1] if start else ""
    phrase.definite = before in {"the", "this", "that", "'s", "’s"}
    if before in {"the", "a", "an", "this", "that"}:
        start -= 1
    if start < a:
        phrase.a = start
        phrase.span, phrase.text = words.span(start, b), words.say(start, b)
    front = _read_front(words, section, a, b - 1, phrase)
    phrase.modifiers = list(front)
    return [*front, phrase]

"""Whether capitals name a person: titles, first names, trades, the tagger."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.parties.mentions.phrase import Phrase, name_phrase
from twosource.parties.mentions.titles import dress
from twosource.parties.words.capitals import listed
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.nouns import can_be_person, is_person
from twosource.parties.words.words import Words

_GENERATION = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"}


PLACE_LABELS = {"GPE", "LOC", "FAC"}


def opens_with_trade(words: Words, a: int, b: int) -> bool:
    """Whether a trade with the capital of a first word stands before a name ("Climatologist
    Ravi Holm"); "Baker" alone may be a name, so one that only looks like a trade asks for two
    words after it.
    """
    word = words.text[a]
    if not (words.first[a] or words.headline[a]) or word in lexicon().first or b - a < 2:
        return False
    low = word.lower()
    return is_person(low) or (b - a > 2 and can_be_person(low))


def person_here(words: Words, i: int) -> bool:
    """A listed word used as a person's name ("Paris" the woman): the tagger says so."""
    return words.ent[i] == "PERSON" and words.text[i] in lexicon().capitals


def could_be_person(words: Words, a: int, b: int, titled: bool = False) -> bool:
    lex = lexicon()
    if b - a > 5 and "-" not in words.text[a:b]:
        return False
    last = words.text[b - 1]
    if last in lex.organisation or last in lex.place or last in lex.thing:
        return False
    if words.say(a, b) in lex.known or any(words.text[i] in lex.organisation for i in range(a, b)):
        return False
    labels = [words.ent[i] for i in range(a, b)]
    if titled:
        odd = words.text[a - 1] in {"General", "First", "Major", "Home", "Crown", "St.", "Saint"}
        return not (odd and "PERSON" not in labels) and words.text[a] not in lex.demonyms
    return "PERSON" in labels


def person_phrase(words: Words, section: int, a: int, b: int) -> Phrase:
    phrase = name_phrase(words, section, a, b, "person")
    lex, end = lexicon(), b
    while end > a + 1 and words.text[end - 1] in lex.suffix - _GENERATION:
        end -= 1
    if end < b or words.text[b - 1] in _GENERATION:
        phrase.text = words.say(a, end)  # honours are said of the person, "Jr." tells two apart
        phrase.head = next((i for i in range(a, b) if not a <= words.head[i] < b), b - 1)
    dress(words, phrase)
    shares = a > 1 and words.lower[a - 1] in {"and", "&"} and words.text[a - 2] in lex.first
    if shares and b - a > 1:
        phrase.type = "family"  # "Lena and Ada Brandt": the surname is shared
    return phrase


def first_name_inside(words: Words, a: int, b: int) -> int | None:
    """Where a person's name starts behind an organisation or office in one run."""
    lex = lexicon()
    for i in range(a + 1, b - 1):
        if words.text[i] not in lex.first or words.text[i - 1] in {"-", "&"} | lex.particle:
            continue
        front = words.text[i - 1]
        heavy = front in lex.organisation or front in lex.title or front in lex.demonyms
        if (heavy or listed(words, a, i) == i) and could_be_person(words, i, b, titled=True):
            return i
        if words.ent[i] == "PERSON" and words.ent[a] not in {"PERSON", ""}:
            return i
    return None


def _does(words: Words, b: int) -> bool:
    """Whether the run that ends at ``b`` does what places do not: it says, acts or is told of
    behind a comma ("Mona Lund, a teacher,").
    """
    lex = lexicon()
    verb = words.head[b - 1]
    if words.dep[b - 1] == "nsubj" and words.lemma[verb] in lex.saying | lex.acting:
        return True
    return b + 1 < len(words) and words.text[b] == "," and words.lower[b + 1] in {"a", "an", "who"}


def is_person_name(words: Words, a: int, b: int, labels: Sequence[str]) -> bool:
    lex = lexicon()
    if words.text[a] in lex.first and b - a > 1 and could_be_person(words, a, b, titled=True):
        return not all(label in PLACE_LABELS for label in labels) or _does(words, b)
    if a and words.text[a - 1] in lex.courtesy:
        return True
    if a and words.lower[a - 1] in lex.person and b - a in {2, 3}:
        return "ORG" not in labels
    votes = sum(label == "PERSON" for label in labels)
    return votes * 2 > b - a and could_be_person(words, a, b)

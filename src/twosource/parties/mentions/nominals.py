"""Nominal mentions: "a senior Hamas figure", "the 51-year-old", "police"."""

from __future__ import annotations

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.nouns import can_be_person, is_person, singular
from twosource.parties.words.words import Words

_LEFT = {
    "det", "amod", "compound", "nmod", "poss", "case", "nummod", "quantmod", "npadvmod", "predet",
    "advmod", "nounmod", "punct", "neg",
}  # fmt: skip
_DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "their", "its", "both"}
_STATURE = {
    "senior", "leading", "public", "key", "prominent", "top", "central", "political", "religious",
    "controversial", "cult", "historical", "influential", "respected", "powerful", "literary",
    "divisive", "towering", "lone", "shadowy", "mysterious", "militant", "military", "tribal",
}  # fmt: skip
"""What a figure is called that is somebody and no number."""
_DIGITS = {"one", "some", "several", "many", "both", "others", "critics"}


def _kind(noun: str) -> str:
    lex = lexicon()
    if noun in lex.people:
        return "group"
    if noun in lex.body:
        return "organisation"
    if is_person(noun.rsplit("-", 1)[-1]):
        return "person"
    return "document" if noun in lex.document else ""


def find_nominals(words: Words, section: int, names: list[Phrase]) -> list[Phrase]:
    """Noun phrases headed by a noun for people, bodies or documents, or that do the saying.

    Args:
        words: the section.
        section: its number.
        names: the named mentions of the section; those inside a nominal become its modifiers.
    """
    taken = [False] * len(words)
    for name in names:
        for i in range(name.a, name.b):
            taken[i] = True
    found: list[Phrase] = []
    by_word = {i: name for name in names for i in range(name.a, name.b)}
    for i, pos in enumerate(words.pos):
        if not taken[i] and _aged(words, i):
            found.append(_age(words, section, i))
            continue
        if taken[i] or (pos not in {"NOUN", "PROPN"} and words.lower[i] not in _DIGITS):
            continue
        if i + 1 < len(words) and words.dep[i] == "compound" and words.head[i] > i:
            continue
        if _nobody(words, i):
            continue
        noun = singular(words.lower[i])
        if noun in {"elect", "designate"} and i > 1 and words.text[i - 1] == "-":
            noun = singular(words.lower[i - 2])
        kind = _kind(noun)
        speaks = _speaks(words, i)
        if (not kind and not speaks) or (kind == "document" and not speaks):
            continue
        if not kind and (pos != "NOUN" or not words.text[i].isalpha()):
            continue
        if not kind:
            trade = can_be_person(noun if words.tag[i] == "NN" else noun.removesuffix("s"))
            kind = "person" if trade else "unknown"
        found.append(_phrase(words, section, i, noun, kind, by_word))
    return found


def _aged(words: Words, i: int) -> bool:
    """Whether an age stands for a person at the word ("the 51-year-old said")."""
    if words.lower[i] != "old" or i < 4 or words.lower[i - 2] != "year":
        return False
    if words.text[i - 1] not in "-‑" or words.text[i - 3] not in "-‑":
        return False
    return i + 1 >= len(words) or words.pos[i + 1] not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _age(words: Words, section: int, i: int) -> Phrase:
    """The mention "the 51-year-old"; the parser seldom hangs its article on it."""
    start = i - 4
    article = start > 0 and words.lower[start - 1] in _DEFINITE | {"a", "an"}
    a = start - 1 if article else start
    phrase = Phrase(
        section, a, i + 1, i, words.span(a, i + 1), "nominal", words.say(a, i + 1), kind="person"
    )
    phrase.noun, phrase.definite = "year-old", words.lower[a] in _DEFINITE
    return phrase


def _nobody(words: Words, i: int) -> bool:
    """Whether the word stands for no party: "no government", "in person", a figure that is a
    number ("the wrong figure").
    """
    low = words.lower[i]
    if low in {"none", "nobody", "neither"}:
        return True
    if any(words.lower[c] == "no" and words.dep[c] == "det" for c in words.children[i]):
        return True
    before = words.lower[i - 1] if i else ""
    if low == "person":
        return before == "in"
    if low in {"figure", "figures"}:
        named = i > 0 and (words.pos[i - 1] in {"PROPN", "NOUN"} or before in _STATURE)
        who = i + 1 < len(words) and words.lower[i + 1] == "who"
        return not (named or who or before in lexicon().demonyms or _speaks(words, i))
    return False


def says_what(words: Words, phrase: Phrase) -> bool:
    """Whether a nominal tells what somebody is, or is not, and names no party of its own: "is
    not a neutral mediator", "serves as a judge".
    """
    head, first = phrase.head, words.lower[phrase.a]
    governor = words.head[head]
    if words.dep[head] == "attr" and words.lemma[governor] in {"be", "become", "remain"}:
        below = words.children[governor]
        denied = any(words.dep[c] == "neg" for c in below)
        dummy = any(words.dep[c] == "expl" for c in below)
        return not dummy and (denied or first in {"a", "an"})
    return words.dep[head] == "pobj" and words.lower[governor] == "as" and first in {"a", "an"}


def _speaks(words: Words, i: int) -> bool:
    """Whether the word is what says, accuses, shows ..., or stands after "according to"."""
    lex = lexicon()
    verb = words.head[i]
    if words.dep[i] in {"nsubj", "agent"} and words.lemma[verb] in lex.saying:
        return words.pos[verb] in {"VERB", "AUX"}
    if words.dep[i] == "pobj" and words.lower[words.head[i]] == "to":
        to = words.head[i]
        return to > 0 and words.lower[to - 1] == "according"
    return False


def _phrase(
    words: Words, section: int, head: int, noun: str, kind: str, by_word: dict[int, Phrase]
) -> Phrase:
    a = head
    while a > 0 and words.sent[a - 1] == words.sent[head] and head - a < 12:
        i = a - 1
        governor = words.head[i]
        if words.dep[i] not in _LEFT or not i < governor <= head or words.text[i] in ',;:—–“”"()':
            break
        a = i
    while a < head and (words.text[a] in "-'’" or words.dep[a] in {"case", "neg"}):
        a += 1
    lex = lexicon()
    text = words.say(a, head + 1)
    first = words.lower[a]
    phrase = Phrase(section, a, head + 1, head, words.span(a, head + 1), "nominal", text)
    phrase.kind, phrase.noun = kind, noun
    phrase.gender = lex.gender.get(noun, "")
    phrase.plural = words.tag[head] in {"NNS", "NNPS"} or kind == "group"
    phrase.plural = phrase.plural or words.lower[head] in {"some", "several", "many", "both"}
    if phrase.plural and kind == "person":
        phrase.kind = "group"
    owner = any(words.dep[i] == "poss" for i in words.children[head])
    phrase.definite = first in _DEFINITE or owner
    for i in range(a, head):
        name = by_word.get(i)
        if name is not None and name not in phrase.modifiers:
            phrase.modifiers.append(name)
    phrase.of = _of(words, a, head, phrase)
    return phrase


def _of(words: Words, a: int, head: int, phrase: Phrase) -> str:
    """What the phrase belongs to: a name before it, or behind "of", "for", "from"."""
    lex = lexicon()
    if phrase.modifiers:
        return phrase.modifiers[-1].text
    if words.text[head] in lex.members:
        return lex.members[words.text[head]]
    if phrase.kind == "person" and phrase.noun not in lex.of_state:
        return ""  # "the Ivorian diplomat" of the United Nations: where he is from, not whose he is
    for i in range(head - 1, a - 1, -1):
        if words.text[i] in lex.demonyms:
            return lex.demonyms[words.text[i]]
    return ""

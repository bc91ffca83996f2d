"""What stands around one mention of a name and tells a person from a body from a place."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.language.datelines import dateline_end
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.nouns import can_be_person, is_person
from twosource.parties.words.words import Words

_IN = {"in", "near", "outside", "inside", "across", "around", "throughout", "toward", "towards",
       "beyond", "off"}  # fmt: skip
"""Prepositions of place."""
_TRUST = {"believe", "trust", "confidence", "faith", "interest", "interested", "specialise"}
"""Words after which "in" is no preposition of place."""
_HE = {"he", "she", "himself", "herself"}
_SHAPE = 1.0
"""A mention that only looks like a name: two or three plain capitals without an article."""
_SIGN = 2.0
"""One plain sign ("Mr", "in", "which")."""
_SURE = 3.0
"""A sign that leaves no doubt ("Mona Lund, a teacher,")."""


@dataclass(slots=True)
class Votes:
    """How much speaks for each kind; ``place`` and ``body`` share what speaks for either, and a
    craft (``vessel``) is no party at all.
    """

    person: float = 0.0
    body: float = 0.0
    place: float = 0.0
    vessel: float = 0.0
    tags_person: int = 0
    tags_body: int = 0
    tags_place: int = 0

    def add(self, other: Votes) -> None:
        """Count another mention's votes too."""
        self.person += other.person
        self.body += other.body
        self.place += other.place
        self.vessel += other.vessel
        self.tags_person += other.tags_person
        self.tags_body += other.tags_body
        self.tags_place += other.tags_place

    def kind(self, lead: float) -> str:
        """The kind, or ``""`` where the votes do not tell.

        The tagger's labels of all mentions together weigh as one sign at most.
        """
        tags = max(1, self.tags_person + self.tags_body + self.tags_place)
        person = self.person + self.tags_person / tags
        body = self.body + self.tags_body / tags
        place = self.place + self.tags_place / tags
        if person >= max(body, place) + lead:
            return "person"
        if max(body, place) >= person + lead:
            return "organisation" if body >= place else "place"
        return ""


def sure_place(votes: Votes) -> bool:
    """Whether this mention by itself is no person, whoever bears the name elsewhere."""
    return max(votes.place, votes.body) >= _SIGN > votes.person


def clues(words: Words, phrase: Phrase) -> Votes:
    """The votes of one mention."""
    votes = Votes()
    _tags(words, phrase, votes)
    _shape(words, phrase, votes)
    _front(words, phrase, votes)
    _behind(words, phrase, votes)
    _clause(words, phrase, votes)
    if words.start[phrase.a] < dateline_end(words.body, words.start[phrase.a]):
        votes.place += _SURE
    votes.vessel = _vessel(words, phrase)
    return votes


def _vessel(words: Words, phrase: Phrase) -> float:
    """How much says that a ship or another craft bears the name ("the ferry Solveig", "aboard the
    Solveig", "the captain of the Solveig").
    """
    lex, i = lexicon(), phrase.a - 1
    if i >= 0 and words.lower[i] in lex.craft:
        return _SURE
    i -= i >= 0 and words.lower[i] == "the"
    if i > 0 and words.lower[i] == "of" and words.lower[i - 1] in lex.craft_owns:
        return _SIGN
    if i >= 0 and words.lower[i] in {"aboard", "board", "boarded"}:
        return _SIGN
    b = phrase.b
    if b + 2 < len(words) and words.text[b] == "," and words.lower[b + 1] in {"a", "an", "the"}:
        end = b + 2
        while end < min(len(words), b + 6) and words.pos[end] in {"NOUN", "ADJ", "PROPN"}:
            end += 1
        return _SURE if words.lower[end - 1] in lex.craft else 0.0
    return 0.0


def _tags(words: Words, phrase: Phrase, votes: Votes) -> None:
    label = words.ent[phrase.head]
    votes.tags_person = int(label == "PERSON")
    votes.tags_body = int(label == "ORG")
    votes.tags_place = int(label in {"GPE", "LOC", "FAC"})


def _shape(words: Words, phrase: Phrase, votes: Votes) -> None:
    lex = lexicon()
    a, b = phrase.a, phrase.b
    parts = [words.text[i] for i in range(a, b)]
    if any(p in lex.organisation for p in parts) or "&" in parts or "of" in parts:
        votes.body += _SURE
    elif parts[-1] in lex.place:
        votes.place += _SURE
    elif len(parts) == 1:
        votes.body += _SIGN if parts[0].isupper() and len(parts[0]) > 1 else 0.0
        votes.person += _SHAPE if parts[0] in lex.first else 0.0
    elif parts[0] in lex.first:
        votes.person += _SIGN
    elif len(parts) <= 3 and "-" not in parts and not words.headline[a]:
        votes.person += _SHAPE if words.lower[a - 1 : a] != ["the"] else 0.0


def _front(words: Words, phrase: Phrase, votes: Votes) -> None:
    """What stands before the name."""
    lex = lexicon()
    a = phrase.a
    if not a or words.sent[a - 1] != words.sent[a]:
        return
    before, low = words.text[a - 1], words.lower[a - 1]
    if (
        before in lex.courtesy
        or (before in lex.title and before not in lex.title_lead)
        or (is_person(low) and low not in lex.either and not words.tag[a - 1].endswith("S"))
    ):
        votes.person += _SURE
    elif low in lex.body and phrase.head == phrase.b - 1:
        # "the textile maker Orrin Looms"
        votes.body += _SIGN if low in lex.either else _SURE
    elif low in lex.place_noun or low in {
        "neighbouring",
        "neighboring",
        "nearby",
        "central",
        "downtown",
    }:
        votes.place += _SIGN
    elif low == "the" and words.head[a - 1] == phrase.head:
        votes.body += _SIGN
    elif before == "," and a > 1 and is_person(words.lower[a - 2]):
        votes.person += _SIGN if words.lower[a - 2] not in lex.either else 0.0


def _behind(words: Words, phrase: Phrase, votes: Votes) -> None:
    """What stands behind the name: "'s", an age, an apposition, a relative clause."""
    lex = lexicon()
    b, size = phrase.b, len(words)
    if b >= size or words.sent[b] != words.sent[phrase.a]:
        return
    if words.text[b] in {"'s", "’s", "’", "'"}:
        owned = words.lower[words.head[phrase.head]]
        if owned in lex.kin:
            votes.person += _SIGN
        else:
            _owns(owned, votes, 1.0)
        return
    if words.lower[b] in lex.place_noun and words.pos[b] == "NOUN":
        votes.place += _SIGN
    elif words.lower[b] in lex.body - lex.led and words.pos[b] == "NOUN":
        votes.body += _SHAPE
    elif is_person(words.lower[b]) and words.head[phrase.head] == b:
        votes.body += _SHAPE  # "the Nordal boss", "Tessaly mayor"
        votes.place += _SHAPE
    if words.lower[b] == "who":
        votes.person += _SIGN
    if words.text[b] == "(" and b + 2 < size and words.text[b + 1].isupper():
        votes.body += _SIGN if words.text[b + 2] == ":" else 0.0  # "(NYSE: BRX)"
    if words.text[b] != "," or b + 1 >= size:
        return
    after = words.lower[b + 1]
    if after == "who" or (words.text[b + 1].isdigit() and len(after) == 2):
        votes.person += _SIGN if after == "who" else _SURE
    elif after in {"which", "where"}:
        votes.body += _SHAPE if after == "which" else 0.0
        votes.place += _SIGN if after == "where" else 0.0
    else:
        _apposed(words, phrase, b + 1, votes)


def _owns(noun: str, votes: Votes, weight: float) -> None:
    """The name has something: streets are a place's, a board is a body's."""
    lex = lexicon()
    if noun in lex.place_owns:
        votes.place += _SIGN * weight
        votes.body += _SHAPE * weight
    elif noun in lex.body_owns:
        votes.body += _SIGN * weight
        votes.place += _SHAPE * weight
    elif is_person(noun):
        votes.body += _SHAPE * weight
        votes.place += _SHAPE * weight


def _apposed(words: Words, phrase: Phrase, start: int, votes: Votes) -> None:
    """The words behind a comma: "a teacher", "the dam engineer", "its chief executive"."""
    lex = lexicon()
    opens = words.lower[start] in {"a", "an", "the", "its", "his", "her", "their", "our", "one"}
    i, stop = start + int(opens), min(len(words), start + 7)
    while i < stop and words.pos[i] in {"ADJ", "PROPN", "NOUN", "PART", "VERB"}:
        if words.dep[i] in {"compound", "amod", "nmod", "poss", "case"} or (
            i + 1 < stop and words.pos[i + 1] in {"NOUN", "PART"}
        ):
            i += 1
            continue
        break
    if i >= stop or words.pos[i] != "NOUN" or words.tag[i] == "NNS":
        return
    ends = i + 1 < len(words) and words.pos[i + 1] in {"PUNCT", "ADP", "PRON"}
    if not ends and not opens:
        return
    if can_be_person(words.lower[i]) if opens else is_person(words.lower[i]):
        votes.person += _SURE if opens else _SIGN
    elif words.lower[i] in lex.place_noun:
        votes.place += _SIGN
    elif words.lower[i] in lex.body:
        votes.body += _SIGN


def _clause(words: Words, phrase: Phrase, votes: Votes) -> None:
    """The name's place in its clause."""
    lex = lexicon()
    head = phrase.head
    governor, dep = words.head[head], words.dep[head]
    if dep == "pobj" and words.lower[governor] in _IN:
        if words.lemma[words.head[governor]] not in _TRUST:
            votes.place += _SIGN
    elif dep == "pobj" and words.lower[governor] in {"at", "from", "to"}:
        votes.place += 0.5 if words.lower[governor] != "to" else 0.0
    elif dep == "pobj" and words.lower[governor] in {"of", "for"}:
        owner = words.lower[words.head[governor]]
        _owns(owner, votes, 0.75 if words.lower[governor] == "for" else 1.0)
    elif dep == "nsubj" and words.lemma[governor] in lex.saying:
        votes.person += 0.5
        if words.lower[governor + 1 : governor + 2] == ["its"]:
            votes.body += _SHAPE  # "Brandt said its board would meet"
        _goes_on(words, phrase, governor, votes)
    elif dep in {"dobj", "dative"} and words.lemma[governor] == "tell":
        votes.body += 0.5  # "told Northern Light": the outlet that asked
    if dep == "nsubj" and words.lemma[governor] == "be":
        said = [c for c in words.children[governor] if words.dep[c] == "attr"]
        votes.person += _SIGN if said and is_person(words.lower[said[0]]) else 0.0


def _goes_on(words: Words, phrase: Phrase, verb: int, votes: Votes) -> None:
    """A "he" or "she" right after a speaker, with no other name between."""
    lex, last = lexicon(), words.sent[phrase.head] + 1
    for i in range(phrase.b, min(len(words), phrase.b + 60)):
        if words.sent[i] > last:
            return
        if words.lower[i] in _HE and words.quote[i] < 0 and words.dep[i] == "nsubj":
            votes.person += _SHAPE
            return
        if words.lower[i] == "it" and words.quote[i] < 0 and words.dep[i] == "nsubj":
            does = words.head[i]
            said = words.head[does] == verb and words.dep[does] == "ccomp"
            told = said and words.lemma[does] in lex.saying | lex.acting
            votes.body += _SHAPE if told else 0.25  # "Nightjar said it promised ..."
            return
        if words.pos[i] == "PROPN" and words.dep[i] in {"nsubj", "nsubjpass"}:
            return
